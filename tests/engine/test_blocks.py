"""Blocks: found where they are, a first plan block by block, regions of whole ones."""

import numpy as np
from hypothesis import given

from tests.engine.matrices import Draft, Drawn, best_of_all, matrices
from visitplanner.engine.answer import Deadline, Outcome
from visitplanner.engine.block_bounds import bounded, sum_of_blocks
from visitplanner.engine.blocks import Blocks, blocks_of
from visitplanner.engine.blockwise import first_by_blocks
from visitplanner.engine.least import least_of_part
from visitplanner.engine.limits import Limits
from visitplanner.engine.neighbourhoods import improved
from visitplanner.engine.parts import Part
from visitplanner.engine.regions import Regions, Way
from visitplanner.engine.relaxation import Guide, Relaxation
from visitplanner.engine.weights import weighed
from visitplanner.matrix.linear import costs_of, value_of
from visitplanner.matrix.options import Ints
from visitplanner.matrix.problem import UNLIMITED, Objective

LIMITS = Limits(seed=0, deadline=Deadline(None))


def terms(people: int, *, places: int, least: int = 0) -> Part:
    """Everybody has four things to do in five weeks, each in one of two places, one at a time.

    So many have a place there each week; with `least`, none or so many. Who is even prefers the
    first place, who is odd the second one.
    """
    made = Draft([1] * (people * 40))
    number = np.arange(people * 40).reshape(people, 4, 5, 2)
    for person in range(people):
        for task in range(4):
            made.row([(int(each), 1) for each in number[person, task].flat], -UNLIMITED, 1)
        for week in range(5):
            made.row([(int(each), 1) for each in number[person, :, week].flat], -UNLIMITED, 1)
    for each in np.moveaxis(number, 0, -1).reshape(-1, people).tolist():
        made.row([(column, 1) for column in each], -UNLIMITED, places)
        if least:
            open_ = made.column(1)
            made.row([*((column, 1) for column in each), (open_, -least)], 0, UNLIMITED)
            made.row([*((column, 1) for column in each), (open_, -places)], -UNLIMITED, 0)
    matrix = made.matrix
    placed = Objective(number.reshape(-1), np.full(number.size, -1), least=-4 * people)
    person, place = np.indices(number.shape)[[0, 3]]
    wrong = number[(person + place) % 2 == 1]
    return Part(np.arange(matrix.columns), matrix, (placed, Objective(wrong, np.ones_like(wrong))))


def costs(part: Part) -> list[Ints]:
    return [costs_of(each, part.matrix.columns) for each in part.objectives]


def guide(part: Part) -> Guide:
    each = costs(part)
    return Relaxation(part.matrix, each).guide(weighed(each), deadline=Deadline(None))


def planned(part: Part, limits: Limits = LIMITS) -> Ints:
    blocks = blocks_of(part.matrix, costs(part))
    found = first_by_blocks(part.matrix, costs(part), blocks, limits, guide(part))
    assert found is not None
    assert part.matrix.keeps(found)
    return found


def test_blocks_are_people_and_what_several_share_is_in_none() -> None:
    part = terms(10, places=3, least=2)
    blocks = blocks_of(part.matrix, costs(part))
    assert blocks.strong
    assert blocks.sizes[blocks.numbers].tolist() == [40] * 10
    assert blocks.loose.tolist() == [False] * 400 + [True] * 40


def test_few_people_are_blocks_also_where_more_is_theirs_than_a_place_has() -> None:
    part = terms(9, places=1)
    everyone_differs = np.random.default_rng(0).integers(0, 1000, part.matrix.columns)
    blocks = blocks_of(part.matrix, [everyone_differs])
    assert blocks.strong
    assert blocks.label.tolist() == np.repeat(np.arange(9), 40).tolist()


def test_columns_stand_where_those_stand_that_they_were_written_for() -> None:
    groups, people, sites = 20, 6, 5
    made = Draft([1] * (groups * people * sites))
    there = np.arange(groups * people * sites).reshape(groups, people, sites)
    open_ = np.array([[made.column(1) for _ in range(sites)] for _ in range(groups)])
    count = [made.column(2) for _ in range(groups)]
    for group in range(groups):
        for person in range(people):
            made.row([(column, 1) for column in there[group, person].tolist()], -UNLIMITED, 1)
        for site in range(sites):
            who = [(column, 1) for column in there[group, :, site].tolist()]
            made.row([*who, (int(open_[group, site]), -4)], -UNLIMITED, 0)
        made.row([*((int(each), 1) for each in open_[group]), (count[group], -1)], 0, 0)
    for site in range(sites):
        made.row([(column, 1) for column in there[:, :, site].ravel().tolist()], -UNLIMITED, 9)
        for first in range(5):
            made.row([(int(each), 1) for each in open_[first::5, site]], -UNLIMITED, 1)
    made.row([(int(each), 1) for each in open_[[0, 12], 0]], -UNLIMITED, 1)
    wish = np.zeros(made.matrix.columns, dtype=np.int64)
    wish[there] = np.random.default_rng(0).integers(1, 1000, there.shape)
    blocks = blocks_of(made.matrix, [wish])
    assert blocks.strong
    assert len(blocks.numbers) == groups
    for group in range(groups):
        own = [*there[group].ravel(), *open_[group], count[group]]
        assert len(np.unique(blocks.label[own])) == 1


def test_mere_choices_are_no_strong_blocks() -> None:
    def chosen(most: int) -> Blocks:
        made = Draft([1] * 120)
        for person in range(20):
            made.row([(6 * person + place, 1) for place in range(6)], -UNLIMITED, most)
        for place in range(6):
            made.row([(6 * person + place, 1) for person in range(20)], -UNLIMITED, 3)
        return blocks_of(made.matrix, [np.arange(120)])

    assert chosen(1).sizes.tolist() == [6] * 20
    assert chosen(1).choices == 20
    assert not chosen(1).strong
    assert chosen(2).choices == 0
    assert chosen(2).strong


def test_choices_side_by_side_take_no_place_of_other_blocks() -> None:
    made = Draft([1] * 120)
    number = np.arange(120).reshape(20, 6)
    for own in number.tolist():
        made.row([(column, 1) for column in own], -UNLIMITED, 1)
    for each in number.reshape(4, 5 * 6).T.tolist():
        made.row([(column, 1) for column in each], -UNLIMITED, 1)
    assert blocks_of(made.matrix, [np.arange(120)]).sizes.tolist() == [4] * 30


def test_few_blocks_are_not_strong_and_leave_nothing_over() -> None:
    label = np.repeat(np.arange(7), 10)
    assert not Blocks(label).strong
    assert not Blocks(label).loose.any()
    assert not Blocks(np.concatenate([label, 7 + np.arange(50)])).strong
    assert Blocks(np.repeat(np.arange(8), 10)).strong


def test_block_by_block_everybody_finds_a_place() -> None:
    part = terms(10, places=2)
    assert value_of(part.objectives[0], planned(part)) == -40


def test_some_blocks_together_make_up_a_smallest_group() -> None:
    part = terms(10, places=3, least=2)
    found = planned(part)
    assert value_of(part.objectives[0], found) <= -36
    assert np.array_equal(found, planned(part))


def test_without_time_it_is_the_empty_plan() -> None:
    part = terms(10, places=2)
    assert not planned(part, Limits(seed=0, deadline=Deadline(0.0))).any()


def test_what_blocks_share_comes_along_and_what_costs_something_does_not() -> None:
    part = terms(10, places=3, least=2)
    reduced = guide(part).reduced
    values = np.zeros(part.matrix.columns, dtype=np.int64)
    regions = Regions(part.matrix, part.objectives, guide(part))
    assert regions.ways == [way for way in Way if way is not Way.APART]
    rng = np.random.default_rng(0)
    whole = regions.drawn(Way.WHOLE, values, 0, 80, rng)
    assert np.isin(np.arange(400, 440), whole).all()
    assert np.isin(np.bincount(whole[whole < 400] // 40), (0, 40)).all()
    cheap = regions.drawn(Way.CHEAP, values, 0, 40, rng)
    assert len(cheap[cheap < 400])
    assert (reduced[cheap[cheap < 400]] <= 1e-6).all()


def test_regions_of_blocks_lead_to_the_best() -> None:
    part = terms(10, places=3, least=2)
    known = Outcome.of(np.zeros(part.matrix.columns, dtype=np.int64), part.objectives, (-40, 0))
    limits = Limits(seed=0, deadline=Deadline(30.0))
    found = improved(part.matrix, part.objectives, known, limits, guide=guide(part))
    assert part.matrix.keeps(found.values)
    assert found.reached[0] == -40


def test_within_a_limit_blocks_are_made_and_improved() -> None:
    part = terms(12, places=3, least=2)
    found = least_of_part(part, None, Limits(seed=0, deadline=Deadline(20.0)))
    assert part.matrix.keeps(found.values)
    assert found.reached[0] == found.bounds[0] == -48


@given(matrices())
def test_what_blocks_add_up_to_is_a_bound(drawn: Drawn) -> None:
    matrix, objectives = drawn
    best = best_of_all(matrix, objectives[:1])
    blocks = Blocks(np.arange(matrix.columns) // 2)
    found = sum_of_blocks(matrix, objectives[0], blocks, LIMITS, np.ones(matrix.columns))
    assert best is None or found <= best[0]


def test_blocks_prove_more_than_their_columns_and_less_without_time() -> None:
    part = terms(10, places=3)
    everything = Objective(np.arange(400), np.full(400, -1), least=-400)
    blocks, all_ = blocks_of(part.matrix, costs(part)), np.ones(400)
    assert sum_of_blocks(part.matrix, everything, blocks, LIMITS, all_) == -40
    late = Limits(seed=0, deadline=Deadline(0.0))
    assert sum_of_blocks(part.matrix, everything, blocks, late, all_) == -400
    assert sum_of_blocks(part.matrix, everything, blocks, LIMITS, all_ / 10) == -32 - 80
    known = Outcome.of(np.zeros(400, dtype=np.int64), (everything,), (-400,))
    whole = Part(np.arange(400), part.matrix, (everything,))
    assert bounded(whole, blocks, known, LIMITS, all_).bounds == (-40,)


@given(matrices())
def test_a_plan_by_any_blocks_satisfies_all_rows(drawn: Drawn) -> None:
    matrix, objectives = drawn
    part = Part(np.arange(matrix.columns), matrix, objectives)
    blocks = Blocks(np.arange(matrix.columns) // 2)
    found = first_by_blocks(matrix, costs(part), blocks, LIMITS, guide(part))
    assert (found is None) == (matrix.empty_plan is None)
    assert found is None or matrix.keeps(found)
