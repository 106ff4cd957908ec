"""Who travels: headcounts, placeholders that get a name, and what is said of them."""

import string
from datetime import date
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

import visitplanner as vp
from visitplanner.model.people import Delegation, people_of

NEED = {"field": "agriculture"}


def headcount(words: object) -> vp.Headcount:
    return vp.Headcount.model_validate(words)


def delegation(*headcounts: object, **more: Any) -> vp.Delegation:
    facts = {"id": "auto-bar", "name": "Pupils", "senders": ["school"], "window": "May 2023"}
    return vp.Delegation.model_validate({**facts, "headcounts": headcounts, **more})


def ids(group: vp.Delegation) -> list[str]:
    return [person.id for person in people_of(group)]


def refusal(words: object) -> str:
    with pytest.raises(ValidationError) as caught:
        headcount(words)
    [error] = caught.value.errors()
    assert len(error["msg"]) < 500
    return error["msg"]


@pytest.mark.parametrize(
    ("words", "role", "low", "high", "label"),
    [
        ("10 pupils", "pupil", 10, 10, "pupil"),
        ("1 pupil", "pupil", 1, 1, "pupil"),
        ("3-4 teachers", "accompanying_person", 3, 4, "teacher"),
        ("3 – 4 teachers", "accompanying_person", 3, 4, "teacher"),
        ("3 to 4 Teachers", "accompanying_person", 3, 4, "teacher"),
        ("0-2 interpreters", "interpreter", 0, 2, "interpreter"),
        ("2 accompanying persons", "accompanying_person", 2, 2, "accompanying-person"),
        ("7 colleagues", "professional", 7, 7, "colleague"),
        ("10 farmers", "professional", 10, 10, "farmer"),
        ("10 Schüler", "pupil", 10, 10, "pupil"),
        ("3 bis 4 Lehrkräfte", "accompanying_person", 3, 4, "teacher"),
        ("10 учнів", "pupil", 10, 10, "pupil"),
        ("3-4 вчителі", "accompanying_person", 3, 4, "teacher"),
    ],
)
def test_a_headcount_is_read_from_words(
    *, words: str, role: str, low: int, high: int, label: str
) -> None:
    found = headcount(words)
    assert (found.role, found.count.low, found.count.high) == (role, low, high)
    assert found.label == label


def test_words_may_stand_beside_other_fields() -> None:
    found = headcount({"people": "10 pupils", "age": 17, "needs": [NEED]})
    assert (found.role, str(found.count), found.age) == ("pupil", "10", 17)
    assert headcount({"people": "10 pupils", "label": "trainee"}).label == "trainee"


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("4-3 teachers", ("'4-3' runs backwards", "'3-4'")),
        ("0 pupils", ("greater than or equal to 1",)),
        ("0-0 pupils", ("greater than or equal to 1",)),
        ("-3 pupils", ("'-3 pupils' is no headcount", "write '10 pupils' or '3-4 teachers'")),
        ("ten pupils", ("'ten pupils' is no headcount", "write '10 pupils'")),
        ("10", ("write pupils, teachers",)),
        ("10 pupills", ("'pupills' is no known word for people", "did you mean 'pupils'?")),
        ("10 dragons", ("'dragons' is no known word for people", "write pupils, teachers")),
        ("2.5 pupils", ("no known word for people",)),
        ("100001 pupils", ("less than or equal to 100000",)),
        ("9" * 400 + " pupils", ("999",)),
    ],
)
def test_words_that_are_no_headcount_are_refused(words: str, parts: tuple[str, ...]) -> None:
    # Too many people are refused at both ends of a range of one number.
    if words.startswith("100001 "):
        with pytest.raises(ValidationError, match="100000"):
            headcount(words)
        return
    message = refusal(words)
    for part in parts:
        assert part in message


@pytest.mark.parametrize("count", [True, 0, -1, "3.5", "three", None, 2.5, [1, 2]])
def test_what_is_no_number_of_people_is_no_count(count: object) -> None:
    with pytest.raises(ValidationError):
        headcount({"role": "pupil", "count": count})


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_a_range_reads_back_as_it_is_written(low: int, more: int) -> None:
    count = vp.Count(low=low, high=low + more)
    assert vp.Count.model_validate(str(count)) == count
    assert vp.Count.model_validate_json(count.model_dump_json()) == count


def test_placeholders_are_numbered_with_two_digits_or_more() -> None:
    group = delegation("2 pupils", "1-2 teachers")
    assert ids(group) == [
        "auto-bar/pupil-01",
        "auto-bar/pupil-02",
        "auto-bar/teacher-01",
        "auto-bar/teacher-02",
    ]
    assert ids(delegation("100 pupils"))[-1] == "auto-bar/pupil-100"


def test_those_above_the_low_end_of_a_range_are_uncertain() -> None:
    people = people_of(delegation("3-4 teachers"))
    assert [person.certain for person in people] == [True, True, True, False]
    assert [person.certain for person in people_of(delegation("0-1 teacher"))] == [False]


def test_a_name_moves_nobody_into_or_out_of_the_sure_ones() -> None:
    named = vp.Delegation.model_validate(
        {
            "id": "d",
            "name": "D",
            "senders": "s",
            "window": "May 2023",
            "headcounts": ["1-2 teachers"],
            "participants": [{"id": "teacher-02", "name": "A made-up name"}],
        }
    )
    assert [person.certain for person in people_of(named)] == [True, False]


def test_naming_somebody_later_keeps_every_id() -> None:
    before = delegation("3 pupils")
    named = delegation("3 pupils", participants=[{"id": "pupil-02", "name": "Olena"}])
    assert ids(named) == ids(before)
    assert [person.name for person in people_of(named)] == [None, "Olena", None]


def test_naming_people_moves_no_placement() -> None:
    def plan(**named: Any) -> vp.Plan:
        group = delegation({"people": "3 professionals", "needs": [NEED]}, **named)
        programme = vp.Programme.model_validate(
            {
                "id": "p",
                "name": "P",
                "time_zone": "Europe/Berlin",
                "organisations": [{"id": "school", "name": "School"}],
                "hosts": [
                    {
                        "id": "host",
                        "name": "Host",
                        "sites": [
                            {
                                "id": site,
                                "name": site,
                                "slots": [
                                    {
                                        "id": f"{site}-work",
                                        "field": "agriculture",
                                        "places": 2,
                                        "length": "1 week",
                                    }
                                ],
                            }
                            for site in ("a", "b")
                        ],
                    }
                ],
                "delegations": [group.model_dump(mode="json")],
            }
        )
        return vp.schedule(programme)

    named = plan(participants=[{"id": "professional-02", "name": "Olena"}])
    assert len(named.placements) == 3
    assert named == plan()


def test_what_is_not_said_of_a_named_participant_is_taken_from_the_headcount() -> None:
    group = delegation(
        {"people": "2 pupils", "age": 17, "languages": "uk", "needs": [NEED]},
        participants=[{"id": "pupil-01", "age": 18}, {"id": "anna", "role": "interpreter"}],
    )
    first, second, anna = people_of(group)
    assert (first.role, first.age, first.languages) == ("pupil", 18, ("uk",))
    assert [need.field for need in first.needs] == [("agriculture",)]
    assert (second.age, second.minor) == (17, True)
    assert (anna.id, anna.needs, anna.languages) == ("auto-bar/anna", (), ())
    assert first.minor is False


def test_a_named_participant_may_have_no_need() -> None:
    group = delegation(
        {"people": "2 pupils", "needs": [NEED]}, participants=[{"id": "pupil-01", "needs": []}]
    )
    assert [len(person.needs) for person in people_of(group)] == [0, 1]


def test_people_have_the_senders_of_the_delegation_unless_theirs_is_said() -> None:
    group = delegation(
        "2 pupils", senders=["a", "b"], participants=[{"id": "pupil-02", "sender": "b"}]
    )
    assert [person.senders for person in people_of(group)] == [("a", "b"), ("b",)]


def test_people_are_shown_by_name_or_by_id() -> None:
    group = delegation("2 pupils", participants=[{"id": "pupil-02", "name": "Olena"}])
    assert [person.title for person in people_of(group)] == ["auto-bar/pupil-01", "Olena"]


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2005, 5, 16), date(2023, 5, 15), 17),
        (date(2005, 5, 16), date(2023, 5, 16), 18),
        (date(2004, 2, 29), date(2022, 2, 27), 17),
        (date(2004, 2, 29), date(2022, 3, 1), 18),
    ],
)
def test_the_age_counts_birthdays(born: date, day: date, age: int) -> None:
    group = delegation(participants=[{"id": "a", "role": "pupil", "born": born}])
    [person] = people_of(group)
    assert person.age_on(day) == age


@given(st.dates(date(1990, 1, 1), date(2012, 12, 31)), st.dates(date(1995, 1, 1), date(2040, 1, 1)))
@example(date(2004, 2, 29), date(2023, 2, 28))
@example(date(2004, 2, 29), date(2024, 2, 28))
@example(date(2004, 2, 28), date(2023, 2, 27))
def test_years_of_age_are_counted_as_by_dateutil(born: date, day: date) -> None:
    document = {
        "id": "d", "name": "D", "senders": ["o"], "window": "2023-05-15 to 2023-05-19",
        "participants": [{"id": "a", "role": "pupil", "born": born}],
    }  # fmt: skip
    (person,) = people_of(Delegation.model_validate(document))
    assert person.age_on(day) == relativedelta(day, born).years


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"born": "2005-05-16", "age": 17}, "born"),
        ({"born": "9990-01-01"}, "2200"),
        ({"born": "1800-01-01"}, "1900"),
        ({"age": -1}, "0"),
        ({"age": 121}, "120"),
        ({"languages": ["german"]}, "'german' is no language"),
        ({"name": "Anna\nMüller"}, "line break"),
        ({"name": "Anna\x00"}, "U+0000"),
        ({"name": "Anna\u202e"}, "U+202E"),
        ({"name": "Anna\u2028B"}, "U+2028"),
        ({"name": "  "}, "at least 1 character"),
        ({"name": "x" * 201}, "at most 200"),
        ({"notes": "a\x1bb"}, "U+001B"),
        ({"notes": "x" * 10_001}, "at most 10000"),
        ({"preferences": ["a", "a"]}, "'a' is preferred twice: keep one"),
        ({"needs": [NEED, NEED]}, "two needs are called 'internship': give each an id of its own"),
        ({"needs": [{"field": []}]}, "at least 1 item"),
        ({"shoe_size": 43}, "Extra inputs are not permitted"),
    ],
)
def test_a_participant_is_refused_with(changes: dict[str, Any], part: str) -> None:
    with pytest.raises(ValidationError) as caught:
        vp.Participant.model_validate({"id": "a", **changes})
    [error] = caught.value.errors()
    assert part in error["msg"]


def test_text_keeps_its_line_breaks_and_names_lose_outer_spaces() -> None:
    participant = vp.Participant(id="a", name="  Олена Müller-O'Neil  ", notes="one\n\ttwo")
    assert participant.name == "Олена Müller-O'Neil"
    assert participant.notes == "one\n\ttwo"


@pytest.mark.parametrize("name", ["a", "A1", "pupil-01", "a.b_c-d", "0" * 64])
def test_an_id_of_letters_digits_and_marks_is_taken(name: str) -> None:
    assert vp.Participant(id=name).id == name


@pytest.mark.parametrize(
    "name", ["", "-a", "a-", ".", "a b", "a/b", "ä", "a\n", "\na", "a" * 65, "а", "a\x00b"]
)
def test_any_other_id_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        vp.Participant(id=name)


@given(st.text(alphabet=string.ascii_letters + string.digits + "._-", min_size=1, max_size=64))
def test_ids_are_read_back_as_they_are_or_refused(name: str) -> None:
    fine = name[0] not in "._-" and name[-1] not in "._-"
    try:
        assert vp.Participant(id=name).id == name
    except ValidationError:
        assert not fine
    else:
        assert fine


def test_two_headcounts_of_one_label_are_refused() -> None:
    with pytest.raises(ValidationError, match="two headcounts are called 'pupil'"):
        delegation("2 pupils", "3 Schülerinnen")
    mixed = delegation("1 pupil", {"people": "1 pupil", "label": "student"})
    assert ids(mixed) == ["auto-bar/pupil-01", "auto-bar/student-01"]


def test_a_single_text_is_a_list_of_one() -> None:
    assert delegation("1 pupil", senders="school").senders == ("school",)
    assert vp.InternshipNeed.model_validate({"field": "care"}).field == ("care",)


def test_people_are_frozen_and_hold_tuples() -> None:
    group = delegation({"people": "2 pupils", "needs": [NEED], "away": ["2023-05-17"]})
    with pytest.raises(ValidationError, match="frozen"):
        group.name = "other"  # type: ignore[misc]  # refused, which is the point
    assert isinstance(group.headcounts, tuple)
    assert isinstance(group.headcounts[0].needs, tuple)
    assert isinstance(group.headcounts[0].away, tuple)
    assert hash(group) == hash(group.model_copy())


def test_a_stay_of_more_than_three_years_is_a_slip_of_the_pen() -> None:
    fields = {"id": "d", "name": "D", "senders": "s"}
    longest = {"first": "2023-01-01", "last": "2026-01-04"}
    assert vp.Delegation.model_validate({**fields, "window": longest}).window.days == 1100
    with pytest.raises(ValidationError, match="a delegation stays 1100 days at most"):
        vp.Delegation.model_validate({**fields, "window": {**longest, "last": "2026-01-05"}})


@pytest.mark.parametrize(
    ("words", "role", "label"),
    [
        ("2 Schülerinnen", "pupil", "pupil"),
        ("2 SCHÜLERINNEN UND SCHÜLER", "pupil", "pupil"),
        ("3 Azubis", "pupil", "trainee"),
        ("2 Lehrerinnen", "accompanying_person", "teacher"),
        ("1 Begleiterin", "accompanying_person", "accompanying-person"),
        ("4 Kolleginnen", "professional", "colleague"),
        ("2 Pflegekräfte", "professional", "nurse"),
        ("10 Landwirte", "professional", "farmer"),
        ("1 Dolmetscherin", "interpreter", "interpreter"),
        ("7 учениць", "pupil", "pupil"),
        ("2 вчительки", "accompanying_person", "teacher"),
        ("3 колеги", "professional", "colleague"),
        ("10 фермерів", "professional", "farmer"),
    ],
)
def test_words_for_people_in_german_and_ukrainian(words: str, role: str, label: str) -> None:
    found = headcount(words)
    assert (found.role, found.label) == (role, label)
