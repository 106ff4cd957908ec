"""Places of a site: never more people on any day, over all its slots, than the site takes."""

from collections.abc import Iterator

import numpy as np

from visitplanner.matrix.problem import UNLIMITED, Problem, groups
from visitplanner.model.roster import Roster, Stay, by_place_and_day
from visitplanner.rules.form import Rule, Violation, counted

NAME = "site_places"


def check(roster: Roster) -> Iterator[Violation]:
    """On every day a site takes at most as many people as it has places."""
    for day, present in by_place_and_day(roster.stays, _limited_site):
        site = present[0].offer.site
        if site.places is not None and len(present) > site.places:
            yield Violation(
                rule=NAME,
                who=tuple(stay.who for stay in present),
                site=site.id,
                days=(day,),
                limit=site.places,
                found=len(present),
                message=f"{site.id} on {day}: {len(present)} people over all its slots, "
                f"{counted(site.places, 'place', 'places')}",
            )


def _limited_site(stay: Stay) -> str | None:
    return None if stay.offer.site.places is None else stay.offer.site.id


def rows(problem: Problem) -> None:
    """For each site with places of its own, and each day: people there <= places."""
    options = problem.options
    sites: dict[str, int] = {}
    limited: list[int] = []
    of_offer = np.full(len(options.offers), -1, dtype=np.int64)
    for number, offer in enumerate(options.offers):
        if offer.site.places is not None:
            if offer.site.id not in sites:
                sites[offer.site.id] = len(limited)
                limited.append(min(offer.site.places, UNLIMITED))
            of_offer[number] = sites[offer.site.id]
    if not limited:
        return
    option, day = options.days_worked()
    site = of_offer[options.offer[option]]
    inside = site >= 0
    row, (sites_of_rows, _) = groups(site[inside], day[inside])
    places = np.array(limited, dtype=np.int64)
    problem.add_rows(
        NAME,
        row=row,
        column=option[inside],
        upper=places[sites_of_rows],
        count=len(sites_of_rows),
    )


def fix(violation: Violation) -> str:
    """What would let one more in."""
    return f"one more place at the site '{violation.site}'"


RULE = Rule(
    name=NAME,
    says="On every day a site takes at most as many people, over all its slots, as it has places.",
    source="the programme: places of the site",
    check=check,
    fix=fix,
    rows=rows,
)
