"""The pages of the questions: every one as a form, its answer, and what becomes of words that cannot be used."""

from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from graph.answers.question import Question
from graph.questions import catalogue
from tests.api.web.reading import Reading

QUESTIONS = list(catalogue().values())
IDS = list(catalogue())
TRACE = "/questions/action-trace"


@pytest.fixture(scope="module")
def pages(service: str):
    with httpx.Client(base_url=service, headers={"Accept": "text/html"}, timeout=60) as client:
        yield client


def read(pages: httpx.Client, path: str, status: int = 200, **parameters: object) -> Reading:
    answer = pages.get(path, params=parameters or None)
    assert answer.status_code == status, answer.text[:2000]
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return Reading(answer.text)


def query(link: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(link).query)


def names_of(asked: Question) -> set[str]:
    return {f"{one.name}_of" if one.view else one.name for one in asked.parameters}


def test_all_questions_are_listed_for_each_of_their_users_with_an_example(pages) -> None:
    page = read(pages, "/questions", lang="sv")
    for one in QUESTIONS:
        assert page.links[f"/questions/{one.name}?lang=sv"] == one.title.sv
        assert page.words.count(one.title.sv) == len(one.users)
    example = "/questions/action-trace?action=action%2Fkameror&lang=sv"
    assert page.links[example] == "Kameror"
    assert page.links[
        "/questions/rival-models?a=speaker%3Abody%2Flinkoping&b=speaker%3Aparty%2Fmp&lang=sv"
    ] == ("Linköpings kommun – Miljöpartiet i Linköping")
    assert "Behöver: åtgärd, plan, förslag eller problem eller förhållande" in page.words


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("asked", QUESTIONS, ids=IDS)
def test_every_question_is_a_form_whose_fields_all_have_labels(pages, asked, lang) -> None:
    page = read(pages, f"/questions/{asked.name}", lang=lang)
    assert page.language == lang
    assert asked.title.in_language(lang) in page.words
    assert names_of(asked) <= {one.name for one in page.controls}
    assert {"view", "view_speaker", "view_document", "view_as_of"} <= {one.name for one in page.controls}
    seen = [one for one in page.controls if one.attributes.get("type") != "hidden"]
    assert all(one.attributes["id"] in page.labels for one in seen)
    assert len(page.ids) == len(set(page.ids))
    described = " ".join(one.attributes.get("aria-describedby", "") for one in seen).split()
    assert set(described) <= set(page.ids)


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("asked", QUESTIONS, ids=IDS)
def test_every_example_is_answered_on_its_page(pages, asked, lang) -> None:
    page = read(
        pages, f"/questions/{asked.name}", **asked.example.parameters, view=asked.example.views, lang=lang
    )
    if lang == "sv":
        assert " ".join(asked.example.summary.split()) in page.words
    permanent = next(link for link in page.links if page.links[link] == link)
    again = read(pages, permanent)
    assert again.words == page.words
    data = pages.get(f"/api{permanent}", headers={"Accept": "application/json"}).json()
    assert " ".join(data["summary"].split()) in page.words
    assert data["cite"] in page.words
    for form in ("csv", "csv-excel"):
        assert f"/api{permanent}&format={form}" in page.links


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("asked", QUESTIONS, ids=IDS)
def test_what_cannot_be_used_is_told_and_everything_typed_is_kept(pages, asked, lang) -> None:
    given = dict(asked.example.parameters)
    page = read(pages, f"/questions/{asked.name}", 400, **given, view=["undisputed", "as-of:igår"], lang=lang)
    for one in asked.parameters:
        if one.view and one.name in given:
            form, _, of = given[one.name].partition(":")
            assert page.held(f"{one.name}_form") == [form]
            assert page.held(f"{one.name}_of") == [of]
        elif one.name in given:
            assert page.held(one.name) == [given[one.name]]
    assert page.held("view") == ["undisputed"]
    assert page.held("view_as_of") == ["igår"]
    wrong = page.control("view_as_of").attributes
    assert wrong["aria-invalid"] == "true"
    assert set(wrong["aria-describedby"].split()) <= set(page.ids)
    told = {"sv": "as-of:igår är inget datum", "en": "as-of:igår is not a date"}
    assert told[lang] in page.words


def test_an_answer_is_traced_and_its_link_has_ids_for_names(pages) -> None:
    page = read(pages, TRACE, action="Kameror", lang="sv")
    assert (
        "Kameror riktas mot Otrygghet (vår läsning): en konsekvens av Socioekonomisk boendesegregation, enligt Delegationen mot "
        "segregation. Ingen i vyn motsäger orsakssambanden." in page.words
    )
    permanent = (
        "/questions/action-trace?action=action%2Fkameror&focus=problem%2Fboendesegregation&view=all&lang=sv"
    )
    assert page.links[permanent] == permanent
    assert page.links["/id/problem/otrygghet?lang=sv"] == "Otrygghet"


def test_a_name_of_several_things_is_told_with_each_as_a_link_that_asks_again(pages) -> None:
    page = read(pages, TRACE, 400, action="trygg", view="undisputed", lang="en")
    field = page.control("action")
    assert field.value == "trygg"
    assert field.attributes["aria-invalid"] == "true"
    again = [
        link
        for link in page.links
        if link.startswith(TRACE + "?action=") and link.endswith("view=undisputed&lang=en")
    ]
    assert len(again) > 1
    for link in again:
        parameters = dict(query(link))
        assert parameters == {"action": parameters["action"], "view": "undisputed", "lang": "en"}
        assert "/" in parameters["action"]
    read(pages, again[0])


def test_a_mistyped_id_is_told_with_the_nearest(pages) -> None:
    page = read(pages, TRACE, 400, action="action/kamera", lang="sv")
    assert page.links["/questions/action-trace?action=action%2Fkameror&lang=sv"] == "Kameror"
    assert page.control("action").value == "action/kamera"


def test_a_mistyped_speaker_keeps_its_place_among_the_views(pages) -> None:
    page = read(pages, "/questions/money", 400, view=["undisputed", "speaker:party/mq"], lang="sv")
    speaker = page.control("view_speaker")
    assert speaker.value == "party/mq"
    assert speaker.attributes["aria-invalid"] == "true"
    links = [query(link) for link in page.links if page.links[link] == "Miljöpartiet i Linköping"]
    assert links == [[("view", "undisputed"), ("view", "speaker:party/mp"), ("lang", "sv")]]


def test_a_number_that_is_none_is_kept_and_told(pages) -> None:
    page = read(pages, "/questions/neighbours", 400, focus="goal/attraktiv-kommun", depth="många", lang="sv")
    assert page.control("depth").value == "många"
    assert page.control("depth").attributes["aria-invalid"] == "true"
    assert page.held("focus") == ["goal/attraktiv-kommun"]
    number = read(pages, "/questions/neighbours", lang="sv").control("depth").attributes
    assert (number["type"], number["min"], number["max"], number["value"]) == ("number", "1", "3", "1")


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ({"colour": "red"}, "The question money has no parameter 'colour'"),
        ({"view": "everything"}, "There is no view 'everything'"),
    ],
)
def test_what_no_field_takes_is_told(pages, parameters, told) -> None:
    assert told in read(pages, "/questions/money", 400, **parameters, lang="en").words


def test_a_date_later_than_the_other_is_laid_on_its_field(pages) -> None:
    page = read(pages, "/questions/decisions", 400, **{"from": "2023", "to": "2020"}, lang="en")
    assert "from=2023 is later than to=2020" in page.words
    assert page.control("to").attributes["aria-invalid"] == "true"
    assert "aria-invalid" not in page.control("from").attributes


def test_what_is_still_needed_is_said(pages) -> None:
    page = read(pages, "/questions/paths", **{"from": "action/kameror"}, lang="en")
    assert "One more field is needed for an answer: To." in page.words
    assert page.held("from") == ["action/kameror"]


@pytest.mark.parametrize(
    ("sent", "settled"),
    [
        (
            [
                ("action", "Kameror"),
                ("focus", ""),
                ("view_speaker", "party/mp"),
                ("view_document", ""),
                ("view_as_of", " 2022 "),
            ],
            [("action", "Kameror"), ("view", "speaker:party/mp"), ("view", "as-of:2022")],
        ),
        (
            [("action", "action/kameror"), ("view", "undisputed"), ("view_document", "KS 31")],
            [("action", "action/kameror"), ("view", "undisputed"), ("view", "document:KS 31")],
        ),
        ([("action", ""), ("focus", "")], []),
    ],
)
def test_the_fields_of_a_form_become_a_link_that_gives_the_same_again(pages, sent, settled) -> None:
    answer = pages.get(TRACE, params=[*sent, ("lang", "en")])
    assert answer.status_code == 303
    assert urlsplit(answer.headers["location"]).path == TRACE
    assert query(answer.headers["location"]) == [*settled, ("lang", "en")]


def test_views_that_are_compared_are_put_together_from_their_fields(pages) -> None:
    sent = {"a_form": "speaker", "a_of": "body/linkoping", "b_form": "undisputed", "b_of": "", "lang": "sv"}
    answer = pages.get("/questions/rival-models", params=sent)
    assert answer.status_code == 303
    assert query(answer.headers["location"]) == [
        ("a", "speaker:body/linkoping"),
        ("b", "undisputed"),
        ("lang", "sv"),
    ]
    read(pages, answer.headers["location"])


def test_several_views_hold_together_and_each_has_its_field(pages) -> None:
    views = ["undisputed", "speaker:body/linkoping", "document:document/ks-31"]
    page = read(pages, "/questions/decisions", view=views, lang="sv")
    assert page.held("view") == ["undisputed"]
    assert page.held("view_speaker") == ["body/linkoping"]
    assert page.held("view_document") == ["document/ks-31"]


def test_a_parameter_given_twice_is_refused(pages) -> None:
    page = read(pages, "/questions/money", 400, grant=["a", "b"], lang="en")
    assert "grant is given more than once" in page.words


def test_an_unknown_question_is_not_found_and_the_nearest_is_named(pages) -> None:
    assert "action-trace" in read(pages, "/questions/action-traces", 404, lang="sv").words


def test_a_form_of_the_answer_asked_of_its_page_is_had_from_the_api(pages) -> None:
    answer = pages.get("/questions/money", params={"view": "all", "format": "csv"})
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/api/questions/money?view=all&format=csv",
    )


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(("lang", "on"), [("sv", "laptop"), ("en", "phone")])
def test_a_question_is_asked_with_the_keyboard_alone(service, visit, lang, on, script) -> None:
    page = visit(f"{service}/questions/action-trace?lang={lang}", lang=lang, on=on, script=script)
    _tab_to(page, "p-action")
    page.keyboard.type("Kameror")
    page.keyboard.press("Escape")
    _tab_to(page, "v-speaker-1")
    page.keyboard.type("Delegationen" if lang == "sv" else "Delegation")
    with page.expect_navigation():
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    assert dict(query(page.url))["view"] == "speaker:body/delmos"
    words = {"sv": "Kameror riktas mot Otrygghet", "en": "Cameras addresses Lack of safety"}
    assert page.locator(".summary .lead").inner_text().startswith(words[lang])


def _tab_to(page, id_: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator(":focus").get_attribute("id") == id_:
            return
    pytest.fail(f"{id_} is not reached with the tabulator")


@pytest.mark.parametrize("on", ["laptop", "phone"])
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/questions", 200),
        ("/questions/rival-models", 200),
        ("/questions/outcomes", 200),
        ("/questions/action-trace?action=action/kameror", 200),
        ("/questions/neighbours?focus=goal/attraktiv-kommun", 200),
        ("/questions/paths?from=action/kameror&to=segregat&view=speaker:nobody", 400),
    ],
)
def test_the_pages_hold_against_axe_and_do_not_scroll_sideways(service, visit, axe, path, status, on) -> None:
    for lang in ("sv", "en"):
        page = visit(
            f"{service}{path}{'&' if '?' in path else '?'}lang={lang}", lang=lang, on=on, status=status
        )
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
