"""What holds for every kind of page: accessible, in its language, without scripts, with nothing from elsewhere."""

from collections.abc import Callable
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Page

from tests.api.hostile import NAMES
from tests.api.web.conftest import Visit

Axe = Callable[[Page], None]

QUERY = quote("SELECT * WHERE { ?thing ?says ?what } LIMIT 3")
PAGES: dict[str, tuple[str, int]] = {
    "front": ("/", 200),
    "search": ("/search?text=trygghet", 200),
    "search, nothing asked": ("/search", 200),
    "search, nothing found": ("/search?text=xyzzyx", 200),
    "questions": ("/questions", 200),
    "question, not yet answered": ("/questions/action-trace", 200),
    "question, a trace": ("/questions/action-trace?action=action/kameror", 200),
    "question, undisputed": ("/questions/action-trace?action=action/kameror&view=undisputed", 200),
    "question, contested": ("/questions/action-trace?action=problem/boendesegregation", 200),
    "question, goals": ("/questions/goals-without-indicators", 200),
    "question, responsibility": ("/questions/responsibility?body=post/bitradande-kommundirektor", 200),
    "question, money": ("/questions/money", 200),
    "question, two views": ("/questions/rival-models?a=speaker:body/linkoping&b=speaker:party/mp", 200),
    "question, paths": ("/questions/paths?from=action/kameror&to=problem/boendesegregation", 200),
    "question, neighbours": ("/questions/neighbours?focus=action/kameror", 200),
    "question, unknown name": ("/questions/action-trace?action=nothing-called-so", 400),
    "question, unclear name": ("/questions/action-trace?action=insatser", 400),
    "question, unknown": ("/questions/action-trase", 404),
    "gaps": ("/gaps", 200),
    "documents": ("/documents", 200),
    "help": ("/help", 200),
    "problems": ("/problems", 200),
    "api": ("/api", 200),
    "action": ("/id/action/kameror", 200),
    "problem": ("/id/problem/boendesegregation", 200),
    "body": ("/id/body/linkoping", 200),
    "plan": ("/id/plan/atgardsplan-2023", 200),
    "goal": ("/id/goal/attraktiv-kommun", 200),
    "claim": ("/id/{claim}", 200),
    "passage": ("/id/{passage}", 200),
    "document held": ("/id/document/pafyllnad-2022", 200),
    "document known": ("/id/document/delmos-om-segregation", 200),
    "sparql": ("/sparql", 200),
    "sparql, rows": (f"/sparql?query={QUERY}", 200),
    "sparql, a mistake": (f"/sparql?query={quote('SELECT WHERE')}", 400),
    "no such thing": ("/id/action/nothing", 404),
    "no such page": ("/nothing", 404),
}
"""Every kind of page: its address, where `{claim}` and `{passage}` are ones of the first trace, and its status."""


@pytest.fixture(scope="module")
def cited(service: str) -> dict[str, str]:
    """A claim and a passage that an answer rests on, by short id."""
    answer = httpx.get(f"{service}/api/questions/action-trace?action=action/kameror", timeout=60).json()
    claim = next(one for one in answer["evidence"].values() if one["origin"].startswith("passage/"))
    return {"claim": claim["claim"], "passage": claim["origin"]}


def address(service: str, cited: dict[str, str], kind: str, lang: str) -> tuple[str, int]:
    path, status = PAGES[kind]
    for name, short in cited.items():
        path = path.replace(f"{{{name}}}", short)
    return f"{service}{path}{'&' if '?' in path else '?'}lang={lang}", status


@pytest.mark.parametrize("on", ["laptop", "phone"])
@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("kind", PAGES)
def test_every_page_is_accessible_and_fits(
    service: str, cited: dict[str, str], visit: Visit, axe: Axe, kind: str, lang: str, on: str
) -> None:
    """No error on the console, nothing from elsewhere: that is what `visit` looks after."""
    url, status = address(service, cited, kind, lang)
    page = visit(url, lang=lang, on=on, status=status)
    assert page.locator("html").get_attribute("lang") == lang
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it must be scrolled sideways"
    axe(page)


@pytest.mark.parametrize("kind", ["front", "question, contested", "gaps", "problem", "claim", "no such page"])
def test_it_is_as_accessible_in_the_dark(
    service: str, cited: dict[str, str], visit: Visit, axe: Axe, kind: str
) -> None:
    url, status = address(service, cited, kind, "sv")
    page = visit(url, status=status)
    page.emulate_media(color_scheme="dark")
    axe(page)


@pytest.mark.parametrize("kind", PAGES)
def test_the_other_language_is_one_link_away_and_leads_back(
    service: str, cited: dict[str, str], visit: Visit, kind: str
) -> None:
    url, status = address(service, cited, kind, "sv")
    page = visit(url, status=status)
    switch = page.locator("header a[hreflang]")
    assert (switch.get_attribute("lang"), switch.get_attribute("hreflang")) == ("en", "en")
    title = page.title()
    switch.click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert httpx.URL(page.url).path == httpx.URL(url).path
    assert dict(httpx.URL(page.url).params) == {**httpx.URL(url).params, "lang": "en"}
    page.locator("header a[hreflang]").click()
    assert page.locator("html").get_attribute("lang") == "sv"
    assert page.title() == title


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_titles_of_different_pages_differ(service: str, cited: dict[str, str], lang: str) -> None:
    titles: dict[str, str] = {}
    for kind in PAGES:
        url, status = address(service, cited, kind, lang)
        if status == 404:
            continue
        text = httpx.get(url, headers={"accept": "text/html"}, timeout=60).text
        title = text.partition("<title>")[2].partition("</title>")[0]
        assert "Rotorsak" in title, kind
        assert title not in titles, f"{kind} and {titles[title]} are both called {title}"
        titles[title] = kind


@pytest.mark.parametrize("kind", PAGES)
def test_the_words_are_there_without_scripts(
    service: str, cited: dict[str, str], visit: Visit, kind: str
) -> None:
    url, status = address(service, cited, kind, "sv")
    with_scripts = visit(url, status=status).locator("main").inner_text()
    plain = visit(url, status=status, script=False).locator("main").inner_text()
    words = set(with_scripts.split()) - set(plain.split())
    assert len(words) <= 12, f"only with a script: {sorted(words)}"
    assert len(plain.split()) > 10


@pytest.mark.parametrize("kind", ["front", "question, a trace", "action", "gaps", "sparql"])
def test_the_keyboard_reaches_all_in_the_order_of_the_page(
    service: str, cited: dict[str, str], visit: Visit, kind: str
) -> None:
    url, status = address(service, cited, kind, "sv")
    page = visit(url, status=status)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert page.locator("a.skip").is_visible()
    last = -1
    for _ in range(40):
        place = page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)")
        on_body = page.evaluate("document.activeElement === document.body")
        if on_body:
            break
        assert place > last, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        assert page.evaluate(_SHOWS_ITS_FOCUS), page.evaluate(
            "document.activeElement.outerHTML.slice(0, 200)"
        )
        last = place
        page.keyboard.press("Tab")


_SHOWS_ITS_FOCUS = """(() => {
    const style = getComputedStyle(document.activeElement)
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none"
})()"""


def test_the_skip_link_leads_past_the_menu(service: str, visit: Visit) -> None:
    page = visit(f"{service}/questions/money")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize(("lang", "words"), [("sv-SE", "sv"), ("en-GB", "en"), ("de-DE", "sv")])
def test_the_language_is_the_readers_where_none_is_asked_for(
    service: str, browser, lang: str, words: str
) -> None:
    context = browser.new_context(locale=lang)
    page = context.new_page()
    page.goto(service)
    assert page.locator("html").get_attribute("lang") == words
    context.close()


# --- from door to answer, as the three users go


def test_from_the_front_page_by_search_to_a_thing_and_its_trace(service: str, visit: Visit) -> None:
    page = visit(f"{service}/?lang=en", lang="en")
    page.locator("input[type=search]").first.fill("Kameror")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    page.locator("main").get_by_role("link", name="Cameras").first.click()
    page.wait_for_url("**/id/action/kameror**")
    assert "action/kameror" in page.locator("main").inner_text()
    page.locator("main a[href*='/questions/action-trace']").first.click()
    page.wait_for_url("**/questions/action-trace**")
    assert "Lack of safety" in page.locator("main").inner_text()


@pytest.mark.parametrize("script", [True, False])
def test_a_question_is_asked_by_its_form(service: str, visit: Visit, script: bool) -> None:
    page = visit(f"{service}/questions/action-trace?lang=en", lang="en", script=script)
    form = page.locator("main form").first
    form.locator("[name=action]").fill("Kameror")
    form.locator("button:not([type=button])").first.click()
    page.wait_for_url("**action=Kameror**")
    text = page.locator("main").inner_text()
    assert "Lack of safety" in text
    assert "rotorsak ask action-trace --param action=action/kameror" in text


# --- hostile names and words


HOSTILE_PAGES = [
    "/id/document/hostile",
    "/id/party/hostile",
    "/id/plan/hostile",
    "/id/goal/hostile",
    "/id/indicator/hostile",
    "/id/action/hostile",
    "/id/problem/hostile",
    "/id/problem/long",
    "/id/problem/controls",
    "/id/problem/boendesegregation",
    "/id/passage/hostile.forsta",
    "/questions/action-trace?action=action/hostile",
    "/questions/goals-without-indicators",
    "/questions/neighbours?focus=problem/hostile&depth=2",
    "/questions/paths?from=problem/controls&to=problem/long",
    "/questions/taken-from?document=document/hostile",
    "/search?text=alert",
    "/search?text=" + quote('"><script>alert(1)</script>'),
    "/documents",
    "/gaps",
]


@pytest.mark.parametrize("on", ["laptop", "phone"])
@pytest.mark.parametrize("path", HOSTILE_PAGES)
def test_hostile_names_are_shown_as_text(
    hostile_service: str, visit: Visit, axe: Axe, path: str, on: str
) -> None:
    """No dialog, no script, no request: `visit` sees to that."""
    page = visit(hostile_service + path, on=on)
    page.wait_for_timeout(100)
    assert page.locator("[onerror], [onload], [onmouseover], [onfocus]").count() == 0
    assert page.locator("main script:not([type='application/json'])").count() == 0
    assert page.locator("a[href^='javascript:' i]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it must be scrolled sideways"
    assert "49" not in page.title()
    if short := next((one for one in NAMES if path == f"/id/{one}"), None):
        shown = " ".join(page.locator("h1").inner_text().split())
        assert _plain(NAMES[short]) in _plain(shown)
    axe(page)


def _plain(text: str) -> str:
    """A text without what is invisible in it, or is shown as something else."""
    return "".join(char for char in text if char.isascii() and char.isprintable() and char != " ")


@pytest.mark.parametrize("short", ["goal/hostile", "party/hostile", "problem/hostile"])
def test_data_for_scripts_cannot_end_its_element(hostile_service: str, short: str) -> None:
    text = httpx.get(f"{hostile_service}/id/{short}", headers={"accept": "text/html"}, timeout=60).text
    assert "<script>alert" not in text
    assert "<img src=x" not in text
