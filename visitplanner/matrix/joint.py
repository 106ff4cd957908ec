"""Who works at which site while living in which house, for rules and goals about the way between.

A column for each demand, site and house counts placements. For each demand and site they add up to
the placements there, and for each demand and house to no more than the people who sleep there.
"""

import numpy as np

from visitplanner.matrix.pairs import pairs
from visitplanner.matrix.problem import Problem, groups
from visitplanner.matrix.tables import JointOptions

NAME = "joint"


def joint_of(problem: Problem) -> JointOptions | None:
    """The table, made when it is first asked for; None where nobody has a house."""
    if problem.joint is None and problem.beds is not None and len(problem.options):
        problem.joint = _made(problem)
    return problem.joint


def _made(problem: Problem) -> JointOptions:
    options, beds = problem.options, problem.beds
    assert beds is not None
    sites = tuple(dict.fromkeys(offer.site.id for offer in options.offers))
    site = options.of_offer([sites.index(offer.site.id) for offer in options.offers])
    place, (demand_of_place, site_of_place) = groups(options.demand, site)
    cohort_of_place = np.array([demand.cohort for demand in options.demands], dtype=np.int64)[
        demand_of_place
    ]
    # Every pair of a (demand, site) and a bed option of the same cohort.
    pair_place, pair_bed = pairs(cohort_of_place, beds.cohort)
    lodged = np.isin(place, pair_place)  # for whom no house is meant, no house is asked
    people = np.array([len(demand.people) for demand in options.demands], dtype=np.int64)
    parts = np.array([demand.need.parts for demand in options.demands], dtype=np.int64)
    upper = (people * parts)[demand_of_place[pair_place]]
    column = problem.add_columns(len(pair_place), upper=upper)
    count = len(demand_of_place)
    problem.add_rows(
        NAME,
        row=np.concatenate([place[lodged], pair_place]),
        column=np.concatenate([np.flatnonzero(lodged), column]),
        coefficient=np.repeat(np.array([1, -1], dtype=np.int64), [lodged.sum(), len(column)]),
        lower=0,
        upper=0,
        count=count,
    )
    row, (demand_of_row, bed_of_row) = groups(demand_of_place[pair_place], pair_bed)
    problem.add_rows(
        NAME,
        row=np.concatenate([row, np.arange(len(bed_of_row))]),
        column=np.concatenate([column, beds.column[bed_of_row]]),
        coefficient=np.concatenate([np.ones(len(row), dtype=np.int64), -parts[demand_of_row]]),
        upper=0,
        count=len(bed_of_row),
    )
    return JointOptions(
        demand=demand_of_place[pair_place],
        site=site_of_place[pair_place],
        lodging=beds.lodging[pair_bed],
        column=column,
        sites=sites,
    )
