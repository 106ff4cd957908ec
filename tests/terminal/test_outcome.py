"""What the terminal tells of a plan: a line for all that surrounds the placements, what is open."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from rich.console import Console, RenderableType

import visitplanner as vp
from tests.report import sample
from visitplanner.language.rule_words import RULE_NAMES
from visitplanner.model.plan import Gap, Placement, Plan, Reason, Unplaced
from visitplanner.outputs import Outputs
from visitplanner.terminal.outcome import (
    MOST_GAP_LINES,
    MOST_LEFT_OUT,
    around,
    duties,
    gaps,
    goals,
    left_out_lines,
    outcome,
    placements,
    plan_summary,
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
        "4 visits, 1 still open",
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
        "pupils: pupil-06 (2 of 2 parts missing)",
        "  - Too many parts at one host: too many",
    ]


def rotation(*missing: int) -> tuple[vp.Programme, Plan]:
    """Three pupils with a need of two parts, of whom each lacks so many, for different reasons."""
    data = sample.document(visits=[], transfers=[], lodgings=[], handovers=[])
    data["delegations"] = data["delegations"][:1]
    need = {"id": "tour", "field": ["automotive", "care"], "parts": 2}
    data["delegations"][0]["participants"] = []
    data["delegations"][0]["headcounts"] = [{"people": "3 pupils", "age": 17, "needs": [need]}]
    rules = ("parts_in_other_fields", "precedence", "one_place", "slot_places", "window")
    people = [f"pupils/pupil-0{number}" for number in (1, 2, 3)]
    stays = [
        Placement(
            participant=who,
            need="tour",
            slot="cars-north",
            first_day=sample.FIRST,
            last_day=sample.LAST,
        )
        for who, lacking in zip(people, missing, strict=True)
        if lacking == 1
    ]
    left = tuple(
        Unplaced(
            participant=who,
            need="tour",
            parts=lacking,
            reasons=tuple(
                Reason(slot="cars-north", rule=rule, message=f"{rule} of {who}")
                for rule in rules[: 3 + number]
            ),
        )
        for number, (who, lacking) in enumerate(zip(people, missing, strict=True))
        if lacking
    )
    return vp.Programme.model_validate(data), Plan(placements=tuple(stays), unplaced=left)


def test_those_who_lack_the_same_parts_are_one_group_with_few_reasons() -> None:
    assert shown(left_out_lines(*rotation(1, 1, 1), width=80)) == [
        "pupils: pupil-01–03 (1 of 2 parts missing)",
        "  - Order of the fields of work: precedence of pupils/pupil-01",
        "  - Elsewhere at the same time: one_place of pupils/pupil-01",
        "  - No place left at the slot, for 2 of them: slot_places of pupils/pupil-02",
        "    ... and 2 more rules",
    ]
    apart = shown(left_out_lines(*rotation(1, 2, 1), width=80))
    assert [line for line in apart if line.startswith("pupils")] == [
        "pupils: pupil-01, pupil-03 (1 of 2 parts missing)",
        "pupils: pupil-02 (2 of 2 parts missing)",
    ]


def test_people_with_one_need_are_one_group_where_only_names_differ() -> None:
    left = [
        Unplaced(
            participant=f"pupils/pupil-0{number}",
            need="internship",
            reasons=(Reason(slot=slot, rule="age", message=f"pupil {number} is too young"),),
        )
        for number, slot in ((1, "cars-north"), (2, "cars-north"), (3, "ward-observation"))
    ]
    lines = shown(left_out_lines(sample.programme(), Plan(unplaced=tuple(left)), width=80))
    assert [line for line in lines if "  " not in line] == [
        "pupils: Mika Example, pupil-02",
        "pupils: pupil-03",
    ]


def test_many_groups_left_out_are_cut() -> None:
    programme = sample.programme()
    left = [
        Unplaced(
            participant=who,
            need="internship",
            reasons=(Reason(slot=f"slot-{number}", rule="age", message="too young"),),
        )
        for number, who in enumerate([*programme.people][:2] * MOST_LEFT_OUT)
    ]
    lines = shown(left_out_lines(programme, Plan(unplaced=tuple(left)), width=80))
    assert len(lines) == 2 * MOST_LEFT_OUT + 1
    assert lines[-1] == f"... and {MOST_LEFT_OUT} more people, all in the report"


@pytest.mark.parametrize(
    ("missing", "line"),
    [
        ((1, 1, 1), "3 of 6 placements (nobody has all they need)"),
        ((1, 1, 2), "2 of 6 placements (nobody has all they need)"),
    ],
)
def test_of_several_parts_placements_are_counted(missing: tuple[int, ...], line: str) -> None:
    assert plan_summary(*rotation(*missing)).plain == line


def test_visits_open_in_the_programme_are_not_said_to_lack_a_time() -> None:
    open_, timed = sample.document()["visits"][3], sample.document()["visits"][1]
    for rows, lacking, line in (
        ([open_], "sea", "1 visit still open"),
        ([timed], "reception", "1 visit, 1 without a time"),
    ):
        programme = sample.programme(visits=rows, handovers=[])
        gap = Gap(kind="visit", concerns=lacking, message="why")
        assert shown(around(programme, Plan(gaps=(gap,)))) == [line]


def test_no_line_of_a_table_ends_in_blanks() -> None:
    console = Console(width=60, record=True, highlight=False)
    console.begin_capture()
    for each in placements(sample.programme(), sample.plan(), width=60):
        console.print(each)
    lines = console.end_capture().splitlines()
    assert len(lines) > 3
    assert [line.rstrip() for line in lines] == lines


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
