"""The form every rule has.

A rule is one file with one `RULE`. What it says, how it is checked on a plan and what the solver is
told stand side by side in it; the property tests hold the two together. A rule tells the solver
in one of these ways:

- `closed`: this person can never meet this need at this slot (a reason), or may (None);
- `stay_within`: the first and last day of the stay must lie in this window;
- `starts_within`: the first day must lie in this window;
- `never_works`: no working day of the stay may fall into these windows;
- `why_off`: why nobody of this kind works there on a day (a reason), or does (None);
- `lengths`: the length that a stay has; without any such rule, stays of all lengths are open;
- `closed_visit`: this visit can never take place on this day at this time (a reason);
- `closed_bed`: this person can never sleep in this house (a reason);
- `rows`: linear rows over the chosen options, for what concerns several people at once.

The first six are asked about every person, need and slot. A rule may name the facts they depend on
(`reads`); it is then asked once for all that look alike to it, and for a large programme this
decides how long planning takes. A rule that names none is asked about everybody.

In the same manner a rule may name the part of a finished plan that it looks at when one more
placement is tried on it (`looks`), and this decides how soon it is known why somebody was left out.
A rule that names none is asked about everything near.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from visitplanner.matrix.kinds import Reads
from visitplanner.matrix.problem import Problem
from visitplanner.model.logistics import Lodging, Visit
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster, Stay
from visitplanner.model.windows import DateWindow, Hours, Length
from visitplanner.model.workdays import Offer, WorkCalendar
from visitplanner.rules.looks import Looks


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One breach of a rule: who, where, when, and by how much."""

    rule: str
    who: tuple[str, ...]
    """Ids of the participants concerned."""
    message: str
    """One readable line."""
    site: str | None = None
    slot: str | None = None
    host: str | None = None
    field: str | None = None
    days: tuple[date, ...] = ()
    limit: int | str | None = None
    """What the rule allows."""
    found: int | str | None = None
    """What the plan has instead."""

    def __str__(self) -> str:
        return f"{self.rule}: {self.message}"


Closed = Callable[[Programme, Person, InternshipNeed, Offer], str | None]
Span = tuple[date, date]
"""First and last day, both included; where it runs backwards, no day at all."""
SpanOf = Callable[[Programme, Person, InternshipNeed, Offer], Span | None]
WindowsOf = Callable[[Programme, Person, InternshipNeed, Offer], tuple[DateWindow, ...]]
WhyOff = Callable[[WorkCalendar, date], str | None]
LengthOf = Callable[[Programme, Person, InternshipNeed, Offer], Length | Span]
"""The length of a stay, or the days of a stay as long as can be."""
ClosedVisit = Callable[[Programme, Visit, date, Hours], str | None]
ClosedBed = Callable[[Programme, Person, Lodging], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A hard condition."""

    name: str
    says: str
    """The rule in one sentence."""
    source: str
    """Where the rule comes from."""
    check: Callable[[Roster], Iterator[Violation]]
    """The definition: every breach in a plan."""
    fix: Callable[[Violation], str] | None = None
    """Words for the smallest change that lifts one breach; None: there is no such change."""
    fix_by_day: bool = True
    """Whether that change is for the days of the breach alone, so that these are told with it."""
    looks: Looks | None = None
    """What the rule looks at when one more placement is tried on a finished plan; None: at
    everything near."""
    reads: Callable[[Programme], Reads] | None = None
    """The facts on which `closed`, `stay_within`, `starts_within`, `never_works`, `why_off` and
    `lengths` depend, in a programme; None: on anything."""
    closed: Closed | None = None
    stay_within: SpanOf | None = None
    starts_within: SpanOf | None = None
    never_works: WindowsOf | None = None
    why_off: WhyOff | None = None
    lengths: LengthOf | None = None
    closed_visit: ClosedVisit | None = None
    closed_bed: ClosedBed | None = None
    rows: Callable[[Problem], None] | None = None
    wished: Callable[[Roster], int] | None = None
    """Of what is only wished for, the breaches in a plan, each with its weight; the goal `wishes`
    adds them up. The solver is told in `rows`, by an objective put into `problem.wishes`."""
    grows: bool = True
    """Whether a breach stays a breach when more is added to the plan. False for what only a
    finished plan can keep, such as a minimum group."""

    @property
    def filters(self) -> bool:
        """Whether the rule says anything of one person at one slot alone."""
        forms = (self.closed, self.stay_within, self.starts_within, self.never_works, self.lengths)
        return any(each is not None for each in forms)


def counted(number: int, singular: str, plural: str) -> str:
    """`1 place`, `4 places`."""
    return f"{number} {singular if number == 1 else plural}"


def each_stay(
    rule: str, closed: Closed, *, limit: Callable[[Stay], str] | None = None
) -> Callable[[Roster], Iterator[Violation]]:
    """The check of a rule that concerns one person at one slot, whatever the day."""

    def check(roster: Roster) -> Iterator[Violation]:
        for stay in roster.stays:
            reason = closed(roster.programme, stay.person, stay.need, stay.offer)
            if reason is not None:
                yield stay_violation(rule, stay, reason, limit=limit(stay) if limit else None)

    return check


def stay_violation(
    rule: str,
    stay: Stay,
    reason: str,
    *,
    days: Iterable[date] = (),
    limit: int | str | None = None,
    found: int | str | None = None,
) -> Violation:
    """A breach by one placement."""
    return Violation(
        rule=rule,
        who=(stay.who,),
        site=stay.offer.site.id,
        slot=stay.offer.id,
        days=tuple(days) or (stay.placement.first_day,),
        limit=limit,
        found=found,
        message=f"{stay.who} at {stay.offer.id}: {reason}",
    )
