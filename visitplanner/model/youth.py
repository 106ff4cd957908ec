"""Working hours of the young, as named and dated profiles.

Whether a law binds a given delegation is for the coordinator to say: a profile holds only for the
delegations that name it (`Delegation.youth_hours`), and there only for people below its age.

Work on a day is the time from beginning to end without the breaks.
"""

from datetime import date, time
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from visitplanner.model.base import MONDAY_TO_FRIDAY, Day, Id, Model, Name, Text, Weekdays, Whole
from visitplanner.model.windows import Hours

_WHOLE_DAY = 24 * 60
MinutesOfDay = Annotated[Whole, Field(ge=0, le=_WHOLE_DAY)]


class Break(Model):
    """The break that is due when somebody works for longer than so many minutes."""

    over: MinutesOfDay
    """Minutes of work on a day; whoever works longer has the break."""
    minutes: Annotated[Whole, Field(ge=1, le=_WHOLE_DAY)]
    """Minutes of break on that day, all breaks together."""


class YouthHours(Model):
    """How long, when and on which days young people may work."""

    name: Id
    source: Name
    """The law or agreement, with its sections."""
    as_of: Day
    """The day on which the profile was last compared with its source."""
    from_age: Annotated[Whole, Field(ge=0, le=120)] = 0
    """Youngest age in years at which work is allowed at all, reached by the first day of a
    placement; a pupil of unknown age is taken to be old enough."""
    below_age: Annotated[Whole, Field(ge=1, le=120)] = 18
    """From this age on, on the first day of the stay, the profile does not hold for a person."""
    minutes_per_day: MinutesOfDay | None = None
    """Most minutes of work on a day, breaks not counted."""
    minutes_per_week: Annotated[Whole, Field(ge=0, le=7 * _WHOLE_DAY)] | None = None
    """Most minutes of work from Monday to Sunday, breaks not counted."""
    days_per_week: Annotated[Whole, Field(ge=0, le=7)] | None = None
    """Most days of work from Monday to Sunday."""
    between: Hours | None = None
    """Work begins and ends within these hours, local time."""
    rest_minutes: MinutesOfDay | None = None
    """Fewest minutes between the end of work and its beginning on the next day."""
    breaks: tuple[Break, ...] = ()
    """Breaks that are due, each for longer work than the one before; of several that are due, the
    longest, which includes the others."""
    weekdays: Weekdays = MONDAY_TO_FRIDAY
    """Days of the week on which work is allowed."""
    notes: Text = ""

    @field_validator("breaks")
    @classmethod
    def _longer_work_longer_break(cls, value: tuple[Break, ...]) -> tuple[Break, ...]:
        ordered = tuple(sorted(value, key=lambda each: each.over))
        for shorter, longer in pairwise(ordered):
            if longer.over == shorter.over:
                raise ValueError(f"two breaks are due over {longer.over} minutes: keep one")
            if longer.minutes <= shorter.minutes:
                raise ValueError(
                    f"a break of {longer.minutes} minutes over {longer.over} minutes of work is no "
                    f"longer than that of {shorter.minutes} over {shorter.over}: leave it out"
                )
        return ordered

    @model_validator(mode="after")
    def _possible(self) -> Self:
        for problem in (self._for_nobody(), self._too_much(), self._no_room()):
            if problem is not None:
                raise ValueError(problem)
        return self

    def _for_nobody(self) -> str | None:
        if self.below_age > self.from_age:
            return None
        return (
            f"below_age {self.below_age} is not above from_age {self.from_age}: "
            "the profile holds for nobody"
        )

    def _too_much(self) -> str | None:
        day, week = self.minutes_per_day, self.minutes_per_week
        if day is not None and week is not None and day > week:
            return f"minutes_per_day {day} is more than minutes_per_week {week}"
        if self.days_per_week is not None and self.days_per_week > len(self.weekdays):
            return (
                f"days_per_week {self.days_per_week} is more than the "
                f"{len(self.weekdays)} weekdays named"
            )
        return None

    def _no_room(self) -> str | None:
        day, rest = self.minutes_per_day, self.rest_minutes
        if day is None:
            return None
        due = self.break_for(day)
        breaks = f" and the break of {due} due" if due else ""
        if self.between is not None and day + due > self.between.minutes:
            return (
                f"minutes_per_day {day}{breaks} are more than fit between {self.between} "
                f"({self.between.minutes} minutes)"
            )
        if rest is not None and day + due + rest > _WHOLE_DAY:
            return (
                f"minutes_per_day {day}{breaks} with rest_minutes {rest} are more than "
                f"the {_WHOLE_DAY} minutes of a day"
            )
        return None

    @property
    def asks_for_hours(self) -> bool:
        """Whether it takes the hours of a slot to say if its work is allowed."""
        limits = (self.minutes_per_day, self.minutes_per_week, self.rest_minutes, self.between)
        return bool(self.breaks) or any(limit is not None for limit in limits)

    def break_for(self, work: int) -> int:
        """Minutes of break that are due for so many minutes of work, breaks not counted."""
        return max((each.minutes for each in self.breaks if work > each.over), default=0)

    def break_due(self, minutes: int) -> int:
        """Minutes of break that are due within so many minutes from beginning to end.

        The break is part of the time present: 8 hours from beginning to end with a break of an
        hour are 7 hours of work. Of the breaks named, it is the shortest that is enough for the
        work it leaves.
        """
        lengths = [0, *(each.minutes for each in self.breaks)]
        return next(each for each in lengths if each >= self.break_for(minutes - each))


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
        notes="Young people from 15 to 17 years. The exceptions for single trades, such as farms "
        "and hospitals (sections 14, 16 and 17), are left out: a profile of your own can allow "
        "them.",
    ),
    YouthHours(
        name="germany-full-time-schooling",
        source=_GERMANY.format(sections="2, 4, 5, 7, 11, 13 to 17"),
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
