"""The gaps: what the opposition takes to a meeting, worked out by hand from Linköping's documents."""

import csv
import io

import httpx
import pytest


@pytest.fixture
def gaps(service: str, visit):
    return lambda lang="sv", views="", **how: visit(f"{service}/gaps?lang={lang}{views}", lang=lang, **how)


def lines(page, part: str, heading: str) -> list[str]:
    """The lines of the list that stands under a heading of a part."""
    group = page.locator(f"section[aria-labelledby={part}] h3", has_text=heading)
    assert group.count() == 1
    return group.locator("xpath=following-sibling::*[1]/li").all_inner_texts()


def test_the_goals_stand_first_with_what_is_known_and_what_is_not(gaps) -> None:
    page = gaps(script=False)
    lacking = lines(page, "goals-without-indicators", "Saknar mätbara indikatorer")
    assert len(lacking) == 1
    assert lacking[0].startswith("Attraktiv kommun")
    assert "Ingen av dem är ett mått." in lacking[0]
    unknown = lines(page, "goals-without-indicators", "Inte känt om målet går att mäta")
    assert len(unknown) == 7
    assert all("okänt" in line and "Det kan stå i det som inte finns här: " in line for line in unknown)
    assert len(lines(page, "goals-without-indicators", "Ingen lucka")) == 4


def test_duties_of_nobody_of_everybody_and_of_changing_lists(gaps) -> None:
    page = gaps(script=False)
    nobody = lines(page, "responsibility", "Uppgifter som pekar på ingen")
    assert len(nobody) == 5
    assert [line.split(" okänt")[0] for line in nobody if "okänt" in line] == [
        "Ta ställning till eller se över frågorna i planen",
        "Leda, samordna och driva arbetet mot segregation",
    ]
    assert all("Det är ord från Miljöpartiet i Linköping." in line for line in nobody if "okänt" in line)
    assert len(lines(page, "responsibility", "Uppgifter som pekar på alla av ett slag")) == 14
    assert page.locator("section[aria-labelledby=responsibility] table tr.row").count() == 21


def test_sources_that_differ_stand_together_fact_by_fact(gaps) -> None:
    facts = lines(gaps(script=False), "source-conflicts", "Vilket värde som är rätt är inte känt")
    assert len(facts) == 10
    diary = next(fact for fact in facts if "har diarienummer" in fact)
    assert "KS 2020-754" in diary
    assert "KS 2020-862" in diary


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_gap_has_its_sources_on_the_page_and_its_evidence_a_link_away(gaps, lang) -> None:
    page = gaps(lang)
    for line in page.locator(".gap-lines > li").all():
        cited = line.locator("a.cited").all()
        assert cited
        for one in cited:
            target = one.get_attribute("href")
            assert page.locator(f"[id='{target[1:]}']").count() == 1
    first = page.locator("a.back").first
    name = page.locator(".gap-lines strong").first.inner_text()
    first.click()
    assert name in page.locator("tbody:target").inner_text()


def test_the_tables_of_the_three_parts_can_be_taken_away(gaps, service) -> None:
    page = gaps()
    found = [link.get_attribute("href") for link in page.locator("a[href*='format=csv&']").all()]
    found += [link.get_attribute("href") for link in page.locator("a[href$='format=csv']").all()]
    rows = [list(csv.reader(io.StringIO(httpx.get(service + link).text))) for link in found]
    assert [len(one) - 1 for one in rows] == [12, 68, 18]


def test_one_document_alone_has_the_gaps_that_it_shows(gaps) -> None:
    page = gaps()
    page.locator("summary", has_text="Välj vems ord").click()
    page.get_by_label("Bara vad som står i ett visst dokument").fill("document/pafyllnad-2022")
    page.get_by_role("button", name="Visa luckorna").click()
    assert "view=document%3Adocument%2Fpafyllnad-2022" in page.url
    nobody = lines(page, "responsibility", "Uppgifter som pekar på ingen")
    assert sorted(line.splitlines()[0].removesuffix(" Belägg").split(" Belägg")[0] for line in nobody) == [
        "Fördela påfyllnadsmedlen inom kommunen",
        "Intern lägesrapportering om påfyllnadsmedlen",
        "Undersöka jämställdhetsaspekter i arbetet med åtgärdsplanen",
    ]


def test_an_unknown_speaker_is_told_in_the_form(gaps) -> None:
    page = gaps("en", "&view=speaker:nobody-at-all", status=400)
    assert page.locator("[aria-invalid=true]").input_value() == "nobody-at-all"
    assert "Nothing is called 'nobody-at-all' here." in page.locator("#trouble").inner_text()


def test_on_paper_there_are_sources_and_no_forms(gaps) -> None:
    page = gaps()
    page.emulate_media(media="print")
    assert page.locator(".gap-sources").first.is_visible()
    assert not page.locator("form").first.is_visible()
    assert not page.locator("details.change").is_visible()


@pytest.mark.parametrize("on", ["laptop", "phone"])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_page_holds_against_axe(gaps, axe, lang, on) -> None:
    page = gaps(lang, on=on)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
