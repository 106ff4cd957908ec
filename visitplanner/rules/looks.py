"""What a rule looks at when one more placement is tried on a finished plan.

Why somebody was left out is found by trying placements, a great many of them, and asking every rule
about each. A rule that says what it looks at (`Looks`) is asked about that part of the plan alone,
and not at all where it cannot have anything to say. That decides how soon reasons come, not what
they are: a rule that says nothing is asked about everything near, and tests hold the two together.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from visitplanner.model.programme import Programme

Part = Literal[
    "own",
    "interpreted",
    "places",
    "company",
    "delegation",
    "near",
    "elsewhere",
    "whole",
    "houses",
    "ways",
    "companions",
]
"""A part of a plan.

- `own`: the placements of the person, this one included;
- `interpreted`: the same, but everything near where the placement takes an interpreter;
- `places`: who is at the same slot, site, host or field at the same time, whoever the person is;
- `company`: everybody whom the hard wishes about the person's company name;
- `delegation`: everything near, but of the person only the delegation;
- `near`: all who share site or wishes with the placement, and who is on duty there;
- `elsewhere`: no placement at all, such as duties and visits, unless the person is on duty, too;
- `whole`: what only the plan as a whole tells, so that it is not asked;
- `houses`: who sleeps in which house, wherever they work;
- `ways`: the placements of the person with their bed and their seats;
- `companions`: who has to come along with a delegation.

Beds are no part of what is near, so rules about them are asked in the last three ways only.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How somebody stands in a plan."""

    bound: bool
    """Whether the person is there for others, too."""
    tied: bool
    """Whether a hard wish is about the person's company."""
    placed: bool
    """Whether the person has other placements."""
    minor: bool
    young: bool
    """Whether a profile of working hours holds."""


@dataclass(frozen=True, slots=True)
class Case:
    """What tells whether a rule may have something to say about a placement."""

    standing: Standing
    option: bool
    """Whether the placement is in the table of options."""
    interpreted: bool
    """Whether it takes an interpreter."""


def always(_programme: Programme, _case: Case) -> bool:
    """Whatever the placement."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """What a rule looks at."""

    part: Part
    when: Callable[[Programme, Case], bool] = always
    """Whether the rule may have anything to say; False only where it is sure to have nothing. Rules
    about `places` are asked without it."""


ONE_PLACEMENT = Looks(part="own", when=lambda _programme, case: not case.option)
"""One placement alone: what the table of options has keeps such a rule."""
PLACEMENTS = Looks(part="own", when=lambda _programme, case: case.standing.placed)
"""The placements of one person among each other."""
YOUNG = Looks(part="own", when=lambda _programme, case: case.standing.young)
"""The working hours of one person for whom a profile holds."""
PLACES = Looks(part="places")
COMPANY = Looks(part="company", when=lambda _programme, case: case.standing.tied)
MINORS = Looks(part="delegation", when=lambda _programme, case: case.standing.minor)
"""Who looks after the minors of a delegation."""
ELSEWHERE = Looks(part="elsewhere")
