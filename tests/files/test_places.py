"""Places: from pydantic's `loc` to the path and the line in the document."""

from typing import Any

import pytest

from visitplanner.errors import DocumentError
from visitplanner.files.places import (
    Mark,
    Path,
    line_of,
    path_text,
    place_of,
    refuse,
    repeated_key,
    shown,
    value_at,
)

DATA: dict[str, Any] = {
    "hosts": [{"id": "a", "sites": [{"slots": [{"places": 0}]}]}, {"visit": {"visit": 5}}],
    "auto-bar/pupil-03": {"": 1},
}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("hosts", 0, "sites", 1, "slots", 0, "places"), "hosts[0].sites[1].slots[0].places"),
        (("auto-bar",), "auto-bar"),
        (("by_name", "auto-bar/pupil-03", "x"), "by_name['auto-bar/pupil-03'].x"),
        (("", 0), "[''][0]"),
        (("Straße",), "Straße"),
        (("a\nb",), "['a\\nb']"),
        (("x" * 100,), "['" + "x" * 39 + "…']"),
        ((0, 1), "[0][1]"),
    ],
)
def test_paths_are_written_as_people_read_them(path: Path, text: str) -> None:
    assert path_text(path) == text


def test_parts_of_a_loc_that_are_not_in_the_data_are_skipped() -> None:
    loc = ("hosts", "function-before[x()]", 0, "Host", "sites", 0, "slots", 0, "places", "int")
    place = place_of(loc, DATA, 0)
    assert place.path == ("hosts", 0, "sites", 0, "slots", 0, "places")
    assert place.skipped == ((1, "function-before[x()]"), (2, "Host"), (7, "int"))
    assert place.value == 0


def test_a_branch_named_like_a_key_is_told_apart_by_what_was_found() -> None:
    # `visit` is the tag of the union, then the field, or the other way round.
    inner = DATA["hosts"][1]["visit"]
    assert place_of(("hosts", 1, "visit", "visit"), DATA, 5).path == ("hosts", 1, "visit", "visit")
    place = place_of(("hosts", 1, "visit", "visit"), DATA, inner)
    assert place.path == ("hosts", 1, "visit")


def test_missing_keys_and_positions_outside_are_skipped() -> None:
    assert place_of(("hosts", 7, "id"), DATA, None).path == ("hosts",)
    assert place_of(("nothing",), DATA, DATA).skipped == ((0, "nothing"),)
    assert place_of((), DATA, DATA).path == ()


def test_long_locs_end_in_good_time() -> None:
    data: Any = 1
    for _ in range(100):
        data = {"x": data}
    assert len(place_of(("x",) * 100, data, object()).path) == 100


def test_value_at() -> None:
    assert value_at(DATA, ("hosts", 0, "id")) == "a"
    assert value_at(DATA, ("hosts", 9)) is None
    assert value_at(DATA, ("hosts", "x")) is None


def test_the_line_of_what_is_not_there_is_the_line_of_what_is_around_it() -> None:
    mark = Mark(1, {"a": Mark(2, [Mark(3), Mark(4, {"b": Mark(5)})])})
    assert line_of(mark, ("a", 1, "b")) == 5
    assert line_of(mark, ("a", 1, "c", "d")) == 4
    assert line_of(mark, ("a", 7)) == 2
    assert line_of(mark, ()) == 1
    assert line_of(None, ("a",)) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "nothing (null)"),
        (True, "true"),
        (1.5, "1.5"),
        (10**70, "1" + "0" * 58 + "…"),
        ("a\nb\x1b", "'a\\nb\\x1b'"),
        ("x" * 10**6, "'" + "x" * 59 + "…'"),
        ({"a": 1, "b": 2, "c": 3, "d": 4}, "a mapping (a, b, c, …)"),
        ({"a\n": 1}, "a mapping (a\\n)"),
        ({}, "an empty mapping"),
        ([1, 2], "a list of 2"),
        ([], "an empty list"),
    ],
)
def test_found_values_are_shown_short_and_printable(value: object, text: str) -> None:
    assert shown(value) == text


def test_a_number_that_python_will_not_write_out_is_shown() -> None:
    assert shown(10**5000) == "a number of very many digits"


def test_refuse_and_repeated_key() -> None:
    with pytest.raises(DocumentError) as caught:
        refuse("no", line=3, path=("a", 0))
    assert str(caught.value.problems[0]) == "line 3: a[0]: no"
    assert str(repeated_key(("a", "b"), 1, 2)) == (
        "line 2: a.b: 'b' stands twice, on lines 1 and 2; keep one"
    )
