"""Who takes which option while living in which house, for rules about the way on single days.

For each option the placements in all houses add up to those of the option, and for each demand,
site and house to what the table of `visitplanner.matrix.joint` has.
"""

import numpy as np

from visitplanner.matrix.joint import joint_of
from visitplanner.matrix.options import Bools
from visitplanner.matrix.pairs import pairs
from visitplanner.matrix.problem import Problem, groups
from visitplanner.matrix.tables import HomeOptions

NAME = "homes"


def homes_of(problem: Problem, asked: Bools) -> HomeOptions | None:
    """The table for some options, all of a demand at a site or none; None: nobody has a house."""
    options, beds, joint = problem.options, problem.beds, joint_of(problem)
    if beds is None or joint is None:
        return None
    mine = np.flatnonzero(asked & np.isin(options.cohort, beds.cohort))
    entry, bed = pairs(options.cohort[mine], beds.cohort)
    option, lodging = mine[entry], beds.lodging[bed]
    column = problem.add_columns(len(option), upper=options.people[option])
    problem.add_rows(
        NAME,
        row=np.concatenate([np.arange(len(mine)), entry]),
        column=np.concatenate([mine, column]),
        coefficient=np.repeat(np.array([1, -1], dtype=np.int64), [len(mine), len(column)]),
        lower=0,
        upper=0,
        count=len(mine),
    )
    sites = [joint.sites.index(offer.site.id) for offer in options.offers]
    site = options.of_offer(sites)[option]
    places = np.concatenate([joint.demand, options.demand[option]])
    every_site = np.concatenate([joint.site, site])
    row, keys = groups(places, every_site, np.concatenate([joint.lodging, lodging]))
    there = np.isin(row, row[len(joint.column) :])
    problem.add_rows(
        NAME,
        row=row[there],
        column=np.concatenate([joint.column, column])[there],
        coefficient=np.repeat(np.array([1, -1], dtype=np.int64), [len(joint.column), len(column)])[
            there
        ],
        lower=0,
        upper=0,
        count=len(keys[0]),
    )
    problem.homes = HomeOptions(option, lodging, column)
    return problem.homes
