"""Duties: who supervises where and how often, who interprets, and what is spoken where."""

from typing import Any

from tests.property import chance as st
from tests.property.drawing import ask_for, every_site, every_slot, rarely, travellers, window

Draw = st.DrawFn


def supervision(draw: Draw, document: dict[str, Any]) -> None:
    _minors(document)
    _teachers(draw, document)
    _profile(document, "strict", minors_per_accompanying_person=draw(st.integers(1, 2)))
    if rarely(draw, 2):
        _half_days(draw, document)


def visiting_teacher(draw: Draw, document: dict[str, Any]) -> None:
    _minors(document)
    _teachers(draw, document)
    _profile(document, "mentored", visit_every=draw(st.integers(1, 3)))
    for site in every_site(document):
        site["mentors"] = draw(st.sampled_from([2, 1]))


def duty_run(draw: Draw, document: dict[str, Any]) -> None:
    _minors(document)
    _teachers(draw, document)
    name = draw(st.sampled_from(["strict", "mentored"]))
    _profile(document, name, longest_run=draw(st.integers(1, 2)))


def duty_rest(draw: Draw, document: dict[str, Any]) -> None:
    _minors(document)
    _teachers(draw, document)
    name = draw(st.sampled_from(["strict", "mentored"]))
    _profile(document, name, rest_days_per_week=draw(st.integers(4, 6)))


def language(draw: Draw, document: dict[str, Any]) -> None:
    for slot in every_slot(document):
        asked = draw(st.sampled_from([["de"], ["de", "en"], []]))
        slot.setdefault("admits", {})["languages"] = asked
        slot["admits"]["interpreter"] = draw(st.sampled_from([True, True, False]))
    for traveller in travellers(document):
        traveller["languages"] = draw(st.sampled_from([["uk"], ["ro", "uk"], ["de"], []]))
    spoken = st.sampled_from([["uk", "de"], ["uk", "en"], ["ro", "de"]])
    for position, delegation in enumerate(document["delegations"]):
        for number in range(draw(st.sampled_from([1, 0, 1] if position else [1, 0, 2]))):
            interpreter: dict[str, Any] = {
                "role": "interpreter",
                "label": f"interpreter-{number}",
                "count": {"low": 0 if rarely(draw, 5) else 1, "high": 1},
                "languages": draw(spoken),
            }
            if rarely(draw, 3):
                interpreter["needs"] = [{"id": "own", "field": ["cars"], "length": "1 day"}]
            delegation["headcounts"].append(interpreter)


def language_fit(draw: Draw, document: dict[str, Any]) -> None:
    for site in every_site(document):
        site["languages"] = draw(st.sampled_from([["de"], ["uk", "en"], []]))
    for traveller in travellers(document):
        traveller["languages"] = draw(st.sampled_from([["uk"], ["de"], []]))
    ask_for(draw, document, "language_fit")


def even_supervision(draw: Draw, document: dict[str, Any]) -> None:
    """One of two is there for a day at most, so that the other has all duties."""
    _minors(document)
    ratio = draw(st.integers(1, 2))
    _profile(document, "strict", minors_per_accompanying_person=ratio)
    for delegation in document["delegations"][:1]:
        headcounts = delegation["headcounts"]
        headcounts[:] = [each for each in headcounts if each["role"] != "accompanying_person"]
        one = {"role": "accompanying_person", "label": "teacher", "count": {"low": 1, "high": 1}}
        headcounts.append(one)
        away = [window(draw(st.integers(0, 1)), 5)]
        headcounts.append({**one, "label": "guest", "away": away})
    for slot in every_slot(document):
        slot.update(field="cars", minimum_group=1)
        for fact in ("window", "admits", "reserved_for"):
            slot.pop(fact, None)
    ask_for(draw, document, "even_supervision")


def _minors(document: dict[str, Any]) -> None:
    for traveller in travellers(document):
        if traveller["role"] == "pupil":
            traveller["age"] = 16


def _half_days(draw: Draw, document: dict[str, Any]) -> None:
    """Slots are open in the morning or afternoon; one or two pupils ask for both on one day."""
    for site in every_site(document):
        for slot, hours in zip(site.get("slots", ()), ("08:00-12:00", "13:00-17:00"), strict=False):
            slot.update(hours=hours, field="cars", minimum_group=1)
            for fact in ("length", "window", "admits", "reserved_for"):
                slot.pop(fact, None)
    for traveller in travellers(document):
        if traveller["role"] == "pupil":
            when = draw(st.integers(1, 2))
            need = {"field": ["cars"], "length": "1 day", "window": window(when, when)}
            traveller["needs"] = [{"id": each, **need} for each in ("need-0", "need-1")]
            traveller["count"] = {"low": 1, "high": draw(st.integers(1, 2))}


def _teachers(draw: Draw, document: dict[str, Any]) -> None:
    """One or two in all, so that every way to share out duties can be looked at."""
    for number, delegation in enumerate(document["delegations"]):
        for headcount in delegation["headcounts"]:
            if headcount["role"] == "accompanying_person":
                count = draw(st.integers(1, 2)) if number == 0 else 1
                headcount["count"] = {"low": count, "high": count}


def _profile(document: dict[str, Any], name: str, **facts: Any) -> None:
    """Delegations keep to this profile, which has these facts besides its own."""
    profiles = document["policy"]["supervision_profiles"]
    next(each for each in profiles if each["name"] == name).update(facts)
    for delegation in document["delegations"]:
        delegation["supervision"] = name


FEATURES = {
    "supervision": supervision,
    "visiting_teacher": visiting_teacher,
    "duty_run": duty_run,
    "duty_rest": duty_rest,
    "even_supervision": even_supervision,
    "language": language,
    "language_fit": language_fit,
}
