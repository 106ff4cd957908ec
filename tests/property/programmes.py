"""Small random programmes, and every plan that `check` accepts for them."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import product
from typing import Any

from hypothesis import strategies as st

import visitplanner as vp
from visitplanner.goals.catalogue import GOALS
from visitplanner.model.policy import GOAL_NAMES
from visitplanner.model.roster import roster_of
from visitplanner.rules.catalogue import RULES

# Thursday 18 May 2023 is a public holiday in Lower Saxony, and the days end in a weekend.
MONDAY = date(2023, 5, 15)
DAYS = 6

Draw = st.DrawFn


def _window(first: int, last: int) -> dict[str, str]:
    days = (MONDAY + timedelta(days=first), MONDAY + timedelta(days=last))
    return {"first": days[0].isoformat(), "last": days[1].isoformat()}


def _rarely(draw: Draw, times: int) -> bool:
    """True about once in `times` + 1; Hypothesis leans to the first of the values."""
    return draw(st.sampled_from([*[False] * times, True]))


@st.composite
def windows(draw: Draw, *, most: int = DAYS) -> dict[str, str]:
    first = draw(st.integers(0, most - 1))
    return _window(first, draw(st.integers(first, most - 1)))


def _one_day(draw: Draw) -> dict[str, str]:
    day = draw(st.integers(0, DAYS - 1))
    return _window(day, day)


@st.composite
def slots(draw: Draw, name: str) -> dict[str, Any]:
    places = draw(st.sampled_from([2, 1, 3]))
    slot: dict[str, Any] = {
        "id": name,
        "field": draw(st.sampled_from(["cars", "cars", "cars", "farms"])),
        "places": places,
        "minimum_group": min(places, draw(st.sampled_from([1, 1, 2]))),
    }
    if _rarely(draw, 4):
        slot["window"] = draw(windows())
    if _rarely(draw, 4):
        slot["length"] = draw(st.sampled_from(["2 days", "2 working days"]))
    if _rarely(draw, 4):
        slot["weekdays"] = draw(st.sampled_from(["tue-sat", "mon,wed,fri", "mon-sun"]))
    admits: dict[str, Any] = {}
    if _rarely(draw, 5):
        admits["roles"] = "pupil"
    if _rarely(draw, 5):
        admits["min_age"] = 17
    if _rarely(draw, 5):
        admits["languages"] = ["de"]
    if admits:
        slot["admits"] = admits
    if _rarely(draw, 5):
        slot["reserved_for"] = draw(st.sampled_from(["one", "first", "second"]))
    return slot


@st.composite
def sites(draw: Draw, name: str, count: int) -> dict[str, Any]:
    site: dict[str, Any] = {
        "id": name,
        "name": name,
        "slots": [draw(slots(f"{name}-{number}")) for number in range(count)],
    }
    if _rarely(draw, 3):
        site["places"] = draw(st.integers(1, 3))
    if _rarely(draw, 4):
        site["closed"] = [_one_day(draw)]
    if _rarely(draw, 4):
        site["weekdays"] = "mon-sat"
    if _rarely(draw, 4):
        site["adults_work_on_holidays"] = True
    if _rarely(draw, 4):
        site["adults_work_on_school_free_days"] = False
    site["mentors"] = draw(st.sampled_from([0, 0, 1]))
    return site


@st.composite
def needs(draw: Draw, count: int) -> list[dict[str, Any]]:
    found = []
    for number in range(count):
        need: dict[str, Any] = {
            "id": f"need-{number}",
            "field": draw(st.sampled_from([["cars"], ["cars"], ["cars", "farms"], ["farms"]])),
        }
        length = draw(
            st.sampled_from(["2 days", "1 day", "2 working days", "1 night", "3 days", None])
        )
        if length:
            need["length"] = length
        if _rarely(draw, 6):
            need["window"] = draw(windows())
        found.append(need)
    return found


@st.composite
def headcounts(draw: Draw, label: str, role: str, count: int) -> dict[str, Any]:
    low = draw(st.integers(0, count)) if _rarely(draw, 3) else count
    group: dict[str, Any] = {
        "role": role,
        "label": label,
        "count": {"low": low, "high": count},
    }
    if role != "accompanying_person" or _rarely(draw, 7):
        group["needs"] = draw(needs(draw(st.sampled_from([1, 1, 1, 2]))))
        if draw(st.booleans()):
            names = ["a", "b", "a-0", "b-0", "here", "there"]
            group["preferences"] = draw(
                st.lists(st.sampled_from(names), unique=True, min_size=1, max_size=3)
            )
    if _rarely(draw, 3):
        group["age"] = draw(st.sampled_from([16, 17, 18]))
    if _rarely(draw, 3):
        group["languages"] = ["de"]
    if _rarely(draw, 4):
        group["away"] = [_one_day(draw)]
    return group


@st.composite
def delegations(draw: Draw, name: str, people: int) -> dict[str, Any]:
    groups = []
    pupils = people - draw(st.integers(0, people))
    if pupils:
        groups.append(draw(headcounts("pupil", "pupil", pupils)))
    if people - pupils:
        groups.append(draw(headcounts("adult", "professional", people - pupils)))
    people_named = []
    if groups and _rarely(draw, 2):
        label = groups[0]["label"]
        day = draw(st.sampled_from(["2005-05-15", "2005-05-17", "2006-05-17", "2007-01-01"]))
        people_named.append({"id": f"{label}-01", "name": "made-up name", "born": day})
    teachers = draw(st.sampled_from([2, 1, 2, 1, 0]))
    if teachers:
        groups.append(draw(headcounts("teacher", "accompanying_person", teachers)))
    return {
        "id": name,
        "name": name,
        "senders": ["school"],
        "window": _window(draw(st.integers(0, 1)), draw(st.integers(2, DAYS - 1))),
        "headcounts": groups,
        "participants": people_named,
        "supervision": draw(st.sampled_from(["strict", "strict", "mentored", "none"])),
    }


@st.composite
def documents(draw: Draw) -> dict[str, Any]:
    """A programme of at most four people to place, three slots, two sites and six days."""
    two = draw(st.booleans())
    people = draw(st.sampled_from([3, 4, 2, 1]))
    second = draw(st.sampled_from([1, 2])) if two else 0
    here = [draw(sites("a", draw(st.integers(1, 2))))]
    there = [{"id": "c", "name": "c"}]
    (here if draw(st.booleans()) else there).append(draw(sites("b", 1)))
    hosts = [
        {"id": "here", "name": "here", "sites": here},
        {"id": "there", "name": "there", "sites": there},
    ]
    groups = [draw(delegations("one", max(1, people - second)))]
    if two:
        groups.append(draw(delegations("two", second)))
    status = st.sampled_from(["agreed", "active", "agreed", "active", "offered"])
    document: dict[str, Any] = {
        "id": "random",
        "name": "random",
        "time_zone": "Europe/Berlin",
        "organisations": [{"id": "school", "name": "school"}],
        "hosts": hosts,
        "partnerships": [
            {"id": "first", "between": ["school", "here"], "status": draw(status)},
            {"id": "second", "between": ["school", "there"], "status": draw(status)},
        ],
        "delegations": groups,
        "policy": {
            "supervision_profiles": [
                {"name": "strict", "minors_per_accompanying_person": draw(st.integers(1, 2))},
                {
                    "name": "mentored",
                    "minors_per_accompanying_person": draw(st.integers(1, 2)),
                    "mentors_count": True,
                },
            ],
            "goals": draw(st.permutations(GOAL_NAMES)),
        },
    }
    if draw(st.booleans()):
        document["region"] = {
            "country": "DE",
            "subdivision": "NI",
            "school_free": [_window(4, 4)],
        }
    if _rarely(draw, 5):
        document["policy"]["minors_work_on"] = "mon-sat"
    return document


def placements_of(programme: vp.Programme) -> Mapping[tuple[str, str], list[vp.Placement | None]]:
    """For each need every single placement that no rule forbids for itself, and none at all."""
    found: dict[tuple[str, str], list[vp.Placement | None]] = {}
    growing = [rule for rule in RULES if rule.grows]
    for person in programme.people.values():
        days = person.window.dates()
        for need in person.needs:
            ways: list[vp.Placement | None] = [None]
            for slot, first, last in product(programme.offers, days, days):
                if first > last:
                    continue
                placement = vp.Placement(
                    participant=person.id, need=need.id, slot=slot, first_day=first, last_day=last
                )
                roster = roster_of(programme, vp.Plan(placements=(placement,)))
                if not any(True for rule in growing for _ in rule.check(roster)):
                    ways.append(placement)
            found[person.id, need.id] = ways
    return found


def best_values(
    programme: vp.Programme, ways: Mapping[tuple[str, str], list[vp.Placement | None]]
) -> tuple[int, ...] | None:
    """The best goal values, level by level, over all plans that `check` accepts.

    Combinations are looked at best first by what placements alone decide; the duties of those
    that could still be best are then enumerated. None: `check` accepts no plan at all.
    """
    names = programme.policy.goals
    combinations = []
    for chosen in product(*ways.values()):
        placements = tuple(each for each in chosen if each is not None)
        roster = roster_of(programme, vp.Plan(placements=placements))
        optimistic = tuple(
            0 if name == "even_supervision" else GOALS[name].sign * GOALS[name].measure(roster)
            for name in names
        )
        combinations.append((optimistic, placements))
    combinations.sort(key=lambda each: each[0])
    best: tuple[int, ...] | None = None
    for optimistic, placements in combinations:
        if best is not None and optimistic >= best:
            break
        for plan in _with_all_duties(programme, placements):
            roster = roster_of(programme, plan)
            values = tuple(GOALS[name].sign * GOALS[name].measure(roster) for name in names)
            if best is None or values < best:
                best = values
    if best is None:
        return None
    return tuple(GOALS[name].sign * value for name, value in zip(names, best, strict=True))


def _with_all_duties(
    programme: vp.Programme, placements: tuple[vp.Placement, ...]
) -> Iterator[vp.Plan]:
    """Every accepted plan with these placements, one for each distribution of duties.

    A duty touches its own day alone, so days are enumerated one by one; of the ways that give
    everybody equally many duties, only one with the fewest duties is kept.
    """
    bare = vp.Plan(placements=placements)
    if any(each.rule != "supervision" for each in vp.check(programme, bare)):
        return
    teachers = [p.id for p in programme.people.values() if p.role == "accompanying_person"]
    sites = [site.id for host in programme.hosts for site in host.sites]
    days = sorted({day for person in programme.people.values() for day in person.window.dates()})
    minors = any(
        programme.people[each.participant].minor
        and programme.supervision_of(
            programme.people[each.participant].delegation
        ).minors_per_accompanying_person
        for each in placements
    )
    kept: dict[tuple[int, ...], tuple[vp.Duty, ...]] = {(0,) * len(teachers): ()}
    for day in days if minors else ():
        here = list(_duties_of_day(programme, placements, teachers, sites, day))
        grown: dict[tuple[int, ...], tuple[vp.Duty, ...]] = {}
        for (burden, duties), (more, extra) in product(kept.items(), here):
            total = tuple(a + b for a, b in zip(burden, more, strict=True))
            joined = duties + extra
            if total not in grown or _spare(programme, placements, joined) < _spare(
                programme, placements, grown[total]
            ):
                grown[total] = joined
        kept = grown
    for duties in kept.values():
        plan = vp.Plan(placements=placements, duties=duties)
        if not vp.check(programme, plan):
            yield plan


def _duties_of_day(
    programme: vp.Programme,
    placements: tuple[vp.Placement, ...],
    teachers: list[str],
    sites: list[str],
    day: date,
) -> Iterator[tuple[tuple[int, ...], tuple[vp.Duty, ...]]]:
    for given in product([None, *sites], repeat=len(teachers)):
        duties = tuple(
            vp.Duty(participant=who, site=site, day=day)
            for who, site in zip(teachers, given, strict=True)
            if site is not None
        )
        plan = vp.Plan(placements=placements, duties=duties)
        if not any(day in each.days for each in vp.check(programme, plan)):
            yield tuple(int(site is not None) for site in given), duties


def _spare(
    programme: vp.Programme,
    placements: tuple[vp.Placement, ...],
    duties: tuple[vp.Duty, ...],
) -> int:
    plan = vp.Plan(placements=placements, duties=duties)
    return GOALS["even_supervision"].measure(roster_of(programme, plan))
