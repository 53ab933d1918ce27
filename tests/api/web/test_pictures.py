"""The picture of an answer: what it shows, that it is drawn in a browser, and the one file that is sent to others."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page

from api.web.pictures import MOST_NODES, picture_of
from graph.answers.form import Answer
from tests.api.web.conftest import Visit

MUNICIPALITY = "/questions/neighbours?focus=body/linkoping"
HOSTILE = "/questions/neighbours?focus=problem/hostile"
INK = """canvas => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return data.filter((value, place) => place % 4 === 3 && value > 0).length;
}"""

INK_AT_THE_RIM = """canvas => {
    const { width, height } = canvas, drawn = canvas.getContext("2d");
    return [[0, 0, width, 2], [0, height - 2, width, 2], [0, 0, 2, height], [width - 2, 0, 2, height]]
        .flatMap(rim => [...drawn.getImageData(...rim).data])
        .filter((value, place) => place % 4 === 3 && value > 0).length;
}"""


def test_the_picture_of_a_goal(ask_linkoping: Callable[..., Answer]) -> None:
    """The application gives the goal a theme, a period and two indicators, and the plan has the goal."""
    picture = picture_of(ask_linkoping("neighbours", {"focus": "goal/attraktiv-kommun"}))
    assert {(tie.from_, tie.label, tie.to.partition("/")[0]) for tie in picture.ties} == {
        ("plan/ansokan-2018", "har målet", "goal"),
        ("goal/attraktiv-kommun", "har indikatorn", "indicator"),
        ("goal/attraktiv-kommun", "gäller under", "period"),
        ("goal/attraktiv-kommun", "ligger inom området", "theme"),
    }
    assert (len(picture.things), picture.relations) == (6, 5)
    assert [family.name for family in picture.families] == ["plan", "finding", "other"]
    (focus,) = (node for node in picture.nodes() if node.focus)
    assert (focus.id, focus.x, focus.y) == ("goal/attraktiv-kommun", 0, 0)
    assert focus.label == "●\N{NO-BREAK SPACE}Attraktiv kommun"
    assert focus.title == "Attraktiv kommun\nmål\ngoal/attraktiv-kommun"
    assert picture.complete


def test_what_is_contested_or_only_denied_is_told(ask_linkoping: Callable[..., Answer]) -> None:
    picture = picture_of(ask_linkoping("action-trace", {"action": "action/kameror"}))
    labels = {tie.from_: (tie.label, tie.contested) for tie in picture.ties}
    assert labels["action/kameror"] == ("riktar sig mot", False)
    assert labels["plan/atgardsplan"] == ("minskar – förnekar", False)


def test_no_two_things_stand_in_one_place(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("neighbours", {"focus": "body/linkoping", "depth": "2", "limit": "400"})
    picture = picture_of(answer)
    assert len(set(picture.places.values())) == len(picture.things) == MOST_NODES
    assert picture_of(answer) == picture


def test_a_large_picture_keeps_what_is_nearest(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("neighbours", {"focus": "body/linkoping", "depth": "2", "limit": "400"})
    near = {node.id for node in picture_of(ask_linkoping("neighbours", {"focus": "body/linkoping"})).nodes()}
    small = picture_of(answer, most=len(near))
    assert not small.complete
    assert len(small.things) == len(near) < small.all_things
    assert picture_of(answer, most=1).ties == ()


@pytest.mark.parametrize("on", ["laptop", "phone"])
def test_the_picture_is_drawn_beside_its_table(
    service: str, visit: Visit, axe: Callable[[Page], None], on: str
) -> None:
    page = visit(service + MUNICIPALITY, on=on)
    canvas = page.locator("figure.picture canvas")
    canvas.wait_for()
    assert canvas.evaluate(INK) > 5000
    assert "81 saker, 79 samband" in page.locator(".picture-canvas").get_attribute("aria-label")  # type: ignore[operator]
    assert page.locator(".picture figcaption a").get_attribute("href") == "#rows"
    assert page.locator("#rows").count() == 1
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("depth", ["1", "2"])
def test_a_large_picture_is_seen_whole_at_first(service: str, visit: Visit, depth: str) -> None:
    canvas = visit(f"{service}/id/body/linkoping?depth={depth}").locator("figure.picture canvas")
    canvas.wait_for()
    assert canvas.evaluate(INK_AT_THE_RIM) == 0


def test_the_keyboard_passes_by_and_a_name_leads_to_its_page(service: str, visit: Visit) -> None:
    page = visit(service + "/questions/neighbours?focus=goal/attraktiv-kommun")
    page.locator("figure.picture canvas").wait_for()
    page.locator("[data-do=in]").focus()
    passed = []
    for _ in range(5):
        passed.append(page.evaluate("document.activeElement.dataset.do || document.activeElement.tagName"))
        page.keyboard.press("Tab")
    assert passed == ["in", "out", "fit", "move", "A"]
    page.locator(".picture-things summary").click()
    page.locator("[data-node='goal/attraktiv-kommun']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/goal/attraktiv-kommun*")


def test_a_thing_in_the_picture_leads_to_its_page(service: str, visit: Visit) -> None:
    page = visit(service + "/questions/neighbours?focus=goal/attraktiv-kommun")
    page.locator("figure.picture canvas").click()
    page.wait_for_url("**/id/goal/attraktiv-kommun*")


def test_without_a_script_there_are_words(service: str, visit: Visit) -> None:
    page = visit(service + MUNICIPALITY, script=False)
    assert not page.locator(".picture-frame").is_visible()
    assert "Bilden ritas av ett skript" in page.locator(".picture figcaption").inner_text()


def test_hostile_names_are_drawn_as_text(hostile_service: str, visit: Visit) -> None:
    page = visit(hostile_service + HOSTILE)
    page.locator("figure.picture canvas").wait_for()
    assert page.locator("main img, main svg").count() == 0


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_file_to_send_needs_nothing_else(
    hostile_service: str, browser: Browser, tmp_path: Path, lang: str
) -> None:
    with urlopen(f"{hostile_service}/api{HOSTILE}&format=picture&lang={lang}") as response:
        assert response.headers["Content-Disposition"].startswith('attachment; filename="neighbours.html"')
        (tmp_path / "sent.html").write_bytes(response.read())
    context = browser.new_context(offline=True)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"file://{tmp_path}/sent.html")
    canvas = page.locator("figure.picture canvas")
    canvas.wait_for()
    assert canvas.evaluate(INK) > 2000
    assert asked == [f"file://{tmp_path}/sent.html"]
    assert wrong == []
    assert page.evaluate("document.documentElement.lang") == lang
    table = page.locator("#relations").inner_text()
    assert "</script><script>alert(1)</script>" in table
    assert "<b onmouseover=alert(1)>Åtgärd</b>" in table
    assert page.locator("main img, main script:not([type])").count() == 0
    assert "Rotorsak: " in page.locator(".citation").inner_text()
    context.close()


def test_the_file_names_no_other_place(service: str) -> None:
    with urlopen(f"{service}/api{MUNICIPALITY}&format=picture") as response:
        page = response.read().decode()
    outside = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert re.findall(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=", page) == []
    assert re.findall(r"@import|url\((?!\"/static/favicon)[^)]*", outside) == []
