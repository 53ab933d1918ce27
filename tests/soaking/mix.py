"""What is asked in a soak: all kinds of address, over many things, in both languages and several views."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from urllib.parse import quote, urlencode

from graph.answers.names import Hit, Names
from graph.answers.question import Parameter, Question
from graph.questions import catalogue
from graph.stores.interface import Store
from ontology.iris import ID_BASE, short_id
from tests.clients import Request

_AGAIN = 0.5
_POPULAR = 150
_VIEWS = ((), (), ("undisputed",), ("as-of:2024-06-30",))
_FORMS = ("text/html", "text/html", "text/turtle", "application/ld+json")
_DESCRIBED = f"SELECT ?p ?o WHERE {{ GRAPH ?graph {{ <{ID_BASE}%s> ?p ?o }} }}"
_COUNTED = (
    "SELECT ?type (COUNT(*) AS ?number) WHERE { GRAPH ?graph { ?thing a ?type } } GROUP BY ?type LIMIT %d"
)
_MANY_ROWS = "SELECT ?s ?p ?o WHERE { GRAPH ?graph { ?s ?p ?o } } LIMIT 5000 OFFSET %d"
_ENDLESS = "SELECT (COUNT(*) AS ?number) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != %d) }"


@dataclass(frozen=True)
class Things:
    """What can be asked about: the short ids of each kind, and words of their names."""

    ids: dict[str, list[str]]
    words: Sequence[str]

    @classmethod
    def of(cls, store: Store) -> "Things":
        """The things of a store."""
        names = Names.of(store)
        hits = names.of_kinds(_all_kinds(), 100_000)
        names.close()
        ids: dict[str, list[str]] = defaultdict(list)
        for hit in hits:
            ids[hit.kind].append(short_id(hit.thing) or "")
        return cls(dict(ids), sorted(_words(hits)))


def _all_kinds() -> list[str]:
    return sorted(
        {kind for one in catalogue().values() for parameter in one.parameters for kind in parameter.kinds}
    )


def _words(hits: Sequence[Hit]) -> set[str]:
    return {word for hit in hits for word in hit.label.sv.split() if word.isalpha() and len(word) > 3}


class Mix:
    """A mix without end: half of it is what is often asked, half is drawn anew; each seed has an order of its own.

    `endless` puts in, rarely, a query that must be stopped.
    """

    def __init__(self, things: Things, seed: int, *, endless: bool = True) -> None:
        self._things = things
        self._questions = list(catalogue().values())
        self._kinds: dict[Callable[[], Request], float] = {
            self._answer: 25,
            self._page: 20,
            self._thing: 25,
            self._search: 10,
            self._steady: 8,
            self._sparql: 6,
            self._mistake: 5,
            self._heavy: 1,
        }
        self._draw = Random(0)
        self._popular = [self._fresh() for _ in range(_POPULAR)]
        self._draw = Random(seed)
        if endless:
            self._kinds[self._endless] = 0.05

    def next(self) -> Request:
        """What is asked next."""
        return self._draw.choice(self._popular) if self._draw.random() < _AGAIN else self._fresh()

    def _fresh(self) -> Request:
        return self._draw.choices(list(self._kinds), list(self._kinds.values()))[0]()

    def _answer(self) -> Request:
        form = self._draw.choice(("json", "json", "csv"))
        asked = self._draw.choice(self._questions)
        return Request(f"/api/questions/{asked.name}?{urlencode([*self._given(asked), ('format', form)])}")

    def _page(self) -> Request:
        asked = self._draw.choice(self._questions)
        return Request(f"/questions/{asked.name}?{urlencode(self._given(asked))}", {"Accept": "text/html"})

    def _given(self, asked: Question) -> list[tuple[str, str]]:
        given = [(one.name, self._value(asked, one)) for one in asked.parameters if one.required or one.kinds]
        views = [("view", view) for view in self._draw.choice(_VIEWS)]
        return [*((name, value) for name, value in given if value), *views, ("lang", self._language())]

    def _value(self, asked: Question, parameter: Parameter) -> str:
        ids = [id_ for kind in parameter.kinds for id_ in self._things.ids.get(kind, ())]
        example = asked.example.parameters.get(parameter.name, "")
        if parameter.name == "text":
            return self._draw.choice(self._things.words)
        if not ids or (not parameter.required and not example):
            return example
        return self._draw.choice(ids)

    def _thing(self) -> Request:
        return Request(f"/id/{self._id()}?lang={self._language()}", {"Accept": self._draw.choice(_FORMS)})

    def _id(self) -> str:
        return self._draw.choice(self._things.ids[self._draw.choice(list(self._things.ids))])

    def _search(self) -> Request:
        word, path = (
            quote(self._draw.choice(self._things.words)),
            self._draw.choice(("/search", "/api/search")),
        )
        return Request(f"{path}?text={word}&lang={self._language()}")

    def _steady(self) -> Request:
        path = self._draw.choice(
            ("/", "/questions", "/gaps", "/documents", "/help", "/api/documents", "/api/questions")
        )
        return Request(path, {"Accept-Language": self._language(), "If-None-Match": "*"}, (200, 304))

    def _sparql(self) -> Request:
        query = self._draw.choice((_DESCRIBED % self._id(), _COUNTED % self._draw.randrange(1, 100)))
        return Request(
            f"/sparql?{urlencode({'query': query})}", {"Accept": "application/sparql-results+json"}
        )

    def _mistake(self) -> Request:
        some = self._draw.randrange(1_000_000)
        return self._draw.choice(
            (
                Request(f"/id/action/finns-inte-{some}", {"Accept": "text/html"}, (404,)),
                Request(f"/finns/inte/{some}", expected=(404,)),
                Request(f"/api/questions/money?nosuch={some}", expected=(400,)),
                Request(f"/api/questions/action-trace?action=finns-inte-{some}", expected=(400, 404)),
                Request(f"/sparql?query=SELECT+{some}", expected=(400,)),
            )
        )

    def _heavy(self) -> Request:
        some = self._draw.randrange(1_000_000)
        return self._draw.choice(
            (
                Request(f"/sparql?{urlencode({'query': _MANY_ROWS % (some % 50_000)})}"),
                Request(
                    "/api/export", {"Accept": self._draw.choice(("application/trig", "application/n-quads"))}
                ),
            )
        )

    def _endless(self) -> Request:
        query = _ENDLESS % self._draw.randrange(1_000_000)
        return Request(f"/sparql?{urlencode({'query': query})}", expected=(503, 504))

    def _language(self) -> str:
        return self._draw.choice(("sv", "en"))
