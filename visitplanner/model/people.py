"""Who travels: delegations, their headcounts and participants, and what each is to do."""

from calendar import isleap
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any, ClassVar, Self

from dateutil.relativedelta import relativedelta
from pydantic import Field, field_validator, model_validator

from visitplanner.model.base import (
    Day,
    Flag,
    Id,
    Ids,
    Languages,
    Model,
    Name,
    Role,
    Text,
    Weekdays,
    Whole,
    Written,
    refusal,
)
from visitplanner.model.geography import Location
from visitplanner.model.headcounts import COUNT, read_headcount
from visitplanner.model.windows import DateWindow, Length

MAX_HEADCOUNT = 100_000
ADULT_AGE = 18
LONGEST_STAY = 1100
"""Days, about three years: more is a slip of the pen in a year."""


class Count(Written):
    """A number of people, or a range of which both ends are planned for."""

    _as_text: ClassVar[Mapping[str, object]] = {
        "type": ["string", "integer"],
        "examples": [10, "3-4"],
    }

    low: Annotated[Whole, Field(ge=0, le=MAX_HEADCOUNT)]
    """People sure to come."""
    high: Annotated[Whole, Field(ge=1, le=MAX_HEADCOUNT)]
    """People who may come at the most."""

    @model_validator(mode="before")
    @classmethod
    def _from_words(cls, value: object) -> object:
        if isinstance(value, bool):
            return value
        if isinstance(value, int):
            return {"low": value, "high": value}
        if isinstance(value, str):
            match = COUNT.match(value)
            if match is None or match.group(3):
                raise ValueError(f"'{value[:60]}' is no number of people: write 10 or 3-4")
            return {"low": int(match.group(1)), "high": int(match.group(2) or match.group(1))}
        return value

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if self.high < self.low:
            raise ValueError(
                f"'{self.low}-{self.high}' runs backwards: write the smaller number first, "
                f"'{self.high}-{self.low}'"
            )
        return self

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


class InternshipNeed(Model):
    """One thing a participant is to do: a field, or a choice of fields, for a length."""

    id: Id = "internship"
    """Unique among the needs of one participant."""
    field: Annotated[Ids, Field(min_length=1)]
    """The field of work, or several of which any will do."""
    length: Length | None = None
    """Without one: the length of the slot, or else the whole stay."""
    window: DateWindow | None = None
    """Dates inside the delegation's window to which this need is bound."""
    parts: Annotated[Whole, Field(ge=1, le=100)] = 1
    """How many placements meet it: `any 3 of 8 fields`. Each is in another field."""
    weekdays: Weekdays | None = None
    """Days of the week to which this need is bound, such as every Tuesday; a length in
    working days then counts these days alone."""
    optional: Flag = False
    """Met where that is possible, once nobody else is kept out by it."""

    @model_validator(mode="after")
    def _enough_fields(self) -> Self:
        if self.parts > 1 and self.parts > len(set(self.field)):
            raise ValueError(
                f"any {self.parts} of {len(set(self.field))} fields cannot be: each part is in "
                "another field"
            )
        return self


class Utility(Model):
    """What it is worth to somebody to be placed at a host, a site or a slot, or in a field."""

    of: Id
    """A host, a site, a slot or a field; of several that fit a placement, all count."""
    value: Annotated[Whole, Field(ge=0, le=1_000_000)]
    """Points: the more, the better."""


class Traveller(Model):
    """What may be said of people one by one or of a whole headcount."""

    sender: Id | None = None
    """Sending organisation, one of the delegation's; without it any of them counts."""
    age: Annotated[Whole, Field(ge=0, le=120)] | None = None
    """Age in years on the first day of the delegation; unknown pupils are planned as minors."""
    languages: Languages | None = None
    """ISO 639 codes of languages spoken."""
    needs: tuple[InternshipNeed, ...] | None = None
    """What to do; nobody without a need is placed."""
    preferences: Ids | None = None
    """Hosts, sites or slots, the most wanted first."""
    away: tuple[DateWindow, ...] | None = None
    """Days inside the delegation's window on which these people cannot take part."""
    in_order: Flag | None = None
    """Whether the needs are met in the order in which they stand; else in any order."""
    parts_per_host: Annotated[Whole, Field(ge=1, le=100)] | None = None
    """The most placements of one person at one host; without it, any number."""
    takes_places: Annotated[Whole, Field(ge=1, le=1_000)] | None = None
    """Places one person takes up: 2 with an assistant; without it, 1."""
    utilities: tuple[Utility, ...] | None = None
    """What hosts, sites, slots and fields are worth, for the goal `utility`."""
    missing_documents: tuple[Name, ...] | None = None
    """Papers still missing, such as `visa`: until then places are tentative at the most."""
    allergies: Ids | None = None
    """What a lodging must not have, in the words of `Lodging.allergens`: `cats`."""
    rooming: Id | None = None
    """With whom these people may share a house that takes one rooming group only."""

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        lists: tuple[tuple[str, tuple[str, ...], list[str]], ...] = (
            ("needs", ("id",), [need.id for need in self.needs or ()]),
            ("preferences", (), list(self.preferences or ())),
            ("utilities", ("of",), [utility.of for utility in self.utilities or ()]),
        )
        if all(len(set(names)) == len(names) for _, _, names in lists):
            return self
        faults: list[tuple[tuple[str | int, ...], str, str]] = [
            ((field, number, *rest), name, _TWICE[field].format(name))
            for field, rest, names in lists
            for number, name in enumerate(names)
            if name in names[:number]
        ]
        raise refusal(faults)


_TWICE = {
    "needs": "two needs are called '{}': give each an id of its own",
    "preferences": "'{}' is preferred twice: keep one",
    "utilities": "'{}' has two utilities: keep one",
}


class Headcount(Written, Traveller):
    """People not named yet: `10 pupils`, or a range, `3-4 teachers`."""

    _as_text: ClassVar[Mapping[str, object]] = {"examples": ["10 pupils", "3-4 teachers"]}

    role: Role
    count: Count
    label: Id
    """Stands in the ids: label `pupil` in `auto-bar` gives `auto-bar/pupil-01` and so on."""

    @classmethod
    def _as_object(cls, schema: dict[str, Any]) -> dict[str, Any]:
        """Role, count and label may all be said in words, as `people`."""
        people = {"type": "string", **cls._as_text, "description": "Count and role in words."}
        schema["properties"] = {"people": people, **schema["properties"]}
        schema["anyOf"] = [{"required": ["people"]}, {"required": ["role", "count"]}]
        del schema["required"]
        return schema

    @model_validator(mode="before")
    @classmethod
    def _from_words(cls, value: object) -> object:
        if isinstance(value, str):
            return read_headcount(value)
        if isinstance(value, Mapping) and "people" in value:
            words = value["people"]
            if not isinstance(words, str):
                raise ValueError(f"people: found {words!r}; write words such as '10 pupils'")
            rest = {key: item for key, item in value.items() if key != "people"}
            return read_headcount(words) | rest
        if (
            isinstance(value, Mapping)
            and "label" not in value
            and isinstance(value.get("role"), str)
        ):
            return {**value, "label": str(value["role"]).replace("_", "-")}
        return value


class Participant(Traveller):
    """One traveller by name, or one place of a headcount that now has a name.

    A participant whose id is a placeholder of the delegation (`pupil-03`) takes that place, and
    whatever is not said here is taken from the headcount. The id stays, so plans, pins and
    calendars do not move when a name becomes known.
    """

    id: Id
    """Unique in the delegation."""
    name: Name | None = None
    role: Role | None = None
    """Needed where no headcount gives it."""
    born: Day | None = None
    """Date of birth, in place of an age; never shown on a calendar."""
    notes: Text = ""

    @model_validator(mode="after")
    def _one_age(self) -> Self:
        if self.born is not None and self.age is not None:
            raise ValueError("born and age say the same thing: give only one of them")
        return self


class Delegation(Model):
    """A group from sending organisations that travels together inside a date window."""

    id: Id
    """Unique in the programme."""
    name: Name
    senders: Annotated[Ids, Field(min_length=1)]
    """Ids of the sending organisations."""
    window: DateWindow
    """First and last day of the stay."""
    headcounts: tuple[Headcount, ...] = ()
    participants: tuple[Participant, ...] = ()
    contact: Id | None = None
    """Participant whom hosts may ask; without one, the accompanying persons."""
    supervision: Id | None = None
    """Name of a supervision profile; without one, that of the policy."""
    youth_hours: Id | None = None
    """Name of a profile of working hours for the young; without one, none is kept."""
    location: Location | None = None
    """Where the delegation stays, for distances; lodgings have their own."""
    notes: Text = ""

    @field_validator("window")
    @classmethod
    def _a_stay_of_people(cls, value: DateWindow) -> DateWindow:
        if value.days > LONGEST_STAY:
            raise ValueError(
                f"'{value}' are {value.days} days: a delegation stays {LONGEST_STAY} days at most"
            )
        return value

    @field_validator("headcounts")
    @classmethod
    def _distinct_labels(cls, value: tuple[Headcount, ...]) -> tuple[Headcount, ...]:
        labels = [headcount.label for headcount in value]
        if twice := sorted({label for label in labels if labels.count(label) > 1}):
            raise ValueError(
                f"two headcounts are called '{twice[0]}', so their ids would mix: give one of them "
                "a label of its own, such as 'label: baker' beside 'people: 2 pupils'"
            )
        return value

    @cached_property
    def _people(self) -> tuple["Person", ...]:
        return _gathered(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One participant with everything known of them, headcount and delegation taken together."""

    id: str
    """`delegation/participant`, unique in the programme."""
    delegation: str
    name: str | None
    role: Role
    certain: bool
    """False above the low end of a range: counted where they use, not where they supply."""
    senders: tuple[str, ...]
    born: date | None
    age: int | None
    """Age in years on the first day of the delegation's window."""
    languages: tuple[str, ...]
    needs: tuple[InternshipNeed, ...]
    preferences: tuple[str, ...]
    away: tuple[DateWindow, ...]
    window: DateWindow
    in_order: bool = False
    parts_per_host: int | None = None
    takes_places: int = 1
    utilities: tuple[Utility, ...] = ()
    missing_documents: tuple[str, ...] = ()
    allergies: tuple[str, ...] = ()
    rooming: str | None = None

    @property
    def minor(self) -> bool:
        """Under 18 on the first day of the stay; a pupil of unknown age is taken to be."""
        age = self.age if self.born is None else self.age_on(self.window.first)
        return self.role == "pupil" if age is None else age < ADULT_AGE

    def age_on(self, day: date) -> int | None:
        """Age in years on that day, as far as it is known."""
        born = self.born
        if born is None:
            return self.age
        if day < born:
            return relativedelta(day, born).years
        # Who is born on 29 February has their birthday on the last of the month in other years.
        early = (born.month, born.day) == (2, 29) and not isleap(day.year)
        birthday = (2, 28) if early else (born.month, born.day)
        return day.year - born.year - ((day.month, day.day) < birthday)

    @property
    def title(self) -> str:
        """The name, or the id while there is none."""
        return self.name or self.id

    @property
    def parts(self) -> int:
        """Placements that all needs together ask for."""
        return sum([need.parts for need in self.needs])

    def is_one_of(self, members: Collection[str]) -> bool:
        """Whether a list of delegations and participants names this person."""
        return self.id in members or self.delegation in members


def placeholders(headcount: Headcount) -> tuple[str, ...]:
    """Local ids of all places of a headcount: `pupil-01`, with more digits only where needed."""
    return tuple(f"{headcount.label}-{number:02d}" for number in range(1, headcount.count.high + 1))


def people_of(delegation: Delegation) -> tuple[Person, ...]:
    """Everybody of a delegation: places of headcounts in order, then participants besides."""
    return delegation._people  # noqa: SLF001 - kept there, since many ask


def _gathered(delegation: Delegation) -> tuple[Person, ...]:
    named = {participant.id: participant for participant in delegation.participants}
    people: list[Person] = []
    for headcount in delegation.headcounts:
        unnamed = _said(delegation, headcount)
        # A name changes nobody's place: who knows that more will come narrows the range.
        for number, local in enumerate(placeholders(headcount), start=1):
            found = named.pop(local, None)
            said = _said(delegation, found, headcount) if found else unnamed
            certain = number <= headcount.count.low
            people.append(Person(id=f"{delegation.id}/{local}", certain=certain, **said))
    people.extend(
        Person(
            id=f"{delegation.id}/{participant.id}", certain=True, **_said(delegation, participant)
        )
        for participant in named.values()
    )
    return tuple(people)


def _said(delegation: Delegation, *sources: Traveller) -> dict[str, Any]:
    """What is said of somebody: by the first source that says something, or else by default."""
    said = {"role": "professional", "delegation": delegation.id, "window": delegation.window}
    said |= _UNSAID
    for source in reversed(sources):
        for field in (*_UNSAID, "role"):
            if (value := getattr(source, field, None)) is not None:
                said[field] = value
    sender = next((each.sender for each in sources if each.sender is not None), None)
    return {**said, "senders": (sender,) if sender else delegation.senders}


_UNSAID: Mapping[str, Any] = {
    "name": None,
    "born": None,
    "age": None,
    "languages": (),
    "needs": (),
    "preferences": (),
    "away": (),
    "in_order": False,
    "parts_per_host": None,
    "takes_places": 1,
    "utilities": (),
    "missing_documents": (),
    "allergies": (),
    "rooming": None,
}
"""What holds of somebody of whom nothing is said."""
