"""The pages of the documents: the list, and each with what was taken from it and where."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

Visit = Callable[..., Page]
Axe = Callable[[Page], None]

DECISION = "/id/document/beslut-2023"


@pytest.mark.parametrize(("lang", "on"), [("sv", "laptop"), ("en", "phone")])
def test_the_pages_are_accessible(service: str, visit: Visit, axe: Axe, lang: str, on: str) -> None:
    for path in (
        "/documents",
        DECISION,
        "/id/document/delmos-rapport-citerad",
        "/id/document/nulagesbild-ryd",
    ):
        page = visit(f"{service}{path}?lang={lang}", lang=lang, on=on)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_those_that_have_been_read_come_first(service: str, visit: Visit) -> None:
    page = visit(f"{service}/documents", lang="en", script=False)
    heads = [one.inner_text().rpartition(" ")[0] for one in page.get_by_role("heading", level=2).all()]
    assert heads == ["Held", "Known, with something taken from them", "Only named"]
    read = page.get_by_role("region", name="Held").get_by_role("rowgroup").all()[1:]
    assert len(read) == 5


def test_only_those_of_one_holding(service: str, visit: Visit) -> None:
    page = visit(f"{service}/documents", lang="sv")
    page.get_by_role("link", name="lästa 5").click()
    page.wait_for_url("**/documents?holding=held&lang=sv")
    assert page.get_by_role("heading", level=2).count() == 1
    assert (
        page.get_by_role("link", name="JSON").get_attribute("href") == "/api/documents?holding=held&lang=sv"
    )


def test_what_was_taken_passage_by_passage(service: str, visit: Visit) -> None:
    """The second point of the decision: characters 225 to 272, our words, three claims, and where to correct them."""
    page = visit(f"{service}{DECISION}", lang="en", script=False)
    assert page.get_by_role("heading", level=1).inner_text() == (
        "The municipal director's decision – Action plan against segregation 2023"
    )
    assert page.get_by_text("52 passages and 131 claims").count() == 1
    sections = [one.inner_text() for one in page.locator("section h3[lang=sv]").all()]
    assert sections[:3] == ["Dokumenthuvud", "Kommundirektörens beslut", "Ärende"]
    point = page.locator("li.passage", has_text="The second point establishes the plan for 2023.")
    assert point.get_by_role("link", name="characters 225–272").get_attribute("href") == (
        "/id/passage/beslut-2023.beslut-2?lang=en"
    )
    claims = point.locator("li.claim")
    assert claims.count() == 3
    assert "Municipal director asserts:" in claims.first.inner_text()
    assert "beslut-2023.yaml:" in claims.first.get_by_role("link", name="This is wrong").inner_text()


def test_a_document_that_nobody_has_given_us(service: str, visit: Visit) -> None:
    """The report that the parties argue about: nothing is taken from it, and others say what it says."""
    page = visit(f"{service}/id/document/delmos-rapport-citerad", lang="sv")
    assert page.get_by_text("Vi har inte dokumentet.").count() == 1
    assert page.get_by_text("ingenting i vyn har hämtats ur det").count() == 1
    cited = page.get_by_role("region", name="Vad andra säger att det säger")
    assert cited.get_by_text("går inte att pröva: finns inte här").count() == 6


def test_a_view_and_the_links_that_give_the_page_again(service: str, visit: Visit) -> None:
    page = visit(f"{service}{DECISION}?view=undisputed&lang=en", lang="en")
    assert page.get_by_role("link", name="Show everything that anybody says").count() == 1
    page.locator("a.permanent").click()
    assert page.url == f"{service}{DECISION}?view=undisputed&lang=en"
    assert "view undisputed" in page.locator(".citation").inner_text()
    for name in ("CSV", "JSON"):
        address = page.get_by_role("link", name=name, exact=True).get_attribute("href") or ""
        assert "view=undisputed" in address
        assert page.request.get(service + address).status == 200


def test_an_address_elsewhere_is_a_plain_link(service: str, visit: Visit) -> None:
    page = visit(f"{service}/id/document/delmos-sida", lang="sv")
    link = page.get_by_role("link", name="https://delmos.se/sida/")
    assert link.get_attribute("rel") == "external noreferrer"
    assert link.get_attribute("href") == "https://delmos.se/sida/"


def test_no_such_document(service: str, visit: Visit) -> None:
    page = visit(f"{service}/id/document/beslut-2032", lang="sv", status=404)
    assert "document/beslut-2023" in page.inner_text("main")
