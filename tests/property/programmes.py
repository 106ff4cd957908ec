"""Small random programmes."""

from collections.abc import Sequence
from random import Random
from typing import Any

from hypothesis.strategies import SearchStrategy
from hypothesis.strategies import integers as seeds

from tests.property import chance as st
from tests.property.drawing import DAYS, every_slot, one_day, rarely, window
from tests.property.features import FEATURES
from visitplanner.goals.catalogue import GOALS
from visitplanner.model.contradictions import contradictions

Draw = st.DrawFn


@st.composite
def windows(draw: Draw, *, most: int = DAYS) -> dict[str, str]:
    first = draw(st.integers(0, most - 1))
    return window(first, draw(st.integers(first, most - 1)))


@st.composite
def slots(draw: Draw, name: str) -> dict[str, Any]:
    places = draw(st.sampled_from([2, 1, 3]))
    slot: dict[str, Any] = {
        "id": name,
        "field": draw(st.sampled_from(["cars", "cars", "cars", "cars", "farms"])),
        "places": places,
        "minimum_group": min(places, draw(st.sampled_from([1, 1, 2]))),
    }
    if rarely(draw, 6):
        slot["window"] = draw(windows())
    if rarely(draw, 9):
        slot["length"] = draw(st.sampled_from(["2 days", "2 working days"]))
    if rarely(draw, 6):
        slot["weekdays"] = draw(st.sampled_from(["tue-sat", "mon,wed,fri", "mon-sun"]))
    admits: dict[str, Any] = {}
    if rarely(draw, 9):
        admits["roles"] = "pupil"
    if rarely(draw, 9):
        admits["min_age"] = 17
    if rarely(draw, 9):
        admits["languages"] = ["de"]
    if admits:
        slot["admits"] = admits
    if rarely(draw, 9):
        slot["reserved_for"] = draw(st.sampled_from(["one", "first", "second"]))
    return slot


@st.composite
def sites(draw: Draw, name: str, count: int) -> dict[str, Any]:
    site: dict[str, Any] = {
        "id": name,
        "name": name,
        "slots": [draw(slots(f"{name}-{number}")) for number in range(count)],
    }
    if rarely(draw, 3):
        site["places"] = draw(st.integers(1, 3))
    if rarely(draw, 4):
        site["closed"] = [one_day(draw)]
    if rarely(draw, 4):
        site["weekdays"] = "mon-sat"
    if rarely(draw, 4):
        site["adults_work_on_holidays"] = True
    if rarely(draw, 4):
        site["adults_work_on_school_free_days"] = False
    site["mentors"] = draw(st.sampled_from([0, 0, 1]))
    return site


@st.composite
def needs(draw: Draw, count: int) -> list[dict[str, Any]]:
    found = []
    for number in range(count):
        need: dict[str, Any] = {
            "id": f"need-{number}",
            "field": draw(
                st.sampled_from(
                    [["cars"], ["cars"], ["cars", "farms"], ["cars", "farms"], ["farms"]]
                )
            ),
        }
        length = draw(
            st.sampled_from(
                ["2 days", "1 day", "1 day", "2 working days", "1 night", "3 days", None]
            )
        )
        if length:
            need["length"] = length
        if rarely(draw, 6):
            need["window"] = draw(windows())
        found.append(need)
    return found


@st.composite
def headcounts(draw: Draw, label: str, role: str, count: int) -> dict[str, Any]:
    low = draw(st.integers(0, count)) if rarely(draw, 3) else count
    group: dict[str, Any] = {
        "role": role,
        "label": label,
        "count": {"low": low, "high": count},
    }
    if role != "accompanying_person" or rarely(draw, 7):
        group["needs"] = draw(needs(draw(st.sampled_from([1, 1, 1, 2]))))
        if rarely(draw, 1) or rarely(draw, 1):
            names = ["a", "b", "a-0", "b-0", "here", "there"]
            group["preferences"] = draw(
                st.lists(st.sampled_from(names), unique=True, min_size=1, max_size=3)
            )
    if not rarely(draw, 2):
        group["age"] = draw(st.sampled_from([16, 17, 18]))
    if not rarely(draw, 1):
        group["languages"] = ["de"]
    if rarely(draw, 4):
        group["away"] = [one_day(draw)]
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
    if groups and rarely(draw, 2):
        label = groups[0]["label"]
        day = draw(st.sampled_from(["2005-05-15", "2005-05-17", "2006-05-17", "2007-01-01"]))
        people_named.append({"id": f"{label}-01", "name": "made-up name", "born": day})
    teachers = draw(st.sampled_from([2, 1, 2, 1, 1, 0]))
    if teachers:
        groups.append(draw(headcounts("teacher", "accompanying_person", teachers)))
    return {
        "id": name,
        "name": name,
        "senders": ["school"],
        "window": window(draw(st.integers(0, 1)), draw(st.integers(2, DAYS - 1))),
        "headcounts": groups,
        "participants": people_named,
        "supervision": draw(st.sampled_from(["strict", "mentored", "none"])),
    }


def documents(*, features: Sequence[str] | None = None) -> SearchStrategy[dict[str, Any]]:
    """A programme of at most four people to place, three slots, two sites and six days.

    `features` names what it has beyond the basics; without it, up to four are drawn.
    """
    return seeds(0, 2**32).map(lambda seed: document_of(seed, features))


def document_of(seed: int, features: Sequence[str] | None = None) -> dict[str, Any]:
    """The programme of a seed; what would be refused is drawn anew."""
    random = Random(seed)
    if features is None:
        features = some_features(random)
    while True:
        document = _documents(features).make(random)
        if not contradictions(document, {}):
            return document


def some_features(random: Random) -> list[str]:
    """What a programme has beyond the basics: mostly two or three of all features."""
    return random.sample(list(FEATURES), random.choice([0, 1, 2, 2, 3, 3, 4]))


@st.composite
def _documents(draw: Draw, features: Sequence[str]) -> dict[str, Any]:
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
    status = st.sampled_from([*["agreed", "active"] * 5, "offered"])
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
            "goals": draw(_goals()),
        },
    }
    if draw(st.booleans()):
        document["region"] = {
            "country": "DE",
            "subdivision": "NI",
            "school_free": [window(4, 4)],
        }
    if rarely(draw, 5):
        document["policy"]["minors_work_on"] = "mon-sat"
    for name in features:
        FEATURES[name](draw, document)
    _without_fields_of_no_slot(document)
    return document


def _without_fields_of_no_slot(document: dict[str, Any]) -> None:
    """Features that change slots may have taken a field from those that others speak of."""
    gone = {"cars", "farms"} - {slot["field"] for slot in every_slot(document)}
    for delegation in document["delegations"]:
        for headcount in delegation["headcounts"]:
            if worth := headcount.get("utilities"):
                headcount["utilities"] = [each for each in worth if each["of"] not in gone]


@st.composite
def _goals(draw: Draw) -> list[str | dict[str, int]] | None:
    """Levels in any order: some goals, at times as a weighted sum; at times the standard ones."""
    if rarely(draw, 5):
        return None
    names = draw(st.permutations([name for name in GOALS if name != "people_placed"]))
    levels: list[str | dict[str, int]] = ["people_placed", *names[: draw(st.integers(0, 4))]]
    if rarely(draw, 2):
        levels = draw(st.permutations(levels))
    summed = [name for name in levels[:2] if name != "leximin"]
    if rarely(draw, 4) and len(summed) == 2:
        levels[:2] = [{str(name): draw(st.integers(1, 3)) for name in summed}]
    return levels
