"""The JSON Schema that `visitplanner schema` prints."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from pydantic import ValidationError

import visitplanner as vp
from visitplanner.files.schema import json_schema

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
CASES = sorted((ROOT / "tests" / "cases").glob("*.yaml"))
SMALL: dict[str, Any] = {
    "id": "p",
    "name": "P",
    "time_zone": "Europe/Berlin",
    "organisations": [{"id": "school", "name": "School"}],
    "delegations": [
        {
            "id": "d",
            "name": "D",
            "senders": "school",
            "window": "2-12 May 2023",
            "headcounts": ["3 professionals"],
        }
    ],
}


@cache
def _validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json_schema(vp.Programme))


def _site(**facts: Any) -> dict[str, Any]:
    slot = {"id": "a", "field": "care", "places": 1}
    return {
        "hosts": [
            {"id": "h", "name": "H", "sites": [{"id": "s", "name": "S", "slots": [slot], **facts}]}
        ]
    }


def _policy(**facts: Any) -> dict[str, Any]:
    return {"policy": facts}


def _lodging(**facts: Any) -> dict[str, Any]:
    return {"lodgings": [{"id": "l", "name": "L", "beds": 2, **facts}]}


def _profile(**facts: Any) -> dict[str, Any]:
    return _policy(
        youth_hours_profiles=[{"name": "x", "source": "y", "as_of": "2023-01-01", **facts}]
    )


def _as_json(path: Path) -> object:
    return json.loads(json.dumps(yaml.safe_load(path.read_text("utf-8")), default=str))


@pytest.mark.parametrize("path", [*EXAMPLES, *CASES], ids=lambda path: path.stem)
def test_what_is_read_keeps_the_schema_as_it_is_written(path: Path) -> None:
    _validator().validate(_as_json(path))


def test_the_starter_keeps_the_schema() -> None:
    _validator().validate(_as_json(Path(vp.__file__).parent / "files" / "starter.yaml"))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (_site(location="53.2464, 10.4115"), _site(location="Bar")),
        (_site(location={"latitude": 53, "longitude": 10}), _site(location=[53, 10])),
        (_site(location=None), _site(location={"latitude": 91, "longitude": 10})),
        (_site(places_on=[{"places": 0, "weekdays": "mon"}]), _site(places_on=[{"places": -1}])),
        (_site(places_on=[{"places": 2, "hours": "8-12"}]), _site(places_on=[{"hours": "8-12"}])),
        (_policy(goals="fair"), _policy(goals="fairr")),
        (_policy(goals=["people_placed"]), _policy(goals="people_placed")),
        (_policy(goals=["people_placed", "nearness"]), _policy(goals={"people_placed": 1})),
        (_policy(goals=["people_placed", {"nearness": 2}]), _policy(goals=[{"nearness": 0}])),
        (_policy(goals=None), _policy(goals=[])),
        (
            _policy(together=[{"people": "d", "at": "host"}]),
            _policy(together=[{"people": "d", "at": "room"}]),
        ),
        (_policy(lodging_within_km=1.5), _policy(lodging_within_km=0)),
        (_policy(tentative={"missing_documents": True}), _policy(tentative=True)),
        (_lodging(one_rooming_group="soft"), _lodging(one_rooming_group=True)),
        (_lodging(kind="hotel"), _lodging(beds=0)),
        (
            _profile(breaks=[{"over": 1, "minutes": 5}]),
            _profile(breaks=[{"over": 1, "minutes": 0}]),
        ),
    ],
)
def test_the_schema_says_what_reading_says(right: dict[str, Any], wrong: dict[str, Any]) -> None:
    vp.Programme.model_validate({**SMALL, **right})
    assert _validator().is_valid({**SMALL, **right})
    with pytest.raises(ValidationError):
        vp.Programme.model_validate({**SMALL, **wrong})
    assert not _validator().is_valid({**SMALL, **wrong})


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_unknown_field_breaks_the_schema(path: Path) -> None:
    document = _as_json(path)
    assert isinstance(document, dict)
    document["delegations"][0]["headcounts"][0]["palces"] = 3
    errors = _validator().iter_errors(document)
    assert [list(error.path)[:2] for error in errors] == [["delegations", 0]]


def test_fields_are_described_by_their_docstrings() -> None:
    schema = json_schema(vp.Programme)
    slot = schema["$defs"]["InternshipSlot"]["properties"]
    assert slot["places"]["description"] == "People who can be taken on each working day."
    headcount = schema["$defs"]["Headcount"]["anyOf"][1]["properties"]
    assert headcount["sender"]["description"].startswith("Sending organisation")
