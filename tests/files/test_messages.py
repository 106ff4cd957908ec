"""Messages: what was found, what is allowed, what may have been meant."""

from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import Annotated, Any, Literal, Self
from uuid import UUID

import pytest
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    RootModel,
    Tag,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from visitplanner.files.messages import problems_of


class Facts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Status(StrEnum):
    OFFERED = "offered"
    IN_PREPARATION = "in_preparation"
    AGREED = "agreed"


class Window(Facts):
    first: date
    last: date


class Slot(Facts):
    id: str
    places: int = Field(ge=1, description="How many people it takes at once.\n\nNot in total.")
    title: str = Field(default="", max_length=10)
    opens: time | None = None


class Reception(Facts):
    kind: Literal["reception"]
    guests: int = 1


class Tour(Facts):
    kind: Literal["tour"]
    seats: int = 1


class Person(Facts):
    name: str


class Company(Facts):
    company: str
    tax_number: int


class Names(RootModel[tuple[Person, ...]]):
    pass


class Aliased(Facts):
    from_: str = Field(alias="from")


class Site(Facts):
    id: str = "s"
    slots: tuple[Slot, ...] = ()


class Programme(Facts):
    sites: tuple[Site, ...] = ()
    status: Status = Status.OFFERED
    mode: Literal["fast", "exact"] = "fast"
    window: Window | str | None = None
    start: int | date | None = None
    visits: tuple[Annotated[Reception | Tour, Field(discriminator="kind")], ...] = ()
    owner: Person | Company | None = None
    names: Names | None = None
    aliased: Aliased | None = None
    pair: tuple[int, Slot] | None = None
    by_day: Mapping[str, Slot] = {}
    share: float = Field(default=0.0, ge=0, lt=1)
    sure: bool = False
    code: str = Field(default="", pattern="^[a-z]+$")
    short: tuple[int, ...] = Field(default=(), max_length=2)
    at: datetime | None = None
    words: Annotated[str, Field(min_length=1)] | None = None

    @field_validator("code")
    @classmethod
    def check_code(cls, code: str) -> str:
        if code == "bad":
            raise ValueError("the code 'bad' is taken")
        return code

    @model_validator(mode="after")
    def check(self) -> Self:
        found = [
            InitErrorDetails(
                type=PydanticCustomError("same_id", "the id '{id}' is taken", {"id": slot.id}),
                loc=("sites", s, "slots", n, name),
                input=slot.id,
            )
            for s, site in enumerate(self.sites)
            for n, slot in enumerate(site.slots)
            if slot.id == "taken"
            for name in ("id", "opens")
        ]
        if found:
            raise ValidationError.from_exception_data("Programme", found)
        return self


def messages(**data: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        Programme.model_validate(data)
    problems = problems_of(caught.value, Programme, data, lambda _path: None)
    return [str(problem) for problem in problems]


ID, TITLE = "sites[0].slots[0].id", "sites[0].slots[0].title"
X59 = "x" * 59
ALL = f"Allowed: {', '.join(Programme.model_fields)}"
SLOT = {"id": "a", "places": 1}
STATUSES = "Allowed: offered, in_preparation, agreed"
ALLOWED = "Allowed: id, places, title, opens"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"sites": [{"slots": [{"id": "a", "palces": 1, "places": 2}]}]},
         [f"sites[0].slots[0].palces: unknown field 'palces'; did you mean 'places'? {ALLOWED}"]),
        ({"sites": [{"slots": [SLOT | {"xyz": 1}]}]},
         [f"sites[0].slots[0].xyz: unknown field 'xyz'. {ALLOWED}"]),
        ({"sites": [{"slots": [{"id": "a"}]}]},
         ["sites[0].slots[0].places: 'places' is missing: How many people it takes at once"]),
        ({"sites": [{"slots": [{"places": 1}]}]}, ["sites[0].slots[0].id: 'id' is missing"]),
        ({"sites": [{"slots": [SLOT | {"places": 0}]}]},
         ["sites[0].slots[0].places: found 0, must be at least 1"]),
        ({"sites": [{"slots": [SLOT | {"places": "two"}]}]},
         ["sites[0].slots[0].places: found 'two', must be a whole number"]),
        ({"sites": [{"slots": [SLOT | {"places": 1.5}]}]},
         ["sites[0].slots[0].places: found 1.5, must be a whole number"]),
        ({"sites": [{"slots": [SLOT | {"places": None}]}]},
         ["sites[0].slots[0].places: found nothing (null), must be a whole number"]),
        ({"sites": [{"slots": [SLOT | {"title": "x" * 1_000_000}]}]},
         [f"{TITLE}: found '{X59}…' (1000000 characters), must be text of at most 10 characters"]),
        ({"sites": [{"slots": [SLOT | {"id": 3}]}]},
         ['sites[0].slots[0].id: found the number 3, must be text; put it in quotes: "3"']),
        ({"sites": [{"slots": [SLOT | {"id": 1.1}]}]},
         ["sites[0].slots[0].id: found the number 1.1, must be text; put it in quotes"]),
        ({"sites": [{"slots": [SLOT | {"id": False}]}]},
         ['sites[0].slots[0].id: found the word false, must be text; put it in quotes: "false"']),
        ({"sites": [{"slots": [SLOT | {"id": date(2023, 5, 16)}]}]},
         [f'{ID}: found the date 2023-05-16, must be text; put it in quotes: "2023-05-16"']),
        ({"sites": [{"slots": [SLOT | {"id": []}]}]},
         ["sites[0].slots[0].id: found an empty list, must be text"]),
        ({"sites": [{"slots": [SLOT | {"opens": "8h"}]}]},
         ["sites[0].slots[0].opens: found '8h', must be a time such as 08:30"]),
        ({"sites": {"a": 1}}, ["sites: found a mapping (a), must be a list"]),
        ({"sites": ["x"]}, ["sites[0]: found 'x', must be a mapping (lines of 'field: value')"]),
        ({"status": "aggreed"},
         [f"status: found 'aggreed'; did you mean 'agreed'? {STATUSES}"]),
        ({"status": "In preparation"},
         [f"status: found 'In preparation'; did you mean 'in_preparation'? {STATUSES}"]),
        ({"status": 3}, [f"status: found 3. {STATUSES}"]),
        ({"mode": "exat"}, ["mode: found 'exat'; did you mean 'exact'? Allowed: fast, exact"]),
        ({"mode": "x" * 10_000}, ["mode: found '" + "x" * 59 + "…'. Allowed: fast, exact"]),
        ({"share": 1}, ["share: found 1, must be less than 1"]),
        ({"share": "x"}, ["share: found 'x', must be a number"]),
        ({"sure": "maybe"}, ["sure: found 'maybe', must be true or false"]),
        ({"code": "A1"}, ["code: found 'A1', must be text of the form ^[a-z]+$"]),
        ({"code": "bad"}, ["code: the code 'bad' is taken"]),
        ({"short": [1, 2, 3]}, ["short: found a list of 3, must be a list of at most 2"]),
        ({"at": "noon"},
         ["at: found 'noon', must be a day and a time such as 2023-05-16T08:30:00"]),
        ({"words": ""}, ["words: found '' (0 characters), must be text of at least 1 character"]),
        ({"titel": 1, "mod": 2},
         [f"titel: unknown field 'titel'. {ALL}",
          f"mod: unknown field 'mod'; did you mean 'mode'? {ALL}"]),
        ({"names": [{"nam": "a"}]},
         ["names[0].name: 'name' is missing",
          "names[0].nam: unknown field 'nam'; did you mean 'name'? Allowed: name"]),
        ({"aliased": {"form": "a", "from": "b"}},
         ["aliased.form: unknown field 'form'; did you mean 'from'? Allowed: from"]),
        ({"pair": [1, SLOT | {"x": 1}]}, [f"pair[1].x: unknown field 'x'. {ALLOWED}"]),
        ({"by_day": {"mon day": SLOT | {"x": 1}}},
         [f"by_day['mon day'].x: unknown field 'x'. {ALLOWED}"]),
    ],
)  # fmt: skip
def test_one_sentence_per_mistake(data: dict[str, Any], expected: list[str]) -> None:
    assert messages(**data) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"window": {"first": "2023-02-30", "last": "2023-03-01"}},
         ["window.first: there is no day 2023-02-30 in the calendar"]),
        ({"window": {"first": "2023-02-28", "lst": 1}},
         ["window.last: 'last' is missing",
          "window.lst: unknown field 'lst'; did you mean 'last'? Allowed: first, last"]),
        ({"window": 3}, ["window: found 3, must be a mapping (lines of 'field: value') or text"]),
        ({"start": "soon"},
         ["start: found 'soon', must be a whole number or a date such as 2023-05-16"]),
        ({"owner": {"company": "x"}}, ["owner.tax_number: 'tax_number' is missing"]),
        ({"owner": {"nam": "x"}},
         ["owner.name: 'name' is missing",
          "owner.nam: unknown field 'nam'; did you mean 'name'? Allowed: name"]),
        ({"visits": [{"kind": "tuor"}]},
         ["visits[0].kind: found 'tuor'; did you mean 'tour'? Allowed: reception, tour"]),
        ({"visits": [{}]},
         ["visits[0].kind: 'kind' is missing: it says what this is. Allowed: reception, tour"]),
        ({"visits": [{"kind": "tour", "guests": 1}]},
         ["visits[0].guests: unknown field 'guests'. Allowed: kind, seats"]),
        ({"visits": [{"kind": "tour", "seats": "x"}]},
         ["visits[0].seats: found 'x', must be a whole number"]),
        ({"visits": ["tour"]},
         ["visits[0]: found 'tour', must be a mapping (lines of 'field: value')"]),
    ],
)  # fmt: skip
def test_unions_speak_with_one_voice(data: dict[str, Any], expected: list[str]) -> None:
    assert messages(**data) == expected


def told(model: type[BaseModel], data: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(data)
    return [str(problem) for problem in problems_of(caught.value, model, data, lambda _path: None)]


def test_other_messages_of_pydantic_are_put_in_our_form() -> None:
    class Other(BaseModel):
        key: UUID | None = None
        even: int | None = None

        @field_validator("even")
        @classmethod
        def check(cls, even: int) -> int:
            if even % 2:
                raise ValueError
            return even

    [message] = told(Other, {"key": "x"})
    assert message.startswith("key: found 'x', must be a valid UUID")
    assert told(Other, {"even": 3}) == ["even: found 3, which is not allowed here"]


def test_branches_with_words_of_their_own_are_joined() -> None:
    def refuse(word: str) -> BeforeValidator:
        def check(_value: object) -> object:
            raise ValueError(f"this is no {word}")

        return BeforeValidator(check)

    class Either(BaseModel):
        x: Annotated[int, refuse("number")] | Annotated[str, refuse("word")]

    assert told(Either, {"x": "a"}) == ["x: this is no number; or this is no word"]


def test_a_function_may_tell_the_branches_apart() -> None:
    def kind(value: Any) -> str | None:
        return value.get("is") if isinstance(value, dict) else None

    class Chosen(BaseModel):
        x: Annotated[
            Annotated[Person, Tag("person")] | Annotated[Company, Tag("company")],
            Discriminator(kind),
        ]

    assert told(Chosen, {"x": {"is": "persn"}}) == [
        "x: found 'persn'; did you mean 'person'? Allowed: person, company"
    ]


def test_checks_of_the_whole_document_name_places_even_where_nothing_is_written() -> None:
    slots = [SLOT, SLOT | {"id": "taken"}]
    assert messages(sites=[{}, {"slots": slots}]) == [
        "sites[1].slots[1].id: the id 'taken' is taken",
        "sites[1].slots[1].opens: the id 'taken' is taken",
    ]


def test_order_follows_the_lines_and_repeats_are_dropped() -> None:
    data = {"mode": "x", "status": "y", "share": 3, "extra": 1}
    lines = {"mode": 4, "status": 2, "share": 3}
    with pytest.raises(ValidationError) as caught:
        Programme.model_validate(data)
    problems = problems_of(
        caught.value, Programme, data, lambda path: lines.get(str(path[0])) if path else None
    )
    assert [problem.where for problem in problems] == ["extra", "status", "share", "mode"]
    assert [problem.line for problem in problems] == [None, 2, 3, 4]


def test_a_check_that_says_the_same_twice_is_heard_once() -> None:
    class Twice(BaseModel):
        x: int

        @model_validator(mode="after")
        def check(self) -> Self:
            one = InitErrorDetails(type=PydanticCustomError("own", "no"), loc=("x",), input=1)
            raise ValidationError.from_exception_data("Twice", [one, one])

    with pytest.raises(ValidationError) as caught:
        Twice.model_validate({"x": 1})
    assert len(problems_of(caught.value, Twice, {"x": 1}, lambda _path: 1)) == 1


def test_many_mistakes_are_told_in_good_time() -> None:
    data = {"sites": [{"slots": [SLOT | {"palces": n} for n in range(2_000)]}]}
    assert len(messages(**data)) == 2_000
