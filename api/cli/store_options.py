"""The options of every command that has a store: its address, and who asks it."""

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Concatenate, ParamSpec

import typer

from api.stores import DEFAULT_ADDRESS, Credentials, StoreAddress, parse_address

P = ParamSpec("P")


def on_store(command: Callable[Concatenate[StoreAddress, P], None]) -> Callable[P, None]:
    """The command, whose first parameter is the address that the options give, with those options."""

    @wraps(command)
    def with_options(*args: P.args, **kwargs: P.kwargs) -> None:
        options = {name: kwargs.pop(name) for name in _OPTIONS}
        command(_address(**options), *args, **kwargs)  # type: ignore[arg-type]

    own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
    context, *options = _OPTIONS.values()
    parameters = [context, *own, *options]
    with_options.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in parameters]
    )
    with_options.__annotations__ = {one.name: one.annotation for one in parameters}
    return with_options


def _address(
    context: typer.Context,
    *,
    store: Annotated[
        str,
        typer.Option(
            "--store",
            envvar="ROTORSAK_STORE",
            metavar="ADDRESS",
            help="oxigraph:FOLDER, neo4j://[USER@]HOST[/DATABASE] or sparql+http://[USER@]HOST/PATH.",
        ),
    ] = DEFAULT_ADDRESS,
    store_update: Annotated[
        str | None,
        typer.Option(
            "--store-update",
            envvar="ROTORSAK_STORE_UPDATE",
            metavar="ADDRESS",
            help="Where a SPARQL store takes updates, if not where it takes queries.",
        ),
    ] = None,
    store_user: Annotated[
        str | None,
        typer.Option("--store-user", envvar="ROTORSAK_STORE_USER", help="Who asks, if the address says not."),
    ] = None,
    store_password: Annotated[
        str | None,
        typer.Option(
            "--store-password",
            envvar="ROTORSAK_STORE_PASSWORD",
            help="Better given in the environment or a file: others on the machine see what is typed here.",
        ),
    ] = None,
    store_password_file: Annotated[
        Path | None,
        typer.Option(
            "--store-password-file", envvar="ROTORSAK_STORE_PASSWORD_FILE", help="A file with the password."
        ),
    ] = None,
) -> StoreAddress:
    """The address that the options give. Raises BadInput.

    An address that is typed is not completed with the address for updates of another one in the environment.
    """
    if _typed(context, "store") and not _typed(context, "store_update"):
        store_update = None
    return parse_address(store, store_update, Credentials(store_user, store_password, store_password_file))


def _typed(context: typer.Context, option: str) -> bool:
    source = context.get_parameter_source(option)
    return source is not None and source.name == "COMMANDLINE"


_OPTIONS = dict(inspect.signature(_address, eval_str=True).parameters)
