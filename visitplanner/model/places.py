"""Places that differ by date, weekday and time of the day."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from visitplanner.model.base import WEEKDAYS, Id, Model, Weekdays, Whole
from visitplanner.model.windows import DateWindow, Hours

DAY_MINUTES = 24 * 60
Minutes = tuple[int, int]
"""From and to, in minutes after midnight; the end is not included."""


class PlacesOn(Model):
    """Places on some days, or in some hours, in place of the usual number."""

    places: Annotated[Whole, Field(ge=0, le=1_000_000)]
    """People who can be taken then; 0: nobody."""
    window: DateWindow | None = None
    """Days on which this holds; without it, every day."""
    weekdays: Weekdays | None = None
    """Days of the week on which this holds; without them, all of them."""
    hours: Hours | None = None
    """Part of the day in which this holds; without it, the whole day."""

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if self.window is None and self.weekdays is None and self.hours is None:
            raise ValueError("name a window, weekdays or hours: what always holds is 'places'")
        return self

    def holds(self, day: date, minute: int) -> bool:
        """Whether this holds on a day at a minute after midnight."""
        if self.window is not None and day not in self.window:
            return False
        if self.weekdays is not None and WEEKDAYS[day.weekday()] not in self.weekdays:
            return False
        first, last = minutes_of(self.hours)
        return first <= minute < last


class FieldPlaces(Model):
    """The most people at work in one field on any day, over all hosts."""

    field: Id
    """The field of work, as slots name it."""
    places: Annotated[Whole, Field(ge=0, le=1_000_000)] | None = None
    """People on each day; without it, only `places_on` limits."""
    places_on: tuple[PlacesOn, ...] = ()
    """Other numbers on some days or in some hours; of several that hold, the last."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.places is None and not self.places_on:
            raise ValueError("give places, or places_on: otherwise nothing is limited")
        return self


def minutes_of(hours: Hours | None) -> Minutes:
    """Hours of a day in minutes after midnight; without hours, the whole day."""
    if hours is None:
        return 0, DAY_MINUTES
    start, end = hours.start, hours.end
    return start.hour * 60 + start.minute, end.hour * 60 + end.minute


def places_at(
    usual: int | None, exceptions: Iterable[PlacesOn], day: date, minute: int
) -> int | None:
    """Places on a day at a minute after midnight; None: without limit."""
    places = usual
    for exception in exceptions:
        if exception.holds(day, minute):
            places = exception.places
    return places
