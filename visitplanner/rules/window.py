"""Windows: a stay lies in the windows of the delegation, of the need and of the slot."""

from collections.abc import Iterator

from visitplanner.matrix.kinds import Reads
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster, Stay
from visitplanner.model.vocabulary import span_text
from visitplanner.model.windows import DateWindow
from visitplanner.model.workdays import Offer
from visitplanner.rules.form import Rule, Span, Violation, stay_violation
from visitplanner.rules.looks import ONE_PLACEMENT

NAME = "window"


def windows(person: Person, need: InternshipNeed, offer: Offer) -> tuple[DateWindow, ...]:
    """The windows that bind a stay: of the delegation, of the need and of the slot."""
    every = (person.window, need.window, offer.slot.window)
    return tuple([window for window in every if window is not None])


def check(roster: Roster) -> Iterator[Violation]:
    """No stay or duty begins before or ends after what it is bound to."""
    for stay in roster.stays:
        first, last = stay.placement.first_day, stay.placement.last_day
        for bound in (stay.person.window, stay.need.window, stay.offer.slot.window):
            if bound is not None and (first < bound.first or bound.last < last):
                break
        else:
            continue
        for what, window in _named(stay):
            if window is not None and (first < window.first or last > window.last):
                found = span_text(first, last)
                reason = f"{found} is not inside {what} ({window})"
                yield stay_violation(
                    NAME, stay, reason, days=(first, last), limit=str(window), found=found
                )
    for duty, person in roster.duties:
        if duty.day not in person.window:
            yield Violation(
                rule=NAME,
                who=(person.id,),
                site=duty.site,
                days=(duty.day,),
                limit=str(person.window),
                found=str(duty.day),
                message=f"{person.id} on duty at {duty.site}: {duty.day} is not inside the stay "
                f"of '{person.delegation}' ({person.window})",
            )


def _named(stay: Stay) -> tuple[tuple[str, DateWindow | None], ...]:
    """The windows of a stay, each with what it belongs to."""
    return (
        (f"the stay of '{stay.person.delegation}'", stay.person.window),
        (f"the need '{stay.need.id}'", stay.need.window),
        (f"the offer of '{stay.offer.id}'", stay.offer.slot.window),
    )


def stay_within(
    _programme: Programme, person: Person, need: InternshipNeed, offer: Offer
) -> Span | None:
    """The days that all windows have in common; it runs backwards where there are none."""
    common = windows(person, need, offer)
    first = max(window.first for window in common)
    last = min(window.last for window in common)
    return (first, last)


def reads(_programme: Programme) -> Reads:
    """The windows."""
    return Reads(
        demand=lambda person, need: (_ends(person.window), _ends(need.window)),
        offer=lambda offer: _ends(offer.slot.window),
    )


def _ends(window: DateWindow | None) -> Span | None:
    return None if window is None else (window.first, window.last)


def fix(_violation: Violation) -> str:
    """What would let the participant in."""
    return "wider windows"


RULE = Rule(
    name=NAME,
    says="A stay lies inside the windows of the delegation, of the need and of the slot; "
    "duties lie inside the delegation's.",
    source="the programme: window of delegation, need and slot",
    check=check,
    fix=fix,
    looks=ONE_PLACEMENT,
    reads=reads,
    stay_within=stay_within,
)
