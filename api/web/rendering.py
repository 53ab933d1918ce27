"""Pages from templates, in one language. Whatever is put into them is escaped: nothing of it is markup."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from api.service.reader import Pairs
from api.service.representation import HTML, Representation
from api.words import word
from ontology.text import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a page: its path, its parameters without `lang`, and its language."""

    path: str
    query: Pairs
    language: Language

    def __str__(self) -> str:
        return f"{quote(self.path)}?{urlencode([*self.query, ('lang', self.language)])}"

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
    body = _environment().get_template(template).render(lang=language, address=address, **given)
    return Representation(body.encode(), HTML, language, status=status)


@cache
def _environment() -> Environment:
    """Templates with `t("svenska", "English")`, `word(name)`, and `link(path, parameters)` in the page's language."""
    environment = Environment(
        loader=PackageLoader("api.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(t=_translated, word=_word, link=_link, thing=_thing)
    return environment


@pass_context
def _translated(context: Context, sv: str, en: str) -> str:
    return sv if context["lang"] == "sv" else en


@pass_context
def _word(context: Context, name: str, **values: object) -> str:
    return word(name, context["lang"], **values)


@pass_context
def _link(context: Context, path: str, parameters: Mapping[str, str] | Pairs = (), **more: str) -> str:
    """An address of ours in the page's language."""
    pairs = tuple(parameters.items()) if isinstance(parameters, Mapping) else tuple(parameters)
    return str(Address(path, (*pairs, *more.items()), context["lang"]))


@pass_context
def _thing(context: Context, id_: str) -> str:
    """The address of the page of a thing, by its short id (an IRI of others is its own address)."""
    return id_ if "://" in id_ else _link(context, f"/id/{id_}")
