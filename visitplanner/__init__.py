"""visitplanner: plans visits and internships, and writes the calendars that go with them.

The public names, and nothing else. What needs a solver, a calendar or a file format is loaded when
it is first used, so that importing this package stays light.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from visitplanner.errors import (
    CalendarError,
    ContradictionError,
    DocumentError,
    Problem,
    TimeLimitError,
    VisitPlannerError,
    WordsError,
)
from visitplanner.model.base import Contact
from visitplanner.model.companions import Apart, Exclusion, Share, Together
from visitplanner.model.geography import Distance, Location
from visitplanner.model.hosts import (
    Admission,
    HostOrganisation,
    InternshipSlot,
    Organisation,
    Partnership,
    Site,
)
from visitplanner.model.levels import Level
from visitplanner.model.logistics import Handover, Lodging, Transfer, Visit
from visitplanner.model.people import (
    Count,
    Delegation,
    Headcount,
    InternshipNeed,
    Participant,
    Utility,
)
from visitplanner.model.places import FieldPlaces, PlacesOn
from visitplanner.model.plan import (
    Bed,
    Duty,
    Gap,
    GoalPart,
    GoalValue,
    Placement,
    Plan,
    PlannedHandover,
    PlannedVisit,
    Reason,
    Seat,
    Unplaced,
)
from visitplanner.model.policy import Pin, Policy, Precedence, Tentative
from visitplanner.model.programme import Programme
from visitplanner.model.regions import Region
from visitplanner.model.supervision import SupervisionProfile
from visitplanner.model.windows import DateWindow, Hours, Length
from visitplanner.model.youth import Break, YouthHours

if TYPE_CHECKING:
    from visitplanner.calendars.invite import host_invitations, uninvited_sites
    from visitplanner.calendars.outcome import CalendarFile, Invitation
    from visitplanner.calendars.publish import host_calendars, participant_calendars
    from visitplanner.rules.capacity import CapacityRow, CapacityTable, capacity_table
    from visitplanner.rules.catalogue import RULES
    from visitplanner.rules.checking import check
    from visitplanner.rules.form import Rule, Violation
    from visitplanner.solve.progress import Progress
    from visitplanner.solve.schedule import schedule
    from visitplanner.testing import assert_feasible

__version__ = "0.1.0"

# name -> module that holds it, loaded when the name is first used.
_LATER = {
    "CalendarFile": "visitplanner.calendars.outcome",
    "CapacityRow": "visitplanner.rules.capacity",
    "CapacityTable": "visitplanner.rules.capacity",
    "Invitation": "visitplanner.calendars.outcome",
    "Progress": "visitplanner.solve.progress",
    "RULES": "visitplanner.rules.catalogue",
    "Rule": "visitplanner.rules.form",
    "Violation": "visitplanner.rules.form",
    "assert_feasible": "visitplanner.testing",
    "capacity_table": "visitplanner.rules.capacity",
    "check": "visitplanner.rules.checking",
    "host_calendars": "visitplanner.calendars.publish",
    "host_invitations": "visitplanner.calendars.invite",
    "participant_calendars": "visitplanner.calendars.publish",
    "schedule": "visitplanner.solve.schedule",
    "uninvited_sites": "visitplanner.calendars.invite",
}

__all__ = [
    "RULES",
    "Admission",
    "Apart",
    "Bed",
    "Break",
    "CalendarError",
    "CalendarFile",
    "CapacityRow",
    "CapacityTable",
    "Contact",
    "ContradictionError",
    "Count",
    "DateWindow",
    "Delegation",
    "Distance",
    "DocumentError",
    "Duty",
    "Exclusion",
    "FieldPlaces",
    "Gap",
    "GoalPart",
    "GoalValue",
    "Handover",
    "Headcount",
    "HostOrganisation",
    "Hours",
    "InternshipNeed",
    "InternshipSlot",
    "Invitation",
    "Length",
    "Level",
    "Location",
    "Lodging",
    "Organisation",
    "Participant",
    "Partnership",
    "Pin",
    "Placement",
    "PlacesOn",
    "Plan",
    "PlannedHandover",
    "PlannedVisit",
    "Policy",
    "Precedence",
    "Problem",
    "Programme",
    "Progress",
    "Reason",
    "Region",
    "Rule",
    "Seat",
    "Share",
    "Site",
    "SupervisionProfile",
    "Tentative",
    "TimeLimitError",
    "Together",
    "Transfer",
    "Unplaced",
    "Utility",
    "Violation",
    "Visit",
    "VisitPlannerError",
    "WordsError",
    "YouthHours",
    "assert_feasible",
    "capacity_table",
    "check",
    "host_calendars",
    "host_invitations",
    "participant_calendars",
    "schedule",
    "uninvited_sites",
]


if not TYPE_CHECKING:  # so that type checkers still see a name that does not exist

    def __getattr__(name: str) -> Any:
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(_LATER[name]), name)
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
