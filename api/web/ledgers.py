"""The ledgers: what the rules of grants say of an action at a date, and what a grant demands, when, and how much it is.

The date is always given, and so the same address gives the same page on any day.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, get_args

from api.service.reader import Pairs, Reader
from api.service.representation import Representation
from api.web.question_form import Field, Trouble, field, trouble
from api.web.rendering import Address, page
from api.web.things import described
from api.web.view_form import view_fields
from graph.answers.form import Answer, Description, Evidence, Ref, Row, Step
from graph.answers.question import Parameter
from graph.questions import question
from graph.topics.handed_in import PARAMETER_OF, parameters
from ontology.errors import BadInput
from ontology.iris import is_short_id, short_id
from ontology.text import Language, Text
from ontology.vocabulary import code_definitions, codes

Kind = Literal["action", "grant"]

RULES, DUTIES, ALLOCATION, AMOUNTS = "grant-rules", "grant-duties", "grant-allocation", "money"
SHARE = "share-"
"""What the names of the fields for shares begin with."""
_FIELD_OF = {short_id(operand): parameter for operand, parameter in PARAMETER_OF.items()}
_OPERAND_OF = {parameter: operand for operand, parameter in _FIELD_OF.items() if operand}
_UNDECIDED = ("undetermined", "not-applicable")
_OFFER = "policy-type/offer"
_FIRST = {"no": 0, "unknown": 1, "yes": 2}
_LABELS: Mapping[str, Text] = {
    "at": Text(sv="Dag", en="Day"),
    "grant": Text(sv="Bidrag", en="Grant"),
}
_HINTS: Mapping[str, Text] = {
    "at": Text(
        sv="ÅÅÅÅ-MM-DD. Dagens datum fylls aldrig i av sig självt.",
        en="YYYY-MM-DD. The date of today is never filled in by itself.",
    ),
    "grant": Text(sv="Utan val prövas alla bidrag som har regler.", en="If none, all with rules are tried."),
}


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that nobody gives, and the field of the form that takes it, if one does."""

    fact: Ref
    field: str | None


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule with its outcome, its number in the answer, the passages that give it, and what it was tested with."""

    row: Row
    number: int
    rule: Ref
    passages: tuple[Evidence, ...]
    tests: tuple[Step, ...]
    through: tuple[Ref, ...]
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class PolicyLines:
    """A policy with its verdict, who issued it, what kind it is, and its rules; `apart` are those that do not apply.

    `force` says so where it is not known whether the policy was in force.
    """

    row: Row
    number: int
    policy: Ref
    authors: tuple[Ref, ...]
    offer: bool
    force: tuple[Step, ...]
    rules: tuple[RuleLine, ...]
    apart: tuple[RuleLine, ...]

    @property
    def decided(self) -> bool:
        """Whether its verdict is any that decides."""
        return self.row.verdict not in _UNDECIDED


@dataclass(frozen=True, slots=True)
class GrantLines:
    """A grant with what each of its policies says, those that decide first. `open` if any does, or if it is alone."""

    grant: Ref
    policies: tuple[PolicyLines, ...]
    open: bool

    @property
    def verdicts(self) -> tuple[Row, ...]:
        """One policy for each verdict that there is."""
        return tuple({one.row.verdict: one.row for one in self.policies}.values())


@dataclass(frozen=True, slots=True)
class _Answers:
    """What the page shows of the catalogue's answers: none of those that need the date, where it is not given."""

    rules: Answer | None = None
    duties: Answer | None = None
    amounts: Answer | None = None


def ledger(reader: Reader, kind: Kind, slug: str, address: Address) -> Representation:
    """The ledger of an action or a grant: its form, and its answers once a date is given; 400 if that cannot be used.

    Raises NotKnown, laid on `id`, if there is no such thing.
    """
    language = address.language
    given = described(reader, f"{kind}/{slug}", language)
    typed = {name: value for name, value in address.query if name != "view"}
    answers, wrong = _asked(reader, kind, given.id, typed, address)
    rules = answers.rules
    of_views = wrong.message if wrong and wrong.parameter == "view" else None
    fields, facts = (
        [_field(reader, one, typed, language, wrong) for one in each] for each in (_own(kind), parameters())
    )
    return page(
        "ledger.html",
        address,
        status=400 if wrong else 200,
        given=given,
        kind=kind,
        fields=fields,
        facts=facts,
        tried=[(one.label, _in_words(one)) for one in (*fields, *facts) if one.value],
        views=view_fields(reader, address.views, language, of_views),
        wrong=wrong,
        again=_again(address, wrong),
        answers=answers,
        grants=grant_lines(rules) if rules else (),
        duties=_duties(answers.duties) if answers.duties else (),
        allocation=f"/allocations/{slug}" if kind == "grant" and has_shares(given) else None,
        kept=views_of(address),
    )


def field_names(kind: Kind) -> tuple[str, ...]:
    """The parameters that the ledger of an action or a grant takes, beside views."""
    return tuple(one.name for one in (*_own(kind), *parameters()))


def ledger_of(answer: Answer) -> tuple[str, Pairs] | None:
    """The ledger or allocation page that an answer is on, as its path and parameters; None if it is on neither."""
    given = dict(answer.parameters)
    views = tuple(("view", view) for view in answer.view if view != "all")
    if answer.question == ALLOCATION and answer.rows:
        return f"/allocations/{given['grant'].partition('/')[2]}", (*_settled(answer), *views)
    of = given.pop("action", None) or given.pop("grant", None)
    if of is None or of.partition("/")[0] not in get_args(Kind) or answer.question not in (RULES, DUTIES):
        return None
    return f"/ledgers/{of}", (*given.items(), *views)


def _settled(answer: Answer) -> Iterator[tuple[str, str]]:
    """The shares that were handed in, as the fields of the allocation page."""
    for row in answer.rows:
        share = row.values["share"]
        if isinstance(share, Decimal):
            yield share_field(_ref(row.values["theme"])), f"{share:f}"


def share_field(theme: Ref) -> str:
    """The name of the field for the share of a theme."""
    return SHARE + theme.id.partition("/")[2]


def has_shares(grant: Description) -> bool:
    """Whether anything is simply said of the shares of a grant."""
    return bool(grant.values("share"))


def grant_lines(answer: Answer) -> tuple[GrantLines, ...]:
    """The answer to grant-rules by grant and policy; whatever decides comes first, and else its own order holds."""
    by_grant: dict[Ref, list[PolicyLines]] = {}
    for one in _policies(answer):
        by_grant.setdefault(_ref(one.row.values["grant"]), []).append(one)
    found = (
        GrantLines(
            grant,
            tuple(sorted(policies, key=lambda one: not one.decided)),
            len(by_grant) == 1 or any(one.decided for one in policies),
        )
        for grant, policies in by_grant.items()
    )
    return tuple(sorted(found, key=lambda one: not one.open))


def _policies(answer: Answer) -> Iterator[PolicyLines]:
    numbered = list(enumerate(answer.rows, start=1))
    rules: dict[tuple[Ref, Ref], list[RuleLine]] = {}
    for number, row in numbered:
        if row.values["rule"] is not None:
            rules.setdefault(_of(row), []).append(_rule(answer, row, number))
    for number, row in numbered:
        if row.values["rule"] is not None:
            continue
        policy = _ref(row.values["policy"])
        own = sorted(rules.get(_of(row), ()), key=lambda one: _FIRST[one.row.state])
        yield PolicyLines(
            row=row,
            number=number,
            policy=policy,
            authors=_refs(row.values["author"]),
            offer=_ref(row.values["kind"]).id == _OFFER,
            force=row.because[:-1],
            rules=tuple(one for one in own if one.row.verdict != "not-applicable"),
            apart=tuple(one for one in own if one.row.verdict == "not-applicable"),
        )


def _rule(answer: Answer, row: Row, number: int) -> RuleLine:
    first, *tests = row.because
    return RuleLine(
        row=row,
        number=number,
        rule=_ref(row.values["rule"]),
        passages=_passages(answer, first),
        tests=tuple(tests),
        through=_refs(row.values["rendering"]),
        missing=missing_of(row),
    )


def _passages(answer: Answer, step: Step) -> tuple[Evidence, ...]:
    """A claim from each passage on which a step rests: of several from one passage, rather what was read there."""
    claims = sorted((answer.evidence[one] for one in step.evidence), key=lambda one: one.basis != "read")
    found: dict[tuple[str, int | None, str], Evidence] = {}
    for one in claims:
        found.setdefault((one.document.id, one.locator.start, one.paraphrase), one)
    return tuple(found.values())


def missing_of(row: Row) -> tuple[Missing, ...]:
    """The facts that a row lacks."""
    return tuple(Missing(one, _FIELD_OF.get(one.id)) for one in _refs(row.values["missing"]))


def _duties(answer: Answer) -> tuple[tuple[int, Row, tuple[Missing, ...]], ...]:
    """The duties with their numbers in the answer, and what each lacks."""
    return tuple((number, row, missing_of(row)) for number, row in enumerate(answer.rows, start=1))


def _asked(
    reader: Reader, kind: Kind, id_: str, typed: Mapping[str, str], address: Address
) -> tuple[_Answers, Trouble | None]:
    """The answers that what was typed allows, and what of it cannot be used."""
    views, language = address.views, address.language

    def ask(name: str, taken: Iterable[str]) -> Answer:
        pairs = {one: typed[one] for one in taken if one in typed} | {kind: id_}
        return reader.ask(name, tuple(sorted(pairs.items())), views, language)

    found = _Answers()
    try:
        if kind == "grant":
            found = replace(found, amounts=ask(AMOUNTS, ()))
        if "at" in typed:
            found = replace(found, rules=ask(RULES, field_names(kind)))
        if "at" in typed and kind == "grant":
            of_duties = [one.name for one in question(DUTIES).parameters if one.name != kind]
            found = replace(found, duties=ask(DUTIES, of_duties))
    except BadInput as error:
        return found, trouble(reader, error, language)
    return found, None


def _own(kind: Kind) -> list[Parameter]:
    """The parameters of grant-rules that are no facts handed in, and not what the ledger is of: the date first."""
    names = ("at",) if kind == "grant" else ("at", "grant")
    known = {one.name: one for one in question(RULES).parameters}
    return [known[name] for name in names]


def _field(
    reader: Reader, parameter: Parameter, typed: Mapping[str, str], language: Language, wrong: Trouble | None
) -> Field:
    """The field of a parameter: a fact by the name of its operand, with its definition."""
    own = field(reader, parameter, typed, language, wrong)
    operand = _OPERAND_OF.get(parameter.name)
    if operand is None:
        label, about = _LABELS[parameter.name], _HINTS[parameter.name]
        return replace(own, label=label.in_language(language), about=about.in_language(language))
    label_text = codes()[operand].in_language(language)
    written = parameter.about.in_language(language).removeprefix(label_text).removeprefix(": ")
    definition = code_definitions()[operand].in_language(language)
    hint = " ".join(filter(None, [definition, f"{written[:1].upper()}{written[1:]}." if written else ""]))
    return replace(own, label=f"{label_text[:1].upper()}{label_text[1:]}", about=hint)


def _in_words(filled: Field) -> str:
    """What a field was filled with: the name of a thing, or what was typed."""
    names = {one.value: one.label for one in filled.choices.options}
    return names.get(filled.chosen) or (filled.understood[1] if filled.understood else filled.value)


def _again(address: Address, wrong: Trouble | None) -> list[tuple[str, str, Address]]:
    """The things that may have been meant: id, name, and the address that asks with it."""
    if wrong is None or wrong.parameter is None or wrong.parameter == "view":
        return []
    parameter = wrong.parameter
    return [(id_, label, address.with_(**{parameter: id_})) for id_, label in wrong.meant if is_short_id(id_)]


def views_of(address: Address) -> Pairs:
    """The views of an address, as parameters of another."""
    return tuple(("view", view) for view in address.views)


def _of(row: Row) -> tuple[Ref, Ref]:
    return _ref(row.values["grant"]), _ref(row.values["policy"])


def _ref(value: object) -> Ref:
    if not isinstance(value, Ref):
        raise TypeError(f"not a thing: {value}")
    return value


def _refs(value: object) -> tuple[Ref, ...]:
    return tuple(one for one in value if isinstance(one, Ref)) if isinstance(value, tuple) else ()
