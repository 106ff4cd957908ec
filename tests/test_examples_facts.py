"""The example programmes hold every line of the report, and are planned as they should be."""

import copy
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import visitplanner as vp

EXAMPLES = Path(__file__).parent.parent / "examples"
Document = dict[str, Any]


@cache
def document(name: str) -> Document:
    found: Document = yaml.safe_load((EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


@cache
def programme(name: str) -> vp.Programme:
    return vp.Programme.load(EXAMPLES / f"{name}.yaml")


@cache
def planned(name: str) -> vp.Plan:
    return vp.schedule(programme(name))


def may_with(change: Callable[[Document], None]) -> vp.Programme:
    """The May programme after a change of its document."""
    changed = copy.deepcopy(document("may-2023"))
    change(changed)
    return vp.Programme.model_validate(changed)


def slot_in(document: Document, slot: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = [
        each
        for host in document["hosts"]
        for site in host["sites"]
        for each in site["slots"]
        if each["id"] == slot
    ]
    [only] = found
    return only


def partnership(name: str) -> vp.Partnership:
    return next(each for each in programme("may-2023").partnerships if each.id == name)


def delegation(name: str) -> vp.Delegation:
    return programme("may-2023").delegations_by_id[name]


def headcount(group: vp.Delegation, label: str) -> vp.Headcount:
    return next(each for each in group.headcounts if each.label == label)


def handover(name: str) -> vp.Handover:
    return next(each for each in programme("may-2023").handovers if each.id == name)


def span(window: vp.DateWindow | None) -> tuple[date, date]:
    assert window is not None
    return (window.first, window.last)


# --- the lines of the report --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "between", "status"),
    [
        (
            "clinics",
            {"hospital-winnyzja", "hospital-bar", "klinikum-lueneburg", "hgz-bad-bevensen"},
            "agreed",
        ),
        (
            "clinics-kherson",
            {"hospital-kherson", "klinikum-lueneburg", "hgz-bad-bevensen"},
            "in_preparation",
        ),
        (
            "agri-internships",
            {"agri-school-bar", "agri-school-lueneburg", "farms-bleckede", "farms-lueneburg"},
            "agreed",
        ),
        ("farmers", {"agrocluster", "agri-school-lueneburg"}, "agreed"),
        ("auto-internships", {"auto-school-bar", "dannacker"}, "agreed"),
        ("auto-training-year", {"auto-school-bar", "dannacker"}, "in_preparation"),
        ("theatre", {"gymnasium-bar", "gymnasium-bleckede"}, "active"),
        ("primary-schools", {"primary-school-bar", "elbtal-grundschule"}, "active"),
        ("secondary-bleckede", {"secondary-school-bar", "secondary-school-bleckede"}, "offered"),
        ("secondary-duelmen", {"secondary-school-kharkiv", "secondary-school-duelmen"}, "offered"),
        ("museums", {"museum-winnyzja", "museum-lueneburg"}, "agreed"),
        ("libraries", {"library-winnyzja", "library-lueneburg"}, "active"),
        ("marienau-pupils", {"marienau", "magistrate-winnyzja"}, "active"),
        ("agri-cooperation", {"agri-school-bar", "agri-school-lueneburg"}, "agreed"),
    ],
)
def test_the_partnership_of_every_line_stands_at_its_stage(
    name: str, between: set[str], status: str
) -> None:
    found = partnership(name)
    assert set(found.between) == between
    assert found.status == status


def test_every_partnership_belongs_to_a_line() -> None:
    assert len(programme("may-2023").partnerships) == 14


def test_line_1_seven_colleagues_observe_for_two_weeks_in_may_at_two_clinics() -> None:
    medical = delegation("medical")
    assert set(medical.senders) == {"hospital-winnyzja", "hospital-bar"}
    assert span(medical.window) == (date(2023, 5, 1), date(2023, 5, 31))
    [colleagues] = medical.headcounts
    assert (colleagues.role, str(colleagues.count)) == ("professional", "7")
    assert [(need.field, str(need.length)) for need in colleagues.needs or ()] == [
        (("medicine",), "2 weeks")
    ]
    offers = programme("may-2023").offers.values()
    clinics = {each.host.id: each.slot.activity for each in offers if each.slot.field == "medicine"}
    assert clinics == {"klinikum-lueneburg": "observation", "hgz-bad-bevensen": "observation"}


def test_line_2_kherson_supplies_and_sends_nothing_yet() -> None:
    assert not partnership("clinics-kherson").supplies_capacity
    assert all("hospital-kherson" not in each.senders for each in programme("may-2023").delegations)


def test_line_3_ten_pupils_and_four_teachers_are_two_weeks_on_farms_and_see_two_towns() -> None:
    group = delegation("agri-bar")
    assert group.senders == ("agri-school-bar",)
    assert span(group.window) == (date(2023, 5, 16), date(2023, 5, 31))
    pupils, teachers = headcount(group, "pupil"), headcount(group, "teacher")
    assert (pupils.role, str(pupils.count)) == ("pupil", "10")
    assert (teachers.role, str(teachers.count)) == ("accompanying_person", "4")
    assert [(need.field, str(need.length)) for need in pupils.needs or ()] == [
        (("agriculture",), "2 weeks")
    ]
    farms = {
        offer.host.place
        for offer in programme("may-2023").offers.values()
        if offer.slot.field == "agriculture"
    }
    assert farms == {"Bleckede", "Lüneburg"}
    visits = [each for each in programme("may-2023").visits if each.delegations == ("agri-bar",)]
    assert {visit.at for visit in visits} == {"agri-school-lueneburg", "farms-bleckede"}
    assert {span(visit.window) for visit in visits} == {(date(2023, 5, 16), date(2023, 5, 31))}


def test_line_4_ten_farmers_come_at_the_end_of_february_and_how_it_is_read_is_stated() -> None:
    february = programme("february-2023")
    [farmers] = february.delegations
    assert farmers.senders == ("agrocluster",)
    assert span(farmers.window) == (date(2023, 2, 19), date(2023, 2, 28))
    [people] = farmers.headcounts
    assert (people.role, str(people.count)) == ("professional", "10")
    assert [each.status for each in february.partnerships] == ["agreed"]
    [stated] = [each for each in february.assumptions if "end of February 2023" in each]
    assert "19-28 February 2023" in stated


def test_line_5_ten_pupils_and_three_to_four_teachers_are_in_three_workshops() -> None:
    group = delegation("auto-bar")
    assert group.senders == ("auto-school-bar",)
    assert span(group.window) == (date(2023, 5, 16), date(2023, 5, 31))
    pupils, teachers = headcount(group, "pupil"), headcount(group, "teacher")
    assert (pupils.role, str(pupils.count)) == ("pupil", "10")
    assert (teachers.role, str(teachers.count)) == ("accompanying_person", "3-4")
    assert [need.field for need in pupils.needs or ()] == [("automotive",)]
    [dealer] = [host for host in programme("may-2023").hosts if host.id == "dannacker"]
    assert [site.id for site in dealer.sites] == ["dannacker-w1", "dannacker-w2", "dannacker-w3"]


def test_line_6_the_one_year_unit_is_written_down_but_never_capacity() -> None:
    slot = programme("may-2023").offers["dannacker-training-year"].slot
    assert (slot.activity, str(slot.length)) == ("training", "1 year")
    assert slot.reserved_for == ("auto-training-year",)
    assert not partnership("auto-training-year").supplies_capacity
    plan = planned("may-2023")
    assert all(placement.slot != slot.id for placement in plan.placements)
    table = vp.capacity_table(programme("may-2023"), plan)
    assert not table.of_slot(slot.id).rows
    assert table.of_slot("dannacker-w1-cars").rows


def test_line_7_a_thousand_euros_are_handed_over() -> None:
    money = handover("theatre-money")
    assert (money.amount, money.currency, money.state) == (Decimal(1000), "EUR", "done")
    assert {money.giver, money.receiver} == {"gymnasium-bar", "gymnasium-bleckede"}


def test_line_8_a_photo_album_is_handed_over() -> None:
    album = handover("photo-album")
    assert (album.what, album.state) == ("Photo album", "done")
    assert {album.giver, album.receiver} == {"primary-school-bar", "elbtal-grundschule"}


def test_lines_9_and_10_partnership_offers_are_handed_over() -> None:
    bleckede, duelmen = handover("offer-bleckede"), handover("offer-duelmen")
    assert (bleckede.giver, bleckede.receiver) == (
        "magistrate-winnyzja",
        "secondary-school-bleckede",
    )
    assert duelmen.receiver == "secondary-school-duelmen"


def test_line_12_books_go_both_ways() -> None:
    there, back = handover("german-books"), handover("ukrainian-books")
    assert "8 boxes of German books" in there.what
    assert (there.giver, there.receiver) == ("library-lueneburg", "library-winnyzja")
    assert (back.giver, back.receiver) == (there.receiver, there.giver)
    assert there.state == "done"


def test_line_14_cattle_and_the_organic_label_are_written_down() -> None:
    about = partnership("agri-cooperation").about or ""
    assert all(word in about for word in ("Business model", "organic label", "Highland cattle"))


# --- the plan of May ----------------------------------------------------------------------------


def of(plan: vp.Plan, group: str) -> list[vp.Placement]:
    return [each for each in plan.placements if each.participant.startswith(f"{group}/")]


@pytest.mark.parametrize(("name", "count"), [("may-2023", 27), ("february-2023", 10)])
def test_everybody_with_a_need_is_placed_proven_optimal_and_checked(name: str, count: int) -> None:
    plan = planned(name)
    assert plan.status == "optimal"
    assert len(plan.placements) == count
    assert plan.unplaced == ()
    assert all(goal.proven for goal in plan.goals)
    assert vp.check(programme(name), plan) == ()


def test_with_their_teachers_34_or_35_people_come_in_may() -> None:
    people = programme("may-2023").people.values()
    assert len(people) == 35
    assert sum(person.certain for person in people) == 34


def test_the_colleagues_observe_for_fourteen_days_inside_may() -> None:
    stays = of(planned("may-2023"), "medical")
    assert len(stays) == 7
    for stay in stays:
        assert (stay.last_day - stay.first_day).days + 1 == 14
        assert date(2023, 5, 1) <= stay.first_day <= stay.last_day <= date(2023, 5, 31)


@pytest.mark.parametrize("group", ["agri-bar", "auto-bar"])
def test_the_pupils_stay_fourteen_days_inside_the_second_half_of_may(group: str) -> None:
    stays = of(planned("may-2023"), group)
    assert len(stays) == 10
    for stay in stays:
        assert (stay.last_day - stay.first_day).days + 1 == 14
        assert stay.first_day in {date(2023, 5, day) for day in (16, 17, 18)}
        assert stay.last_day <= date(2023, 5, 31)


def test_no_minor_works_on_a_holiday_a_school_free_day_or_a_weekend() -> None:
    found = programme("may-2023").people
    days = {
        day
        for placement in planned("may-2023").placements
        if found[placement.participant].minor
        for day in placement.days
    }
    assert days
    assert not {day.day for day in days} & {18, 19, 29, 30}
    assert all(day.weekday() < 5 for day in days)


@pytest.mark.parametrize(
    ("teachers", "sure"),
    [
        ("3 teachers", {"auto-bar/teacher-01", "auto-bar/teacher-02", "auto-bar/teacher-03"}),
        (
            "4 teachers",
            {
                "auto-bar/teacher-01",
                "auto-bar/teacher-02",
                "auto-bar/teacher-03",
                "auto-bar/teacher-04",
            },
        ),
        ("3-4 teachers", {"auto-bar/teacher-01", "auto-bar/teacher-02", "auto-bar/teacher-03"}),
    ],
)
def test_every_site_with_minors_is_supervised_each_day(teachers: str, sure: set[str]) -> None:
    def change(changed: Document) -> None:
        [group] = [each for each in changed["delegations"] if each["id"] == "auto-bar"]
        assert group["headcounts"][1] == "3-4 teachers"
        group["headcounts"][1] = teachers

    changed = may_with(change)
    plan = vp.schedule(changed)
    assert len(plan.placements) == 27
    assert plan.status == "optimal"
    minors = {
        (placement.participant.split("/")[0], placement.site, day)
        for placement in plan.placements
        if changed.people[placement.participant].minor
        for day in placement.days
    }
    duties = Counter((duty.participant.split("/")[0], duty.site, duty.day) for duty in plan.duties)
    assert set(duties) == minors
    assert set(duties.values()) == {1}  # up to three or four pupils: one teacher is enough
    on_duty = {duty.participant for duty in plan.duties if duty.participant.startswith("auto-bar")}
    assert on_duty == sure
    assert Counter((duty.participant, duty.day) for duty in plan.duties).most_common(1)[0][1] == 1


# --- a workshop less ----------------------------------------------------------------------------


def close_the_third_workshop(changed: Document) -> None:
    [dealer] = [host for host in changed["hosts"] if host["id"] == "dannacker"]
    assert dealer["sites"][2]["id"] == "dannacker-w3"
    dealer["sites"][2]["slots"] = []


def test_without_one_workshop_the_plan_names_who_is_left_out_and_what_blocks_each_option() -> None:
    changed = may_with(close_the_third_workshop)
    plan = vp.schedule(changed)
    assert plan.status == "optimal"
    assert len(plan.placements) == 25
    assert vp.check(changed, plan) == ()
    assert [each.participant for each in plan.unplaced] == [
        "auto-bar/pupil-09",
        "auto-bar/pupil-10",
    ]
    starts = {date(2023, 5, 16), date(2023, 5, 17)}  # 18 May is Ascension
    for each in plan.unplaced:
        blocked = {(reason.slot, reason.first_day): reason.rule for reason in each.reasons}
        for slot in ("dannacker-w1-cars", "dannacker-w2-cars"):
            assert {blocked[slot, first] for first in starts} == {"slot_places"}
        training = {
            rule for (slot, _), rule in blocked.items() if slot == "dannacker-training-year"
        }
        assert training == {"partner_status"}
        assert all(reason.message.isprintable() for reason in each.reasons)
        assert not any("farm" in reason.slot for reason in each.reasons)


def test_the_smallest_fix_lets_one_more_in() -> None:
    plan = vp.schedule(may_with(close_the_third_workshop))
    fix = plan.unplaced[0].smallest_fix
    assert fix is not None
    found = re.match(r"one more place at '(dannacker-w[12]-cars)' for 16-26 May 2023", fix)
    assert found is not None, fix

    def mend(changed: Document) -> None:
        close_the_third_workshop(changed)
        slot_in(changed, found[1])["places"] += 1

    mended = vp.schedule(may_with(mend))
    assert len(mended.placements) == len(plan.placements) + 1
    assert len(mended.unplaced) == len(plan.unplaced) - 1


def test_without_teachers_the_pupils_are_left_out_for_want_of_supervision() -> None:
    def change(changed: Document) -> None:
        [group] = [each for each in changed["delegations"] if each["id"] == "auto-bar"]
        group["headcounts"] = group["headcounts"][:1]

    plan = vp.schedule(may_with(change))
    assert len(plan.placements) == 17
    assert {each.participant.split("/")[0] for each in plan.unplaced} == {"auto-bar"}
    rules = {
        reason.rule
        for each in plan.unplaced
        for reason in each.reasons
        if reason.slot != "dannacker-training-year"
    }
    assert rules == {"supervision"}
