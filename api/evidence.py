"""The evidence of an answer as people read it: numbered by passage, with the chain of speakers in words, and marks."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.words import code_label, word
from graph.answers.form import Answer, Evidence, Row, Speaker, Step
from ontology.text import Language


@dataclass(frozen=True, slots=True)
class Mark:
    """What sets a claim apart: its kind (`contested`, `second-hand`, `same-text` …) and how it is said."""

    kind: str
    text: str


class Numbered:
    """The evidence of an answer: `passages` in the order in which its rows cite them, and `numbers` of the claims."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.passages = _by_passage(answer)
        cited = (claim for claims in self.passages for claim in claims)
        self.numbers = {claim: number for number, claim in enumerate(cited, start=1)}
        shown = (answer.evidence[claim] for claim in reversed(self.numbers))
        self._first_of_origin = {evidence.origin: evidence for evidence in shown}
        self._rows_of: dict[str, list[int]] = defaultdict(list)
        for place, row in enumerate(answer.rows, start=1):
            for claim in dict.fromkeys(claim for step in row.because for claim in step.evidence):
                self._rows_of[claim].append(place)

    def said(self, claims: Sequence[str]) -> list[Evidence]:
        """The evidence of these claims."""
        return [self.answer.evidence[claim] for claim in claims]

    def of_step(self, step: Step) -> list[int]:
        """The numbers of the claims on which a step rests."""
        return sorted(self.numbers[claim] for claim in step.evidence)

    def of_row(self, row: Row) -> list[int]:
        """The numbers of the claims on which a row rests."""
        return sorted({number for step in row.because for number in self.of_step(step)})

    def rows_of(self, claim: str) -> list[int]:
        """The places in the answer, from 1, of the rows that rest on a claim."""
        return self._rows_of[claim]

    def marks(self, evidence: Evidence) -> list[Mark]:
        """How a claim came to us, and what there is to be wary of."""
        return list(self._marks(evidence))

    def first_of(self, evidence: Evidence) -> int:
        """The number of the first claim that has the same origin, which may be its own."""
        return self.numbers[self._first_of_origin[evidence.origin].claim]

    def _marks(self, evidence: Evidence) -> Iterator[Mark]:
        language = self.answer.language
        yield from marks_of(evidence, language)
        if self._first_of_origin[evidence.origin].document != evidence.document:
            yield Mark("same-text", word("same-text", language, number=self.first_of(evidence)))


def marks_of(evidence: Evidence, language: Language) -> Iterator[Mark]:
    """The marks of a claim on its own, without what only its company in an answer tells."""
    if evidence.basis != "read" or evidence.holding != "known":
        yield Mark(evidence.basis, code_label("basis", evidence.basis, language))
    if evidence.contested:
        yield Mark("contested", word("contested", language))
    if evidence.second_hand:
        yield Mark("second-hand", word("second-hand", language))
    if evidence.quality and evidence.quality != "born-digital":
        yield Mark(evidence.quality, code_label("quality", evidence.quality, language))
    if evidence.holding == "known":
        yield Mark("not-held", word("source-not-held", language))


def in_order(answer: Answer) -> list[Evidence]:
    """The evidence in the order in which the rows rest on it, then what no row cites."""
    cited = (claim for row in answer.rows for step in row.because for claim in step.evidence)
    return [answer.evidence[claim] for claim in dict.fromkeys([*cited, *sorted(answer.evidence)])]


def chain_text(chain: Sequence[Speaker], language: Language) -> str:
    """A chain of speakers in words: `MP hävdar att uppföljningen förnekar`."""
    *outer, last = chain
    said = "".join(f"{one.speaker.label} {one.stance_label}{joined(one.stance, language)}" for one in outer)
    return f"{said}{last.speaker.label} {last.stance_label}"


def joined(stance: str, language: Language) -> str:
    """What joins a speaker's stance to the next speaker: `that`, or `whether` for one who asks."""
    if stance == "asks":
        return " om " if language == "sv" else " whether "
    return " att " if language == "sv" else " that "


def source_text(evidence: Evidence, language: Language) -> str:
    """Where a claim stands: the document, its date, and the place in it."""
    parts = [f"{evidence.document.label} ({evidence.date or word('undated', language)})"]
    return ", ".join([*parts, *place_texts(evidence, language)])


def place_texts(evidence: Evidence, language: Language) -> list[str]:
    """The section and the characters of a passage, as far as they are known."""
    locator = evidence.locator
    parts = []
    if locator.section:
        parts.append(f"{word('section', language)} {locator.section}")
    if locator.start is not None and locator.end is not None:
        parts.append(f"{word('characters', language)} {locator.start}–{locator.end}")
    return parts


def _by_passage(answer: Answer) -> list[list[str]]:
    """The claims of an answer in the order in which its rows cite them, those of one passage together."""
    passages: dict[tuple[str, int | None, str], list[str]] = {}
    for evidence in in_order(answer):
        key = (evidence.document.id, evidence.locator.start, evidence.paraphrase)
        passages.setdefault(key, []).append(evidence.claim)
    return list(passages.values())
