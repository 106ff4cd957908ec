"""Which days are worked: opening weekdays, closed days, public and school-free days.

For minors public holidays, school-free days and the weekdays of the policy are hard; for adults
the host decides (`Site.adults_work_on_holidays`, `Site.adults_work_on_school_free_days`). Whoever
is under a profile of working hours for the young works on its weekdays alone.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from visitplanner.model.base import WEEKDAYS, Weekday
from visitplanner.model.hosts import HostOrganisation, InternshipSlot, Site
from visitplanner.model.regions import Region
from visitplanner.model.youth import YouthHours

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An internship slot together with the site and host it stands at."""

    slot: InternshipSlot
    site: Site
    host: HostOrganisation
    region: Region | None
    """Region whose holidays hold at the site."""
    time_zone: str

    @property
    def id(self) -> str:
        """Id of the slot."""
        return self.slot.id

    @property
    def title(self) -> str:
        """What people call the slot."""
        return self.slot.title or self.slot.id

    @property
    def names(self) -> tuple[str, str, str]:
        """The ids by which a preference can mean this slot: its own, its site's, its host's."""
        return (self.slot.id, self.site.id, self.host.id)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The days on which one kind of participant (minor or adult) works at one slot."""

    offer: Offer
    minor: bool
    minors_work_on: tuple[Weekday, ...]
    only: tuple[Weekday, ...] | None = None
    """Weekdays to which a need is bound; None: all of them."""
    youth: YouthHours | None = None
    """The profile of working hours that holds for these people; None: none does."""
    _why: dict[date, str | None] = field(default_factory=dict, repr=False, compare=False)
    _spans: dict[tuple[date, date], tuple[date, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @property
    def facts(self) -> tuple[object, ...]:
        """All that decides which days are worked: calendars in which it is equal agree."""
        site = self.offer.site
        return (
            self.offer.slot.weekdays or site.weekdays,
            site.closed,
            self.only,
            self.minors_work_on if self.minor else None,
            self.youth.weekdays if self.youth else None,
            self.offer.region,
            self.minor or not site.adults_work_on_holidays,
            self.minor or not site.adults_work_on_school_free_days,
        )

    def why_off(self, day: date) -> str | None:
        """Why nobody of this kind works on that day; None on a working day."""
        if day not in self._why:
            self._why[day] = self._look_up(day)
        return self._why[day]

    def worked(self, first: date, last: date) -> tuple[date, ...]:
        """The working days from `first` to `last`, both included."""
        found = self._spans.get((first, last))
        if found is None:
            span = (last - first).days + 1
            days = (first + ONE_DAY * number for number in range(span))
            found = tuple(day for day in days if self.why_off(day) is None)
            self._spans[first, last] = found
        return found

    def _look_up(self, day: date) -> str | None:
        site, slot = self.offer.site, self.offer.slot
        weekday = WEEKDAYS[day.weekday()]
        if weekday not in (slot.weekdays or site.weekdays):
            return f"the host is closed on {WEEKDAY_PLURALS[weekday]}"
        if any(day in window for window in site.closed):
            return "a closed day of the host"
        if self.only is not None and weekday not in self.only:
            return f"the need is not for {WEEKDAY_PLURALS[weekday]}"
        if self.minor and weekday not in self.minors_work_on:
            return f"minors do not work on {WEEKDAY_PLURALS[weekday]}"
        if self.youth is not None and weekday not in self.youth.weekdays:
            return f"young people do not work on {WEEKDAY_PLURALS[weekday]} ('{self.youth.name}')"
        return self._holiday(day)

    def _holiday(self, day: date) -> str | None:
        region, site = self.offer.region, self.offer.site
        if region is None:
            return None
        holiday = region.holiday(day)
        if holiday and (self.minor or not site.adults_work_on_holidays):
            return f"a public holiday ({holiday})"
        if region.is_school_free(day) and (self.minor or not site.adults_work_on_school_free_days):
            return "a school-free day"
        return None


WEEKDAY_PLURALS: dict[Weekday, str] = {
    "mon": "Mondays",
    "tue": "Tuesdays",
    "wed": "Wednesdays",
    "thu": "Thursdays",
    "fri": "Fridays",
    "sat": "Saturdays",
    "sun": "Sundays",
}
