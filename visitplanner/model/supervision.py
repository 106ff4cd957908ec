"""Supervision profiles: how minors are looked after, and how much an accompanying person can do."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from visitplanner.model.base import Flag, Id, Model, Text, Whole


class SupervisionProfile(Model):
    """How many accompanying persons minors need, at each site and on each day."""

    name: Id
    minors_per_accompanying_person: Annotated[Whole, Field(ge=1, le=1_000)] | None
    """Minors of one delegation at one site that one accompanying person may look after;
    None: minors need no supervision."""
    mentors_count: Flag = False
    """Whether the mentors of a site stand in for accompanying persons."""
    visit_every: Annotated[Whole, Field(ge=1, le=60)] | None = None
    """At each site an accompanying person is there on at least one of any so many days with minors
    that follow each other, besides the mentors who look after them."""
    longest_run: Annotated[Whole, Field(ge=1, le=60)] | None = None
    """The most days in a row on which one accompanying person is on duty."""
    rest_days_per_week: Annotated[Whole, Field(ge=0, le=6)] = 0
    """Days without duty of each accompanying person in every week, Monday to Sunday."""
    notes: Text = ""

    @model_validator(mode="after")
    def _somebody_is_there(self) -> Self:
        if self.visit_every is not None and not self.mentors_count:
            raise ValueError(
                f"visit_every {self.visit_every} without 'mentors_count: true': on the days "
                "between the visits nobody would look after the minors"
            )
        if self.visit_every is not None and self.minors_per_accompanying_person is None:
            raise ValueError(
                f"visit_every {self.visit_every}, but minors_per_accompanying_person says that "
                "minors need no supervision: give a ratio, or leave visit_every out"
            )
        return self


STANDARD_SUPERVISION = SupervisionProfile(
    name="standard",
    minors_per_accompanying_person=10,
    notes="One accompanying person at each site with up to ten minors of the delegation.",
)
NO_SUPERVISION = SupervisionProfile(name="none", minors_per_accompanying_person=None)
SHIPPED_PROFILES: tuple[SupervisionProfile, ...] = (STANDARD_SUPERVISION, NO_SUPERVISION)
