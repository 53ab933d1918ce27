"""The command line, `rotorsak`. Exit codes: 0 done; 1 done, and something fell short; 2 bad input; 3 store failed."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Annotated, Literal

import typer

from api.as_json import catalogue_json
from api.cells import answer_csv
from api.cli.loading import load_builtin_into, load_files_into
from api.cli.output import write_out
from api.cli.rendering import render
from api.cli.reports import catalogue_text, located_text, shortfalls_json, shortfalls_text
from api.cli.serving import serve_store
from api.cli.store_options import on_store
from api.cli.telling import FELL_SHORT, colour, put, told, width
from api.http.listening import listening
from api.service.settings import Settings
from api.stores import StoreAddress
from graph.answers.asking import ask as answer_to
from graph.answers.form import Answer
from graph.loading.validation import shortfalls
from graph.questions import question as question_called
from graph.rdf.files import serialise
from graph.rdf.formats import Format
from graph.stores.interface import Store
from ingest.finding import locate_in
from ontology.errors import BadInput
from ontology.iris import FACTS_GRAPH
from ontology.text import Language, Text
from ontology.vocabulary import vocabulary

Lang = Annotated[Language, typer.Option("--lang", envvar="ROTORSAK_LANG", help="Swedish or English.")]

app = typer.Typer(
    name="rotorsak",
    help="Traces municipal action to root causes, and shows the evidence for every answer.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.command()
@told
def questions(
    form: Annotated[Literal["table", "json"], typer.Option("--format", help="How to list them.")] = "table",
    lang: Lang = "sv",
) -> None:
    """List the questions that can be asked, with their parameters."""
    put(catalogue_json() if form == "json" else catalogue_text(lang, width()))


@app.command()
@told
@on_store
def ask(
    address: StoreAddress,
    question: Annotated[str, typer.Argument(help="The name of a question (see: rotorsak questions).")],
    param: Annotated[
        list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="An id, a short id or a name.")
    ] = None,
    view: Annotated[
        list[str] | None,
        typer.Option(
            "--view", help="all, undisputed, speaker:ID, document:ID or as-of:DATE; all given must hold."
        ),
    ] = None,
    form: Annotated[
        Literal["table", "json", "csv"], typer.Option("--format", help="How to write the answer.")
    ] = "table",
    csv_excel: Annotated[bool, typer.Option("--csv-excel", help="CSV as Swedish Excel reads it.")] = False,
    brief: Annotated[
        bool, typer.Option("--brief", help="The rows alone, without reasons and evidence.")
    ] = False,
    lang: Lang = "sv",
) -> None:
    """Ask a question, and get the answer with its evidence."""
    asked = question_called(question)
    parameters = _parameters(param or [])

    def answered(store: Store) -> Answer:
        with closing(address.names_of(store)) as names:
            return answer_to(store, vocabulary(), names, asked, parameters, view or [], lang)

    answer = address.read(answered)
    if form == "csv" or csv_excel:
        put(answer_csv(answer, excel=csv_excel))
    else:
        put(answer.to_json() if form == "json" else render(answer, width(), colour=colour(), brief=brief))


@app.command()
@told
@on_store
def load(
    address: StoreAddress,
    files: Annotated[
        list[Path] | None, typer.Argument(help="RDF files; none: the built-in municipality.")
    ] = None,
    lang: Lang = "sv",
) -> None:
    """Load the built-in municipality, or replace the named graphs that the files name."""
    put(load_files_into(address, files, lang) if files else load_builtin_into(address, lang))


@app.command()
@told
@on_store
def export(
    address: StoreAddress,
    form: Annotated[Format, typer.Option("--format", help="Everything; as turtle the facts only.")] = "trig",
    output: Annotated[Path | None, typer.Option("--output", help="A file; none: standard output.")] = None,
    lang: Lang = "sv",
) -> None:
    """Write out what the store holds; the same quads give the same bytes."""
    graph = FACTS_GRAPH if form == "turtle" else None
    data = address.read(lambda store: serialise(store.quads(graph), form))
    if output is None:
        put(data)
    else:
        write_out(output, data)


@app.command()
@told
@on_store
def validate(
    address: StoreAddress,
    form: Annotated[Literal["table", "json"], typer.Option("--format", help="How to report.")] = "table",
    lang: Lang = "sv",
) -> None:
    """Check the store against the shapes; exit code 1 if something falls short."""
    found = address.read(shortfalls)
    put(shortfalls_json(found) if form == "json" else shortfalls_text(found, lang))
    if found:
        raise typer.Exit(FELL_SHORT)


@app.command()
@told
def locate(
    document: Annotated[str, typer.Argument(help="A file, or a document by its id, slug or file name.")],
    words: Annotated[str, typer.Argument(help="Words that stand in it.")],
    corpus: Annotated[
        Path | None, typer.Option("--corpus", envvar="ROTORSAK_CORPUS", help="The folder of the documents.")
    ] = None,
    lang: Lang = "sv",
) -> None:
    """Print where words stand in a document, and the hash of the passage."""
    put(located_text(locate_in(document, words, corpus), lang))


@app.command()
@told
@on_store
def serve(
    address: StoreAddress,
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="The port; 0: any that is free.")
    ] = 8000,
    cache: Annotated[
        int, typer.Option("--cache-megabytes", min=0, help="How much of its answers the service keeps.")
    ] = 64,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only see whether the address can be listened on.")
    ] = False,
    lang: Lang = "sv",
) -> None:
    """Serve the same answers over HTTP, SPARQL and as web pages, until interrupted."""
    if dry_run:
        listening(host, port).close()
    else:
        serve_store(Settings(address, host, port, cache=cache * 1024 * 1024), lang)


def _parameters(given: Sequence[str]) -> dict[str, str]:
    parameters: dict[str, str] = {}
    for one in given:
        name, sign, value = one.partition("=")
        if not sign or name in parameters:
            raise BadInput(
                Text(
                    sv=f"--param {one}: skriv NAMN=VÄRDE, och varje namn en gång.",
                    en=f"--param {one}: write NAME=VALUE, and each name once.",
                )
            )
        parameters[name] = value
    return parameters


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; always ends by SystemExit."""
    app(args=None if arguments is None else list(arguments), prog_name="rotorsak")
