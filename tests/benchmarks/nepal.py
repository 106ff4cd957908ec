"""The exam centres of the Kathmandu valley as programmes: pupils of schools, seats of centres.

The tables are published by the project center-randomize of Nepal's ministry of education and are
not part of this repository. They are looked for in the folder that the environment variable
VISITPLANNER_NEPAL names, or else in `../shared/cases/nepal` beside the repository.
"""

import csv
import math
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Variant = Literal["plain", "most_200", "most_100", "least_10"]
AT_MOST: Mapping[Variant, int | None] = {
    "plain": None,
    "most_200": 200,
    "most_100": 100,
    "least_10": 100,
}
"""The most pupils of one school at one centre, by variant."""
AT_LEAST: Mapping[Variant, int] = {"least_10": 10}
"""The fewest, if any are there; a school of fewer pupils stays together."""
VARIANTS: Mapping[str, Variant] = {f"nepal-{name.replace('_', '-')}": name for name in AT_MOST}
"""Variants by the id of their programme."""
FORBIDDEN = -4
"""A pair with a score below this is not to be."""
EXAM_DAY = "2024-04-28"
FOLDER = Path(
    os.environ.get("VISITPLANNER_NEPAL") or Path(__file__).parents[3] / "shared" / "cases" / "nepal"
)

_WHOLE = re.compile(r"[0-9]{1,6}")
_DEGREES = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{1,10})?")


@dataclass(frozen=True, slots=True)
class Place:
    """A school with its pupils, or a centre with its seats."""

    code: str
    name: str
    size: int
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Tables:
    """What the three tables say."""

    schools: tuple[Place, ...]
    centres: tuple[Place, ...]
    closed: frozenset[tuple[str, str]]
    """Pairs of a school and a centre that are not to be: named as such, or the same school."""

    @property
    def people(self) -> int:
        """Pupils of all schools."""
        return sum(school.size for school in self.schools)

    def smallest(self, count: int) -> "Tables":
        """The same centres with so many schools, the smallest ones."""
        schools = tuple(sorted(self.schools, key=lambda school: school.size)[:count])
        codes = {school.code for school in schools}
        return Tables(
            schools, self.centres, frozenset(pair for pair in self.closed if pair[0] in codes)
        )


class BadTableError(ValueError):
    """Cells that cannot be read, all of them at once."""


def read_tables(folder: Path = FOLDER) -> Tables:
    """The tables of a folder. Raises `BadTableError`, `FileNotFoundError`."""
    faults: list[str] = []
    schools = tuple(_places(folder / "schools.tsv", ("scode", "count", "name-address"), faults))
    centres = tuple(_places(folder / "centers.tsv", ("cscode", "capacity", "name"), faults))
    scores = _rows(folder / "prefs.tsv")
    if faults:
        raise BadTableError("\n".join(faults))
    centre_codes = {centre.code for centre in centres}
    closed = {(row["scode"], row["cscode"]) for _, row in scores if int(row["pref"]) < FORBIDDEN}
    closed |= {(school.code, school.code) for school in schools}
    known = {(school.code, centre) for school in schools for centre in centre_codes}
    return Tables(schools, centres, frozenset(closed & known))


def nepal(variant: Variant, tables: Tables) -> dict[str, Any]:
    """A variant as a programme: a delegation for each school, a host for each centre."""
    most, least = AT_MOST[variant], AT_LEAST.get(variant, 1)
    shares = [
        _share(school, most, min(least, school.size))
        for school in tables.schools
        if (most is not None and school.size > most) or min(least, school.size) > 1
    ]
    return {
        "id": next(name for name, each in VARIANTS.items() if each == variant),
        "name": "Exam centres of the Kathmandu valley",
        "time_zone": "Asia/Kathmandu",
        "organisations": [{"id": "board", "name": "Examinations board"}],
        "hosts": [
            {
                "id": f"host-{centre.code}",
                "name": centre.name,
                "sites": [
                    {
                        "id": f"centre-{centre.code}",
                        "name": centre.name,
                        "weekdays": "mon-sun",
                        "location": _location(centre),
                        "slots": [
                            {"id": f"hall-{centre.code}", "field": "exam", "places": centre.size}
                        ],
                    }
                ],
            }
            for centre in tables.centres
        ],
        "delegations": [
            {
                "id": f"school-{school.code}",
                "name": school.name,
                "senders": "board",
                "window": EXAM_DAY,
                "location": _location(school),
                "headcounts": [
                    {
                        "people": f"{school.size} pupils",
                        "needs": [{"field": "exam", "length": "1 day"}],
                    }
                ],
            }
            for school in tables.schools
        ],
        "policy": {
            "supervision": "none",
            "minors_work_on": "mon-sun",
            "goals": ["people_placed", "nearness"],
            "exclusions": [
                {"people": f"school-{school}", "at": f"host-{centre}"}
                for school, centre in sorted(tables.closed)
            ],
            "shares": shares,
        },
    }


def metres(one: Place, other: Place, radius: int) -> int:
    """The great circle between two places, by the spherical law in its stable form."""
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(other.longitude - one.longitude)
    across = math.hypot(
        math.cos(south) * math.sin(east),
        math.cos(north) * math.sin(south) - math.sin(north) * math.cos(south) * math.cos(east),
    )
    along = math.sin(north) * math.sin(south) + math.cos(north) * math.cos(south) * math.cos(east)
    return round(radius * math.atan2(across, along))


def _share(school: Place, most: int | None, least: int) -> dict[str, Any]:
    found: dict[str, Any] = {"delegation": f"school-{school.code}", "at": "site"}
    if most is not None:
        found["at_most"] = most
    return {**found, "at_least": least} if least > 1 else found


def _location(place: Place) -> dict[str, float]:
    return {"latitude": place.latitude, "longitude": place.longitude}


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells of every row below the head."""
    with path.open(encoding="utf-8", newline="") as table:
        yield from enumerate(csv.DictReader(table, delimiter="\t"), start=2)


def _places(path: Path, columns: tuple[str, str, str], faults: list[str]) -> Iterator[Place]:
    code, size, name = columns
    seen: set[str] = set()
    for line, row in _rows(path):
        where = f"{path.name}, line {line}"
        wrong = [
            f"{where}, {column}: found {row.get(column)!r}, must be {what}"
            for column, form, what in (
                (code, _WHOLE, "a code of digits"),
                (size, _WHOLE, "a whole number"),
                ("lat", _DEGREES, "degrees such as 27.7067"),
                ("long", _DEGREES, "degrees such as 85.3188"),
            )
            if form.fullmatch(row.get(column) or "") is None
        ]
        if not wrong and row[code] in seen:
            wrong.append(f"{where}, {code}: {row[code]} stands in the table twice")
        faults.extend(wrong)
        if not wrong:
            seen.add(row[code])
            degrees = float(row["lat"]), float(row["long"])
            yield Place(row[code], row[name].strip() or row[code], int(row[size]), *degrees)
