"""What every model shares: frozen, closed, with text and identifiers that are safe to show."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Annotated, ClassVar, Literal, TypeVar, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    Strict,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError

ID_PATTERN = r"^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$"
_IS_ID = re.compile(ID_PATTERN).fullmatch
_IDS_KEPT = 16_384
"""Ids that need no second look and are one text wherever they stand: those of hosts stand often."""

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?P<local>{_ATOM}(?:\.{_ATOM})*)@(?P<domain>{_LABEL}(?:\.{_LABEL})*)")

# Categories no field may hold: control characters, surrogates, line and paragraph separators.
_UNSAFE = frozenset({"Cc", "Cs", "Zl", "Zp"})
# They reorder the text around them, so that a reader sees something else than is written.
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Model(BaseModel):
    """A fact: cannot be changed once made, and knows exactly its own fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


M = TypeVar("M", bound=Model)


def altered(model: M, changes: Mapping[str, object]) -> M:
    """A copy with other values, which the caller has validated, of fields that were given before.

    For models without private attributes: what `model_copy` does, at a fifth of its time, where a
    plan has a copy for each of many thousand people.
    """
    kind = type(model)
    made = kind.__new__(kind)
    keep = object.__setattr__  # the model is frozen from here on
    keep(made, "__dict__", {**model.__dict__, **changes})
    keep(made, "__pydantic_fields_set__", model.__pydantic_fields_set__)
    keep(made, "__pydantic_extra__", None)
    keep(made, "__pydantic_private__", None)
    return made


class Written(Model):
    """Base of what a document may also write in words."""

    _as_text: ClassVar[Mapping[str, object]]
    """JSON Schema of the words."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Either words or the object; what is written out is the object alone."""
        reference = handler(core_schema)
        if handler.mode == "validation":
            schema = handler.resolve_ref_schema(reference)
            as_object = schema.copy()
            schema.clear()
            schema["anyOf"] = [{"type": "string", **cls._as_text}, cls._as_object(as_object)]
            for key in ("title", "description"):
                if key in as_object:  # `python -OO` leaves out descriptions
                    schema[key] = as_object.pop(key)
        return reference

    @classmethod
    def _as_object(cls, schema: JsonSchemaValue) -> JsonSchemaValue:
        return schema


def custom_error(kind: str, message: str) -> PydanticCustomError:
    """An error with this very message, whatever braces it contains."""
    return PydanticCustomError(kind, "{message}", {"message": message})


def refusal(faults: Iterable[tuple[tuple[str | int, ...], object, str]]) -> ValidationError:
    """Mistakes inside of a value, for a validator to raise: each with place, found, message."""
    details = [
        InitErrorDetails(type=custom_error("refused", message), loc=loc, input=found)
        for loc, found, message in faults
    ]
    return ValidationError.from_exception_data("refusal", details)


def _unsafe_character(text: str, allowed: frozenset[str]) -> str | None:
    for character in text:
        if character in allowed:
            continue
        if unicodedata.category(character) in _UNSAFE or character in _BIDI_CONTROLS:
            return f"U+{ord(character):04X}"
    return None


def _one_line(text: str) -> str:
    if "\n" in text or "\r" in text:
        raise ValueError("has a line break in it: write it on one line")
    if found := _unsafe_character(text, frozenset()):
        raise ValueError(f"has the control character {found} in it: remove it")
    return text


def _several_lines(text: str) -> str:
    if found := _unsafe_character(text, frozenset("\n\t")):
        raise ValueError(f"has the control character {found} in it: remove it")
    return text


def is_email(text: str) -> bool:
    """Whether a text is an address that calendars can carry.

    `dot-atom "@" domain` of RFC 5322, 3.4.1, in ASCII: no quoting, no address in brackets.
    """
    match = _ADDRESS.fullmatch(text)
    return match is not None and len(match["local"]) <= 64 and len(text) <= 254


def _email(text: str) -> str:
    if not is_email(text):
        raise ValueError(f"'{text[:60]}' is not an e-mail address: write it as name@example.org")
    return text


def _contact_name(text: str) -> str:
    # Several calendar readers drop such a backslash (RFC 6868 gives it no meaning).
    if re.search(r"\\[\\,;:]", text):
        raise ValueError(r"has a backslash before one of \ , ; : in it: remove the backslash")
    return text


@lru_cache(maxsize=_IDS_KEPT)
def _id(text: str) -> str:
    if len(text) > 64:
        raise ValueError(f"'{text[:60]}...' has {len(text)} characters: an id has 64 at most")
    if not _IS_ID(text):
        raise ValueError(
            f"'{text}' is no id: write letters a to z, digits, '-', '_' and '.', "
            "a letter or digit first and last"
        )
    return text


Id = Annotated[
    str,
    AfterValidator(_id),
    WithJsonSchema({"type": "string", "pattern": ID_PATTERN, "maxLength": 64}),
]
"""A name for the machine, unique among its kind: ASCII letters, digits, `-`, `_`, `.`."""

Reference = Annotated[str, StringConstraints(max_length=129), AfterValidator(_one_line)]
"""The id of something, as a plan or a pin names it: whether it is known is checked later."""


def _day(value: object) -> object:
    """Refuse what only looks like a date to a machine: a number of seconds, a time of the day."""
    if isinstance(value, str) and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise ValueError(f"found {str(value)[:60]!r}, must be a date such as 2023-05-16")


Whole = Annotated[int, Strict()]
"""A whole number that is written as one: not `true`, not "3", not 3.0."""

Flag = Annotated[bool, Strict()]
"""Yes or no, written `true` or `false`."""

Day = Annotated[date, BeforeValidator(_day), Field(ge=date(1900, 1, 1), le=date(2200, 12, 31))]
"""A day in the years 1900 to 2200, as in windows."""

LateDay = Annotated[date, BeforeValidator(_day), Field(ge=date(1900, 1, 1), le=date(2220, 12, 31))]
"""A day on which something ends that began in the years of a `Day`."""

Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_one_line),
]
"""A name or title for people: one line of 1 to 200 characters."""

Text = Annotated[str, StringConstraints(max_length=10_000), AfterValidator(_several_lines)]
"""A remark: up to 10,000 characters, line breaks allowed."""

Email = Annotated[str, AfterValidator(_email)]
"""An e-mail address, ASCII, as RFC 5321 limits it (254 characters)."""


def _language(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch("[a-z]{2,3}", value):
        raise ValueError(
            f"{value[:60]!r} is no language: write its code by ISO 639, such as de, uk or en"
        )
    return value


Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$"), BeforeValidator(_language)]
"""A language by its ISO 639 code: `de`, `uk`, `en`."""

Role = Literal["pupil", "professional", "accompanying_person", "interpreter"]
ROLES: tuple[str, ...] = get_args(Role)

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)


def _weekdays(value: object) -> object:
    """Read `mon-fri` or `mon` as a list of weekdays; leave everything else to the field."""
    if not isinstance(value, str):
        return value
    days: list[str] = []
    for part in value.lower().replace(" ", "").split(","):
        first, _, last = part.partition("-")
        ends = [day for day in (first, last) if day]
        if not ends or any(day not in WEEKDAYS for day in ends):
            raise ValueError(
                f"'{value[:60]}' is not a set of weekdays: write 'mon-fri', 'tue', "
                f"or a list of {', '.join(WEEKDAYS)}"
            )
        start, end = WEEKDAYS.index(ends[0]), WEEKDAYS.index(ends[-1])
        if end < start:
            raise ValueError(f"'{part}' runs backwards: a week runs from mon to sun")
        days.extend(WEEKDAYS[start : end + 1])
    return days


def _in_order(days: tuple[Weekday, ...]) -> tuple[Weekday, ...]:
    return tuple(day for day in WEEKDAYS if day in days)


Weekdays = Annotated[
    tuple[Weekday, ...],
    BeforeValidator(_weekdays, json_schema_input_type=str | list[Weekday]),
    AfterValidator(_in_order),
    Field(min_length=1),
]
"""Days of the week, Monday first; may be written `mon-fri` or `mon, wed-fri`."""

MONDAY_TO_FRIDAY: tuple[Weekday, ...] = WEEKDAYS[:5]


def one_or_many(value: object) -> object:
    """Read a single text as a list of one, so that `field: care` needs no brackets."""
    return [value] if isinstance(value, str) else value


Ids = Annotated[
    tuple[Id, ...], BeforeValidator(one_or_many, json_schema_input_type=str | list[str])
]
Languages = Annotated[
    tuple[Language, ...], BeforeValidator(one_or_many, json_schema_input_type=str | list[str])
]


class Contact(Model):
    """Whom to write to: a person or an office of an organisation."""

    name: Annotated[Name, AfterValidator(_contact_name)]
    """Name of the person or office, as it should stand on an invitation."""
    email: Email | None = None
    """E-mail address; without one no invitation can be sent to this contact."""
    phone: Name | None = None
    """Telephone number, as it should be dialled."""
