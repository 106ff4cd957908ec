"""UIDs name what an entry is, and nobody."""

from datetime import date
from functools import partial
from itertools import permutations
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from visitplanner.calendars.identity import duty_uid, placement_uid, shuttle_uid

IDS = st.from_regex(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,3}[A-Za-z0-9])?", fullmatch=True)
PEOPLE = st.builds("{}/{}".format, IDS, IDS)
PLACEMENTS = st.tuples(IDS, PEOPLE, IDS, IDS)


def placement(names: tuple[str, str, str, str]) -> str:
    programme, participant, need, site = names
    return placement_uid(programme=programme, participant=participant, need=need, site=site)


def test_uids_never_change() -> None:
    """Else every entry already sent would be orphaned."""
    assert (
        placement_uid(
            programme="may-2023", participant="auto-bar/pupil-03", need="internship", site="w1"
        )
        == "7c5ba56c-1a4f-5503-9d9c-dd395d621892"
    )
    assert (
        duty_uid(programme="may-2023", participant="auto-bar/teacher-01", site="w1")
        == "718337f2-79c8-538a-9b60-14abd188c2c1"
    )
    assert (
        duty_uid(
            programme="may-2023",
            participant="auto-bar/teacher-01",
            site="w1",
            first_day=date(2023, 5, 16),
        )
        == "b3dbb1d0-515c-5e22-a105-2b011f7b4b62"
    )
    van = partial(
        shuttle_uid, programme="may-2023", transfer="van", participant="auto-bar/pupil-03"
    )
    assert van() == "538f0e00-7e26-507e-abbe-502ad2e7c985"
    assert van(first_day=date(2023, 5, 16)) == "74614ae8-0ebb-5e00-8a3d-531b2ca9815c"


def test_they_are_uuids_of_version_5() -> None:
    assert UUID(placement(("p", "d/who", "n", "s"))).version == 5
    assert UUID(duty_uid(programme="p", participant="d/who", site="s")).version == 5


@given(one=PLACEMENTS, other=PLACEMENTS)
def test_different_placements_have_different_uids(
    one: tuple[str, str, str, str], other: tuple[str, str, str, str]
) -> None:
    assert (placement(one) == placement(other)) == (one == other)


def test_each_part_counts_and_so_does_its_place() -> None:
    found = {placement((p, f"d/{w}", n, s)) for p, w, n, s in permutations("abcd")}
    assert len(found) == 24


def test_a_duty_is_no_placement_and_each_run_its_own() -> None:
    days = [date(2023, 5, 16), date(2023, 5, 22)]
    found = {
        placement(("p", "d/who", "duty", "s")),
        duty_uid(programme="p", participant="d/who", site="s"),
        *(duty_uid(programme="p", participant="d/who", site="s", first_day=day) for day in days),
    }
    assert len(found) == 4
