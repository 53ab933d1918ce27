"""Pages that explain: how to read an answer, what each problem means, how programs ask."""

from api.service.representation import Representation
from api.web.rendering import Address, page
from graph.questions import catalogue

Kind = tuple[str, int, str]


def how_to_read(address: Address) -> Representation:
    """How to read an answer, for people who have never heard of graphs."""
    return page("help.html", address)


def problems(address: Address, kinds: tuple[Kind, ...]) -> Representation:
    """Each kind of problem, by the end of its `type`, its status and title: what it means and what to do."""
    return page("problems.html", address, kinds=kinds)


def for_programs(address: Address, host: str, cypher: str | None) -> Representation:
    """The HTTP API for people who write programs, with commands that ask `host`.

    `cypher` is where the store takes Cypher, if it does: then there is no SPARQL.
    """
    examples = {one.name: one.title.in_language(address.language) for one in catalogue().values()}
    return page("api.html", address, host=host, cypher=cypher, questions=examples)
