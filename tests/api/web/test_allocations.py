"""The allocation page, with what is left worked out by hand from the intervals of the application of 2018.

They are: housing 10–30, safety 5–20, democracy 5–10, work 20–50, coordination 2–5 and school 20–50, of 13 808 000.
"""

import re
from collections.abc import Callable
from typing import Protocol
from urllib.parse import urlencode

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.api.web.conftest import Visit

Axe = Callable[[Page], None]

WORK, SCHOOL, HOUSING = "etablering-pa-arbetsmarknaden", "skola", "bostad-och-samhallsservice"


class Allocating(Protocol):
    def __call__(
        self, shares: str = ..., *, lang: str = ..., on: str = ..., script: bool = ..., status: int = ...
    ) -> Page: ...


@pytest.fixture
def allocating(service: str, visit: Visit) -> Allocating:
    """Open the allocation page of the grant of 2018, with shares."""

    def opened(shares: str = "", *, lang: str = "sv", **how: object) -> Page:
        return visit(
            f"{service}/allocations/tillvaxtverket-2018?{shares}&lang={lang}".replace("?&", "?"),
            lang=lang,
            **how,  # type: ignore[arg-type]
        )

    return opened


def left(page: Page, theme: str) -> str:
    """What stands beside a theme, in one line."""
    return " ".join(page.locator(f"#p-share-{theme}-left").inner_text().split())


def summary(page: Page) -> str:
    return " ".join(page.get_by_role("status").inner_text().split())


def test_the_bounds_stand_at_each_field(allocating: Allocating) -> None:
    page = allocating(script=False)
    bounds = [" ".join(one.split()) for one in page.locator("span.bounds").all_inner_texts()]
    assert bounds == [
        "10–30 % · 1 380 800–4 142 400 kr",
        "5–20 % · 690 400–2 761 600 kr",
        "5–10 % · 690 400–1 380 800 kr",
        "20–50 % · 2 761 600–6 904 000 kr",
        "2–5 % · 276 160–690 400 kr",
        "20–50 % · 2 761 600–6 904 000 kr",
    ]


def test_school_and_work_at_half_each_do_not_fit(allocating: Allocating) -> None:
    """The others need at least 10 + 5 + 5 + 2 = 22."""
    page = allocating(f"share-{SCHOOL}=50&share-{WORK}=50", script=False)
    assert "andelarna går inte ihop" in summary(page)
    assert "122–165 %" in summary(page)
    assert left(page, HOUSING) == "inget kvar som går"
    assert left(page, SCHOOL) == "inom gränserna 50 % 6 904 000 kr"


def test_by_the_button_school_leaves_43_for_work(allocating: Allocating) -> None:
    """100 − 35 − 22 = 43 per cent, of 13 808 000 that is 5 937 440; and work has its own least, 20."""
    page = allocating(script=False)
    page.get_by_label("Skola").fill("35")
    page.get_by_role("button", name="Räkna").click()
    assert httpx.URL(page.url).params[f"share-{SCHOOL}"] == "35"
    assert page.get_by_label("Skola").input_value() == "35"
    assert left(page, WORK) == "inte bestämd kvar 20–43 % 2 761 600–5 937 440 kr"
    assert "bryter mot planen, inte mot en regel" in summary(page)
    assert "bara om den preliminära summan 13 808 000 kr" in summary(page)


def test_as_it_is_typed_the_result_changes_without_leaving_the_page(allocating: Allocating) -> None:
    page = allocating()
    page.evaluate("window.stays = true")
    before = page.evaluate("history.length")
    page.get_by_label("Skola").press_sequentially("35")
    expect(page.locator(f"#p-share-{WORK}-left")).to_contain_text("20–43")
    assert left(page, WORK) == "inte bestämd kvar 20–43 % 2 761 600–5 937 440 kr"
    expect(page).to_have_url(re.compile(f"share-{SCHOOL}=35"))
    assert page.evaluate("window.stays")
    assert page.evaluate("history.length") == before
    assert page.get_by_label("Skola").evaluate("field => field === document.activeElement")
    link = page.locator("a.permanent").get_attribute("href") or ""
    assert f"share-{SCHOOL}=35" in link
    page.get_by_label("Etablering på arbetsmarknaden").fill("50")
    expect(page.get_by_role("status")).to_contain_text("andelarna går inte ihop")
    page.locator("header a[hreflang]").click()
    assert page.get_by_label("School").input_value() == "35"
    assert "do not fit" in summary(page)


def test_more_for_housing_than_was_offered_lies_outside(allocating: Allocating) -> None:
    page = allocating(f"share-{HOUSING}=36,2", script=False)
    assert left(page, HOUSING) == "utanför gränserna 36,2 % 4 998 496 kr"
    assert "36,2 % ligger utanför 10–30 %" in summary(page)
    assert page.get_by_label("Bostad och samhällsservice").input_value() == "36,2"


@pytest.mark.parametrize("typed", ["mycket", "-3", "101", "3;5", "35; theme/skola=20", "<b>x</b>"])
def test_what_is_no_share_is_told_at_its_field_and_nothing_is_lost(
    allocating: Allocating, typed: str
) -> None:
    shares = {f"share-{SCHOOL}": "30", "share-demokrati-och-civilsamhalle": typed}
    page = allocating(urlencode(shares), script=False, status=400)
    wrong = page.locator("[aria-invalid=true]")
    assert wrong.get_attribute("name") == "share-demokrati-och-civilsamhalle"
    assert wrong.input_value() == typed
    assert (
        "är inget tal från 0 till 100"
        in page.locator("#p-share-demokrati-och-civilsamhalle-error").inner_text()
    )
    assert page.get_by_label("Skola").input_value() == "30"
    assert page.locator("main b").count() == 0


def test_a_view_in_which_nobody_offers_shares_says_so(allocating: Allocating) -> None:
    page = allocating("view=document%3Adocument%2Fpafyllnad-2022")
    assert "inga gränser för andelar är kända i vyn" in page.locator("main").inner_text()
    page.locator("header a[hreflang]").click()
    assert "view=document%3Adocument%2Fpafyllnad-2022" in page.url


def test_shares_that_come_short_are_not_set_off_as_fitting(allocating: Allocating) -> None:
    """Each is inside its bounds, and together they make 97: 30 + 10 + 5 + 30 + 2 + 20."""
    others = "share-brottslighet-och-trygghet=10&share-demokrati-och-civilsamhalle=5"
    last = "share-samordning-och-gemensamt-larande=2"
    page = allocating(f"share-{HOUSING}=30&{others}&share-{WORK}=30&{last}&share-{SCHOOL}=20")
    assert "andelarna går inte ihop" in summary(page)
    assert "97 %" in summary(page)


def test_what_is_not_there_is_not_found(service: str) -> None:
    missing = httpx.get(f"{service}/allocations/tillvaxtverket-2081")
    assert missing.status_code == 404
    assert "grant/tillvaxtverket-2018" in missing.json()["nearest"]
    unknown = httpx.get(f"{service}/allocations/tillvaxtverket-2018?share-skolan=3")
    assert unknown.status_code == 400
    assert "share-skola" in unknown.json()["nearest"]
    assert httpx.get(f"{service}/allocations/pafyllnad-2022").status_code == 200


def test_it_is_not_sent_twice(service: str) -> None:
    address = f"{service}/allocations/tillvaxtverket-2018?share-skola=35"
    first = httpx.get(address)
    assert httpx.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_the_pages_of_the_grant_lead_there(service: str, visit: Visit) -> None:
    address = (
        f"{service}/questions/grant-allocation?grant=grant/tillvaxtverket-2018&shares=skola%3D36,2&lang=sv"
    )
    page = visit(address)
    page.get_by_role("link", name="Samma sak som en sida").click()
    assert page.get_by_label("Skola").input_value() == "36.2"
    for start in ("id/grant/tillvaxtverket-2018", "ledgers/grant/tillvaxtverket-2018"):
        page = visit(f"{service}/{start}?lang=sv")
        page.locator("a[href^='/allocations/tillvaxtverket-2018']").first.click()
        assert page.get_by_label("Skola").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("on", ["laptop", "phone"])
@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize(
    ("shares", "status"),
    [("", 200), (f"share-{SCHOOL}=50&share-{HOUSING}=36,2", 200), (f"share-{SCHOOL}=x", 400)],
)
def test_it_is_accessible_and_fits(
    allocating: Allocating, axe: Axe, shares: str, status: int, lang: str, on: str, scheme: str
) -> None:
    page = allocating(shares, lang=lang, on=on, status=status)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_paper_the_shares_stand_with_what_is_left(allocating: Allocating) -> None:
    page = allocating(f"share-{SCHOOL}=35")
    page.emulate_media(media="print")
    assert page.locator(".share").first.is_visible()
    assert not page.get_by_role("button", name="Räkna").is_visible()
