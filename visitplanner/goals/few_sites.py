"""Few sites: nobody is placed at a site where it can be helped."""

import numpy as np

from visitplanner.goals.form import Goal, on_request
from visitplanner.matrix.problem import Objective, Problem, groups
from visitplanner.model.roster import Roster

NAME = "few_sites"


def measure(roster: Roster) -> int:
    """Sites with anybody placed."""
    return len({stay.offer.site.id for stay in roster.stays})


def objective(problem: Problem) -> Objective:
    """For each site a yes-or-no column; the placements of a demand there <= its size * column."""
    options = problem.options
    names = sorted({offer.site.id for offer in options.offers})
    site = options.of_offer([names.index(offer.site.id) for offer in options.offers])
    used = problem.add_columns(len(names), upper=1)
    if len(options):
        row, (site_of_row, demand) = groups(site, options.demand)
        size = np.array([each.size for each in options.demands], dtype=np.int64)
        problem.add_rows(
            NAME,
            row=np.concatenate([row, np.arange(len(demand))]),
            column=np.concatenate([np.arange(len(options)), used[site_of_row]]),
            coefficient=np.concatenate([np.ones(len(options), dtype=np.int64), -size[demand]]),
            upper=0,
            count=len(demand),
        )
    return Objective(used, np.ones(len(used), dtype=np.int64))


GOAL = Goal(
    name=NAME,
    says="As few sites as can be have anybody placed there.",
    unit="sites",
    sense="least",
    measure=measure,
    objective=objective,
    applies=on_request,
    when="on request",
)
