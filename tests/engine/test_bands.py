"""Bands across blocks, and regions of what can move while all else stays."""

import numpy as np
import pytest

from visitplanner.engine.answer import Deadline, LimitHit, Outcome
from visitplanner.engine.bands import Layout, Movable, bands_of
from visitplanner.engine.blocks import Blocks, blocks_of
from visitplanner.engine.by_column import ByColumn
from visitplanner.engine.least import least_of_part
from visitplanner.engine.limits import Limits
from visitplanner.engine.neighbourhoods import improved
from visitplanner.engine.parts import Part
from visitplanner.engine.proving import Task, proven
from visitplanner.engine.regions import Regions, Way
from visitplanner.engine.relaxation import Relaxation
from visitplanner.matrix.linear import Matrix, costs_of, matrix_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import UNLIMITED, Objective

PEOPLE, WARDS, WEEKS = 12, 8, 10


def wards(places: int = 2) -> Part:
    """Everybody works in every ward for two weeks' time at most, in one ward at a time."""
    person, ward, week = (
        each.reshape(-1) for each in np.indices((PEOPLE, WARDS, WEEKS - 1), dtype=np.int64)
    )
    count = len(person)
    column = np.arange(count)
    needs = PEOPLE * WARDS
    busy = needs + PEOPLE * WEEKS
    weeks = [person * WEEKS + week + later for later in (0, 1)]
    taken = [ward * WEEKS + week + later for later in (0, 1)]
    row = np.concatenate(
        [
            person * WARDS + ward,
            *(needs + each for each in weeks),
            *(busy + each for each in taken),
        ]
    )
    upper = np.ones(busy + WARDS * WEEKS, dtype=np.int64)
    upper[busy:] = places
    matrix = matrix_of(
        np.zeros(count, dtype=np.int64),
        np.ones(count, dtype=np.int64),
        (row, np.tile(column, 5), np.ones(5 * count, dtype=np.int64)),
        (np.full(len(upper), -UNLIMITED), upper),
    )
    dear = np.flatnonzero((person + ward) % 3 == 0)
    objectives = (
        Objective(column, np.full(count, -1), least=-PEOPLE * WEEKS // 2),
        Objective(dear, np.ones(len(dear), dtype=np.int64)),
    )
    return Part(column, matrix, objectives)


def blocks(part: Part) -> Blocks:
    return blocks_of(part.matrix, [costs_of(each, part.matrix.columns) for each in part.objectives])


def movable(matrix: Matrix, values: Ints, columns: Ints) -> Ints:
    """Each column by itself: whether the rest of the free ones may give way to it."""
    found = []
    for column in columns:
        alone = values.copy()
        alone[columns] = 0
        alone[column] = 1
        if matrix.keeps(alone):
            found.append(column)
    return np.array(found, dtype=np.int64)


def plan(part: Part) -> Ints:
    limits = Limits(seed=0, deadline=Deadline(0.0))
    limits.deadline.expire()
    return least_of_part(part, None, limits).values


def test_a_place_is_a_band_and_a_person_is_a_block() -> None:
    part = wards()
    found = bands_of(part.matrix, blocks(part))
    assert found is not None
    person, ward, _ = np.indices((PEOPLE, WARDS, WEEKS - 1))
    assert np.array_equal(found, ward.reshape(-1))
    assert np.array_equal(blocks(part).label, person.reshape(-1))


def test_without_what_crosses_blocks_there_are_no_bands() -> None:
    part = wards()
    single = Blocks(np.arange(part.matrix.columns) // (WEEKS - 1))
    assert bands_of(part.matrix, single) is None
    none = Blocks(np.zeros(part.matrix.columns, dtype=np.int64))
    assert bands_of(part.matrix, none) is None


@pytest.mark.parametrize("across", [False, True])
def test_a_region_is_all_that_can_move(*, across: bool) -> None:
    part = wards()
    values = plan(part)
    assert values.any()
    bands = bands_of(part.matrix, blocks(part))
    assert bands is not None
    by_column = ByColumn(part.matrix)
    regions = Movable(by_column, Layout(blocks(part), bands))
    regret = np.zeros(part.matrix.columns)
    regret[5] = 1e6
    largest = first = 0
    for seed in range(5):
        rng = np.random.default_rng(seed)
        found = regions.drawn(values, regret, 120, rng, across=across)
        label = blocks(part).label[found]
        first += 0 in label
        assert len(found) <= 120 or len(np.unique(label)) == 1
        own = np.flatnonzero(
            np.isin(blocks(part).label, label) & (np.isin(bands, bands[found]) | (not across))
        )
        assert np.array_equal(regions.movable(own, values), movable(part.matrix, values, own))
        largest = max(largest, len(np.unique(label)))
    assert largest > 1
    # Of ten, one is drawn anywhere.
    assert first >= 3


def test_however_large_the_last_region_was_the_next_is_as_large_as_asked() -> None:
    part = wards()
    bands = bands_of(part.matrix, blocks(part))
    assert bands is not None
    regions = Movable(ByColumn(part.matrix), Layout(blocks(part), bands))
    empty = np.zeros(part.matrix.columns, dtype=np.int64)
    own = part.matrix.columns // PEOPLE
    rng = np.random.default_rng(0)
    for people in (3, 7, 1, PEOPLE, 2, 0):
        found = regions.drawn(empty, np.ones(len(empty)), people * own, rng, across=False)
        # Nothing stands in the way of anything yet, so all of everybody can move.
        assert len(found) == max(1, people) * own


def test_once_no_time_is_left_nothing_is_relaxed_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    part = wards()
    monkeypatch.setattr("visitplanner.engine.proving.filled", lambda *_, **__: None)
    monkeypatch.setattr(Relaxation, "again", None)

    def inner(*_: object) -> Outcome:
        raise LimitHit

    empty = np.zeros(part.matrix.columns, dtype=np.int64)
    task = Task(part, None, empty, inner)
    found = proven(task, Limits(seed=0, deadline=Deadline(2.0)))
    assert part.matrix.keeps(found.values)
    assert found.bounds[0] == -60


def test_sums_are_kept_up_as_values_change() -> None:
    part = wards()
    by_column = ByColumn(part.matrix)
    rng = np.random.default_rng(0)
    for _ in range(4):
        values = rng.integers(0, 2, part.matrix.columns)
        assert np.array_equal(by_column.sums(values), part.matrix.sums(values))


@pytest.mark.parametrize("way", [Way.MOVABLE, Way.ACROSS])
def test_regions_across_blocks_make_it_better(monkeypatch: pytest.MonkeyPatch, way: Way) -> None:
    part = wards()
    monkeypatch.setattr(Regions, "ways", property(lambda _: [way]))
    known = Outcome.of(np.zeros(part.matrix.columns, dtype=np.int64), part.objectives, [-60, 0], [])
    found = improved(part.matrix, part.objectives, known, Limits(seed=0, deadline=Deadline(10.0)))
    assert part.matrix.keeps(found.values)
    assert found.reached[0] <= -55


def test_within_a_limit_bands_lead_to_the_best() -> None:
    part = wards()
    found = least_of_part(part, None, Limits(seed=0, deadline=Deadline(10.0)))
    assert part.matrix.keeps(found.values)
    assert found.reached == found.bounds
    assert found.reached[0] == -60
