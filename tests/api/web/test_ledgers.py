"""The ledgers of actions and grants, with verdicts worked out by hand from the memo on the grant of 2022."""

from collections.abc import Callable
from typing import Protocol

import httpx
import pytest
from playwright.sync_api import Locator, Page

from tests.api.web.conftest import Visit

Axe = Callable[[Page], None]

PLACE, NOT_REPLACING, REPORT = (
    "Alla insatser ska rikta sig till Skäggetorp",
    "Medlen får inte träda i stället för verksamhet som redan bedrivs vid rekvisitionen",
    "Användningen ska återrapporteras senast 2023-01-28",
)
AGENCY = "Socialstyrelsens regler för påfyllnadsmedlen 2022"


class Ledger(Protocol):
    def __call__(
        self, of: str, *, lang: str = ..., on: str = ..., script: bool = ..., status: int = ...
    ) -> Page: ...


@pytest.fixture
def ledger(service: str, visit: Visit) -> Ledger:
    """Open the ledger of an action or a grant, with its parameters."""

    def opened(of: str, *, lang: str = "sv", **how: object) -> Page:
        joined = "&" if "?" in of else "?"
        return visit(f"{service}/ledgers/{of}{joined}lang={lang}", lang=lang, **how)  # type: ignore[arg-type]

    return opened


def policy(page: Page, name: str) -> Locator:
    return page.get_by_role("article", name=name)


def rule(page: Page, name: str) -> Locator:
    return page.locator(".rule").filter(has=page.locator(".rule-name", has_text=name))


def verdict(page: Page, name: str) -> str:
    return policy(page, name).locator(".verdict-line .outcome").inner_text()


def outcome(page: Page, name: str) -> str:
    return rule(page, name).locator(".outcome").inner_text()


@pytest.mark.parametrize("script", [True, False])
def test_outside_skaggetorp_the_agency_denies_by_the_rule_of_place(ledger: Ledger, script: bool) -> None:
    page = ledger("grant/pafyllnad-2022?at=2022-10-15&place=district/ryd", script=script)
    assert verdict(page, AGENCY) == "nekas"
    assert policy(page, AGENCY).locator("header").get_by_role("link", name="Socialstyrelsen").count() == 2
    assert outcome(page, PLACE) == "nekas"
    assert "avsnitt Socialstyrelsens anvisningar, tecken 2088–2324" in rule(page, PLACE).inner_text()
    assert "Känd genom Kommunledningsförvaltningen" in rule(page, PLACE).inner_text()
    assert "Ryd" in rule(page, PLACE).locator(".tests").inner_text()


def test_what_decides_stands_first(ledger: Ledger) -> None:
    page = ledger("grant/pafyllnad-2022?at=2022-10-15&place=district/ryd")
    assert page.locator(".policy .verdict-line .outcome").all_inner_texts() == [
        "nekas",
        "fullgjort",
        "kan inte avgöras",
    ]


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("of", ["grant/pafyllnad-2022?", "action/kameror?grant=grant/pafyllnad-2022&"])
def test_a_missing_fact_leads_to_its_field_and_settles_the_verdict(
    ledger: Ledger, of: str, script: bool
) -> None:
    page = ledger(f"{of}at=2022-10-15&place=district/skaggetorp&cost-date=2022-11-01", script=script)
    assert verdict(page, AGENCY) == "kan inte avgöras"
    rule(page, NOT_REPLACING).get_by_role("link", name="verkan på befintligt arbete").click()
    field = page.get_by_label("Verkan på befintligt arbete")
    assert page.url.endswith("#p-effect")
    assert field.evaluate("field => field === document.activeElement")
    field.select_option("effect/develops")
    page.get_by_role("button", name="Pröva").click()
    assert httpx.URL(page.url).params["effect"] == "effect/develops"
    assert httpx.URL(page.url).params["cost-date"] == "2022-11-01"
    assert verdict(page, AGENCY) == "tillåtet"
    assert outcome(page, NOT_REPLACING) == "bryter inte mot regeln"


@pytest.mark.parametrize(("at", "said"), [("2023-01-20", "återstår"), ("2023-01-29", "bryter mot regeln")])
def test_a_report_that_is_not_sent_is_late_only_after_its_day(ledger: Ledger, at: str, said: str) -> None:
    page = ledger(f"grant/pafyllnad-2022?at={at}&reported-on=nej")
    duty = page.locator(".duty").filter(has_text=REPORT)
    assert duty.locator(".duty-due").inner_text() == "2023-01-28"
    assert duty.locator(".outcome").inner_text() == said
    assert outcome(page, REPORT) == said


def test_without_a_day_there_is_a_form_and_no_verdict(ledger: Ledger) -> None:
    page = ledger("action/kameror")
    assert page.get_by_label("Dag", exact=False).first.input_value() == ""
    assert page.locator(".policy, .duty, .outcome").count() == 0
    assert "sparas aldrig" in page.locator("#facts-hint").inner_text()


def test_grants_about_which_nothing_is_known_are_closed(ledger: Ledger) -> None:
    """Nine grants have rules; of an action of which only the day is given, those of one say anything at all."""
    page = ledger("action/kameror?at=2022-10-15")
    assert page.locator("section.grant").count() == 1
    closed = page.locator("details.grant")
    assert closed.count() == 8
    assert not any(one.get_attribute("open") is not None for one in closed.all())
    closed.first.locator("summary").click()
    assert closed.first.locator(".rule").first.is_visible()


def test_an_offer_is_a_plan_check(ledger: Ledger) -> None:
    page = ledger("grant/tillvaxtverket-2018?at=2018-10-15", lang="en")
    offers = page.locator(".policy").filter(has=page.locator(".offer"))
    assert offers.get_attribute("id") == page.locator(".policy:has-text('budget')").first.get_attribute("id")
    assert "A plan check." in offers.locator(".offer").inner_text()
    page.get_by_role("link", name="Allocate the grant among its themes").click()
    assert httpx.URL(page.url).path == "/allocations/tillvaxtverket-2018"


def test_the_amounts_stand_there_whatever_the_day(ledger: Ledger) -> None:
    page = ledger("grant/pafyllnad-2022")
    assert "6 214 587" in page.locator("section[aria-labelledby=amounts] table").inner_text().replace(
        "\xa0", " "
    )


@pytest.mark.parametrize("script", [True, False])
def test_what_cannot_be_used_is_told_at_its_field_and_nothing_is_lost(ledger: Ledger, script: bool) -> None:
    page = ledger(
        "grant/pafyllnad-2022?at=2022-10-15&place=skaggetorpp&cost-date=2022-11-01", script=script, status=400
    )
    assert page.locator("[aria-invalid=true]").get_attribute("name") == "place"
    assert page.get_by_label("Dagen för kostnaden").input_value() == "2022-11-01"
    assert page.locator("#trouble").is_visible()
    page = ledger("action/kameror?at=snart", status=400)
    assert page.locator("[aria-invalid=true]").input_value() == "snart"


def test_a_view_is_kept_and_counts(ledger: Ledger) -> None:
    """The rules of 2022 are told by the memo alone: in another document there are none."""
    view = "view=document%3Adocument%2Fdelmos-om-segregation"
    page = ledger(f"grant/pafyllnad-2022?at=2022-10-15&{view}")
    assert page.locator(".policy").count() == 0
    page.locator("header a[hreflang]").click()
    assert view in page.url


def test_unknown_things_are_not_found_and_the_nearest_is_named(service: str, visit: Visit) -> None:
    page = visit(f"{service}/ledgers/action/kamerror", status=404)
    assert page.get_by_role("link", name="action/kameror").count() == 1
    assert httpx.get(f"{service}/ledgers/plan/atgardsplan-2023").status_code == 404
    assert httpx.get(f"{service}/ledgers/action/kameror?when=2022").status_code == 400


def test_it_is_not_sent_twice(service: str) -> None:
    address = f"{service}/ledgers/grant/pafyllnad-2022?at=2022-10-15"
    first = httpx.get(address)
    assert httpx.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_its_answers_can_be_taken_away(ledger: Ledger, service: str) -> None:
    page = ledger("grant/pafyllnad-2022?at=2022-10-15&place=district/ryd")
    links = [one.get_attribute("href") for one in page.locator(".foot .forms a", has_text="JSON").all()]
    found = [httpx.get(f"{service}{link}").json() for link in links]
    assert [one["question"] for one in found] == ["grant-duties", "grant-rules", "money"]
    cited = page.locator(".rule a.cited").first
    number = cited.inner_text().partition("]")[0] + "]"
    cited.click()
    assert page.locator(".claim:target .numeral").inner_text() == number


@pytest.mark.parametrize("thing", ["action/kameror", "grant/pafyllnad-2022"])
def test_the_page_of_a_thing_leads_there(service: str, visit: Visit, thing: str) -> None:
    page = visit(f"{service}/id/{thing}?lang=sv")
    page.locator(f".asks a[href^='/ledgers/{thing}']").click()
    assert page.locator("h1 .thing").get_attribute("href") == f"/id/{thing}?lang=sv"


def test_the_answer_to_the_question_leads_there(service: str, visit: Visit) -> None:
    page = visit(f"{service}/questions/grant-rules?grant=grant/pafyllnad-2022&at=2022-10-15&lang=sv")
    page.get_by_role("link", name="Samma sak som en sida").click()
    assert httpx.URL(page.url).params["at"] == "2022-10-15"
    assert verdict(page, AGENCY) == "kan inte avgöras"


def test_hostile_input_and_names_are_text(ledger: Ledger, hostile_service: str, visit: Visit) -> None:
    page = ledger("action/kameror?at=%22%3E%3Cb%3E", status=400)
    assert page.locator("main b").count() == 0
    page = visit(f"{hostile_service}/ledgers/action/hostile?at=2022-10-15&lang=sv")
    assert "<b onmouseover=alert(1)>" in page.locator("h1").inner_text()
    assert page.locator("main b, main img, main script").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("on", ["laptop", "phone"])
@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize(
    "of",
    [
        "action/kameror",
        "action/kameror?at=2022-10-15&place=district/ryd",
        "grant/tillvaxtverket-2018?at=2018-10-15",
    ],
)
def test_it_is_accessible_and_fits(
    ledger: Ledger, axe: Axe, of: str, lang: str, on: str, scheme: str
) -> None:
    page = ledger(of, lang=lang, on=on)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_paper_there_are_rules_with_what_they_were_tried_with_and_no_form(ledger: Ledger) -> None:
    page = ledger("grant/pafyllnad-2022?at=2022-10-15&place=district/ryd")
    page.emulate_media(media="print")
    assert page.locator(".rule").first.is_visible()
    tried = [" ".join(one.split()) for one in page.locator(".tried > div").all_inner_texts()]
    assert [one.lower() for one in tried] == [
        "dag 2022-10-15",
        "platsen ryd (stadsdel)",
        "vy allt som någon säger",
    ]
    assert not page.locator("form").first.is_visible()
