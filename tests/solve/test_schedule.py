"""Planning as a whole: values, limits, progress, order, pins."""

import json
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.engine import greedy, least, pool, reductions
from visitplanner.engine.answer import Deadline, LimitHit
from visitplanner.rules.catalogue import RULES
from visitplanner.rules.form import Rule
from visitplanner.solve import model, options, schedule
from visitplanner.solve.reasons import unplaced_of

Build = Callable[..., vp.Programme]


def pupils(words: str = "4 pupils", **more: Any) -> dict[str, Any]:
    return {"people": words, "age": 17, "needs": [{"field": "cars", "length": "2 weeks"}], **more}


def test_an_empty_programme_has_an_empty_optimal_plan() -> None:
    programme = vp.Programme(id="empty", name="Empty", time_zone="Europe/Berlin")
    plan = vp.schedule(programme)
    assert plan.status == "optimal"
    assert not plan.placements
    assert not plan.duties
    assert not plan.unplaced
    assert [goal.value for goal in plan.goals] == [0, 0, 0, 0]


def test_people_without_any_slot_are_left_out_with_a_reason(build: Build) -> None:
    programme = build(people=[pupils(needs=[{"field": "carpentry"}])])
    plan = vp.schedule(programme)
    assert len(plan.unplaced) == 4
    [reason] = plan.unplaced[0].reasons
    assert reason.rule == "field"
    assert reason.message == "no slot is in the field 'carpentry' (offered: 'cars')"
    assert plan.unplaced[0].smallest_fix is None


def test_people_are_named_in_order_and_placed_at_the_first_slots(build: Build) -> None:
    plan = vp.schedule(build(people=[pupils(), "2 teachers"]))
    assert [placement.participant for placement in plan.placements] == [
        f"d/pupil-0{number}" for number in range(1, 5)
    ]
    slots = [placement.slot for placement in plan.placements]
    assert slots == sorted(slots)


def test_a_person_named_later_keeps_the_placement_of_the_placeholder(build: Build) -> None:
    document = build(people=[pupils(), "2 teachers"]).model_dump(mode="json")
    before = vp.schedule(vp.Programme.model_validate(document))
    document["delegations"][0]["participants"] = [{"id": "pupil-03", "name": "A made-up name"}]
    after = vp.schedule(vp.Programme.model_validate(document))
    assert after.placements == before.placements
    assert after.duties == before.duties


def test_teachers_stay_at_one_site_and_share_the_days(build: Build) -> None:
    plan = vp.schedule(build(people=[pupils(), "2 teachers"]))
    sites = {duty.participant: duty.site for duty in plan.duties}
    assert len(set(sites.values())) == 2
    assert all(sites[duty.participant] == duty.site for duty in plan.duties)
    assert set(Counter(duty.participant for duty in plan.duties).values()) == {7}


def test_preferences_stand_above_an_early_start(build: Build) -> None:
    people = [pupils("1 pupil", preferences=["w2"]), "1 teacher"]
    plan = vp.schedule(build(people=people, slot={"places": 1}))
    assert [placement.slot for placement in plan.placements] == ["w2-cars"]


def test_more_people_stand_above_preferences(build: Build) -> None:
    people = [pupils("2 pupils", preferences=["w2"]), "2 teachers"]
    plan = vp.schedule(build(people=people, slot={"places": 1}))
    assert {placement.slot for placement in plan.placements} == {"w1-cars", "w2-cars"}
    assert [goal.value for goal in plan.goals][:2] == [2, 1]


def test_a_pin_is_kept_and_marked(build: Build) -> None:
    pin = {"participant": "d/pupil-04", "slot": "w2-cars", "first_day": "2023-05-17"}
    plan = vp.schedule(build(people=[pupils(), "2 teachers"], pins=[pin]))
    [kept] = [placement for placement in plan.placements if placement.pinned]
    assert (kept.participant, kept.slot) == ("d/pupil-04", "w2-cars")
    assert (kept.first_day, kept.last_day) == (date(2023, 5, 17), date(2023, 5, 30))


@pytest.mark.parametrize("seed", [-1, 2**31])
def test_a_seed_out_of_range_is_refused(seed: int, build: Build) -> None:
    with pytest.raises(ValueError, match=f"seed: found {seed}, must be from 0 to 2147483647"):
        vp.schedule(build(), seed=seed)


@pytest.mark.parametrize("limit", [0, -1, float("nan")])
def test_a_time_limit_not_above_zero_is_refused(limit: float, build: Build) -> None:
    with pytest.raises(ValueError, match=r"time_limit: found .*, must be above 0 seconds"):
        vp.schedule(build(), time_limit=limit)


def test_progress_tells_every_phase_in_order(build: Build) -> None:
    told: list[vp.Progress] = []
    plan = vp.schedule(build(), progress=told.append)
    phases = list(dict.fromkeys(step.phase for step in told))
    assert phases == [
        "options", "model", "people_placed", "preferences", "even_supervision", "earliest_start",
        "reasons", "check",
    ]  # fmt: skip
    assert [step.step for step in told] == sorted(step.step for step in told)
    assert {step.steps for step in told} == {8}
    seconds = [step.seconds for step in told]
    assert seconds == sorted(seconds)
    values = {step.phase: step.best for step in told if step.best is not None}
    assert values == {goal.name: goal.value for goal in plan.goals}


def _out_of_time(*_args: object, **_options: object) -> None:
    raise LimitHit


def test_a_limit_hit_before_anything_is_found_gives_the_empty_plan_as_feasible(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "least_of_part", _out_of_time)
    plan = vp.schedule(build(), time_limit=5)
    assert plan.status == "feasible"
    assert plan.placements == ()
    placed = plan.goals[0]
    assert (placed.value, placed.bound, placed.proven) == (0, 2, False)
    assert {each.participant for each in plan.unplaced} == {
        "d/professional-01",
        "d/professional-02",
    }


def test_a_limit_hit_before_the_pins_are_kept_is_an_error(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "least_of_part", _out_of_time)
    pin = {"participant": "d/professional-01", "slot": "w1-cars", "first_day": "2023-05-16"}
    with pytest.raises(vp.TimeLimitError, match=r"keeps what is fixed .* 5 seconds"):
        vp.schedule(build(pins=[pin]), time_limit=5)


def test_short_of_time_people_are_placed_by_hand(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reductions, "LOOKS", 1e9)
    monkeypatch.setattr(least, "FLOWING", 1e9)
    monkeypatch.setattr(least, "MANY", 0)
    monkeypatch.setattr(least, "DIRECT", 0)
    monkeypatch.setattr(least, "Lotted", None)
    monkeypatch.setattr(least, "proven", None)
    assert len(vp.schedule(build(), time_limit=60).placements) == 2
    # Where there is no time for that, either, nobody is.
    monkeypatch.setattr(greedy, "LOADING", 1e9)
    plan = vp.schedule(build(), time_limit=60)
    assert (plan.status, plan.placements) == ("feasible", ())


@pytest.mark.parametrize(
    "step",
    [
        (options, "cohorts_of"),
        (options, "Filters"),
        (options, "_calendars"),
        (options, "spans_of"),
        (model, "add_tables"),
        (model, "_refuse_inexact"),
        (model, "_matrix"),
    ],
)
def test_a_limit_too_short_to_begin_with_is_an_error(
    step: tuple[Any, str], build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = False
    done = getattr(*step)

    def slowly(*given: Any, **named: Any) -> Any:
        nonlocal late
        late = True
        return done(*given, **named)

    def press(_: Deadline) -> None:
        if late:
            raise LimitHit

    monkeypatch.setattr(*step, slowly)
    monkeypatch.setattr(Deadline, "press", press)
    words = "2 people and 2 slots are too many to plan within 0.5 seconds"
    with pytest.raises(vp.TimeLimitError, match=words):
        vp.schedule(build(), time_limit=0.5)


def test_reasons_leave_time_for_the_check(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[float | None] = []

    def noted(*given: Any, **named: Any) -> Any:
        left.append(given[4].left)
        return unplaced_of(*given, **named)

    monkeypatch.setattr(schedule, "unplaced_of", noted)
    vp.schedule(build(), time_limit=100.0)
    assert left[0] is not None
    assert 20 < left[0] <= 100 * schedule.TELLING


def test_a_plan_that_breaks_a_rule_is_never_returned(build: Build) -> None:
    breach = vp.Violation(rule="made_up", who=(), message="for the test")
    untold = Rule(
        name="made_up",
        says="Nothing pleases it.",
        source="the meaning of a test",
        check=lambda _roster: iter((breach,)),
        grows=False,
    )
    with pytest.raises(vp.VisitPlannerError, match="a fault of visitplanner:\n  made_up: for the"):
        vp.schedule(build(), rules=(*RULES, untold))


def test_goals_follow_the_order_of_the_policy(build: Build) -> None:
    goals = ["people_placed", "earliest_start"]
    plan = vp.schedule(build(policy={"goals": goals}))
    assert [(goal.level, goal.name) for goal in plan.goals] == [
        (1, "people_placed"),
        (2, "earliest_start"),
    ]


@pytest.mark.parametrize("teachers", ["3 teachers", "4 teachers", "3-4 teachers"])
def test_a_range_is_planned_safe_at_both_ends(teachers: str, build: Build) -> None:
    programme = build(people=[pupils("6 pupils"), teachers], sites=3)
    plan = vp.schedule(programme)
    assert not plan.unplaced
    on_duty = {duty.participant for duty in plan.duties}
    sure = 4 if teachers == "4 teachers" else 3
    assert len(on_duty) == sure
    # Whoever of the range stays at home: the plan still holds.
    fewer = build(people=[pupils("6 pupils"), "3 teachers"], sites=3)
    if teachers != "4 teachers":
        assert vp.check(fewer, plan) == ()


def test_an_interrupt_gives_the_best_plan_so_far_at_once(tmp_path: Path) -> None:
    # Forty small garages with minimum groups, and teams who all want the same ones, for two months.
    need = {"field": "cars", "length": "2 weeks"}
    hosts = [
        {"id": f"h{n}", "name": f"H{n}", "sites": [{"id": f"s{n}", "name": f"S{n}", "slots": [
            {"id": f"x{n}", "field": "cars", "places": 3, "minimum_group": 2}
        ]}]}
        for n in range(40)
    ]  # fmt: skip
    delegations = [
        {"id": f"d{n}", "name": f"D{n}", "senders": "school", "window": "1 March - 30 April 2027",
         "headcounts": [{"people": "9 pupils", "age": 16, "needs": [need],
                         "preferences": [f"h{(n * 7 + k) % 40}" for k in range(6)]}, "5 teachers"]}
        for n in range(12)
    ]  # fmt: skip
    document = {
        "id": "big", "name": "Big", "time_zone": "Europe/Berlin", "hosts": hosts,
        "organisations": [{"id": "school", "name": "School"}], "delegations": delegations,
    }  # fmt: skip
    path = tmp_path / "big.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    script = (
        "import signal, sys, visitplanner as vp\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "def tell(step):\n"
        "    print(step.phase, flush=True)\n"
        f"programme = vp.Programme.load({str(path)!r})\n"
        "plan = vp.schedule(programme, progress=tell)\n"
        "print(plan.status, vp.check(programme, plan), flush=True)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert any("people_placed" in line for line in iter(process.stdout.readline, ""))
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        words, errors = process.communicate(timeout=60)
    assert errors == ""
    assert words.endswith("feasible ()\n")
