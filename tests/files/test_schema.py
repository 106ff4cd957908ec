"""The JSON Schema that `visitplanner schema` prints."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

import visitplanner as vp
from visitplanner.files.schema import json_schema

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))


def _as_json(path: Path) -> object:
    return json.loads(json.dumps(yaml.safe_load(path.read_text("utf-8")), default=str))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_keep_the_schema_as_they_are_written(path: Path) -> None:
    jsonschema.Draft202012Validator(json_schema(vp.Programme)).validate(_as_json(path))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_unknown_field_breaks_the_schema(path: Path) -> None:
    document = _as_json(path)
    assert isinstance(document, dict)
    document["delegations"][0]["headcounts"][0]["palces"] = 3
    errors = jsonschema.Draft202012Validator(json_schema(vp.Programme)).iter_errors(document)
    assert [list(error.path)[:2] for error in errors] == [["delegations", 0]]


def test_fields_are_described_by_their_docstrings() -> None:
    schema = json_schema(vp.Programme)
    slot = schema["$defs"]["InternshipSlot"]["properties"]
    assert slot["places"]["description"] == "People who can be taken on each working day."
    headcount = schema["$defs"]["Headcount"]["anyOf"][1]["properties"]
    assert headcount["sender"]["description"].startswith("Sending organisation")
