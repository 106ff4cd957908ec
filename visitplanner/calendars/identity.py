"""UIDs: what a calendar recognises an entry by.

A UID is the version-5 UUID (RFC 9562, 5.5) of what an entry *is*, never of what it says: dates,
hours, names of people and all wording may change, and the entry stays the same one. It is opaque
and names no person, host or domain (RFC 7986, 5.3), and it is the same in the calendar of the host,
in that of the participant and in the invitation.

- A placement is a participant meeting one need at one site. Moved to other dates or to another slot
  of the site it keeps its UID; moved to another site it is another entry, for another reader.
- A duty is a person accompanying at one site: one entry for all its days where it has hours. Whole
  days have one entry for each run of days in a row, told apart by the first day of the run.

Entries already sent would be orphaned by any change of this module.
"""

from datetime import date
from uuid import UUID, uuid5

_NAMESPACE = UUID("5d2c8c0e-4b0a-5c53-8e0c-3f7a3f1f6b12")


def placement_uid(*, programme: str, participant: str, need: str, site: str) -> str:
    """Return the UID of a placement, from the ids of what it is."""
    return _uid("placement", programme, participant, need, site)


def duty_uid(*, programme: str, participant: str, site: str, first_day: date | None = None) -> str:
    """Return the UID of a person's duty at a site; with `first_day` that of one run of days."""
    run = () if first_day is None else (first_day.isoformat(),)
    return _uid("duty", programme, participant, site, *run)


def _uid(*parts: str) -> str:
    # No id holds a space (`visitplanner.model.base.Id`), so different parts make different names.
    return str(uuid5(_NAMESPACE, " ".join(parts)))
