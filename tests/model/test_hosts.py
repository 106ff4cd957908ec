"""Who receives: hosts, sites, slots, whom they admit, partnerships, contacts."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import visitplanner as vp
from visitplanner.model.base import WEEKDAYS

SLOT = {"id": "work", "field": "agriculture", "places": 4}


def slot(**more: Any) -> vp.InternshipSlot:
    return vp.InternshipSlot.model_validate({**SLOT, **more})


def site(**more: Any) -> vp.Site:
    return vp.Site.model_validate({"id": "farm", "name": "Farm", **more})


def messages(error: pytest.ExceptionInfo[ValidationError]) -> str:
    return " ".join(each["msg"] for each in error.value.errors())


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"places": 0}, "greater than or equal to 1"),
        ({"places": -1}, "greater than or equal to 1"),
        ({"places": "many"}, "valid integer"),
        ({"places": 1_000_001}, "less than or equal to 1000000"),
        ({"minimum_group": 0}, "greater than or equal to 1"),
        ({"minimum_group": 5}, "minimum_group 5 is more than the 4 places"),
        ({"activity": "party"}, "'internship', 'observation' or 'training'"),
        ({"hours": "16:00-08:00"}, "not after the start"),
        ({"length": "-2 weeks"}, "allowed are 1 to 522 weeks"),
        ({"weekdays": []}, "at least 1 item"),
        ({"weekdays": "fri-mon"}, "'fri-mon' runs backwards"),
        ({"weekdays": "monday"}, "'monday' is not a set of weekdays"),
        ({"weekdays": ""}, "is not a set of weekdays"),
        ({"admits": {"roles": "boss"}}, "'pupil', 'professional'"),
        ({"admits": {"min_age": 18, "max_age": 17}}, "max_age 17 is below min_age 18"),
        ({"admits": {"min_age": -1}}, "greater than or equal to 0"),
        ({"colour": "red"}, "Extra inputs are not permitted"),
    ],
)
def test_a_slot_is_refused_with(changes: dict[str, Any], part: str) -> None:
    with pytest.raises(ValidationError) as caught:
        slot(**changes)
    assert part in messages(caught)


def test_a_minimum_group_may_fill_all_places_and_an_age_range_be_one_year() -> None:
    found = slot(minimum_group=4, admits={"min_age": 17, "max_age": 17})
    assert found.minimum_group == found.places
    assert found.admits.min_age == found.admits.max_age


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("mon-fri", ("mon", "tue", "wed", "thu", "fri")),
        ("sat", ("sat",)),
        ("Mon, wed-Fri", ("mon", "wed", "thu", "fri")),
        ("sun,mon", ("mon", "sun")),
        (["sun", "mon", "mon"], ("mon", "sun")),
        ("mon-mon", ("mon",)),
    ],
)
def test_weekdays_are_read_from_words_monday_first(written: object, days: tuple[str, ...]) -> None:
    assert site(weekdays=written).weekdays == days


@given(st.sets(st.sampled_from(WEEKDAYS), min_size=1))
def test_weekdays_read_back_from_a_list_of_their_names(days: set[str]) -> None:
    found = site(weekdays=",".join(days)).weekdays
    assert set(found) == days
    assert site(weekdays=found).weekdays == found


def test_a_site_is_open_monday_to_friday_unless_said() -> None:
    assert site().weekdays == ("mon", "tue", "wed", "thu", "fri")
    assert slot().weekdays is None


def test_a_host_has_at_least_one_site() -> None:
    with pytest.raises(ValidationError, match="at least 1 item"):
        vp.HostOrganisation(id="h", name="H", sites=())
    host = vp.HostOrganisation(id="h", name="H", sites=(site(slots=[SLOT]),))
    assert host.sites[0].slots[0] == slot()


@pytest.mark.parametrize(
    ("status", "supplies"),
    [
        ("offered", False),
        ("in_preparation", False),
        ("agreed", True),
        ("active", True),
        ("dormant", False),
    ],
)
def test_only_agreed_and_active_partnerships_supply_capacity(
    *, status: str, supplies: bool
) -> None:
    found = vp.Partnership.model_validate({"id": "p", "between": ["a", "b"], "status": status})
    assert found.supplies_capacity is supplies


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"between": ["a"]}, "at least 2 items"),
        ({"between": ["a", "b", "a"]}, "names the same organisation twice"),
        ({"status": "invited"}, "'in_preparation', 'agreed'"),
    ],
)
def test_a_partnership_is_refused_with(changes: dict[str, Any], part: str) -> None:
    facts = {"id": "p", "between": ["a", "b"], "status": "agreed", **changes}
    with pytest.raises(ValidationError) as caught:
        vp.Partnership.model_validate(facts)
    assert part in messages(caught)


@pytest.mark.parametrize(
    "email",
    ["a@example.org", "first.last+tag@sub.example.org", "o'neil@example.org", "x_y@a-b.example"],
)
def test_an_e_mail_address_is_taken(email: str) -> None:
    assert vp.Contact(name="A", email=email).email == email


@pytest.mark.parametrize(
    "email",
    [
        "",
        "a",
        "a@",
        "@example.org",
        "a b@example.org",
        "a@exam ple.org",
        "a@example.org\n",
        "\na@example.org",
        "a@example.org\r\nBcc: b@example.org",
        "a@b@example.org",
        "a@.org",
        "a@example..org",
        "A <a@example.org>",
        "mailto:a@example.org ",
        "ä@example.org",
        "a@exämple.org",
        "a@example.org,b@example.org",
        "a" * 250 + "@example.org",
    ],
)
def test_what_is_no_e_mail_address_is_refused(email: str) -> None:
    with pytest.raises(ValidationError):
        vp.Contact(name="A", email=email)


@pytest.mark.parametrize("field", ["name", "phone"])
@pytest.mark.parametrize("bad", ["a\nb", "a\rb", "a\x00b", "a\x85b", "a\u2029b", "a\x7fb", "a\tb"])
def test_a_contact_has_no_line_break_or_control_character(field: str, bad: str) -> None:
    with pytest.raises(ValidationError, match=r"remove it|on one line"):
        vp.Contact.model_validate({"name": "A", field: bad})


def test_hosts_are_frozen_and_hold_tuples() -> None:
    host = vp.HostOrganisation(id="h", name="H", sites=(site(slots=[SLOT]),))
    with pytest.raises(ValidationError, match="frozen"):
        host.name = "other"  # type: ignore[misc]  # refused, which is the point
    assert isinstance(host.sites, tuple)
    assert isinstance(host.sites[0].slots, tuple)
    assert hash(host) == hash(host.model_copy())


@pytest.mark.parametrize("places", [True, "3", "1_000", 3.0])
def test_places_are_written_as_a_whole_number(places: object) -> None:
    with pytest.raises(ValidationError, match="valid integer"):
        vp.InternshipSlot.model_validate({"id": "a", "field": "b", "places": places})


@pytest.mark.parametrize("value", ["on", "yes", 1, "true"])
def test_yes_or_no_is_written_true_or_false(value: object) -> None:
    site = {"id": "a", "name": "A", "adults_work_on_holidays": value}
    with pytest.raises(ValidationError, match="valid boolean"):
        vp.Site.model_validate(site)
