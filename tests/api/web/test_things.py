"""The pages of things and of claims, as people see them."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page

from api.http.resources import claim, rdf, resource, shown
from api.service.embedded import OpenReader
from api.service.reader import Reader
from api.web.rendering import Address
from ontology.iris import ID_BASE
from ontology.text import LANGUAGES

Visit = Callable[..., Page]
Axe = Callable[[Page], None]

ROOT = Path(__file__).parents[3]
GOAL = "/id/goal/attraktiv-kommun"
ACTION = "/id/action/3-1-fler-barn-i-forskolan"
PASSAGE = "/id/passage/ks-31.mp-inte-vad-rapporten-sager"
HASHED = ("claim", "proposition", "passage", "selector")


@pytest.fixture(scope="module")
def denial(service: str) -> str:
    """The address of MP's claim in the minutes that a report does not say what others say that it says."""
    (found,) = httpx.get(f"{service}/api/resources/{PASSAGE[4:]}").json()["neighbours"]["evidence"]
    return f"/id/{found}"


@pytest.mark.parametrize(("lang", "on"), [("sv", "laptop"), ("en", "phone")])
def test_the_pages_are_accessible(
    service: str, visit: Visit, axe: Axe, denial: str, lang: str, on: str
) -> None:
    for path in (GOAL, ACTION, PASSAGE, denial, "/id/stance/asks", "/id/unit/kommunstyrelsen"):
        page = visit(f"{service}{path}?lang={lang}", lang=lang, on=on)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_a_goal_without_a_script(service: str, visit: Visit) -> None:
    page = visit(f"{service}{GOAL}", lang="sv", script=False)
    assert page.get_by_role("heading", level=1).inner_text() == "Attraktiv kommun"
    assert page.locator(".short-id code").inner_text() == "goal/attraktiv-kommun"
    facts = page.get_by_role("region", name="Kort").inner_text()
    assert "Detaljplaner för variation och integration" in facts
    assert "Insatser enligt ansökan 2018" in facts
    assert page.locator("#rows tr.row").count() == 5
    evidence = page.get_by_role("region", name="Belägg")
    assert evidence.locator("li.claim").count() == 5
    assert "Linköpings kommun hävdar" in evidence.inner_text()
    assert (
        page.locator(".citation")
        .inner_text()
        .startswith("Rotorsak: Attraktiv kommun (goal/attraktiv-kommun)")
    )


def test_from_an_action_to_its_trace(service: str, visit: Visit) -> None:
    page = visit(f"{service}{ACTION}?lang=sv")
    page.get_by_role("link", name="Riktas åtgärden mot grundorsaker eller konsekvenser?").click()
    page.wait_for_url("**/questions/action-trace?action=action%2F3-1-fler-barn-i-forskolan&lang=sv")
    assert "Åtgärd 3.1" in page.get_by_role("main").inner_text()


def test_the_number_of_an_action_is_no_figure_with_decimals(service: str, visit: Visit) -> None:
    """It is 3.1 in the plan, and not 3,1."""
    page = visit(f"{service}{ACTION}?lang=sv")
    assert "3.1" in page.locator("#rows td[data-label=Till]").all_inner_texts()


def test_further_away_and_in_another_view(service: str, visit: Visit) -> None:
    page = visit(f"{service}{GOAL}?lang=sv")
    near = page.locator("#rows tr.row").count()
    page.get_by_role("link", name="2 steg").click()
    page.wait_for_url("**depth=2**")
    assert page.locator("#rows tr.row").count() > near
    page.get_by_text("Ändra vems ord som räknas").click()
    page.get_by_label("Bara det som ingen motsäger").check()
    page.get_by_role("button", name="Visa", exact=True).click()
    page.wait_for_url("**view=undisputed**")
    assert "depth=2" in page.url
    assert "undisputed" in page.get_by_role("main").inner_text()


def test_the_picture_has_the_words_of_the_table(service: str, visit: Visit) -> None:
    page = visit(f"{service}{GOAL}?lang=sv")
    assert page.locator("figure.picture canvas").count() == 1
    assert page.get_by_role("link", name="Tabellen säger detsamma").get_attribute("href") == "#rows"


def test_the_chain_of_a_claim(service: str, visit: Visit, denial: str) -> None:
    """MP denies that the report says it; the page has each link, the passage, and what it disputes."""
    page = visit(f"{service}{denial}?lang=sv", script=False)
    links = page.get_by_role("region", name="Vem säger det").locator("ol > li").all()
    assert len(links) == 2
    assert links[0].inner_text().startswith("Miljöpartiet i Linköping förnekar att")
    assert links[1].inner_text().startswith("Delmosrapporten som citeras (onämnd) hävdar: Kompensatoriska")
    where = page.get_by_role("region", name="Var det står").inner_text()
    assert "MP bestrider att rapporten säger det." in where
    assert "tecken 4306–4370" in where
    assert re.search(r"\b[0-9a-f]{64}\b", where)
    assert page.get_by_role("region", name="Bestrider", exact=True).locator(".claim").count() == 1
    links[1].get_by_role("link", name="påståendet för sig").click()
    reported = page.get_by_role("region", name="Var det står").inner_text()
    assert "Det återges av Miljöpartiet i Linköping" in reported


def test_a_claim_that_is_wrong_says_where_to_correct_it(service: str, visit: Visit, denial: str) -> None:
    page = visit(f"{service}{denial}?lang=en#wrong", lang="en", script=False)
    told = page.get_by_role("region", name="Is this wrong?")
    found = re.search(r"in the file (\S+), line (\d+)\.", told.inner_text())
    assert found is not None
    lines = (ROOT / found[1]).read_text(encoding="utf-8").splitlines()
    entry = "\n".join(lines[int(found[2]) - 1 :][:8])
    assert "denies" in entry
    assert "delmos-rapport-citerad" in entry
    copied = told.locator("pre").inner_text()
    assert f"{found[1]}:{found[2]}" in copied
    assert "Green Party in Linköping denies that" in copied


def test_who_says_what_of_a_proposition(service: str, visit: Visit, denial: str) -> None:
    page = visit(f"{service}{denial}?lang=en", lang="en")
    page.locator("dt", has_text="Proposition").locator("xpath=..").get_by_role("link").click()
    page.wait_for_url("**/id/proposition/**")
    sides = page.get_by_role("region", name="Who says what").get_by_role("heading", level=3).all()
    assert [one.inner_text() for one in sides] == [
        "asserts 1",
        "reports the words of others without standing for them 1",
    ]


def test_hostile_names_are_text(hostile_service: str, visit: Visit) -> None:
    for id_ in ("plan/hostile", "goal/hostile", "action/hostile", "problem/long", "problem/controls"):
        page = visit(f"{hostile_service}/id/{id_}?lang=sv")
        assert page.get_by_role("heading", level=1).count() == 1
    page = visit(f"{hostile_service}/id/party/hostile?lang=sv")
    assert page.get_by_role("heading", level=1).inner_text() == "</script><script>alert(1)</script>"
    said = httpx.get(f"{hostile_service}/api/resources/goal/hostile").json()["neighbours"]["evidence"]
    for id_ in said:
        visit(f"{hostile_service}/id/{id_}?lang=en", lang="en")
    assert len(said) == 2


@pytest.fixture(scope="module")
def reader(loaded_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    folder = tmp_path_factory.mktemp("read") / "store"
    shutil.copytree(loaded_folder, folder)
    opened = OpenReader(folder, {})()
    yield opened
    opened.names.close()
    opened.store.close()


def test_every_id_has_its_page(reader: Reader) -> None:
    """All named things, and some of the thousands of claims, propositions, passages and selectors, in all forms."""
    ids = sorted(
        {quad.subject.value for quad in reader.store.quads() if quad.subject.value.startswith(ID_BASE)}
    )
    of_kind: dict[str, list[str]] = {}
    for iri in ids:
        of_kind.setdefault(iri.removeprefix(ID_BASE).partition("/")[0], []).append(iri.removeprefix(ID_BASE))
    for kind, members in of_kind.items():
        for number, id_ in enumerate(members[:: 97 if kind in HASHED else 5]):
            language = LANGUAGES[number % 2]
            page = shown(reader, id_, Address(f"/id/{id_}", (), language))
            assert page.status == 200
            assert id_.encode() in page.body
            assert rdf(reader, id_, "turtle").body
            assert resource(reader, id_, (), (), "json", language).body
            if kind == "claim":
                assert claim(reader, id_, (), language).body
