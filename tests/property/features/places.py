"""Places by host and field, by date and by the hour, and people who take up several."""

from typing import Any

from tests.property import chance as st
from tests.property.drawing import every_site, every_slot, one_day, travellers


def slot_places(draw: st.DrawFn, document: dict[str, Any]) -> None:
    for slot in every_slot(document):
        if draw(st.booleans()):
            other = draw(st.integers(0, 3))
            slot["places_on"] = [{"places": other, "window": one_day(draw)}]
    for traveller in travellers(document):
        if draw(st.booleans()):
            traveller["takes_places"] = 2


def site_places(draw: st.DrawFn, document: dict[str, Any]) -> None:
    for site in every_site(document):
        if draw(st.booleans()):
            when = draw(st.sampled_from([{"weekdays": "tue"}, {"hours": "08:00-12:00"}]))
            site["places_on"] = [{"places": draw(st.integers(0, 2)), **when}]


def host_places(draw: st.DrawFn, document: dict[str, Any]) -> None:
    for host in document["hosts"]:
        if draw(st.booleans()):
            host["places"] = draw(st.integers(1, 2))
            if draw(st.booleans()):
                host["places_on"] = [{"places": draw(st.integers(0, 3)), "window": one_day(draw)}]


def field_places(draw: st.DrawFn, document: dict[str, Any]) -> None:
    limit: dict[str, Any] = {"field": "cars", "places": draw(st.integers(1, 2))}
    if draw(st.booleans()):
        limit["places_on"] = [{"places": 1, "weekdays": "mon-wed"}]
    document["policy"]["field_places"] = [limit]


def one_place(draw: st.DrawFn, document: dict[str, Any]) -> None:
    hours = st.sampled_from(["08:00-12:00", "13:00-17:00", "10:00-14:00", None])
    for slot in every_slot(document):
        if found := draw(hours):
            slot["hours"] = found


FEATURES = {
    "slot_places": slot_places,
    "site_places": site_places,
    "host_places": host_places,
    "field_places": field_places,
    "one_place": one_place,
}
