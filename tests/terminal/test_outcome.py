"""What the terminal tells of a plan: a line for all that surrounds the placements, what is open."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from rich.console import Console, RenderableType

from tests.report import sample
from visitplanner.language.rule_words import RULE_NAMES
from visitplanner.model.plan import Gap, Plan, Reason, Unplaced
from visitplanner.outputs import Outputs
from visitplanner.terminal.outcome import (
    MOST_GAP_LINES,
    around,
    duties,
    gaps,
    goals,
    left_out_lines,
    outcome,
    placements,
    rule_name,
    visits,
)


def shown(renderables: Iterable[RenderableType], width: int = 80) -> list[str]:
    """The lines on a terminal of a width, without the blanks at their ends."""
    console = Console(width=width, record=True, quiet=True, highlight=False, markup=False)
    console.quiet = False
    console.begin_capture()
    for each in renderables:
        console.print(each)
    return [line.rstrip() for line in console.end_capture().splitlines()]


def test_a_line_each_for_what_surrounds_the_placements() -> None:
    assert shown(around(sample.programme(), sample.plan())) == [
        "2 people are placed tentatively: something is not settled",
        "4 visits, 1 without a time",
        "6 of 8 people have a bed",
        "6 of 7 people have their seats",
        "3 handovers, 1 without a carrier",
    ]


def test_where_there_is_nothing_around_nothing_is_said() -> None:
    programme = sample.programme(visits=[], lodgings=[], transfers=[], handovers=[])
    assert shown(around(programme, Plan())) == []


def test_one_of_each_is_told_in_the_singular() -> None:
    plan = sample.plan(
        visits=(),
        beds=sample.plan().beds[:1],
        seats=(),
        handovers=sample.plan().handovers[:1],
        gaps=(),
        placements=sample.placements()[-1:],
    )
    assert shown(around(sample.programme(), plan)) == [
        "1 person is placed tentatively: something is not settled",
        "1 visit",
        "1 of 1 person has a bed",
        "1 handover",
    ]


def test_what_is_open_is_listed() -> None:
    assert shown(gaps(sample.programme(), sample.plan(), width=80)) == [
        "  - visit 'Trip to the sea': its day is open",
        "  - journey 'late-bus': its day is open: give a window",
        "  - nurses: professional-02: no seat is left",
        "  - nurses: professional-01–02: no bed is left",
        "  - handover 'Photo album': it has no carrier",
    ]


def test_what_is_open_takes_a_few_lines_only() -> None:
    many = tuple(
        Gap(kind="visit", concerns=f"visit-{number}", message="its day is open")
        for number in range(20)
    )
    lines = shown(gaps(sample.programme(transfers=[], handovers=[]), Plan(gaps=many), width=80))
    assert len(lines) == MOST_GAP_LINES + 1
    assert lines[-1] == "  ... and 12 more, all in the report"
    narrow = shown(gaps(sample.programme(transfers=[], handovers=[]), Plan(gaps=many), width=24))
    assert len(narrow) == MOST_GAP_LINES + 1
    assert narrow[-1].startswith("  ... and 16 more")


def test_a_single_gap_is_told_however_long_it_is() -> None:
    long = (Gap(kind="visit", concerns="sea", message="why " * 200),)
    lines = shown(gaps(sample.programme(transfers=[], handovers=[]), Plan(gaps=long), width=40))
    assert len(lines) > MOST_GAP_LINES
    assert "more" not in lines[-1]


def test_tentative_places_say_so() -> None:
    lines = shown(placements(sample.programme(), sample.plan(), width=120), 120)
    assert [("(tentative)" in line, line.partition("  ")[0]) for line in lines[2:]] == [
        (False, "Mika Example, pupil-02–03"),
        (True, "pupil-04–05"),
    ]


def test_who_interprets_is_not_on_duty() -> None:
    programme, plan = sample.programme(), sample.plan()
    supervision = shown(duties(programme, plan, "supervision", width=80))
    interpreting = shown(duties(programme, plan, "interpretation", width=80))
    assert [line.split()[0] for line in (supervision[0], supervision[-1])] == ["On", "teacher-01"]
    assert [line.split()[0] for line in (interpreting[0], interpreting[-1])] == [
        "Interprets",
        "teacher-02",
    ]


def test_goals_name_each_level_once_and_sums_with_their_parts() -> None:
    lines = [" ".join(line.split()) for line in shown(goals(sample.plan(), width=120), 120)]
    assert lines[1:] == [
        "1 people placed 5 people at most 8 possible",
        "2 weighted sum 19 points proven best",
        "3 x preferences 4 steps",
        "1 x nearness 7 metres of way",
        "3 leximin 0 people 3 or more steps below first choice proven best",
        "1 people 2 or more steps below first choice proven best",
        "5 people 1 or more steps below first choice proven best",
    ]


@pytest.mark.parametrize("width", [40, 60, 80])
def test_everything_fits_the_width(width: int, tmp_path: Path) -> None:
    outputs = Outputs(files={}, inviting=True, uninvited=())
    lines = shown(
        outcome(sample.programme(), sample.plan(), Path("plan"), outputs, width=width), width
    )
    assert max(map(len, lines)) <= width
    for title in ("Who is where", "Supervision", "Interpreting", "Still open"):
        assert title in lines


def test_missing_parts_are_counted() -> None:
    reason = Reason(slot="cars-north", rule="parts_per_host", message="too many")
    left = Unplaced(participant="pupils/pupil-06", need="internship", reasons=(reason,), parts=2)
    lines = shown(left_out_lines(sample.programme(), Plan(unplaced=(left,)), width=80))
    assert lines == [
        "pupils: pupil-06 (2 placements missing)",
        "  - Too many parts at one host: too many",
    ]


def test_rules_go_by_their_plain_name() -> None:
    assert rule_name("slot_places") == RULE_NAMES["slot_places"]["en"]
    assert rule_name("of_my_own") == "of my own"


def test_visits_are_told_with_day_and_hours_in_the_order_in_which_they_are() -> None:
    head, *rows = shown(visits(sample.programme(), sample.plan(), width=80))
    assert head.split() == ["Day", "Hours", "What", "Where"]
    hours = [row.split()[3] for row in rows if row[:1].isalpha()]
    assert hours == ["09:00-10:00", "16:00-17:30", "10:00-12:00"]


def test_without_visits_there_is_no_table_of_them() -> None:
    programme = sample.programme(visits=[], handovers=[])
    assert shown(visits(programme, Plan(), width=80)) == []
