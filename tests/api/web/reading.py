"""Reading a page as a program does: the fields of what is its matter, its links, its words."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "link", "input", "br", "hr", "img", "wbr"}
_UNSEEN = {"script", "style", "datalist", "option", "title"}


@dataclass
class Control:
    """A field: what it holds, what it may hold, and the attributes that it has."""

    name: str
    value: str
    attributes: dict[str, str]
    options: list[str] = field(default_factory=list)


class Reading(HTMLParser):
    """What a page says: the `controls` of its main part, `labels`, `links` with their words, `ids`, and `words`."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.controls: list[Control] = []
        self.labels: set[str] = set()
        self.links: dict[str, str] = {}
        self.ids: list[str] = []
        self.language = ""
        self._words: list[str] = []
        self._open: list[str] = []
        self._link: list[str] | None = None
        self._href = ""
        self.feed(html)

    @property
    def words(self) -> str:
        return " ".join(" ".join(self._words).split())

    def held(self, name: str) -> list[str]:
        """What the fields of this name hold; a box that is not ticked holds nothing."""
        return [
            one.value
            for one in self.controls
            if one.name == name and (one.attributes.get("type") != "checkbox" or "checked" in one.attributes)
        ]

    def control(self, name: str) -> Control:
        return next(one for one in self.controls if one.name == name)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in _VOID:
            self._open.append(tag)
        self.ids += [given["id"]] if "id" in given else []
        if tag == "html":
            self.language = given["lang"]
        if tag == "label":
            self.labels.add(given["for"])
        if tag in ("input", "select") and "main" in self._open:
            self.controls.append(Control(given.get("name", ""), given.get("value", ""), given))
        if tag == "option" and "select" in self._open:
            self.controls[-1].options.append(given["value"])
            if "selected" in given:
                self.controls[-1].value = given["value"]
        if tag == "a" and "href" in given:
            self._link, self._href = [], given["href"]

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        if tag == "a" and self._link is not None:
            self.links[self._href] = " ".join(" ".join(self._link).split())
            self._link = None

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] not in _UNSEEN:
            self._words.append(data)
            if self._link is not None:
                self._link.append(data)
