"""Who is to be together and who apart, and which pairs are excluded."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from visitplanner.model.base import Id, Ids, Model, Reference, Text, Whole, one_or_many

Strength = Literal["hard", "soft"]
"""`hard`: a plan never breaks it; `soft`: the goal `wishes` counts each breach."""

Place = Literal["slot", "site", "host"]
"""How near is together."""

Members = Annotated[
    tuple[Reference, ...],
    BeforeValidator(one_or_many, json_schema_input_type=str | list[str]),
]
"""Delegations, or participants as `delegation/participant`."""

Weight = Annotated[Whole, Field(ge=1, le=1_000)]
"""How much one breach of a soft wish counts."""


class Wish(Model):
    """Base of what is hard or soft, as said."""

    strength: Strength = "hard"
    weight: Weight = 1
    """What one breach counts in the goal `wishes`, where it is soft."""
    notes: Text = ""

    @model_validator(mode="after")
    def _only_soft_has_weight(self) -> Self:
        if self.strength == "hard" and self.weight != 1:
            raise ValueError(
                "a weight is for what is soft: write 'strength: soft', or leave it out"
            )
        return self


class Together(Wish):
    """People who work at the same place whenever they work on the same day.

    Where one of them is placed, all of them are.
    """

    people: Annotated[Members, Field(min_length=1)]
    """Two people or more, one by one or as whole delegations."""
    at: Place = "site"


class Apart(Wish):
    """People, or groups, who are never at the same place on the same day."""

    people: Annotated[Members, Field(min_length=2)]
    """Each entry is kept apart from each other entry; a delegation is one entry."""
    at: Place = "site"


class Share(Wish):
    """How many of one delegation are at one place on a day, if any are there."""

    delegation: Id
    at_least: Annotated[Whole, Field(ge=1, le=100_000)] = 1
    """People of the delegation who are sure to come."""
    at_most: Annotated[Whole, Field(ge=1, le=100_000)] | None = None
    """People of the delegation, those who may not come included."""
    at: Place = "site"
    only: Ids = ()
    """Slots, sites or hosts for which this holds; empty: all of them."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.at_most is not None and self.at_most < self.at_least:
            raise ValueError(f"at_most {self.at_most} is below at_least {self.at_least}")
        if self.at_most is None and self.at_least == 1:
            raise ValueError("give at_least or at_most: otherwise nothing is asked for")
        return self


class Exclusion(Wish):
    """People who do not go to a host, a site or a slot."""

    people: Annotated[Members, Field(min_length=1)]
    at: Annotated[Ids, Field(min_length=1)]
    """Hosts, sites or slots."""
