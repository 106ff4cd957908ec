"""Filters asked in bulk leave open what the rules leave open one by one."""

import json

import pytest

import visitplanner as vp
from tests.benchmarks.country import country_of
from tests.benchmarks.families import groups, one_component
from visitplanner.rules.catalogue import RULES
from visitplanner.solve import filters
from visitplanner.solve.cohorts import cohorts_of, demands_of
from visitplanner.solve.filters import Filters, _closes


def without_structure() -> vp.Programme:
    document = one_component(60)
    first = document["delegations"][0]["participants"][0]
    first["needs"][0]["field"] = ["a-field-that-nobody-offers"]
    return vp.Programme.model_validate_json(json.dumps(document))


def by_region() -> vp.Programme:
    """Partnerships leave one host in three to each sender; some slots are kept for some of them."""
    document = groups(90, country_for=lambda people, seed: country_of(people, seed, per_region=30))
    hosts = [host["sites"][0]["slots"][0] for host in document["hosts"]]
    hosts[0]["reserved_for"] = ["group-0"]
    hosts[1]["reserved_for"] = ["region-1"]
    hosts[2]["reserved_for"] = ["region-0"]  # which host 2 is no part of
    document["partnerships"][2]["status"] = "offered"
    document["delegations"][0]["senders"].append("sender-1")
    document["delegations"].append(document["delegations"][0] | {"id": "more"})
    document["partnerships"].append(
        {"id": "besides", "between": ["sender-2", "host-2"], "status": "agreed"}
    )
    return vp.Programme.model_validate_json(json.dumps(document))


@pytest.fixture(scope="module", params=[without_structure, by_region])
def programme(request: pytest.FixtureRequest) -> vp.Programme:
    made: vp.Programme = request.param()
    return made


@pytest.mark.parametrize("narrow", [0, 1, 1_000_000])
@pytest.mark.parametrize("few", [0, 1_000_000])
def test_open_pairs_are_those_that_no_rule_closes(
    *, programme: vp.Programme, few: int, narrow: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # With few pairs in advance, facts are looked up by name and the rest when it is needed; what
    # names leave open is listed always, where it is less than all, or never.
    monkeypatch.setattr(filters, "_FEW", few)
    monkeypatch.setattr(filters, "_EACH", 0)
    monkeypatch.setattr(filters, "_NARROW", narrow)
    monkeypatch.setattr(filters, "_BLOCK", 200)
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


def test_the_facts_a_rule_names_are_those_that_leave_an_offer_open(programme: vp.Programme) -> None:
    demands = tuple(demands_of(cohorts_of(programme, None)))
    offers = tuple(programme.offers.values())
    naming = [
        (rule, rule.closed, reads, reads.one_of)
        for rule in RULES
        if rule.closed is not None and rule.reads is not None
        for reads in [rule.reads(programme)]
        if reads.one_of is not None
    ]
    assert "field" in {rule.name for rule, *_ in naming}
    for rule, closed, reads, one_of in naming:
        for demand in demands:
            named = set(one_of(demand.person, demand.need))
            for offer in offers:
                is_open = closed(programme, demand.person, demand.need, offer) is None
                assert (reads.offer(offer) in named) == is_open, rule.name
