"""What surrounds the placements, put together: visits, houses, journeys, handovers, gaps."""

from datetime import date, timedelta

import visitplanner as vp
from tests.report import sample
from visitplanner.model.plan import Bed, Gap, Plan, Seat
from visitplanner.report.grouping import headline, names
from visitplanner.report.surroundings import (
    carried,
    houses_of,
    open_points,
    rides,
    tally,
    visit_lines,
)


def test_visits_come_by_time_with_those_fixed_by_the_programme() -> None:
    lines = visit_lines(sample.programme(), sample.plan())
    assert [line.visit.id for line in lines] == ["library", "reception", "museum"]
    assert [line.place for line in lines] == [
        "Garage at the Bridge",
        "Wards, Town Hospital",
        "Garage at the Bridge",
    ]


def test_who_takes_part_in_a_visit() -> None:
    library, reception, museum = visit_lines(sample.programme(), sample.plan())
    assert [(each.delegation, each.whole) for each in library.parties] == [("pupils", False)]
    assert [(each.delegation, each.whole) for each in reception.parties] == [
        ("pupils", True),
        ("nurses", True),
    ]
    assert (library.people, reception.people, museum.people) == (1, 10, 8)
    assert [each.id for each in reception.handovers] == ["money"]
    assert museum.handovers == ()


def test_houses_tell_their_fullest_night() -> None:
    early = Bed(
        participant="nurses/professional-01",
        lodging="family",
        first_night=sample.ARRIVAL,
        last_night=sample.ARRIVAL,
    )
    late = early.model_copy(
        update={
            "participant": "nurses/professional-02",
            "first_night": sample.MEETING,
            "last_night": sample.MEETING,
        }
    )
    plan = sample.plan(beds=(*sample.plan().beds, early, late))
    hostel, family, hotel = houses_of(sample.programme(), plan)
    assert (hostel.taken, family.taken, hotel.taken) == (4, 3, 0)
    assert [names(each.party.people) for each in family.guests] == [
        "pupil-02–03",
        "professional-01",
        "professional-02",
    ]
    assert [each.nights for each in family.guests] == [20, 1, 1]
    assert hotel.guests == ()


def test_a_plan_that_says_nothing_of_beds_has_no_houses() -> None:
    assert houses_of(sample.programme(), sample.plan(beds=())) == ()


def test_days_of_a_shuttle_with_the_same_people_are_one_ride() -> None:
    plan = sample.plan()
    twice = Seat(participant="pupils/pupil-01", transfer="van", day=sample.FIRST)
    found = rides(sample.programme(), plan.model_copy(update={"seats": (*plan.seats, twice)}))
    assert [(ride.transfer.id, ride.taken, len(ride.days)) for ride in found] == [
        ("bus-in", 6, 1),
        ("van", 4, 1),
        ("van", 3, 2),
    ]


def test_journeys_are_in_the_order_of_travel_and_empty_ones_are_told() -> None:
    transfers = sample.document()["transfers"]
    transfers[2]["window"] = str(sample.DEPARTURE)
    programme = sample.programme(transfers=transfers[::-1])
    found = rides(programme, sample.plan())
    assert [(ride.transfer.kind, ride.taken) for ride in found] == [
        ("arrival", 6),
        ("shuttle", 3),
        ("departure", 0),
    ]
    assert rides(programme, sample.plan(seats=())) == ()


def test_handovers_come_by_day_with_their_carrier() -> None:
    books, money = carried(sample.programme(), sample.plan())
    assert (books.handover.id, books.giver, books.receiver) == (
        "books",
        None,
        "Garage at the Bridge",
    )
    assert isinstance(books.carrier, vp.Transfer)
    assert money.giver == "Craft school Riverside"
    assert isinstance(money.carrier, vp.Visit)


def test_what_is_open_comes_by_kind_and_people_alike_together() -> None:
    points = open_points(sample.programme(), sample.plan())
    assert [(point.kind, point.name, point.count) for point in points] == [
        ("visit", "Trip to the sea", 1),
        ("transfer", "late-bus", 1),
        ("seat", "", 1),
        ("bed", "", 2),
        ("handover", "Photo album", 1),
    ]


def test_a_gap_of_nobody_known_keeps_its_id() -> None:
    gap = Gap(kind="bed", concerns="pupils/nobody", message="no bed")
    points = open_points(sample.programme(), Plan(gaps=(gap,)))
    assert [point.name for point in points] == ["pupils/nobody"]


def test_tally_of_what_is_found_and_open() -> None:
    found = tally(sample.programme(), sample.plan())
    assert (found.visits, found.visits_open, found.visits_lacking) == (3, 1, 0)
    assert (found.lodged, found.unlodged) == (6, 2)
    assert (found.seated, found.unseated) == (6, 1)
    assert (found.handovers, found.handovers_open) == (2, 1)


def test_who_lacks_one_of_two_seats_is_not_seated() -> None:
    seat = Seat(participant="nurses/professional-02", transfer="bus-in", day=sample.ARRIVAL)
    found = tally(sample.programme(), sample.plan(seats=(seat,)))
    assert (found.seated, found.unseated) == (0, 1)


# --- the headline -------------------------------------------------------------------------------


def test_tentative_people_and_levels_are_counted_once() -> None:
    found = headline(sample.programme(), sample.plan())
    assert found.tentative == 2
    assert (found.proven, found.levels) == (2, 3)


def needs(*rows: dict[str, object]) -> vp.Programme:
    data = sample.document()
    data["delegations"][0]["headcounts"] = [{"people": "1 pupil", "age": 17, "needs": list(rows)}]
    data["delegations"][0]["participants"] = []
    data["delegations"] = data["delegations"][:1]
    for part in ("visits", "transfers", "lodgings", "handovers"):
        data[part] = []
    return vp.Programme.model_validate(data)


def at(slot: str, first: date, need: str) -> dict[str, object]:
    return {
        "participant": "pupils/pupil-01",
        "slot": slot,
        "need": need,
        "first_day": first,
        "last_day": first + timedelta(days=4),
    }


def test_who_lacks_a_part_is_not_placed() -> None:
    programme = needs({"id": "tour", "field": ["automotive", "care"], "parts": 2})
    one = at("cars-north", sample.FIRST, "tour")
    other = at("ward-observation", sample.FIRST + timedelta(days=7), "tour")
    nobody, partly, wholly = (
        headline(programme, Plan.from_placements(found)) for found in ([], [one], [one, other])
    )
    assert (partly.placed, wholly.placed) == (0, 1)
    assert (partly.given, partly.asked, wholly.given) == (1, 2, 2)
    assert (nobody.nowhere, partly.nowhere) == (1, 0)


def test_who_lacks_only_what_is_optional_is_placed() -> None:
    programme = needs(
        {"id": "work", "field": "automotive"}, {"id": "more", "field": "care", "optional": True}
    )
    plan = Plan.from_placements([at("cars-north", sample.FIRST, "work")])
    found = headline(programme, plan)
    assert (found.placed, found.wanted) == (1, 1)


def test_interpreters_are_not_accompanying_persons() -> None:
    data = sample.document()
    data["delegations"][0]["headcounts"] += ["2 interpreters"]
    before = headline(sample.programme(), Plan())
    found = headline(vp.Programme.model_validate(data), Plan())
    assert (before.accompanying, before.interpreters) == (found.accompanying, 0)
    assert found.interpreters == 2


def test_who_has_only_optional_needs_is_neither_wanted_nor_accompanying() -> None:
    found = headline(needs({"id": "more", "field": "care", "optional": True}), Plan())
    assert (found.wanted, found.placed, found.accompanying) == (0, 0, 0)
