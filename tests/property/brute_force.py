"""The judge of the scheduler: every plan of a small programme that `check` accepts."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import visitplanner as vp
from tests.property.blocks import Block, Part, blocks
from tests.property.blocks.visits import most_visits
from visitplanner.goals.catalogue import GOALS, levels_of
from visitplanner.model.plan import Plan
from visitplanner.model.roster import roster_of
from visitplanner.rules.catalogue import RULES
from visitplanner.rules.form import Rule

Placements = tuple[vp.Placement, ...]
Ways = Mapping[tuple[str, str], list[Placements]]
"""For each need of each participant, every set of placements that could meet it, and none."""


def placements_of(programme: vp.Programme, rules: Sequence[Rule] = RULES) -> Ways:
    """For each need every set of placements that no rule forbids for itself, and none at all."""
    found: dict[tuple[str, str], list[Placements]] = {}
    growing = [rule for rule in rules if rule.grows]
    for person in programme.people.values():
        days = person.window.dates()
        for need in person.needs:
            single = [
                placement
                for slot, first, last in product(programme.offers, days, days)
                if first <= last
                for placement in [
                    vp.Placement(
                        participant=person.id,
                        need=need.id,
                        slot=slot,
                        first_day=first,
                        last_day=last,
                    )
                ]
                if _grows(programme, (placement,), growing)
            ]
            found[person.id, need.id] = list(_sets(programme, single, need.parts, growing))
    return found


def _grows(programme: vp.Programme, placements: Placements, growing: Sequence[Rule]) -> bool:
    roster = roster_of(programme, vp.Plan(placements=placements))
    return not any(True for rule in growing for _ in rule.check(roster))


def _sets(
    programme: vp.Programme,
    single: Sequence[vp.Placement],
    parts: int,
    growing: Sequence[Rule],
) -> Iterator[Placements]:
    """Every set of at most so many of the placements that may stand together."""
    grown: list[tuple[int, Placements]] = [(0, ())]
    while grown:
        yield from (placements for _, placements in grown)
        grown = [
            (number + 1, (*placements, single[number]))
            for following, placements in grown
            if len(placements) < parts
            for number in range(following, len(single))
            if not placements or _grows(programme, (*placements, single[number]), growing)
        ]


def level_values(
    programme: vp.Programme, plan: Plan, previous: Plan | None = None
) -> tuple[int, ...]:
    """What is to be made small, stage by stage."""
    roster = roster_of(programme, plan, previous)
    found: list[int] = []
    for level in levels_of(programme, previous):
        goals = [(each.weight, GOALS[each.goal]) for each in level.weights]
        if len(goals) == 1 and goals[0][0] == 1:
            found.extend(goals[0][1].sign * value for value in goals[0][1].values(roster))
        else:
            found.append(sum(w * goal.sign * goal.measure(roster) for w, goal in goals))
    return tuple(found)


def best_values(
    programme: vp.Programme,
    ways: Ways,
    *,
    rules: Sequence[Rule] = RULES,
    previous: Plan | None = None,
) -> tuple[int, ...] | None:
    """The best values, stage by stage, over all plans that `check` accepts, as `plan.goals` has.

    Combinations are looked at best first by what placements alone decide; the other parts of those
    that could still be best are then enumerated. None: `check` accepts no plan at all.
    """
    parts = blocks()
    combinations = [
        (_optimistic(programme, plan, parts, previous), plan)
        for chosen in product(*ways.values())
        for plan in [tuple(each for placements in chosen for each in placements)]
    ]
    combinations.sort(key=lambda each: each[0])
    best: tuple[int, ...] | None = None
    for optimistic, placements in combinations:
        if best is not None and optimistic >= best:
            break
        plan = _best_plan(programme, placements, parts, rules, previous)
        if plan is not None:
            values = level_values(programme, plan, previous)
            if best is None or values < best:
                best = values
    if best is None:
        return None
    signs = _signs(programme, previous)
    return tuple(sign * value for sign, value in zip(signs, best, strict=True))


def _signs(programme: vp.Programme, previous: Plan | None) -> Iterator[int]:
    """Turns what is made small back into values, stage by stage."""
    empty = roster_of(programme, vp.Plan(), previous)
    for level in levels_of(programme, previous):
        if len(level.weights) == 1 and level.weights[0].weight == 1:
            goal = GOALS[level.weights[0].goal]
            yield from (goal.sign for _ in goal.values(empty))
        else:
            yield 1


def _optimistic(
    programme: vp.Programme,
    placements: Placements,
    parts: Sequence[Block],
    previous: Plan | None,
) -> tuple[int, ...]:
    """No plan with these placements has smaller values."""
    decided = {name for block in parts for name in block.goals}
    plan = Plan(status="feasible", placements=placements)
    roster = roster_of(programme, plan, previous)
    found: list[int] = []
    for level in levels_of(programme, previous):
        goals = [(each.weight, GOALS[each.goal]) for each in level.weights]
        if len(goals) == 1 and goals[0][0] == 1 and goals[0][1].name not in decided:
            found.extend(goals[0][1].sign * value for value in goals[0][1].values(roster))
        else:
            found.append(
                sum(
                    weight
                    * (
                        _least(programme, goal.name, goal.sense)
                        if goal.name in decided
                        else goal.sign * goal.measure(roster)
                    )
                    for weight, goal in goals
                )
            )
    return tuple(found)


def _least(programme: vp.Programme, goal: str, sense: str) -> int:
    if sense == "least":
        return 0
    return -most_visits(programme) if goal == "visits_placed" else -(10**6)


def _best_plan(
    programme: vp.Programme,
    placements: Placements,
    parts: Sequence[Block],
    rules: Sequence[Rule],
    previous: Plan | None,
) -> Plan | None:
    """The best plan with these placements; None where no rule-keeping one exists."""
    judged = {name for block in parts for name in block.rules}
    asked = {goal for level in levels_of(programme, previous) for goal in level.goals}
    rest = [rule for rule in rules if rule.name not in judged]
    if vp.check(programme, Plan(status="feasible", placements=placements), rules=rest):
        return None
    whole: Part = {}
    for block in parts:
        mine = [rule for rule in rules if rule.name in block.rules]
        best: tuple[tuple[int, ...], Part] | None = None
        for part in block.ways(programme, placements, previous):
            plan = Plan(status="feasible", placements=placements, **part)
            if vp.check(programme, plan, rules=mine):
                continue
            values = level_values(programme, plan, previous)
            if best is None or values < best[0]:
                best = (values, part)
            if not asked & (block.goals | block.adds_to):
                break
        if best is None:
            return None
        for field, entries in best[1].items():
            whole[field] = whole.get(field, ()) + entries
    plan = Plan(status="feasible", placements=placements, **whole)
    return None if vp.check(programme, plan, rules=rules) else plan
