"""Asking a rule once for all that look alike to it gives what asking it for each would give."""

from dataclasses import replace
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import event, given

import visitplanner as vp
from tests.property.programmes import documents
from visitplanner.matrix.kinds import Reads
from visitplanner.matrix.options import Options
from visitplanner.rules.catalogue import RULES
from visitplanner.rules.form import Rule
from visitplanner.solve.options import options_of

READING = [rule for rule in RULES if rule.reads is not None]


def found(options: Options) -> list[tuple[Any, ...]]:
    """Every option with the days on which it works."""
    worked = options.worked[options.calendar] if len(options) else options.worked[:0]
    columns = (options.demand, options.offer, options.first, options.last)
    return [
        (*row, *np.flatnonzero(days).tolist())
        for row, days in zip(np.stack(columns, axis=1).tolist(), worked, strict=True)
    ]


@given(documents())
def test_facts_that_a_rule_does_not_name_change_no_option(document: dict[str, Any]) -> None:
    programme = vp.Programme.model_validate(document)
    for_each = [replace(rule, reads=None) for rule in RULES]
    options = options_of(programme, RULES)
    assert found(options) == found(options_of(programme, for_each))
    event(f"options: {len(options) > 0}")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_that_is_asked_about_everybody_names_what_it_reads(rule: Rule) -> None:
    assert (rule.filters or rule.why_off is not None) == (rule.reads is not None)


def test_a_rule_may_close_an_offer_to_one_person_without_a_word_on_what_it_reads() -> None:
    document = {
        "id": "p", "name": "P", "time_zone": "Europe/Berlin",
        "hosts": [{"id": "h", "name": "H", "sites": [
            {"id": "s", "name": "S", "slots": [{"id": "w", "field": "cars", "places": 2}]}]}],
        "organisations": [{"id": "o", "name": "O"}],
        "delegations": [{
            "id": "d", "name": "D", "senders": ["o"], "window": "2023-05-15 to 2023-05-19",
            "participants": [
                {"id": name, "role": "professional", "needs": [{"field": "cars"}],
                 "preferences": ["h"] if name == "a" else []}
                for name in ("a", "b")]}],
    }  # fmt: skip
    programme = vp.Programme.model_validate(document)
    shy = Rule(
        name="shy",
        says="The first does not come.",
        source="the programme: id of the participant",
        check=lambda _roster: iter(()),
        closed=lambda _programme, person, _need, _offer: "no" if person.id == "d/a" else None,
    )
    options = options_of(programme, [*RULES, shy])
    assert [options.demands[number].person.id for number in options.demand] == ["d/b"]


def test_delegations_of_several_senders_are_told_apart() -> None:
    senders = ["one", "two", "three"]
    document = {
        "id": "p", "name": "P", "time_zone": "Europe/Berlin",
        "hosts": [{"id": host, "name": host, "sites": [{"id": host, "name": host, "slots": [
            {"id": f"{host}-{number}", "field": "cars", "places": 2, "reserved_for": kept}
            for number, kept in enumerate(([], ["d-one"], ["both"]))]}]}
            for host in ("h", "k")],
        "organisations": [{"id": name, "name": name} for name in senders],
        "partnerships": [
            {"id": "both", "between": ["one", "two", "h"], "status": "active"},
            {"id": "open", "between": ["two", "three", "k"], "status": "in_preparation"},
            {"id": "last", "between": ["three", "k"], "status": "agreed"}],
        "delegations": [
            {"id": f"d-{name}", "name": "D", "senders": [name],
             "window": "2023-05-15 to 2023-05-19",
             "headcounts": [{"people": "2 professionals", "needs": [{"field": "cars"}]}]}
            for name in senders],
    }  # fmt: skip
    programme = vp.Programme.model_validate(document)
    options = options_of(programme, RULES)
    assert found(options) == found(
        options_of(programme, [replace(rule, reads=None) for rule in RULES])
    )
    offers = [options.offers[number].id for number in options.offer]
    people = [options.demands[number].person.delegation for number in options.demand]
    assert list(zip(people, offers, strict=True)) == [
        ("d-one", "h-0"),
        ("d-one", "h-1"),
        ("d-one", "h-2"),
        ("d-two", "h-0"),
        ("d-two", "h-2"),
        ("d-three", "k-0"),
    ]


def test_what_is_not_named_is_not_read() -> None:
    nobody, anything = Reads(), cast("Any", object())
    assert nobody.demand(anything, anything) is None
    assert nobody.offer(anything) is nobody.calendar(anything) is None
