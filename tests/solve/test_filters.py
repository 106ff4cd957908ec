"""Filters asked in bulk leave open what the rules leave open one by one."""

import json

import pytest

import visitplanner as vp
from tests.benchmarks.families import one_component
from visitplanner.rules.catalogue import RULES
from visitplanner.solve import filters
from visitplanner.solve.cohorts import cohorts_of, demands_of
from visitplanner.solve.filters import Filters, _closes


@pytest.fixture(scope="module")
def programme() -> vp.Programme:
    document = one_component(60)
    first = document["delegations"][0]["participants"][0]
    first["needs"][0]["field"] = ["a-field-that-nobody-offers"]
    return vp.Programme.model_validate_json(json.dumps(document))


@pytest.mark.parametrize("few", [0, 1_000_000])
def test_open_pairs_are_those_that_no_rule_closes(
    *, programme: vp.Programme, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # With few pairs in advance, facts are looked up by name and the rest when it is needed.
    monkeypatch.setattr(filters, "_FEW", few)
    demands = tuple(demands_of(cohorts_of(programme, None)))
    offers = tuple(programme.offers.values())
    asked = [ask for rule in RULES if (ask := _closes(rule)) is not None]
    expected = [
        (row, column)
        for row, demand in enumerate(demands)
        for column, offer in enumerate(offers)
        if not any(ask(programme, demand.person, demand.need, offer) for ask in asked)
    ]
    demand, offer = Filters(programme, RULES, demands, offers).open_pairs()
    assert list(zip(demand.tolist(), offer.tolist(), strict=True)) == expected
    assert expected
    assert len(expected) < len(demands) * len(offers)
