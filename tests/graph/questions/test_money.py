"""Amounts, by hand: 6 214 587 kr requisitioned of 216 800 000 announced (memo of 2022), 13 808 000 a year indicative
(application of 2018), whose six intervals are shares of it: 10–30 % are 1 380 800–4 142 400 kr, and so on."""

from collections.abc import Callable

from graph.answers.form import Answer, Ref, Row

TILLVAXTVERKET = {"grant": "grant/tillvaxtverket-2018"}


def id_of(cell: object) -> object:
    if isinstance(cell, tuple):
        return tuple(id_of(one) for one in cell)
    return cell.id if isinstance(cell, Ref) else cell


def shown(row: Row, *keys: str) -> tuple[object, ...]:
    return tuple(id_of(row.values[key]) for key in keys)


def test_the_top_up_money(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("money", {"grant": "grant/pafyllnad-2022"})
    (row,) = answer.rows
    assert shown(row, "stage", "kronor", "payer", "payee", "period") == (
        "stage/requisitioned",
        6214587,
        "body/socialstyrelsen",
        "body/linkoping",
        "2022-01-01–2022-12-31",
    )
    assert answer.summary.endswith(": 6\u00a0214\u00a0587 kronor, rekvirerat.")
    assert [answer.evidence[one].document.id for one in row.because[0].evidence] == [
        "document/pafyllnad-2022"
    ]


def test_there_is_no_total(ask_linkoping: Callable[..., Answer]) -> None:
    """No row has a sum of other rows: each amount has a claim of its own, and the answer says why."""
    answer = ask_linkoping("money", {}, (), "en")
    amounts = [row for row in answer.rows if row.values["what"] == "amount"]
    assert all(row.because[0].evidence for row in answer.rows)
    kronor = {row.values["kronor"] for row in amounts if isinstance(row.values["kronor"], int)}
    assert {6214587, 216800000, 13808000} <= kronor
    assert sum(kronor) not in kronor
    assert "No total is given: the amounts are of different grants or stages" in answer.summary
    grants = {id_of(row.values["grant"]) for row in amounts}
    stages = {id_of(row.values["stage"]) for row in amounts}
    assert answer.summary.startswith(
        f"{len(amounts)} amounts for {len(grants)} grants at {len(stages)} stages."
    )


def test_the_amounts_of_the_application_are_indicative_and_the_three_years_computed(
    ask_linkoping: Callable[..., Answer],
) -> None:
    """13 808 000 a year in three years: 41 424 000, by us."""
    answer = ask_linkoping("money", TILLVAXTVERKET)
    amounts = {row.values["kronor"]: row for row in answer.rows if row.values["what"] == "belopp"}
    assert {kronor: shown(row, "stage", "per")[0] for kronor, row in amounts.items()} == {
        13808000: "stage/indicative",
        41424000: "stage/indicative",
    }
    assert amounts[13808000].values["per"] == "år"
    basis = {
        kronor: {answer.evidence[one].basis for one in row.because[0].evidence}
        for kronor, row in amounts.items()
    }
    assert basis == {13808000: {"read"}, 41424000: {"computed"}}
    assert answer.summary.endswith("Ingen summa ges: beloppen kan gälla samma pengar.")


def test_shares_with_kronor(ask_linkoping: Callable[..., Answer]) -> None:
    """Each bound in per cent of 13 808 000: 30 % is 4 142 400, 2 % is 276 160."""
    answer = ask_linkoping("money", TILLVAXTVERKET)
    shares = {id_of(row.values["what"]): row for row in answer.rows if isinstance(row.values["what"], Ref)}
    assert {theme: shown(row, "stage", "least", "most") for theme, row in shares.items()} == {
        "theme/bostad-och-samhallsservice": ("10–30 %", 1380800, 4142400),
        "theme/skola": ("20–50 %", 2761600, 6904000),
        "theme/etablering-pa-arbetsmarknaden": ("20–50 %", 2761600, 6904000),
        "theme/brottslighet-och-trygghet": ("5–20 %", 690400, 2761600),
        "theme/demokrati-och-civilsamhalle": ("5–10 %", 690400, 1380800),
        "theme/samordning-och-gemensamt-larande": ("2–5 %", 276160, 690400),
    }


def test_a_grant_without_a_known_amount(ask_linkoping: Callable[..., Answer]) -> None:
    """The application names the grant from Delmos and gives no amount."""
    answer = ask_linkoping("money", {"grant": "grant/delmos-kartlaggning-2018"})
    assert (answer.state, answer.rows) == ("unknown", ())


def test_a_single_amount_is_told_with_what_it_is_per(ask_linkoping: Callable[..., Answer]) -> None:
    """250 million is for each of three years."""
    answer = ask_linkoping("money", {"grant": "scheme/sociala-insatser-utsatta-omraden"}, (), "en")
    assert answer.summary.endswith(": 250,000,000 kronor per year, announced.")


def test_delmos_gave_nothing_before_2021(ask_linkoping: Callable[..., Answer]) -> None:
    """425 million a year 2018-2020; Delmos took over in 2021."""
    answer = ask_linkoping("money", {"grant": "scheme/socioekonomiskt-eftersatta"})
    assert {id_of(row.values["payer"]) for row in answer.rows} == {"body/tillvaxtverket"}


BOUNDS = """
things:
  organisation/a: {sv: A, en: A}
  grant/bidraget: {sv: Bidraget, en: The grant}
  theme/skola: {sv: Skola, en: School}
---
document: document/en
sv: En källa
en: A source
type: document-type/application
speaker: organisation/a
passages:
  a:
    sv: Två andelar.
    en: Two shares.
    says:
      - {asserts: grant/bidraget share, with: {theme: theme/skola, min: 10, max: 30}}
      - {asserts: grant/bidraget share, with: {theme: theme/skola, min: 15, max: 30}}
"""


def test_bounds_that_cannot_both_hold_are_not_made_one(
    small_graph: Callable[[str], Callable[..., Answer]],
) -> None:
    answer = small_graph(BOUNDS)("money")
    assert {(row.values["stage"], row.state) for row in answer.rows} == {
        ("10–30 %", "unknown"),
        ("15–30 %", "unknown"),
    }


def test_the_32_recipients_are_counted_not_listed(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("money", {"grant": "scheme/socioekonomiskt-eftersatta"}, (), "en")
    assert {row.values["payee"] for row in answer.rows} == {"32 recipients"}


def test_a_view_without_amounts(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("money", {}, ["document:document/ks-31"])
    assert (answer.rows, answer.summary) == ((), "Inga belopp är kända i vyn.")
    assert ask_linkoping("money", TILLVAXTVERKET, ["document:document/ks-31"]).state == "unknown"
