"""The JSON Schema of a document, for editors that check while one types."""

from typing import Any

from pydantic import BaseModel


def json_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a document, with its keys in the same order every time."""
    schema = model.model_json_schema(mode="validation", by_alias=True)
    title = schema.pop("title", model.__name__)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **schema}
