"""The search: things and passages by their words, and what to do when there are none."""

from urllib.parse import quote

import pytest


@pytest.fixture
def search(service: str, visit):
    def searched(text: str, lang: str = "sv", more: str = "", **how):
        return visit(f"{service}/search?text={quote(text)}&lang={lang}{more}", lang=lang, **how)

    return searched


def test_hits_stand_by_kind_with_their_ids_and_passages_with_their_document(search) -> None:
    page = search("bostadsrätt", script=False)
    assert page.locator("p.lead").inner_text() == "5 träffar för ”bostadsrätt”."
    assert page.locator("main h2").all_inner_texts() == [
        "Åtgärd 2",
        "Förslag 1",
        "Problem eller förhållande 1",
        "Stycke 1",
    ]
    actions = page.locator("section[aria-labelledby=kind-action] li")
    assert [one.locator("code").inner_text() for one in actions.all()] == [
        "action/mer-bostadsratt",
        "action/kommunal-borgen",
    ]
    passage = page.locator("section[aria-labelledby=kind-passage] li")
    assert passage.locator("code").inner_text() == "passage/ks-31.ll-bostadsratt"
    assert passage.locator("a").nth(1).get_attribute("href") == "/id/document/ks-31?lang=sv"


@pytest.mark.parametrize("text", ["action/kameror", "Kameror", "https://w3id.org/rotorsak/id/action/kameror"])
def test_an_id_or_a_name_leads_straight_to_its_thing(search, text) -> None:
    link = search(text, "en").locator("p.note a")
    assert (link.inner_text(), link.get_attribute("href")) == ("Cameras", "/id/action/kameror?lang=en")


def test_without_words_there_is_a_form_with_help(search) -> None:
    page = search("   ")
    assert page.locator("main form input[name=text]").input_value() == ""
    assert "Skriv ett eller flera ord." in page.locator("main").inner_text()


def test_nothing_found_says_what_else_to_try(search) -> None:
    page = search("xylofonorkester", "en")
    assert page.locator("p.lead").inner_text() == "Nothing was found for “xylofonorkester”."
    assert "does not mean that there is nothing" in page.locator("main").inner_text()
    page.get_by_role("link", name="The questions that can be asked").click()
    assert page.url.endswith("/questions?lang=en")


def test_a_cut_list_says_so_and_gives_more(search) -> None:
    page = search("segregation", more="&limit=3")
    assert page.locator(".hits li").count() == 3
    page.get_by_role("link", name="Visa fler").click()
    assert page.locator(".hits li").count() > 20


def test_a_limit_that_is_none_is_told_and_the_words_are_kept(search) -> None:
    page = search("skola", "en", "&limit=many", status=400)
    assert page.locator("main input[name=text]").input_value() == "skola"
    assert "limit=many is not a whole number" in page.locator("main").inner_text()


def test_markup_is_text(search) -> None:
    hostile = '"><script>alert(1)</script>'
    page = search(hostile)
    assert page.locator("main input[name=text]").input_value() == hostile


@pytest.mark.parametrize("on", ["laptop", "phone"])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_page_holds_against_axe(search, axe, lang, on) -> None:
    for text in ("", "bostadsrätt", "xylofonorkester"):
        axe(search(text, lang, on=on))
