"""Facts that cannot stand together are refused when a programme is made, with both places."""

from copy import deepcopy
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

import visitplanner as vp

NEED = {"field": "care", "length": "2 working days"}
BASE: dict[str, Any] = {
    "id": "p",
    "name": "Programme",
    "time_zone": "Europe/Berlin",
    "year": 2023,
    "organisations": [{"id": "school", "name": "School"}],
    "hosts": [
        {
            "id": "host",
            "name": "Host",
            "sites": [
                {
                    "id": "home",
                    "name": "Home",
                    "slots": [
                        {"id": "nursing", "field": "care", "places": 5},
                        {"id": "kitchen", "field": "cooking", "places": 5},
                    ],
                },
                {"id": "kyiv", "name": "Kyiv", "time_zone": "Europe/Kyiv"},
            ],
        }
    ],
    "delegations": [
        {
            "id": "d",
            "name": "First",
            "senders": "school",
            "window": "2-12 May",
            "headcounts": [{"people": "2-3 pupils", "needs": [NEED]}, "1 teacher"],
        },
        {
            "id": "e",
            "name": "Second",
            "senders": "school",
            "window": "15-26 May",
            "headcounts": [{"people": "1 professional", "needs": [NEED]}],
        },
    ],
}
TRIP = {"name": "trip", "minors_per_accompanying_person": 10}
SHORT = {"name": "short", "source": "made up", "as_of": "2023-01-01", "weekdays": "mon-thu"}
D1, D2 = "d/pupil-01", "d/pupil-02"
WINDOW = {"id": "w", "name": "Visit", "at": "school", "minutes": 60}
FIXED = {"name": "Visit", "at": "home", "window": "3 May", "delegations": "d"}


def document(**changes: Any) -> dict[str, Any]:
    return {**deepcopy(BASE), **changes}


def with_first(**changes: Any) -> dict[str, Any]:
    """The document, with something said of the pupils of the first delegation."""
    found = document()
    found["delegations"][0]["headcounts"][0].update(changes)
    return found


def refusals(facts: dict[str, Any]) -> list[tuple[str, str]]:
    """Place and message of every mistake."""
    try:
        vp.Programme.model_validate(facts)
    except ValidationError as error:
        return [(".".join(map(str, each["loc"])), each["msg"]) for each in error.errors()]
    return []


def policy(**facts: Any) -> dict[str, Any]:
    return document(policy=facts)


def pinned(where: str, **more: Any) -> dict[str, Any]:
    return document(
        policy={"exclusions": [{"people": D1, "at": where, **more}]},
        pins=[{"participant": D1, "slot": "nursing", "first_day": "2023-05-03"}],
    )


def travelling(arrival: str, departure: str) -> dict[str, Any]:
    kinds = (("arrival", arrival), ("departure", departure))
    return document(
        transfers=[
            {"id": kind, "kind": kind, "delegations": "d", "window": window}
            for kind, window in kinds
        ]
    )


def timed(*visits: dict[str, Any]) -> dict[str, Any]:
    return document(visits=[{**FIXED, "id": f"v{n}", **each} for n, each in enumerate(visits)])


def visited(visit: str, arrival: str, departure: str) -> dict[str, Any]:
    """A fixed visit between a journey there and one back."""
    found = travelling(arrival, departure)
    return {**found, "visits": [{**FIXED, "id": "v", "window": visit, "hours": "9-10"}]}


def handed_over(carrier: str, window: str, **more: Any) -> dict[str, Any]:
    """A fixed visit on 3 May, an arrival on 2 or 3 May, a departure on 10 May; one has a gift."""
    gift = {"id": "gift", "what": "gift", "receiver": "school", "carried_by": carrier, **more}
    return {**visited("3 May", "2-3 May", "10 May"), "handovers": [{**gift, "window": window}]}


def youth(weekdays: str, **delegation: Any) -> dict[str, Any]:
    found = with_first(needs=[{**NEED, "weekdays": weekdays}])
    found["delegations"][0].update(delegation)
    found["policy"] = {
        "minors_work_on": "mon-sat",
        "youth_hours_profiles": [SHORT],
    }
    return found


def hours_and_days(minors_work_on: str) -> dict[str, Any]:
    found = policy(youth_hours_profiles=[SHORT], minors_work_on=minors_work_on)
    found["delegations"][0]["youth_hours"] = "short"
    return found


def ordered(*fields: str, in_order: bool = True) -> dict[str, Any]:
    needs = [{"id": f"n{number}", "field": field} for number, field in enumerate(fields)]
    found = with_first(needs=needs, in_order=in_order)
    found["policy"] = {"precedences": [{"first": "care", "then": "cooking"}]}
    return found


CASES = [
    pytest.param(
        policy(together=[{"people": ["d/pupl-01", D2]}]),
        "policy.together.0.people.0",
        "no participant or delegation is called 'd/pupl-01'; did you mean 'd/pupil-01'? (known: "
        "'d', 'd/pupil-01', 'd/pupil-02', 'd/pupil-03', 'd/teacher-01', 'e', "
        "'e/professional-01')",
        policy(together=[{"people": [D1, D2]}]),
        id="unknown participant",
    ),
    pytest.param(
        document(visits=[{**WINDOW, "participants": ["d"]}]),
        "visits.0.participants.0",
        "no participant is called 'd'; a whole delegation stands under 'delegations' (known: "
        "'d/pupil-01', 'd/pupil-02', 'd/pupil-03', 'd/teacher-01', 'e/professional-01')",
        document(visits=[{**WINDOW, "participants": [D1]}]),
        id="a delegation among participants",
    ),
    pytest.param(
        policy(together=[{"people": "e"}]),
        "policy.together.0.people",
        "only 'e/professional-01' is to be together: name two people or more, or a delegation "
        "of so many",
        policy(together=[{"people": "d"}]),
        id="together alone",
    ),
    pytest.param(
        policy(apart=[{"people": [D1, D1]}]),
        "policy.apart.0.people",
        "'d/pupil-01' stands here twice: name two people or groups to be apart",
        policy(apart=[{"people": [D1, "d"]}]),
        id="apart from oneself",
    ),
    pytest.param(
        policy(together=[{"people": "d"}], apart=[{"people": [D1, D2], "at": "host"}]),
        "policy.apart.0.people",
        "'d/pupil-01' and 'd/pupil-02' are to be apart at each host, but together at one site "
        "(policy.together[0].people): take back one of the two, or make it 'strength: soft'",
        policy(together=[{"people": "d"}], apart=[{"people": [D1, D2], "at": "slot"}]),
        id="together and apart",
    ),
    pytest.param(
        policy(together=[{"people": "d"}], apart=[{"people": [D1, D2]}]),
        "policy.apart.0.people",
        "'d/pupil-01' and 'd/pupil-02' are to be apart at each site, but together at one site "
        "(policy.together[0].people): take back one of the two, or make it 'strength: soft'",
        policy(together=[{"people": "d"}], apart=[{"people": [D1, D2], "strength": "soft"}]),
        id="together and apart at the same site",
    ),
    pytest.param(
        pinned("host"),
        "pins.0.slot",
        "'d/pupil-01' is pinned at 'nursing', but is not to go to 'host' (policy.exclusions[0])",
        pinned("host", strength="soft"),
        id="pinned where excluded",
    ),
    pytest.param(
        policy(
            shares=[{"delegation": "d", "at_least": 2}, {"delegation": "d", "at_most": 1}],
        ),
        "policy.shares.0.at_least",
        "at least 2 of 'd' at one site, but at most 1 (policy.shares[1].at_most)",
        policy(
            shares=[
                {"delegation": "d", "at_least": 2, "only": "home"},
                {"delegation": "d", "at_most": 1, "only": "kyiv"},
            ],
        ),
        id="two shares",
    ),
    pytest.param(
        policy(shares=[{"delegation": "d", "at_least": 3}]),
        "policy.shares.0.at_least",
        "at least 3 of 'd' at one site, but only 2 of those who are to be placed are sure to come "
        "(delegations[0])",
        policy(shares=[{"delegation": "d", "at_least": 2}]),
        id="a share larger than the delegation",
    ),
    pytest.param(
        policy(shares=[{"delegation": "d", "at_least": 2, "only": "nursing"}]),
        "policy.shares.0.only.0",
        "'nursing' is a slot, but people are counted by site (policy.shares[0].at): write "
        "'at: slot'",
        policy(shares=[{"delegation": "d", "at_least": 2, "only": "nursing", "at": "slot"}]),
        id="a share by site of a slot",
    ),
    pytest.param(
        ordered("cooking", "care"),
        "delegations.0.headcounts.0.needs.0",
        "'cooking' stands before 'care' among needs that are met in order, but comes after it "
        "(policy.precedences[0]): turn the two around",
        ordered("cooking", "care", in_order=False),
        id="order of needs and of fields",
    ),
    pytest.param(
        policy(precedences=[{"first": "cares", "then": "cooking"}]),
        "policy.precedences.0.first",
        "no slot and no need names the field 'cares'; did you mean 'care'? (known: 'care', "
        "'cooking')",
        policy(precedences=[{"first": "care", "then": "cooking"}]),
        id="precedence of an unknown field",
    ),
    pytest.param(
        policy(field_places=[{"field": "cook", "places": 1}]),
        "policy.field_places.0.field",
        "no slot and no need names the field 'cook'; did you mean 'cooking'? (known: 'care', "
        "'cooking')",
        policy(field_places=[{"field": "cooking", "places": 1}]),
        id="places of an unknown field",
    ),
    pytest.param(
        policy(field_places=[{"field": "care", "places": 1}, {"field": "care", "places": 2}]),
        "policy.field_places.1.field",
        "the field 'care' has two limits (also policy.field_places[0].field): keep one",
        policy(field_places=[{"field": "care", "places": 1}, {"field": "cooking", "places": 2}]),
        id="two limits of a field",
    ),
    pytest.param(
        policy(
            precedences=[
                {"first": "care", "then": "cooking"},
                {"first": "cooking", "then": "care", "required": True},
            ]
        ),
        "policy.precedences.1",
        "the precedences run in a circle: cooking before care before cooking "
        "(policy.precedences[0]): take one back",
        policy(
            precedences=[
                {"first": "care", "then": "cooking"},
                {"first": "care", "then": "cooking", "required": True},
            ]
        ),
        id="precedences in a circle",
    ),
    pytest.param(
        policy(goals=["people_placed", {"nearness": 2, "preferences": 1}, "nearness"]),
        "policy.goals.2",
        "the goal 'nearness' stands on two levels (also policy.goals[1]): keep one",
        policy(goals=["people_placed", {"nearness": 2, "preferences": 1}, "wishes"]),
        id="a goal on two levels",
    ),
    pytest.param(
        policy(supervision_profiles=[TRIP, TRIP]),
        "policy.supervision_profiles.1.name",
        "the supervision profile name 'trip' is already used at "
        "policy.supervision_profiles[0].name",
        policy(supervision_profiles=[TRIP, {**TRIP, "name": "stay"}]),
        id="two profiles of one name",
    ),
    pytest.param(
        policy(supervision_profiles=[{**TRIP, "name": "none"}]),
        "policy.supervision_profiles.0.name",
        "'none' is a supervision profile that every programme has: write another name",
        policy(supervision_profiles=[TRIP]),
        id="the name of a shipped profile",
    ),
    pytest.param(
        policy(youth_hours_profiles=[{**SHORT, "name": "germany"}]),
        "policy.youth_hours_profiles.0.name",
        "'germany' is a youth hours profile that every programme has: write another name",
        policy(youth_hours_profiles=[SHORT]),
        id="the name of a shipped profile of hours",
    ),
    pytest.param(
        document(
            distances=[{"between": ["home", "d"], "km": 1}, {"between": ["d", "home"], "km": 2}]
        ),
        "distances.1.between",
        "the way between d and home is given twice (also distances[0].between): keep one",
        document(
            distances=[{"between": ["home", "d"], "km": 1}, {"between": ["e", "home"], "km": 2}]
        ),
        id="two distances",
    ),
    pytest.param(
        timed(
            {"after": "v2"}, {"after": "v0", "window": "4 May"}, {"after": "v1", "hours": "9-10"}
        ),
        "visits.0.after",
        "the visits run in a circle: v0 before v1 before v2 before v0 (visits[1].after, "
        "visits[2].after)",
        timed({}, {"after": "v0", "window": "4 May"}, {"after": "v1", "hours": "9-10"}),
        id="visits in a circle",
    ),
    pytest.param(
        document(visits=[{**WINDOW, "delegations": "d", "window": "15-16 May"}]),
        "visits.0.window",
        "nobody who takes part is there on 15-16 May 2023: 'd' stays 2-12 May 2023 "
        "(delegations[0].window)",
        document(visits=[{**WINDOW, "delegations": "d", "window": "12-16 May"}]),
        id="a visit outside of the stay",
    ),
    pytest.param(
        document(visits=[{**WINDOW, "delegations": "d", "places": 2}]),
        "visits.0.places",
        "2 places for 3 people who are sure to come (delegations[0].id): let fewer take part, or "
        "make two visits of it",
        document(visits=[{**WINDOW, "delegations": "d", "places": 3}]),
        id="too few places on a visit",
    ),
    pytest.param(
        timed({"hours": "9-11"}, {"hours": "10-12"}),
        "visits.1.hours",
        "'d/pupil-01' and 3 more would be at 'v1' at 10:00-12:00 and at 'v0' at 09:00-11:00 "
        "(visits[0].hours) on 3 May 2023",
        timed({"hours": "9-11"}, {"hours": "11-12"}),
        id="two visits at the same time",
    ),
    pytest.param(
        timed({"hours": "10-11", "after": "v1"}, {"hours": "11-12"}, {"after": "v0"}),
        "visits.0.after",
        "it is to be after 'v1', which is on 3 May 2023 at 11:00-12:00 (visits[1].hours), but is "
        "on 3 May 2023 at 10:00-11:00",
        timed({"hours": "12-13", "after": "v1"}, {"hours": "11-12"}),
        id="fixed visits in the wrong order",
    ),
    pytest.param(
        timed({"hours": "12-13", "after": "v1"}, {"hours": "9-10", "window": "4 May"}),
        "visits.0.after",
        "it is to be after 'v1', which is on 4 May 2023 at 09:00-10:00 (visits[1].hours), but is "
        "on 3 May 2023 at 12:00-13:00",
        timed({"after": "v1", "window": "5 May", "hours": "8-9"}, {"hours": "9-10"}),
        id="fixed visits on days in the wrong order",
    ),
    pytest.param(
        visited("3 May", "4-5 May", "10 May"),
        "visits.0.window",
        "the visit is fixed on 3 May 2023, but 'd' arrives on 4-5 May 2023 (transfers[0].window)",
        visited("4 May", "4-5 May", "10 May"),
        id="a fixed visit before the arrival",
    ),
    pytest.param(
        visited("11 May", "4 May", "9-10 May"),
        "visits.0.window",
        "the visit is fixed on 11 May 2023, but 'd' leaves on 9-10 May 2023 (transfers[1].window)",
        visited("10 May", "4 May", "9-10 May"),
        id="a fixed visit after the departure",
    ),
    pytest.param(
        handed_over("v", "4-5 May"),
        "handovers.0.window",
        "the handover is to be in 4-5 May 2023, but the visit 'v' on which it rides is on "
        "3 May 2023 (visits[0].window)",
        handed_over("v", "3-5 May"),
        id="a handover on another day than its visit",
    ),
    pytest.param(
        handed_over("departure", "9 May"),
        "handovers.0.window",
        "the handover is to be in 9 May 2023, but the departure 'departure' on which it rides is "
        "on 10 May 2023 (transfers[1].window)",
        handed_over("departure", "10 May"),
        id="a handover on another day than its journey",
    ),
    pytest.param(
        travelling("10 May", "9 May"),
        "transfers.0.window",
        "the arrival on 10 May 2023 is after the departure on 9 May 2023 (transfers[1].window)",
        travelling("9-10 May", "9 May"),
        id="arrival after departure",
    ),
    pytest.param(
        travelling("2 May", "13 May"),
        "transfers.1.window",
        "the departure is on 13 May 2023, but 'd' stays 2-12 May 2023 (delegations[0].window)",
        travelling("2 May", "12 May"),
        id="a journey outside of the stay",
    ),
    pytest.param(
        document(
            lodgings=[{"id": "l", "name": "L", "beds": 9, "delegations": "d", "window": "2-11 May"}]
        ),
        "lodgings.0.window",
        "'l' is kept for 'd', who need a bed for the nights that begin on 2023-05-02 to 2023-05-11 "
        "(delegations[0].window)",
        document(
            lodgings=[{"id": "l", "name": "L", "beds": 9, "delegations": "d", "window": "2-12 May"}]
        ),
        id="a house for fewer nights",
    ),
    pytest.param(
        youth("fri", youth_hours="short"),
        "delegations.0.headcounts.0.needs.0.weekdays",
        "the need is for fri, but work is allowed on mon, tue, wed, thu alone: the profile "
        "'short' (policy.youth_hours_profiles[0].weekdays)",
        youth("thu,fri", youth_hours="short"),
        id="a day that a profile forbids",
    ),
    pytest.param(
        youth("sun"),
        "delegations.0.headcounts.0.needs.0.weekdays",
        "the need is for sun, but work is allowed on mon, tue, wed, thu, fri, sat alone: for "
        "minors (policy.minors_work_on)",
        youth("sat,sun"),
        id="a day on which minors do not work",
    ),
    pytest.param(
        hours_and_days("fri-sat"),
        "delegations.0.youth_hours",
        "under 'short' work is allowed on mon, tue, wed, thu alone "
        "(policy.youth_hours_profiles[0].weekdays), but minors work on fri, sat alone "
        "(policy.minors_work_on)",
        hours_and_days("thu-sat"),
        id="a profile and the days of minors",
    ),
]


@pytest.mark.parametrize(("facts", "at", "message", "neighbour"), CASES)
def test_what_cannot_stand_together_is_refused(
    facts: dict[str, Any], at: str, message: str, neighbour: dict[str, Any]
) -> None:
    assert refusals(facts) == [(at, message)]
    assert refusals(neighbour) == []


def test_visits_at_the_same_hours_of_different_zones_are_no_contradiction() -> None:
    assert not refusals(timed({"hours": "9-11"}, {"hours": "10-12", "at": "kyiv"}))


def test_a_fixed_visit_of_one_participant_keeps_to_the_journeys_of_the_delegation() -> None:
    facts = visited("3 May", "4 May", "10 May")
    facts["visits"][0].update(delegations=[], participants=[D1])
    assert [at for at, _ in refusals(facts)] == ["visits.0.window"]
    facts["transfers"].append({**facts["transfers"][0], "id": "early", "window": "3 May"})
    assert not refusals(facts)


def test_a_handover_that_is_over_or_whose_carrier_has_no_day_yet_is_left_alone() -> None:
    assert not refusals(handed_over("v", "4 May", state="done"))
    assert not refusals(handed_over("arrival", "2 May"))
    facts = handed_over("v", "4 May")
    facts["visits"][0]["window"] = "3-5 May"
    assert not refusals(facts)


def test_who_is_away_needs_no_place_on_a_visit() -> None:
    facts = with_first(away=["3 May"])
    facts["visits"] = [{**WINDOW, "delegations": "d", "window": "3 May", "places": 1}]
    assert not refusals(facts)
    facts["visits"][0]["window"] = "4 May"
    assert [at for at, _ in refusals(facts)] == ["visits.0.places"]


def test_a_need_of_adults_may_be_on_days_on_which_minors_do_not_work() -> None:
    facts = youth("sun")
    facts["delegations"][0]["headcounts"][0]["age"] = 18
    assert not refusals(facts)


def test_what_one_participant_says_counts_before_the_headcount() -> None:
    facts = youth("sun")
    need = {**NEED, "weekdays": "mon"}
    facts["delegations"][0]["participants"] = [
        {"id": f"pupil-0{number}", "needs": [need]} for number in (1, 2, 3)
    ]
    assert not refusals(facts)


def test_a_long_order_is_no_circle() -> None:
    names = [f"f{number}" for number in range(3_000)]
    slots = [{"id": name, "field": name, "places": 1} for name in names]
    facts = policy(precedences=[{"first": a, "then": b} for a, b in pairwise(names)])
    facts["hosts"][0]["sites"][0]["slots"] += slots
    assert not refusals(facts)


def test_contradictions_are_told_beside_other_mistakes() -> None:
    facts = policy(
        shares=[{"delegation": "d", "at_least": 3}], together=[{"people": ["f/nobody", D2]}]
    )
    facts["delegations"][1]["window"] = "never"
    facts["hosts"][0]["sites"][0]["slots"][0]["places"] = 0
    assert [at for at, _ in refusals(facts)] == [
        "hosts.0.sites.0.slots.0.places",
        "delegations.1.window",
        "policy.together.0.people.0",
        "policy.shares.0.at_least",
    ]


def test_nothing_is_said_of_people_of_a_delegation_that_cannot_be_read() -> None:
    facts = policy(apart=[{"people": [D1, "e/professional-01"]}])
    facts["delegations"][1]["window"] = "never"
    assert [at for at, _ in refusals(facts)] == ["delegations.1.window"]


FILE = """\
id: p
name: Programme
time_zone: Europe/Berlin
organisations:
  - {id: school, name: School}
hosts:
  - id: host
    name: Host
    sites:
      - id: home
        name: Home
        slots:
          - {id: nursing, field: care, places: 5}
delegations:
  - id: d
    name: First
    senders: school
    window: 2-12 May 2023
    headcounts:
      - people: 2 pupils
        needs: [{field: care}]
visits:
  - id: v
    name: Visit
    at: home
    delegations: d
    window: 15 May 2023
    hours: 9-10
  - id: w
    name: Walk
    at: home
    delegations: d
    window: 3 May 2023
    minutes: 60
    places: 1
transfers:
  - {id: bus, kind: arrival, delegations: d, window: 1 May 2023}
policy:
  shares:
    - {delegation: d, at_least: 3}
  together:
    - people: d
  apart:
    - people: [d/pupil-01, d/pupil-02]
"""


def test_a_file_with_five_contradictions_tells_all_five_with_path_and_line(tmp_path: Path) -> None:
    path = tmp_path / "programme.yaml"
    path.write_text(FILE, encoding="utf-8")
    with pytest.raises(vp.DocumentError) as caught:
        vp.Programme.load(path)
    told = {(problem.where, problem.line) for problem in caught.value.problems}
    lines = FILE.splitlines()
    assert told == {
        (where, next(n for n, line in enumerate(lines, start=1) if part in line))
        for where, part in (
            ("visits[0].window", "15 May"),
            ("visits[1].places", "    places: 1"),
            ("transfers[0].window", "id: bus"),
            ("policy.shares[0].at_least", "at_least: 3"),
            ("policy.apart[0].people", "people: [d/"),
        )
    }
    for part in ("delegations[0].window", "delegations[0].id", "policy.together[0].people"):
        assert part in str(caught.value)
