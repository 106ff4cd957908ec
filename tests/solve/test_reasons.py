"""Who is left out hears why for every option, and what would let them in."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import visitplanner as vp
from visitplanner.engine.answer import Deadline
from visitplanner.rules.catalogue import RULES
from visitplanner.solve.options import options_of
from visitplanner.solve.reasons import unplaced_of

Build = Callable[..., vp.Programme]


def pupils(words: str, **more: Any) -> dict[str, Any]:
    return {"people": words, "age": 17, "needs": [{"field": "cars", "length": "2 weeks"}], **more}


def test_every_option_has_the_rule_that_blocks_it(build: Build) -> None:
    plan = vp.schedule(build(people=[pupils("5 pupils"), "2 teachers"]))
    [left_out] = plan.unplaced
    assert left_out.participant == "d/pupil-05"
    options = [(reason.slot, reason.first_day, reason.rule) for reason in left_out.reasons]
    starts = (date(2023, 5, 16), date(2023, 5, 17))
    assert options == [
        (slot, day, "slot_places") for slot in ("w1-cars", "w2-cars") for day in starts
    ]
    assert left_out.smallest_fix == "one more place at 'w1-cars' for 16-26 May 2023"


def test_missing_supervision_is_named_with_its_fix(build: Build) -> None:
    plan = vp.schedule(build(people=[pupils("4 pupils"), "1 teacher"]))
    assert [each.participant for each in plan.unplaced] == ["d/pupil-03", "d/pupil-04"]
    rules = {(reason.slot, reason.rule) for reason in plan.unplaced[0].reasons}
    full, empty = ("w1-cars", "w2-cars")
    if plan.placements[0].slot != full:
        full, empty = empty, full
    assert rules == {(full, "slot_places"), (empty, "supervision")}


def test_a_closed_slot_says_why_once_for_all_days(build: Build) -> None:
    slot = {"admits": {"languages": ["de"]}}
    plan = vp.schedule(build(people=[pupils("1 pupil", languages=["uk"]), "1 teacher"], slot=slot))
    [left_out] = plan.unplaced
    assert [(reason.slot, reason.first_day, reason.rule) for reason in left_out.reasons] == [
        ("w1-cars", None, "language"),
        ("w2-cars", None, "language"),
    ]
    assert left_out.smallest_fix == (
        "a participant who speaks de, or 'w1-cars' asking for no language"
    )


def test_a_stay_too_short_is_told_by_its_windows(build: Build) -> None:
    programme = build(people=[pupils("1 pupil"), "1 teacher"], window="16-24 May 2023")
    [left_out] = vp.schedule(programme).unplaced
    assert {reason.rule for reason in left_out.reasons} == {"window"}
    assert "16-29 May 2023 is not inside the stay of 'd' (16-24 May 2023)" in (
        left_out.reasons[0].message
    )


def test_a_length_that_never_fits_is_told_for_each_slot(build: Build) -> None:
    need = {"field": "cars", "length": "20 working days"}
    programme = build(people=[{"people": "1 professional", "needs": [need]}])
    [left_out] = vp.schedule(programme).unplaced
    assert [(reason.slot, reason.rule) for reason in left_out.reasons] == [
        ("w1-cars", "length"),
        ("w2-cars", "length"),
    ]
    assert left_out.reasons[0].message == (
        "20 working days does not fit into the working days of 16-31 May 2023 there"
    )


def test_what_a_higher_goal_gave_up_is_said_to_be_its_doing(build: Build) -> None:
    people = [pupils("2 pupils", preferences=["w2"]), "2 teachers"]
    goals = ["preferences", "people_placed", "even_supervision", "earliest_start"]
    programme = build(people=people, slot={"places": 1}, policy={"goals": goals})
    plan = vp.schedule(programme)
    [left_out] = plan.unplaced
    free = [reason for reason in left_out.reasons if reason.slot == "w1-cars"]
    assert {reason.rule for reason in free} == {"goals"}


def test_people_alike_share_their_reasons_without_naming_each_other(build: Build) -> None:
    plan = vp.schedule(build(people=[pupils("6 pupils"), "2 teachers"], window="16-29 May 2023"))
    first, second = plan.unplaced
    assert first.reasons == second.reasons
    assert not any("pupil" in reason.message for reason in first.reasons)


def test_nobody_is_taken_for_their_own_supervision(build: Build) -> None:
    # A teacher of 17 who is to learn too: the other teacher could look after them.
    learner = {"people": "1 accompanying person", "age": 17, "needs": [{"field": "cars"}]}
    people = [learner, "1 teacher"]
    goals = ["earliest_start", "preferences", "people_placed", "even_supervision"]
    programme = build(
        people=[{**learner, "preferences": ["w1"]}, people[1]],
        slot={"window": "17-31 May 2023"},
        policy={"goals": goals},
    )
    [left_out] = vp.schedule(programme).unplaced
    assert {reason.rule for reason in left_out.reasons} == {"goals"}


def test_reasons_are_not_looked_for_beyond_the_time_limit(build: Build) -> None:
    programme = build(people=[pupils("5 pupils"), "2 teachers"])
    options = options_of(programme, RULES)
    [demand] = options.demands
    deadline = Deadline(1e-9)
    found = unplaced_of(programme, RULES, options, vp.Plan(), deadline)
    assert len(found) == demand.size
    assert {reason.rule for each in found for reason in each.reasons} == {"time_limit"}


def choice(parts: int) -> dict[str, Any]:
    """Any so many of three fields, for one professional."""
    need = {"field": ["cars", "paint", "tyres"], "parts": parts, "length": "2 working days"}
    return {"people": "1 professional", "needs": [need]}


def test_parts_that_are_missing_are_one_entry_with_their_number(build: Build) -> None:
    # Both workshops offer cars alone, of which one part is met.
    plan = vp.schedule(build(people=[choice(3)]))
    [left_out] = plan.unplaced
    assert (left_out.participant, left_out.parts) == ("d/professional-01", 2)
    reasons = {(reason.rule, reason.message) for reason in left_out.reasons}
    message = "2 parts of the need 'internship' are in the field 'cars', each is to be in another"
    assert reasons == {("parts_in_other_fields", message)}
    assert left_out.smallest_fix == "a slot in another of the fields asked for"


def test_an_order_of_needs_in_the_way_is_named_with_its_fix(build: Build) -> None:
    late, early = "22-23 May 2023", "16-17 May 2023"
    needs = [
        {"id": name, "field": "cars", "length": "2 working days", "window": window}
        for name, window in (("first", late), ("second", early))
    ]
    people = [{"people": "1 professional", "needs": needs, "in_order": True}]
    [left_out] = vp.schedule(build(people=people)).unplaced
    assert {reason.rule for reason in left_out.reasons} == {"needs_in_order"}
    assert left_out.smallest_fix == "the needs in any order"


ONE = {"people": "1 professional", "needs": [{"field": "cars", "length": "2 weeks"}]}
PAIR = ["d/professional-01", "d/late-01"]


@pytest.mark.parametrize(
    ("policy", "rule", "fix"),
    [
        (
            {"apart": [{"people": PAIR, "at": "host"}]},
            "apart",
            (
                "leave for d/professional-01, d/late-01 to be at 'garage' on the same day for "
                "16-26 May 2023"
            ),
        ),
        (
            {"shares": [{"delegation": "d", "at_most": 1, "at": "host"}]},
            "delegation_share",
            "at most 2 of 'd' at 'garage' instead of at most 1 for 16-26 May 2023",
        ),
    ],
)
def test_wishes_about_a_host_are_the_reason_at_its_other_sites(
    policy: dict[str, Any], rule: str, fix: str, build: Build
) -> None:
    programme = build(people=[ONE, {**ONE, "label": "late"}], slot={"places": 1}, policy=policy)
    plan = vp.schedule(programme)
    [left_out] = plan.unplaced
    [taken] = plan.placements
    free = {reason.rule for reason in left_out.reasons if reason.slot != taken.slot}
    assert free == {rule}
    names = sorted(PAIR, key=lambda who: who == left_out.participant)
    assert left_out.smallest_fix == fix.replace(", ".join(PAIR), ", ".join(names))


def test_being_parted_is_the_reason_wherever_the_others_are(build: Build) -> None:
    """Both are placed at one site by hand; a second need of one of them would part them."""
    needs = [{"id": "a", "field": "cars", "length": "2 weeks"}]
    later = {"id": "b", "field": "tyres", "length": "2 weeks"}
    people = [
        {"people": "1 professional", "needs": needs},
        {"people": "1 professional", "label": "late", "needs": [*needs, later]},
    ]
    hosts = [
        {"id": name, "name": name, "sites": [{"id": f"{name}-site", "name": name, "slots": [slot]}]}
        for name, slot in (
            ("garage", {"id": "cars", "field": "cars", "places": 5, "hours": "08:00-12:00"}),
            ("rubber", {"id": "tyres", "field": "tyres", "places": 5, "hours": "13:00-17:00"}),
        )
    ]
    together = {"people": PAIR}
    programme = build(people=people, hosts=hosts, policy={"together": [together]})
    [left_out] = vp.schedule(programme).unplaced
    assert left_out.need == "b"
    assert {reason.rule for reason in left_out.reasons} == {"together"}


@pytest.mark.parametrize(
    ("status", "rule", "message"),
    [
        ("optimal", "goals", "it was given up for a goal on a higher level"),
        ("feasible", "time_limit", "the time limit was hit before something better was found"),
    ],
)
def test_a_higher_goal_is_named_only_where_the_plan_is_proven(
    status: str, rule: str, message: str, build: Build
) -> None:
    programme = build()
    options = options_of(programme, RULES)
    plan = vp.Plan.model_validate({"status": status})
    left_out, *_ = unplaced_of(programme, RULES, options, plan, Deadline(None))
    assert {(reason.rule, reason.message) for reason in left_out.reasons} == {
        (rule, f"no rule is in the way; {message}")
    }


def test_where_nobody_sure_is_there_people_are_asked_for_not_a_group_of_none(
    build: Build,
) -> None:
    people = [{"people": "0-1 professionals", "needs": [{"field": "cars", "length": "2 weeks"}]}]
    [left_out] = vp.schedule(build(people=people, slot={"minimum_group": 2}, sites=1)).unplaced
    assert left_out.smallest_fix == (
        "at least 2 people who are sure to come at 'w1-cars' for 16-26 May 2023"
    )


def test_the_own_other_placements_come_first_among_the_reasons(build: Build) -> None:
    """The only place is taken by the person's own other need."""
    needs = [{"id": name, "field": "cars", "length": "2 weeks"} for name in ("a", "b")]
    programme = build(
        people=[{"people": "1 professional", "needs": needs}], slot={"places": 1}, sites=1
    )
    plan = vp.schedule(programme)
    [left_out] = plan.unplaced
    assert {(reason.rule, reason.message) for reason in left_out.reasons} == {
        ("one_place", "has the placement at 'w1-cars' already (16-29 May 2023)")
    }


def test_a_holiday_at_the_only_possible_beginning_is_named(build: Build) -> None:
    """Two weeks from Ascension Day on would fit, but not from the next working day on."""
    programme = build(people=[ONE], window="18-31 May 2023", sites=1)
    [left_out] = vp.schedule(programme).unplaced
    told = [
        (reason.rule, reason.message)
        for reason in left_out.reasons
        if reason.first_day == date(2023, 5, 18)
    ]
    message = "begins on a working day only, and 2023-05-18 is a public holiday (Ascension Day)"
    assert told == [("working_days", message)]
    programme = build(people=[ONE], window="18-30 May 2023", sites=1)
    [left_out] = vp.schedule(programme).unplaced
    assert {reason.rule for reason in left_out.reasons} == {"window"}


def test_a_holiday_at_the_beginning_of_a_tight_rotation_is_named(build: Build) -> None:
    """Three times two weeks would fill six weeks exactly, did they not begin on Labour Day."""
    needs = [{"id": name, "field": "cars", "length": "2 weeks"} for name in ("a", "b", "c")]
    people = [{"people": "1 professional", "needs": needs}]
    programme = build(people=people, window="1 May - 11 June 2023", sites=1)
    [left_out] = vp.schedule(programme).unplaced
    [told] = [each.message for each in left_out.reasons if each.first_day == date(2023, 5, 1)]
    assert told == ("begins on a working day only, and 2023-05-01 is a public holiday (Labor Day)")


def told(programme: vp.Programme, plan: vp.Plan) -> tuple[vp.Unplaced, ...]:
    return unplaced_of(programme, RULES, options_of(programme, RULES), plan, Deadline(None))


def test_of_many_slots_some_are_told_and_the_others_counted(build: Build) -> None:
    """The first days of a slot that nothing blocks differently are one reason, too."""
    [left_out] = told(build(people=[ONE], sites=35), vp.Plan())
    *slots, rest = left_out.reasons
    assert [reason.slot for reason in slots] == [f"w{number}-cars" for number in range(1, 31)]
    assert (rest.slot, rest.rule, rest.message) == (
        "",
        "other_slots",
        "not told one by one: 5 more slots open to them",
    )


def test_of_many_slots_those_open_to_somebody_are_told(build: Build) -> None:
    programme = build(people=[ONE], sites=35)
    document = programme.model_dump(mode="json", exclude_unset=True)
    for site in document["hosts"][0]["sites"][:-1]:
        site["slots"][0]["admits"] = {"languages": ["de"]}
    [left_out] = told(vp.Programme.model_validate(document), vp.Plan())
    only, rest = left_out.reasons
    assert only.slot == "w35-cars"
    assert rest.message == (
        "not told one by one: 34 more slots closed to them or outside their dates"
    )


def test_where_all_of_many_slots_are_closed_the_first_ones_say_why(build: Build) -> None:
    programme = build(people=[ONE], sites=35, slot={"admits": {"languages": ["de"]}})
    [left_out] = told(programme, vp.Plan())
    *slots, rest = left_out.reasons
    assert (len(slots), {reason.rule for reason in slots}) == (30, {"language"})
    assert rest.message == "not told one by one: 5 more slots closed to them or outside their dates"
    assert left_out.smallest_fix == (
        "a participant who speaks de, or 'w1-cars' asking for no language"
    )


def test_hundreds_of_first_days_that_one_rule_blocks_are_one_reason(build: Build) -> None:
    programme = build(people=[ONE], window="1 January - 31 December 2023")
    [left_out] = told(programme, vp.Plan(status="optimal"))
    assert [(each.slot, each.first_day, each.rule) for each in left_out.reasons] == [
        (slot, date(2023, 1, 2), "goals") for slot in ("w1-cars", "w2-cars")
    ]


def test_people_who_differ_in_nothing_that_matters_share_their_reasons(build: Build) -> None:
    need = {"field": "cars", "length": "5 working days"}
    one = {"people": "1 professional", "needs": [need]}
    programme = build(people=[one, {**one, "label": "late", "age": 40}], sites=1)
    first, second = told(programme, vp.Plan())
    assert len(first.reasons) > 1
    shared = zip(first.reasons, second.reasons, strict=True)
    assert all(mine is yours for mine, yours in shared)
