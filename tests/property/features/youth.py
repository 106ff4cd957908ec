"""Working hours of the young: small profiles that bind in a week of six days."""

from typing import Any

from tests.property import chance as st
from tests.property.drawing import every_slot, rarely, travellers, window

PARTS_OF_THE_DAY = ["08:00-12:00", "13:00-17:00", "09:00-16:00"]
HALF_DAYS = ["08:00-12:00", "12:00-16:00", "12:30-16:30"]


def _young(document: dict[str, Any], **profile: Any) -> None:
    """Put everybody under one profile, and let most of the days be open to them."""
    policy = document["policy"]
    existing = policy.setdefault("youth_hours_profiles", [])
    if not existing:
        existing.append({"name": "young", "source": "made up", "as_of": "2023-01-01"})
    existing[0].update(profile)
    for delegation in document["delegations"]:
        delegation["youth_hours"] = "young"
    for traveller in travellers(document):
        traveller.setdefault("age", 16)


def _hours(draw: st.DrawFn, document: dict[str, Any], hours: list[str]) -> None:
    for slot in every_slot(document):
        slot["hours"] = draw(st.sampled_from(hours))


def youth_day(draw: st.DrawFn, document: dict[str, Any]) -> None:
    kind = draw(st.sampled_from(["birthdays", "two slots", "hours"]))
    if kind == "two slots":
        _two_slots_a_day(draw, document)
        return
    if kind == "birthdays":
        _birthdays(draw, document)
        return
    _hours(draw, document, [*PARTS_OF_THE_DAY, "05:00-09:00", "09:00-17:00"])
    for slot in every_slot(document):
        if rarely(draw, 6):
            del slot["hours"]
        elif draw(st.booleans()):
            slot["break_minutes"] = draw(st.sampled_from([0, 30, 60]))
    _young(
        document,
        from_age=draw(st.sampled_from([17, 16, 0])),
        minutes_per_day=draw(st.sampled_from([240, 420, 390])),
        between=draw(st.sampled_from(["06:00-20:00", "08:00-17:00"])),
        breaks=[{"over": 240, "minutes": 30}, {"over": 360, "minutes": 60}],
        weekdays=draw(st.sampled_from(["mon-fri", "mon-sat", "tue-sat"])),
    )


def _two_slots_a_day(draw: st.DrawFn, document: dict[str, Any]) -> None:
    """Mornings and afternoons that fit alone, and not always together."""
    _hours(draw, document, ["12:30-15:30", "13:00-17:00", "12:00-15:30"])
    for number, slot in enumerate(every_slot(document)):
        if number == 0:
            slot["hours"] = "08:00-12:00"
        if draw(st.booleans()):
            slot["break_minutes"] = draw(st.sampled_from([0, 0, 30]))
        slot["minimum_group"] = 1
        for condition in ("window", "length", "weekdays", "admits", "reserved_for"):
            slot.pop(condition, None)
    breaks = [{"over": 240, "minutes": draw(st.sampled_from([30, 60]))}]
    _young(document, minutes_per_day=draw(st.sampled_from([420, 480])), breaks=breaks)
    traveller = next(travellers(document), None)
    if traveller is None:
        return
    traveller["needs"] = [
        {"id": name, "field": ["cars", "farms"], "length": "1 day"} for name in ("one", "other")
    ]
    traveller["count"] = {"low": 1, "high": 1}
    traveller.pop("away", None)
    for delegation in document["delegations"]:
        delegation["window"] = window(1, 1)


def _birthdays(draw: st.DrawFn, document: dict[str, Any]) -> None:
    """Somebody of each delegation becomes 17 on the Friday, and may work from then on."""
    _hours(draw, document, ["08:00-12:00"])
    for slot in every_slot(document):
        slot["minimum_group"] = 1
        for condition in ("window", "weekdays", "admits", "reserved_for"):
            slot.pop(condition, None)
    _young(document, from_age=17)
    for traveller in travellers(document):
        traveller["age"] = 17
    for delegation in document["delegations"]:
        for headcount in delegation["headcounts"]:
            if headcount.get("needs"):
                born = {"id": f"{headcount['label']}-01", "born": "2006-05-19"}
                delegation["participants"] = [born]
                break


def youth_week(draw: st.DrawFn, document: dict[str, Any]) -> None:
    _hours(draw, document, draw(st.sampled_from([PARTS_OF_THE_DAY, HALF_DAYS])))
    _young(
        document,
        **draw(
            st.sampled_from(
                [
                    {"minutes_per_week": 480},
                    {"minutes_per_week": 720},
                    {"minutes_per_week": 840},
                    {"days_per_week": 1},
                    {"days_per_week": 2},
                ]
            )
        ),
        weekdays="mon-sat",
        breaks=draw(st.sampled_from([[], [{"over": 270, "minutes": 30}]])),
    )
    _two_needs(draw, document)


def youth_rest(draw: st.DrawFn, document: dict[str, Any]) -> None:
    _hours(draw, document, ["06:00-10:00", "12:00-20:00", "06:00-19:00"])
    _young(document, rest_minutes=draw(st.sampled_from([12 * 60, 15 * 60])))
    _two_needs(draw, document)


def _two_needs(draw: st.DrawFn, document: dict[str, Any]) -> None:
    """At times somebody has two short needs, to be met on one day or on days in a row."""
    if not draw(st.booleans()):
        return
    for traveller in travellers(document):
        lengths = draw(st.tuples(*[st.sampled_from(["1 day", "2 days"])] * 2))
        traveller["needs"] = [
            {"id": f"need-{number}", "field": ["cars", "farms"], "length": length}
            for number, length in enumerate(lengths)
        ]
        traveller["count"] = {"low": 1, "high": 1}
        break


FEATURES = {"youth_day": youth_day, "youth_week": youth_week, "youth_rest": youth_rest}
