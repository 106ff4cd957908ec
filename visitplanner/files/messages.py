"""Pydantic's errors in plain words: what was found, what is allowed, what may have been meant."""

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails
from pydantic_core.core_schema import ErrorType

from visitplanner.errors import Problem
from visitplanner.files.places import Path, Segment, path_text, place_of, shown, value_at

LineFinder = Callable[[Path], int | None]
"""Tells the line of a path, or None where the format has no lines."""

_KNOWN = frozenset(get_args(ErrorType))
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST_NAME = 60
_NEAR = 0.65

# What a value of the wrong kind should have been.
_KINDS: Mapping[str, str] = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "decimal_type": "a number",
    "bool_type": "true or false",
    "date_type": "a date such as 2023-05-16",
    "time_type": "a time such as 08:30",
    "datetime_type": "a day and a time such as 2023-05-16T08:30:00",
    "time_delta_type": "a length of time such as 8:00:00",
    "url_type": "a web address such as https://example.org",
    "list_type": "a list",
    "tuple_type": "a list",
    "set_type": "a list",
    "frozen_set_type": "a list",
    "iterable_type": "a list",
    "dict_type": "a mapping (lines of 'field: value')",
    "mapping_type": "a mapping (lines of 'field: value')",
    "model_type": "a mapping (lines of 'field: value')",
    "model_attributes_type": "a mapping (lines of 'field: value')",
    "dataclass_type": "a mapping (lines of 'field: value')",
    "none_required": "nothing (null)",
}
# What a value of the right kind, but not readable or out of bounds, should have been.
_BOUNDS: Mapping[str, str] = {
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number of fewer digits",
    "int_from_float": "a whole number",
    "float_parsing": "a number",
    "finite_number": "a finite number",
    "decimal_parsing": "a number",
    "bool_parsing": "true or false",
    "date_parsing": "a date such as 2023-05-16",
    "date_from_datetime_parsing": "a date such as 2023-05-16",
    "date_from_datetime_inexact": "a date such as 2023-05-16, with no time of day",
    "time_parsing": "a time such as 08:30",
    "datetime_parsing": "a day and a time such as 2023-05-16T08:30:00",
    "datetime_from_date_parsing": "a day and a time such as 2023-05-16T08:30:00",
    "timezone_naive": "a day and a time without a time zone",
    "timezone_aware": "a day and a time with its time zone, such as 2023-05-16T08:30:00+02:00",
    "time_delta_parsing": "a length of time such as 8:00:00",
    "url_parsing": "a web address such as https://example.org",
    "greater_than": "more than {gt}",
    "greater_than_equal": "at least {ge}",
    "less_than": "less than {lt}",
    "less_than_equal": "at most {le}",
    "decimal_max_places": "a number of at most {decimal_places} decimal places",
    "decimal_max_digits": "a number of at most {max_digits} digits",
    "decimal_whole_digits": "a number of at most {whole_digits} digits before the point",
    "multiple_of": "a multiple of {multiple_of}",
    "string_too_short": "text of at least {min_length} characters",
    "string_too_long": "text of at most {max_length} characters",
    "string_pattern_mismatch": "text of the form {pattern}",
    "too_short": "a list of at least {min_length}",
    "too_long": "a list of at most {max_length}",
}


@dataclass(frozen=True, slots=True)
class _Finding:
    """One error, placed and put in words, before union branches are merged."""

    path: Path
    skipped: tuple[tuple[int, Segment], ...]
    kind: str
    found: Any
    must: str
    text: str


def problems_of(
    error: ValidationError,
    model: type[BaseModel],
    data: Any,
    lines: LineFinder,
    tell: Callable[[Path, str], tuple[str, str]] = lambda path, text: (path_text(path), text),
) -> tuple[Problem, ...]:
    """Everything that pydantic found wrong in a document, in the order of the document.

    Args:
        error: What validating `data` with `model` raised.
        model: The class of the document.
        data: The document, as it was given to pydantic.
        lines: Tells the line of a path.
        tell: Tells the place and the message of a path and a message, in the author's words.
    """
    details = _without_echoes(error.errors(include_url=False))
    findings = _merged([_finding(detail, model, data) for detail in details], 0)
    problems = []
    for finding in findings:
        where, message = tell(finding.path, finding.text)
        problems.append(Problem(where=where, message=message, line=lines(finding.path)))
    in_order = sorted(problems, key=lambda problem: problem.line or 0)
    return tuple(dict.fromkeys(in_order))


def _without_echoes(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out lists called too short only because what stands in them is wrong.

    pydantic counts the items that are right; their own mistakes are told anyway.
    """
    above = {detail["loc"][:end] for detail in details for end in range(len(detail["loc"]))}
    return [
        detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in above
    ]


# --- one error ----------------------------------------------------------------------------------


def _finding(detail: ErrorDetails, model: type[BaseModel], data: Any) -> _Finding:
    kind, loc, found = detail["type"], detail["loc"], detail["input"]
    own = kind not in _KNOWN
    path, skipped = _place(detail, model, data)
    context = detail.get("ctx", {})
    must, text = "", detail["msg"]
    if kind in _KINDS or kind in _BOUNDS:
        must = _KINDS.get(kind) or _must(_BOUNDS[kind], context)
        if kind in ("model_type", "model_attributes_type"):
            must = _in_words(annotations_at(model, path)) + must
        text = _sentence(kind, found, must)
    elif kind in ("enum", "literal_error"):
        allowed = _names_in(context.get("expected", ""))
        must = f"one of: {', '.join(allowed)}"
        text = f"found {shown(found)}{nearest(found, allowed)} Allowed: {', '.join(allowed)}"
    elif kind in ("missing", "extra_forbidden"):
        owners = _owners(model, path[:-1], loc, value_at(data, path[:-1]))
        text = (_missing if kind == "missing" else _unknown)(str(path[-1]), owners)
    elif kind.startswith("union_tag"):
        path, text = _wrong_tag(kind, path, context, _owners(model, path, loc, None))
    elif not own:
        text = _without_prefix(text, found, kind)
    return _Finding(path, skipped, kind, found, must, text)


def _place(
    detail: ErrorDetails, model: type[BaseModel], data: Any
) -> tuple[Path, tuple[tuple[int, Segment], ...]]:
    """The path of an error, and the parts of its `loc` that are not in the document."""
    kind, loc = detail["type"], detail["loc"]
    if kind not in _KNOWN and annotations_at(model, loc):
        return loc, ()  # a check of ours names a place in the model, be it written or left out
    place = place_of(loc, data, detail["input"])
    if place.skipped and place.skipped[-1] == (len(place.path), loc[-1]):
        longer = (*place.path, loc[-1])
        if kind == "missing" or annotations_at(model, longer):
            return longer, place.skipped[:-1]
    return place.path, place.skipped


def _sentence(kind: str, found: Any, must: str) -> str:
    if kind == "string_type":
        return f"found {_kind_of(found)}, must be text{_in_quotes(found)}"
    if isinstance(found, str) and _DAY.fullmatch(found) and must.startswith("a date"):
        return f"there is no day {found} in the calendar"
    size = f" ({len(found)} characters)" if kind in ("string_too_long", "string_too_short") else ""
    return f"found {shown(found)}{size}, must be {must}"


def _kind_of(found: Any) -> str:
    """A value in text's place, with the reading that made it something else."""
    if isinstance(found, bool):
        return f"the word {shown(found)}"
    if isinstance(found, (int, float)):
        return f"the number {shown(found)}"
    if isinstance(found, date):
        return f"the date {found}"
    return shown(found)


def _in_quotes(found: Any) -> str:
    if not isinstance(found, (bool, int, float, date)):
        return ""
    if isinstance(found, float):
        return "; put it in quotes"  # 1.10 was read as 1.1, so it cannot be shown as written
    return f'; put it in quotes: "{shown(found)}"'


def _in_words(kinds: Iterable[Any]) -> str:
    """How a model may be written in words, where it has such words."""
    words: Iterable[Mapping[str, Any]] = (getattr(kind, "_as_text", {}) for kind in kinds)
    return next((f"text such as {each['examples'][0]!r}, or " for each in words if each), "")


def _must(template: str, context: Mapping[str, Any]) -> str:
    plain = {
        name: int(limit) if isinstance(limit, float) and limit.is_integer() else limit
        for name, limit in context.items()
    }
    must = template.format_map(plain)
    return must.removesuffix("s") if must.endswith(" 1 characters") else must


def _missing(name: str, owners: Sequence[type[BaseModel]]) -> str:
    described = (fields_of(owner).get(name) for owner in owners)
    texts = [field.description for field in described if field and field.description]
    about = re.split(r"(?<=\.)\s|\n\s*\n", texts[0].strip())[0] if texts else ""
    return f"'{name}' is missing" + (f": {' '.join(about.split()).rstrip('.')}" if about else "")


def _unknown(name: str, owners: Sequence[type[BaseModel]]) -> str:
    allowed = list(dict.fromkeys(field for owner in owners for field in fields_of(owner)))
    text = f"unknown field {shown(name)}"
    return f"{text}{nearest(name, allowed)} Allowed: {', '.join(allowed)}" if allowed else text


def nearest(found: Any, allowed: Sequence[str]) -> str:
    """The question whether something near was meant, or a full stop."""
    if isinstance(found, bool) or not isinstance(found, str) or len(found) > _LONGEST_NAME:
        return "."
    by_lower = {name.lower(): name for name in reversed(allowed)}
    plain = found.lower().strip()
    near = get_close_matches(plain, by_lower, n=1, cutoff=_NEAR) or get_close_matches(
        re.sub(r"[\s-]+", "_", plain), by_lower, n=1, cutoff=_NEAR
    )
    return f"; did you mean '{by_lower[near[0]]}'?" if near else "."


def _names_in(expected: str) -> list[str]:
    """The names in pydantic's "'a', 'b' or 'c'"."""
    quoted = [name.replace("\\'", "'") for name in _QUOTED.findall(expected)]
    return quoted or [expected]


def _wrong_tag(
    kind: str, path: Path, context: Mapping[str, Any], owners: Iterable[type[BaseModel]]
) -> tuple[Path, str]:
    field = context.get("discriminator", "").strip("'")
    place = (*path, field) if field.isidentifier() else path  # else a function tells the branches
    if kind == "union_tag_invalid":
        allowed = _names_in(context["expected_tags"])
        tag = context["tag"]
        text = f"found {shown(tag)}{nearest(tag, allowed)} Allowed: {', '.join(allowed)}"
        return place, text
    literals = (tag for owner in owners for tag in _tags(owner).get(field, ()))
    allowed = list(dict.fromkeys(str(tag) for tag in literals))
    text = f"'{field}' is missing: it says what this is"
    return place, text + (f". Allowed: {', '.join(allowed)}" if allowed else "")


def _without_prefix(message: str, found: Any, kind: str) -> str:
    """A message of a validator as it was raised; other messages in our words as far as possible."""
    if kind in ("value_error", "assertion_error"):
        plain = message.removeprefix("Value error, ").removeprefix("Assertion failed, ")
        return plain or f"found {shown(found)}, which is not allowed here"
    plain = re.sub(r"^(?:Input|Value|String|Text|Key) should ", "must ", message)
    return f"found {shown(found)}, {plain}" if plain != message else plain


# --- the branches of a union --------------------------------------------------------------------


def _merged(findings: Sequence[_Finding], level: int) -> list[_Finding]:
    """One voice where several branches of a union complain about the same value."""
    merged: list[_Finding] = []
    unions: dict[Path, dict[Segment, list[_Finding]]] = {}
    for finding in findings:
        if len(finding.skipped) > level:
            depth, branch = finding.skipped[level]
            unions.setdefault(finding.path[:depth], {}).setdefault(branch, []).append(finding)
        else:
            merged.append(finding)
    for path, branches in unions.items():
        merged += _best(path, [_merged(branch, level + 1) for branch in branches.values()])
    return merged


def _best(path: Path, branches: Sequence[list[_Finding]]) -> list[_Finding]:
    """What to say of a value that no branch of a union takes."""
    if len(branches) == 1:
        return branches[0]
    # A branch that only says "wrong kind of value" was not meant if another one got further.
    near = [
        branch for branch in branches if any(f.path != path or f.kind not in _KINDS for f in branch)
    ]
    branches = near or branches
    deeper = [branch for branch in branches if any(f.path != path for f in branch)]
    if deeper:
        return min(deeper, key=len)
    findings = [finding for branch in branches for finding in branch]
    musts = list(dict.fromkeys(finding.must for finding in findings))
    if len(musts) > 1 and all(musts):
        text = f"found {shown(findings[0].found)}, must be {' or '.join(musts)}"
    else:
        text = "; or ".join(dict.fromkeys(finding.text for finding in findings))
    return [dataclasses.replace(findings[0], text=text)]


# --- the model along a path ---------------------------------------------------------------------


def _owners(
    model: type[BaseModel], path: Path, loc: Sequence[Segment], found: Any
) -> list[type[BaseModel]]:
    """The models that may stand at a path: those named in `loc`, or whose tags fit, or all."""
    models = [
        kind
        for kind in annotations_at(model, path)
        if isinstance(kind, type) and issubclass(kind, BaseModel)
    ]
    named = [kind for kind in models if kind.__name__ in loc]
    fitting = [
        kind
        for kind in named or models
        if all(value_at(found, (name,)) in (None, *tags) for name, tags in _tags(kind).items())
    ]
    return fitting or named or models


def annotations_at(model: type[BaseModel], path: Sequence[Segment]) -> list[Any]:
    """Every type that may stand at a path; empty where the model has no such place."""
    kinds = list(branches_of(model))
    for segment in path:
        kinds = [
            kind for whole in kinds for part in _step(whole, segment) for kind in branches_of(part)
        ]
    return kinds


def branches_of(annotation: Any) -> list[Any]:
    """The types an annotation is made of: without Annotated, aliases, unions and root models."""
    while get_origin(annotation) is Annotated or hasattr(annotation, "__value__"):
        annotation = getattr(annotation, "__value__", None) or get_args(annotation)[0]
    if get_origin(annotation) in (Union, UnionType):
        return [kind for part in get_args(annotation) for kind in branches_of(part)]
    if isinstance(annotation, type) and issubclass(annotation, RootModel):
        return branches_of(annotation.model_fields["root"].annotation)
    return [annotation]


def _step(kind: Any, segment: Segment) -> list[Any]:
    """The annotations of what a key or a position leads to."""
    origin, arguments = get_origin(kind), get_args(kind)
    if isinstance(segment, str):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            field = fields_of(kind).get(segment)
            return [field.annotation] if field else []
        keyed = isinstance(origin, type) and issubclass(origin, Mapping) and len(arguments) == 2
        return [arguments[1]] if keyed else []
    if not isinstance(origin, type) or not issubclass(origin, Iterable) or not arguments:
        return []
    if origin is tuple and arguments[-1] is not Ellipsis:
        return [arguments[segment]] if segment < len(arguments) else []
    return [] if issubclass(origin, Mapping) else [arguments[0]]


def fields_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of a model by the names they have in a document."""
    return {
        field.validation_alias if isinstance(field.validation_alias, str) else name: field
        for name, field in model.model_fields.items()
    }


def _tags(model: type[BaseModel]) -> dict[str, tuple[Any, ...]]:
    """The fields of a model that hold fixed words, with these words."""
    return {
        name: get_args(field.annotation)
        for name, field in fields_of(model).items()
        if get_origin(field.annotation) is Literal
    }
