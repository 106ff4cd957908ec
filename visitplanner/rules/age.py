"""Age: a slot takes people from its youngest to its oldest age, on the first day there."""

from collections.abc import Iterator
from datetime import date

from dateutil.relativedelta import relativedelta

from visitplanner.matrix.kinds import Reads
from visitplanner.model.people import InternshipNeed, Person
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster
from visitplanner.model.workdays import ONE_DAY, Offer
from visitplanner.rules.form import Rule, Span, Violation, stay_violation
from visitplanner.rules.looks import ONE_PLACEMENT

NAME = "age"


def check(roster: Roster) -> Iterator[Violation]:
    """Everybody is old enough, and young enough, on the first day."""
    for stay in roster.stays:
        admits = stay.offer.slot.admits
        if admits.min_age is None and admits.max_age is None:
            continue
        age = stay.person.age_on(stay.placement.first_day)
        if age is None:
            reason = f"the slot takes {_range(stay.offer)}, and the age is not known"
            yield stay_violation(NAME, stay, reason, limit=_range(stay.offer))
        elif not _fits(stay.offer, age):
            reason = f"the slot takes {_range(stay.offer)}, not {age} years"
            yield stay_violation(NAME, stay, reason, limit=_range(stay.offer), found=age)


def closed(
    _programme: Programme, person: Person, _need: InternshipNeed, offer: Offer
) -> str | None:
    """Why the age does not fit; where the date of birth is known, only days can tell."""
    admits = offer.slot.admits
    if person.born is not None or (admits.min_age is None and admits.max_age is None):
        return None
    if person.age is None:
        return f"the slot takes {_range(offer)}, and the age is not known"
    if _fits(offer, person.age):
        return None
    return f"the slot takes {_range(offer)}, not {person.age} years"


def starts_within(
    _programme: Programme, person: Person, _need: InternshipNeed, offer: Offer
) -> Span | None:
    """From the birthday that is old enough to the day before the one that is too old."""
    admits, born = offer.slot.admits, person.born
    if born is None or (admits.min_age is None and admits.max_age is None):
        return None
    first = born + relativedelta(years=admits.min_age) if admits.min_age else date.min
    if admits.max_age is None:
        return (first, date.max)
    last = born + relativedelta(years=admits.max_age + 1) - ONE_DAY
    return (first, last)


def reads(programme: Programme) -> Reads:
    """Age or date of birth, and the ages admitted, where any slot names some."""
    admits = (offer.slot.admits for offer in programme.offers.values())
    if all(each.min_age is None and each.max_age is None for each in admits):
        return Reads()
    return Reads(
        demand=lambda person, _need: (person.born, person.age),
        offer=lambda offer: (offer.slot.admits.min_age, offer.slot.admits.max_age),
    )


def fix(violation: Violation) -> str:
    """What would let the participant in."""
    return f"'{violation.slot}' admits this age"


def _fits(offer: Offer, age: int) -> bool:
    low, high = offer.slot.admits.min_age, offer.slot.admits.max_age
    return (low is None or low <= age) and (high is None or age <= high)


def _range(offer: Offer) -> str:
    low, high = offer.slot.admits.min_age, offer.slot.admits.max_age
    if low is None:
        return f"people up to {high} years"
    return f"people from {low} years" if high is None else f"people from {low} to {high} years"


RULE = Rule(
    name=NAME,
    says="A slot takes people from its youngest to its oldest age, on the first day there.",
    source="the programme: admits.min_age and admits.max_age of the slot",
    check=check,
    fix=fix,
    looks=ONE_PLACEMENT,
    reads=reads,
    closed=closed,
    starts_within=starts_within,
)
