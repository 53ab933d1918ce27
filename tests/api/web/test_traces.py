"""Traces and paths drawn in HTML: which stops, which hops, which way, and with which claims."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from api.web.traces import Path, paths_of, trace_of
from tests.api.web.conftest import Visit
from tests.conftest import AskSmall

CAMERAS = "/questions/action-trace?action=action/kameror"

GRAPH = """
things:
  organisation/rotorsak: {sv: Vi, en: We}
  organisation/a: {sv: A, en: A}
  organisation/b: {sv: B, en: B}
  problem/boendesegregation: {sv: Fokus, en: Focus}
  problem/rot: {sv: Rot, en: Root}
  problem/mellan: {sv: Mellan, en: Middle}
  problem/foljd: {sv: Följd, en: Effect}
  problem/ring: {sv: Ring, en: Ring}
  problem/ensam: {sv: Ensam, en: Alone}
  action/mot-rot: {sv: Mot rot, en: Against root}
  action/mot-foljd: {sv: Mot följd, en: Against effect}
  action/mot-ring: {sv: Mot ring, en: Against ring}
  action/mot-ensam: {sv: Mot ensam, en: Against alone}
---
document: document/en
sv: En källa
en: One source
type: document-type/report
speaker: organisation/a
passages:
  a:
    sv: Sagt.
    en: Said.
    says:
      - {asserts: action/mot-rot addresses problem/rot, basis: our-reading}
      - {asserts: action/mot-foljd addresses problem/foljd, basis: our-reading}
      - {asserts: action/mot-ensam addresses problem/ensam, basis: our-reading}
      - problem/rot causes problem/mellan
      - problem/mellan causes problem/boendesegregation
      - asserts: {by: organisation/b, asserts: problem/boendesegregation causes problem/foljd}
LOOP
---
document: document/annan
sv: En annan källa
en: Another source
type: document-type/report
speaker: organisation/b
passages:
  a:
    sv: Sagt emot.
    en: Contradicted.
    says:
      - denies: problem/rot causes problem/mellan
"""
LOOP = """
      - {asserts: action/mot-ring addresses problem/ring, basis: our-reading}
      - problem/boendesegregation causes problem/ring
      - problem/ring causes problem/boendesegregation
"""

Small = Callable[[str], AskSmall]


def drawn(path: Path) -> str:
    """The path as it is drawn, in one line, with the marks of each hop and the number of its claims."""
    words = [path.stops[0].thing.label]
    for stop, hop in zip(path.stops[1:], path.hops, strict=True):
        about = ", ".join([str(len(hop.evidence)), *sorted(hop.kinds)])
        words.append(f"–{hop.relation} ({about})→" if hop.forward else f"←{hop.relation} ({about})–")
        words.append(f"[{stop.thing.label}]" if stop.focus else stop.thing.label)
    return " ".join(words)


def trace(small_graph: Small, action: str, loop: str = "") -> Path:
    answer = small_graph(GRAPH.replace("LOOP\n", loop.lstrip("\n")))("action-trace", {"action": action})
    (path,) = trace_of(answer).paths
    return path


def test_a_root_cause_is_drawn_on_to_the_focus_with_what_is_contested(small_graph: Small) -> None:
    path = trace(small_graph, "action/mot-rot")
    assert drawn(path) == (
        "Mot rot –riktar sig mot (1, our-reading)→ Rot –orsakar (2, contested)→ Mellan –orsakar (1)→ [Fokus]"
    )
    assert (path.row.verdict, path.row.firm) == ("root-cause", False)
    assert [one.label for one in path.tellers] == ["En källa"]


def test_the_cause_of_a_consequence_runs_from_the_focus(small_graph: Small) -> None:
    path = trace(small_graph, "action/mot-foljd")
    assert (
        drawn(path) == "Mot följd –riktar sig mot (1, our-reading)→ Följd ←orsakar (1, second-hand)– [Fokus]"
    )


def test_a_loop_is_drawn_there_and_back(small_graph: Small) -> None:
    path = trace(small_graph, "action/mot-ring", LOOP)
    assert drawn(path) == (
        "Mot ring –riktar sig mot (1, our-reading)→ Ring –orsakar (1)→ [Fokus] –orsakar (1)→ Ring"
    )


def test_what_nobody_ties_to_the_focus_says_so(small_graph: Small) -> None:
    path = trace(small_graph, "action/mot-ensam")
    assert drawn(path) == (
        "Mot ensam –riktar sig mot (1, our-reading)→ Ensam –ingen känd väg (0)→ [problem/boendesegregation]"
    )


def test_a_problem_traced_by_itself_has_no_action(small_graph: Small) -> None:
    assert drawn(trace(small_graph, "problem/mellan")) == "Mellan –orsakar (1)→ [Fokus]"


def test_each_step_of_a_found_path_has_its_own_claims(small_graph: Small) -> None:
    asked = {"from": "problem/rot", "to": "problem/foljd"}
    (path,) = paths_of(small_graph(GRAPH.replace("LOOP\n", ""))("paths", asked))
    assert drawn(path) == (
        "Rot –orsakar (2, contested)→ Mellan –orsakar (1)→ Fokus –orsakar (1, second-hand)→ Följd"
    )
    assert [{one.says for one in hop.evidence} for hop in path.hops] == [
        {"Rot – orsakar – Mellan"},
        {"Mellan – orsakar – Fokus"},
        {"Fokus – orsakar – Följd"},
    ]


def texts(page: Page, selector: str) -> list[str]:
    return [" ".join(one.split()) for one in page.locator(selector).all_inner_texts()]


@pytest.mark.parametrize("script", [True, False])
def test_the_trace_of_the_cameras_in_the_browser(service: str, visit: Visit, script: bool) -> None:
    """Our reading of the application says what cameras are for; Delmos says that safety follows from segregation."""
    page = visit(service + CAMERAS, script=script)
    assert texts(page, ".trace-path .trace-stop .thing") == [
        "Kameror",
        "Otrygghet",
        "Socioekonomisk boendesegregation",
    ]
    assert texts(page, ".trace-role") == [": konsekvens"]
    hops = page.locator(".trace-path .trace-hop")
    assert "forward is-our-reading" in (hops.nth(0).get_attribute("class") or "")
    assert "backward" in (hops.nth(1).get_attribute("class") or "")
    assert texts(page, ".trace-hops .trace-tie") == [
        "Kameror riktar sig mot → Otrygghet",
        "Socioekonomisk boendesegregation orsakar → Otrygghet",
    ]
    assert texts(page, ".trace-hops .chain") == [
        "Rotorsak (vår läsning) hävdar",
        "Delegationen mot segregation hävdar",
    ]
    assert len(texts(page, ".trace-said > li")) == 6


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("on", ["laptop", "phone"])
def test_a_trace_is_accessible_and_fits(
    service: str, visit: Visit, axe: Callable[[Page], None], lang: str, on: str
) -> None:
    for address in (CAMERAS, "/questions/paths?from=action/kameror&to=problem/boendesegregation"):
        page = visit(f"{service}{address}&lang={lang}", lang=lang, on=on)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_hostile_names_on_a_path_are_text(hostile_service: str, visit: Visit) -> None:
    page = visit(f"{hostile_service}/questions/action-trace?action=action/hostile")
    assert "<b onmouseover=alert(1)>Åtgärd</b> <!-- ]]> --> &lt;i&gt;" in texts(page, ".trace-stop .thing")
    assert page.locator("main b, main img, main script:not([type])").count() == 0
