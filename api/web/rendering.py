"""Pages from templates, in one language. Whatever is put into them is escaped: nothing of it is markup."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from api.again import command, page_address
from api.cells import value_text
from api.evidence import Mark, Numbered, chain_text, joined, marks_of, source_text
from api.service.reader import Pairs
from api.service.representation import HTML, Representation
from api.web.holdings import holding_text
from api.web.kinds import family_of, kind_word
from api.web.pictures import has_picture, picture_of
from api.web.traces import paths_of, trace_of
from api.words import parameter_word, view_words, word
from graph.answers.form import Answer, Column, Evidence, Ref, Scalar, Speaker
from ontology.iris import is_short_id
from ontology.text import LANGUAGES, Language

_SPAN_OF_TIME = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}(–[0-9]{4}(-[0-9]{2}){0,2})?")


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a page: its path, its parameters without `lang`, and its language."""

    path: str
    query: Pairs
    language: Language

    def __str__(self) -> str:
        return f"{quote(self.path)}?{urlencode([*self.query, ('lang', self.language)])}"

    @property
    def views(self) -> tuple[str, ...]:
        """The views in which it asks."""
        return tuple(value for name, value in self.query if name == "view")

    def other(self) -> "Address":
        """The same page in the other language."""
        return replace(self, language=next(one for one in LANGUAGES if one != self.language))

    def with_(self, **parameters: str) -> "Address":
        """The same page with these parameters set anew."""
        kept = tuple((name, value) for name, value in self.query if name not in parameters)
        return replace(self, query=(*kept, *parameters.items()))


def page(template: str, address: Address, *, status: int = 200, **given: object) -> Representation:
    """The page that a template makes of what is given, at this address."""
    language = address.language
    body = templates().get_template(template).render(lang=language, address=address, **given)
    return Representation(body.encode(), HTML, language, status=status)


@cache
def templates() -> Environment:
    """Templates with `t("svenska", "English")`, `word(name)`, and `link(path, parameters)` in the page's language."""
    environment = Environment(
        loader=PackageLoader("api.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(t=_translated, word=_word, link=_link, thing=_thing)
    environment.globals.update(numbered=Numbered, command=command, page_address=page_address)
    environment.globals.update(trace_of=trace_of, paths_of=paths_of)
    environment.globals.update(picture_of=picture_of, has_picture=has_picture)
    environment.globals.update(family_of=family_of, kind_word=kind_word)
    environment.globals.update(shown_columns=_shown_columns, of_claim=_of_claim)
    environment.filters.update(value=_value, joined=_joined, chain=_chain, source=_source)
    environment.filters.update(holding=_holding, parameter=_parameter, view=_view)
    environment.tests.update(ref=_is_ref, many=_is_many, short_id=is_short_id, web=_is_web)
    environment.tests.update(span_of_time=_is_span_of_time, of_numbers=_is_of_numbers)
    return environment


@pass_context
def _translated(context: Context, sv: str, en: str) -> str:
    return sv if context["lang"] == "sv" else en


@pass_context
def _word(context: Context, name: str, **values: object) -> str:
    return word(name, context["lang"], **values)


@pass_context
def _parameter(context: Context, name: str) -> str:
    return parameter_word(name, context["lang"])


@pass_context
def _view(context: Context, view: str) -> str:
    return view_words(view, context["lang"])


@pass_context
def _link(context: Context, path: str, parameters: Mapping[str, str] | Pairs = (), **more: str) -> str:
    """An address of ours in the page's language."""
    pairs = tuple(parameters.items()) if isinstance(parameters, Mapping) else tuple(parameters)
    return str(Address(path, (*pairs, *more.items()), context["lang"]))


@pass_context
def _thing(context: Context, id_: str) -> str:
    """The address of the page of a thing, by its short id (a web address of others is its own)."""
    return id_ if _is_web(id_) else _link(context, f"/id/{id_}")


@pass_context
def _value(context: Context, value: Scalar) -> str:
    return value_text(value, context["lang"])


@pass_context
def _joined(context: Context, stance: str) -> str:
    return joined(stance, context["lang"])


@pass_context
def _chain(context: Context, chain: Sequence[Speaker]) -> str:
    return chain_text(chain, context["lang"])


@pass_context
def _source(context: Context, evidence: Evidence) -> str:
    return source_text(evidence, context["lang"])


@pass_context
def _holding(context: Context, code: str) -> str:
    return holding_text(code, context["lang"])


@pass_context
def _of_claim(context: Context, evidence: Evidence) -> list[Mark]:
    """The marks of a claim that stands alone."""
    return list(marks_of(evidence, context["lang"]))


def _shown_columns(answer: Answer) -> list[Column]:
    """The columns in which some row has a value."""
    return [
        one
        for one in answer.columns
        if any(row.values.get(one.key) not in (None, (), "") for row in answer.rows)
    ]


def _is_web(value: object) -> bool:
    """Whether a text is an address on the web, which a link may lead to."""
    return isinstance(value, str) and value.startswith(("http://", "https://"))


def _is_ref(value: object) -> bool:
    return isinstance(value, Ref)


def _is_many(value: object) -> bool:
    return isinstance(value, tuple)


def _is_span_of_time(value: object) -> bool:
    """Whether a text is a date, or two, which are not to be broken at the end of a line."""
    return isinstance(value, str) and _SPAN_OF_TIME.fullmatch(value) is not None


def _is_of_numbers(column: Column, answer: Answer) -> bool:
    """Whether a column has numbers and nothing else."""
    values = [value for row in answer.rows if (value := row.values.get(column.key)) is not None]
    return bool(values) and all(
        isinstance(one, int | Decimal) and not isinstance(one, bool) for one in values
    )
