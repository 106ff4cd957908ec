"""Where things are, and how far it is from one to the other."""

import math
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from visitplanner.model.base import Id, Model, Written

EARTH_RADIUS = 6_371_000
"""Metres: the mean radius, to the kilometre."""

_POINT = re.compile(
    r"^\s*(-?[0-9]{1,2}(?:\.[0-9]{1,10})?)\s*[,;\s]\s*(-?[0-9]{1,3}(?:\.[0-9]{1,10})?)\s*$"
)


class Location(Written):
    """A point on the map, WGS 84; written as "53.2464, 10.4115"."""

    _as_text: ClassVar[Mapping[str, object]] = {
        "description": "Latitude and longitude in degrees.",
        "pattern": _POINT.pattern,
        "examples": ["53.2464, 10.4115"],
    }

    latitude: Annotated[float, Field(ge=-90, le=90)]
    """Degrees north."""
    longitude: Annotated[float, Field(ge=-180, le=180)]
    """Degrees east."""

    @model_validator(mode="before")
    @classmethod
    def _from_words(cls, value: object) -> object:
        if isinstance(value, str):
            match = _POINT.fullmatch(value)
            if match is None:
                raise ValueError(
                    f"'{value[:60]}' is no location: write latitude and longitude in degrees, "
                    'such as "53.2464, 10.4115"'
                )
            return {"latitude": float(match[1]), "longitude": float(match[2])}
        return value


class Distance(Model):
    """How far it is between two places, in both directions."""

    between: Annotated[tuple[Id, ...], Field(min_length=2, max_length=2)]
    """Ids of two of: sites, lodgings, delegations (where they stay)."""
    km: Annotated[Decimal, Field(ge=0, le=40_000, decimal_places=3)]
    """Kilometres of the way, to the metre."""

    @model_validator(mode="after")
    def _two_places(self) -> Self:
        if self.between[0] == self.between[1]:
            raise ValueError(f"'{self.between[0]}' stands on both ends")
        return self

    @property
    def metres(self) -> int:
        """The distance in whole metres."""
        return int(self.km * 1000)


def metres_between(one: Location, other: Location) -> int:
    """Distance over the ground in metres, on a sphere (the haversine formula)."""
    north = math.radians(other.latitude - one.latitude)
    east = math.radians(other.longitude - one.longitude)
    here, there = math.radians(one.latitude), math.radians(other.latitude)
    chord = math.sin(north / 2) ** 2 + math.cos(here) * math.cos(there) * math.sin(east / 2) ** 2
    return round(2 * EARTH_RADIUS * math.asin(math.sqrt(min(1.0, chord))))


Ways = Mapping[tuple[str, str], int]
"""Metres by where somebody stays (a lodging or a delegation) and a site."""


def ways_of(
    stays: Mapping[str, Location | None],
    sites: Mapping[str, Location | None],
    distances: Iterable[Distance],
) -> Ways:
    """The ways that are known: those written down, and else those that the map gives."""
    ways = {
        (stay, site): metres_between(here, there)
        for stay, here in stays.items()
        if here is not None
        for site, there in sites.items()
        if there is not None
    }
    for distance in distances:
        for stay, site in (distance.between, distance.between[::-1]):
            if stay in stays and site in sites:
                ways[stay, site] = distance.metres
    return ways
