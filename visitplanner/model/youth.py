"""Working hours of the young, as named and dated profiles.

Whether a law binds a given delegation is for the coordinator to say: a profile holds only for the
delegations that name it (`Delegation.youth_hours`).
"""

from datetime import date, time
from typing import Annotated, Self

from pydantic import Field, model_validator

from visitplanner.model.base import MONDAY_TO_FRIDAY, Day, Id, Model, Name, Text, Weekdays, Whole
from visitplanner.model.windows import Hours

MinutesOfDay = Annotated[Whole, Field(ge=0, le=24 * 60)]


class Break(Model):
    """The break that is due when somebody works for longer than so many minutes."""

    over: MinutesOfDay
    """Minutes of work on a day; whoever works longer has the break."""
    minutes: Annotated[Whole, Field(ge=1, le=24 * 60)]
    """Minutes of break on that day, all breaks together."""


class YouthHours(Model):
    """How long, when and on which days young people may work."""

    name: Id
    source: Name
    """The law or agreement, with its sections."""
    as_of: Day
    """The day on which the profile was last compared with its source."""
    from_age: Annotated[Whole, Field(ge=0, le=120)] = 0
    """Youngest age in years at which work is allowed at all."""
    below_age: Annotated[Whole, Field(ge=1, le=120)] = 18
    """From this age on the profile no longer holds for a person."""
    minutes_per_day: MinutesOfDay | None = None
    """Most minutes of work on a day, breaks not counted."""
    minutes_per_week: Annotated[Whole, Field(ge=0, le=7 * 24 * 60)] | None = None
    """Most minutes of work from Monday to Sunday, breaks not counted."""
    days_per_week: Annotated[Whole, Field(ge=0, le=7)] | None = None
    """Most days of work from Monday to Sunday."""
    between: Hours | None = None
    """Work begins and ends within these hours, local time."""
    rest_minutes: MinutesOfDay | None = None
    """Fewest minutes between the end of work and its beginning on the next day."""
    breaks: tuple[Break, ...] = ()
    """Breaks that are due; of several, the longest."""
    weekdays: Weekdays = MONDAY_TO_FRIDAY
    """Days of the week on which work is allowed."""
    notes: Text = ""

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.below_age <= self.from_age:
            raise ValueError(
                f"below_age {self.below_age} is not above from_age {self.from_age}: "
                "the profile holds for nobody"
            )
        day, week = self.minutes_per_day, self.minutes_per_week
        if day is not None and week is not None and day > week:
            raise ValueError(f"minutes_per_day {day} is more than minutes_per_week {week}")
        if self.between is not None and day is not None and day > self.between.minutes:
            raise ValueError(
                f"minutes_per_day {day} is more than fits between {self.between} "
                f"({self.between.minutes} minutes)"
            )
        if self.days_per_week is not None and self.days_per_week > len(self.weekdays):
            raise ValueError(
                f"days_per_week {self.days_per_week} is more than the "
                f"{len(self.weekdays)} weekdays named"
            )
        return self

    def break_due(self, minutes: int) -> int:
        """Minutes of break that are due within so many minutes from beginning to end.

        The break is part of the time present: 8 hours from beginning to end with a break of an
        hour are 7 hours of work.
        """
        due = 0
        for each in sorted(self.breaks, key=lambda each: each.over):
            if minutes - due > each.over:
                due = max(due, each.minutes)
        return due


_GERMANY = "Jugendarbeitsschutzgesetz (JArbSchG), sections {sections}"

SHIPPED_YOUTH_HOURS: tuple[YouthHours, ...] = (
    YouthHours(
        name="germany",
        source=_GERMANY.format(sections="2, 4, 8, 11, 13 to 17"),
        as_of=date(2023, 1, 1),
        from_age=15,
        minutes_per_day=8 * 60,
        minutes_per_week=40 * 60,
        days_per_week=5,
        between=Hours(start=time(6), end=time(20)),
        rest_minutes=12 * 60,
        breaks=(Break(over=270, minutes=30), Break(over=360, minutes=60)),
        notes="Young people from 15 to 17 years.",
    ),
    YouthHours(
        name="germany-full-time-schooling",
        source=_GERMANY.format(sections="2, 5, 7, 11, 13 to 17"),
        as_of=date(2023, 1, 1),
        minutes_per_day=7 * 60,
        minutes_per_week=35 * 60,
        days_per_week=5,
        between=Hours(start=time(6), end=time(20)),
        rest_minutes=12 * 60,
        breaks=(Break(over=270, minutes=30), Break(over=360, minutes=60)),
        notes="Pupils still in full-time schooling, in an internship: light work only.",
    ),
)
"""Profiles that every programme can name."""
