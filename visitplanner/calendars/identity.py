"""UIDs: what a calendar recognises an entry by.

A UID is the version-5 UUID (RFC 9562, 5.5) of what an entry *is*, never of what it says: dates,
hours, names of people and all wording may change, and the entry stays the same one. It is opaque
and names no person, host or domain (RFC 7986, 5.3), and it is the same in the calendar of the host,
in that of the participant and in the invitation.

- A placement is a participant meeting one need at one site. Moved to other dates or to another slot
  of the site it keeps its UID; moved to another site it is another entry, for another reader. Of a
  need that asks for several parts, each in another field, the field tells the parts apart.
- A visit, and an arrival or departure, is what the programme calls by its id, whenever it is.
- A shuttle is a person's rides on it: one entry for all their days where its hours are known, or
  else one for each run of days in a row, told apart by the first day of the run.
- A duty is a person accompanying at one site, or interpreting there: one entry for all its days
  where it has hours. Whole days have one entry for each run of days in a row, told apart by the
  first day of the run.

Entries already sent would be orphaned by any change of this module.
"""

from datetime import date
from uuid import UUID, uuid5

from visitplanner.model.plan import Task

_NAMESPACE = UUID("5d2c8c0e-4b0a-5c53-8e0c-3f7a3f1f6b12")


def placement_uid(
    *, programme: str, participant: str, need: str, site: str, field: str | None = None
) -> str:
    """Return the UID of a placement, from the ids of what it is; with `field` that of one part."""
    part = () if field is None else (field,)
    return _uid("placement", programme, participant, need, site, *part)


def duty_uid(
    *,
    programme: str,
    participant: str,
    site: str,
    task: Task = "supervision",
    first_day: date | None = None,
) -> str:
    """Return the UID of a person's duty at a site; with `first_day` that of one run of days."""
    kind = "duty" if task == "supervision" else task
    run = () if first_day is None else (first_day.isoformat(),)
    return _uid(kind, programme, participant, site, *run)


def visit_uid(*, programme: str, visit: str) -> str:
    """Return the UID of a visit, the same for all who take part and for the place visited."""
    return _uid("visit", programme, visit)


def journey_uid(*, programme: str, transfer: str) -> str:
    """Return the UID of a journey, the same for all who have a seat."""
    return _uid("journey", programme, transfer)


def shuttle_uid(
    *, programme: str, transfer: str, participant: str, first_day: date | None = None
) -> str:
    """Return the UID of a person's rides on a shuttle; with `first_day` that of one run of days."""
    run = () if first_day is None else (first_day.isoformat(),)
    return _uid("shuttle", programme, transfer, participant, *run)


def _uid(*parts: str) -> str:
    # No id holds a space (`visitplanner.model.base.Id`), so different parts make different names.
    return str(uuid5(_NAMESPACE, " ".join(parts)))
