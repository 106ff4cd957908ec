"""The page tells of visits, lodging, journeys, handovers, what is open and what is tentative."""

import re
from typing import Any

import pytest

from tests.report import sample
from visitplanner.language import goal_words, report_words
from visitplanner.language.catalogue import LANGUAGES, Language
from visitplanner.model.plan import Plan, Reason, Unplaced
from visitplanner.report.page import report_page

SECTIONS = ("VISITS", "LODGING", "JOURNEYS", "HANDOVERS", "INTERPRETING", "OPEN")


def words_of(source: str) -> str:
    """The text of some HTML, each run of blanks as one."""
    return " ".join(re.sub("<[^>]*>", " ", source).split())


def section(name: str, language: Language = "en", **fields: Any) -> str:
    """The text of one section of the page, without its title; empty where there is none."""
    source = report_page(sample.programme(), sample.plan(**fields), language=language)
    title = getattr(report_words, name)[language]
    for part in source.split("<section")[1:]:
        _, found, body = part.partition(f"<h2>{title}</h2>")
        if found:
            return words_of(body.partition("</section>")[0])
    return ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SECTIONS)
def test_every_section_is_there_in_every_language(name: str, language: Language) -> None:
    assert section(name, language)


def test_what_there_is_nothing_of_has_no_section() -> None:
    data = sample.document(visits=[], lodgings=[], transfers=[], handovers=[])
    source = report_page(sample.programme(**data), Plan())
    for name in SECTIONS:
        assert f"<h2>{getattr(report_words, name)['en']}</h2>" not in source


def test_visits_say_when_what_where_and_who() -> None:
    told = section("VISITS")
    assert (
        "Tue, 13 Apr 2027 09:00–10:00 Library Garage at the Bridge pupils · pupil-02 1 person"
    ) in told
    assert (
        "Tue, 13 Apr 2027 16:00–17:30 Reception Wards, Town Hospital "
        "Pupils of the craft school; Nursing teachers 10 people Theatre money (€1,000.00)"
    ) in told


def test_visits_without_handovers_have_no_column_for_them() -> None:
    assert "Brings along" in section("VISITS")
    assert "Brings along" not in section("VISITS", handovers=())


def test_houses_say_beds_nights_and_who() -> None:
    told = section("LODGING")
    assert "Hostel on the Hill Hill 3 4 of 10" in told
    assert "20 pupils · Mika Example, pupil-04–06 4 people" in told
    assert "Meyer family 2 of 2" in told
    assert "Hotel Empty 0 of 4 –" in told


def test_journeys_say_day_seats_and_who() -> None:
    told = section("JOURNEYS")
    assert "Arrival Kyiv → Lüneburg 08:00–18:30 Sun, 11 Apr 2027 6 of 12 pupils · " in told
    assert "Shuttle 12–14 Apr 2027 3 of 4 pupils · Mika Example, pupil-02–03 3 people" in told


def test_handovers_say_from_whom_to_whom_and_on_what() -> None:
    told = section("HANDOVERS")
    assert "German books Garage at the Bridge Arrival: Kyiv → Lüneburg Sun, 11 Apr 2027" in told
    assert "Craft school Riverside → Garage at the Bridge Reception Tue, 13 Apr 2027" in told
    assert "1.000,00\xa0€" in report_page(sample.programme(), sample.plan(), language="de")


def test_what_is_open_is_told_in_groups() -> None:
    told = section("OPEN")
    assert "Visits without a time Trip to the sea – its day is open" in told
    assert "People without a bed professional-01–02 2 people Nursing teachers – no bed" in told
    assert "Handovers without a carrier Photo album – it has no carrier" in told
    assert "Journeys without a day late-bus – " in told


def test_interpreting_is_no_supervision() -> None:
    assert "teacher-02" in section("INTERPRETING")
    assert "teacher-02" not in section("DUTIES")
    assert "teacher-01" not in section("INTERPRETING")


def test_tentative_places_are_marked_counted_and_explained() -> None:
    source = report_page(sample.programme(), sample.plan())
    text = words_of(source.partition("</style>")[2])
    assert "tentative 2" in text
    assert text.count(str(report_words.TENTATIVE_LEGEND["en"])) == 1
    why = "tentative: missing: visa; partnership not agreed yet: workshops (in preparation)"
    assert text.count(why) == 2  # by host and by delegation
    assert 'class="on tentative"' in source


def test_nothing_tentative_nothing_said() -> None:
    firm = sample.plan(placements=sample.placements()[:3])
    source = report_page(sample.programme(), firm).partition("</style>")[2]
    assert "entative" not in source


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "missing: visa"), ("de", "es fehlt: visa"), ("uk", "бракує: visa")],
)
def test_why_tentative_is_said_in_the_language_of_the_page(language: Language, said: str) -> None:
    assert said in section("BY_DELEGATION", language)


# --- goals and people left out ------------------------------------------------------------------


def test_a_weighted_sum_is_told_with_its_parts() -> None:
    told = section("GOALS")
    assert (
        "19 points 3 × People get what they rank highest: 4 steps below the first choice "
        "1 × Ways to the sites are short: 7 metres of way proven best"
    ) in told
    assert "preferences + 1" not in told


def test_a_level_of_several_stages_is_named_once() -> None:
    told = section("GOALS")
    assert told.count(str(goal_words.GOAL_NAMES["leximin"]["en"])) == 1
    assert "1 person below the first choice with 2 or more steps" in told
    assert "5 people below the first choice with 1 or more steps" in told


def test_of_stages_that_are_zero_the_last_is_told() -> None:
    told = section("GOALS")
    assert "0 people below the first choice with 3 or more steps" in told
    assert "4 or more" not in told
    only = tuple(goal for goal in sample.goals() if goal.name == "leximin")[:2]
    assert "0 people below the first choice with 3 or more" in section("GOALS", goals=only)


def test_missing_parts_are_counted() -> None:
    reason = Reason(slot="cars-north", rule="parts_per_host", message="too many")
    left = Unplaced(participant="pupils/pupil-06", need="internship", reasons=(reason,), parts=2)
    told = section("LEFT_OUT", unplaced=(left,))
    assert "pupil-06 Pupils of the craft school · 2 of 2 parts are missing" in told
    assert "Too many parts at one host – blocks 1 way" in told
