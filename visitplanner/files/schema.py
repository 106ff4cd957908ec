"""JSON Schema of a document, for editors and other programs."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, get_args

from pydantic import BaseModel

from visitplanner.model.document import Document

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a model, its fields described by their docstrings.

    The docstrings are read from the source here, and not when the models are made, because that
    would take a third of the time of importing them.
    """
    schema = model.model_json_schema()
    definitions = schema.get("$defs", {})
    for each in models_of(model):
        target = schema if each is model else definitions.get(each.__name__, {})
        for form in (target, *target.get("anyOf", ())):
            for field, text in _field_docstrings(each).items():
                if field in form.get("properties", {}):
                    form["properties"][field]["description"] = text
    if issubclass(model, Document):
        schema["properties"]["tables"] = _tables(model)
    title = schema.pop("title", model.__name__)
    return {"$schema": DIALECT, "title": title, **schema}


def _tables(model: type[BaseModel]) -> dict[str, Any]:
    """What a file may say in place of the lists of a document."""
    from visitplanner.files.tables import kinds_of  # noqa: PLC0415 - loaded when needed

    file = {"type": "string", "pattern": r"\.([cC][sS][vV]|[pP][aA][rR][qQ][uU][eE][tT])$"}
    files = {"anyOf": [file, {"type": "array", "items": file}]}
    return {
        "description": "Lists that stand in tables beside this file: one row for each part.",
        "type": "object",
        "properties": dict.fromkeys(kinds_of(model), files),
        "additionalProperties": False,
    }


def models_of(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and every model that its fields lead to, each once."""
    return _models(model, set())


def _models(found: Any, seen: set[Any]) -> Iterator[type[BaseModel]]:
    """A model and every model that its fields lead to."""
    if isinstance(found, type) and issubclass(found, BaseModel):
        if found in seen:
            return
        seen.add(found)
        yield found
        for field in found.model_fields.values():
            yield from _models(field.annotation, seen)
    for part in get_args(found):
        yield from _models(part, seen)


def _field_docstrings(model: type[BaseModel]) -> dict[str, str]:
    """The text below each field, over the model and what it inherits from."""
    texts: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if not issubclass(base, BaseModel) or base is BaseModel:
            continue
        try:
            tree = ast.parse(textwrap.dedent(inspect.getsource(base)))
        except (OSError, TypeError):
            continue  # made at run time, or shipped without its source
        body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
        for field, below in pairwise(body):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(below, ast.Expr)
                and isinstance(below.value, ast.Constant)
                and isinstance(below.value.value, str)
            ):
                texts[field.target.id] = inspect.cleandoc(below.value.value)
    return texts
