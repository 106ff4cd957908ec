"""Plan a programme: the one way from facts to a checked plan."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from operator import index

from visitplanner.engine.answer import Deadline, Infeasible, LimitHit
from visitplanner.engine.limits import Limits
from visitplanner.engine.solve import solve
from visitplanner.errors import ContradictionError, TimeLimitError, VisitPlannerError
from visitplanner.goals.catalogue import GOALS, levels_of
from visitplanner.matrix.options import Options
from visitplanner.model.document import nothing_to_collect
from visitplanner.model.logistics import Visit
from visitplanner.model.plan import GoalPart, GoalValue, Placement, Plan, PlannedVisit
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster, roster_of
from visitplanner.rules.catalogue import RULES
from visitplanner.rules.checking import breaches, check
from visitplanner.rules.form import Rule, Violation, counted
from visitplanner.solve.day_programme import gaps_of, handovers_of, visits_of
from visitplanner.solve.duties import duties_of
from visitplanner.solve.levels import Solved, solve_levels
from visitplanner.solve.model import Model, model_of
from visitplanner.solve.options import options_of
from visitplanner.solve.pins import pinned_placements, smallest_contradiction
from visitplanner.solve.placements import beds_of, placements_of, seats_of, shares_of
from visitplanner.solve.progress import Progress, Steps
from visitplanner.solve.reasons import unplaced_of

BUILDING = 0.6
"""Share of a time limit after which options and rules are not put together any further: what is
left would not be enough to plan with."""
READING = 0.35
"""Share of the time that is then left, at most, which is kept to read the plan and to check it."""
TELLING = 0.4
"""Share of what is left of that for reasons; the rest is to put them down and for the check."""


def schedule(
    programme: Programme,
    *,
    previous: Plan | None = None,
    rules: Sequence[Rule] = RULES,
    seed: int = 0,
    time_limit: float | None = None,
    progress: Callable[[Progress], None] | None = None,
    executor: Executor | None = None,
) -> Plan:
    """The best plan of a programme, level by level, checked before it is returned.

    Same programme and seed, same plan. `previous` is the plan before this one, to which the goal
    `few_changes` keeps near. `rules` are all rules, or those of your own choice. `time_limit` is in
    seconds of wall time: where it is hit, the best plan so far comes back with `status`
    `feasible` and with what is proven of each goal; such a plan may differ from run to run.
    `progress` is called as planning goes on. `executor` is any executor of `concurrent.futures`, of
    one machine or of a cluster: components of the programme that nothing connects are planned by
    its workers, to the same plan.

    Too few places are no error: the plan then says of each one left out why. Raises
    `ContradictionError` where what is fixed by hand, pins and visits, contradicts each other or
    the rules, `TimeLimitError` where the limit passed before any plan that keeps it was found, or
    is too short for so many people and slots, `ValueError` for a limit that is not above zero or a
    seed that is not from 0 to 2**31 - 1.
    """
    _refuse_odd(time_limit, seed)
    deadline = Deadline(time_limit)
    steps = Steps(len(levels_of(programme, previous)), deadline, progress)
    building = deadline.share(BUILDING)
    try:
        with nothing_to_collect():
            steps.begin("options")
            options = options_of(programme, rules, previous=previous, deadline=building)
            round_ = _Round(programme, tuple(rules), previous, options)
            pins = pinned_placements(programme, rules)
            steps.begin("model")
            model = round_.model(tuple(pins.values()), deadline=building)
        building.press()
    except LimitHit:
        raise _too_many(programme, time_limit) from None
    try:
        # To read the plan and to check it takes no longer than what came before.
        ahead = deadline.share(1 - min(READING, deadline.spent_share))
        solved = solve_levels(model, seed=seed, deadline=ahead, tell=steps.goal, executor=executor)
    except Infeasible:
        raise _contradiction(round_, pins) from None
    except LimitHit:
        raise _nothing_found(time_limit) from None
    with nothing_to_collect():
        steps.begin("reasons")
        plan, roster = _plan(round_, model, solved, deadline)
        steps.begin("check")
        _refuse_broken(breaches(roster, rules))
    return plan


def _refuse_odd(time_limit: float | None, seed: int) -> None:
    if time_limit is not None and not time_limit > 0:
        raise ValueError(f"time_limit: found {time_limit}, must be above 0 seconds")
    if not 0 <= index(seed) < 2**31:
        raise ValueError(f"seed: found {seed!r}, must be from 0 to {2**31 - 1}")


def _refuse_broken(violations: Sequence[Violation]) -> None:
    if violations:
        lines = "\n".join(f"  {violation}" for violation in violations)
        raise VisitPlannerError(
            f"the plan breaks rules, which is a fault of visitplanner:\n{lines}"
        )


def _too_many(programme: Programme, time_limit: float | None) -> TimeLimitError:
    people = counted(len(programme.people), "person", "people")
    slots = counted(len(programme.offers), "slot", "slots")
    return TimeLimitError(
        f"{people} and {slots} are too many to plan within {time_limit} seconds: most of that goes "
        "into who could be where; set a longer limit, or none"
    )


def _nothing_found(time_limit: float | None) -> TimeLimitError:
    return TimeLimitError(
        "no plan that keeps what is fixed by hand (pins, visits) was found "
        + ("before the interrupt" if time_limit is None else f"within {time_limit} seconds")
    )


@dataclass(frozen=True, slots=True)
class _Round:
    """What one planning round starts from."""

    programme: Programme
    rules: tuple[Rule, ...]
    previous: Plan | None
    options: Options

    def model(
        self,
        pins: tuple[Placement, ...],
        lifted: frozenset[str] = frozenset(),
        deadline: Deadline | None = None,
    ) -> Model:
        """The model in which these pins are kept, and all fixed visits that are not lifted."""
        return model_of(
            self.programme,
            self.options,
            self.rules,
            pins=pins,
            lifted=lifted,
            previous=self.previous,
            deadline=deadline,
        )


def _plan(round_: _Round, model: Model, solved: Solved, deadline: Deadline) -> tuple[Plan, Roster]:
    """The plan, and what it says looked up in the programme."""
    programme, values = round_.programme, solved.values
    shares = shares_of(model, values)
    placements = tuple(placements_of(model, shares))
    visits = visits_of(model, values)
    found = Plan(
        programme=programme.id,
        status="optimal" if solved.proven else "feasible",
        placements=placements,
        duties=duties_of(model, values),
        visits=visits,
        beds=tuple(beds_of(model, shares)),
        seats=tuple(seats_of(programme, shares, placements)),
        handovers=handovers_of(programme, visits),
        assumptions=programme.assumptions,
    )
    roster = roster_of(programme, found, round_.previous)
    goals = tuple(
        goal.model_copy(
            update={"parts": _parts(model, goal, lambda name: GOALS[name].measure(roster))}
        )
        for goal in solved.goals
    )
    telling = deadline.share(TELLING)
    unplaced = unplaced_of(
        round_.programme, round_.rules, model.options, found, telling, roster=roster
    )
    gaps = gaps_of(programme, found, round_.rules)
    # All else was validated once.
    return found.model_copy(update={"goals": goals, "unplaced": unplaced, "gaps": gaps}), roster


def _parts(model: Model, found: GoalValue, measure: Callable[[str], int]) -> tuple[GoalPart, ...]:
    """What every goal of a weighted sum has reached."""
    stage = next(each for each in model.stages if each.level == found.level)
    return tuple(
        GoalPart(
            name=goal.name,
            weight=weight,
            value=measure(goal.name),
            sense=goal.sense,
            unit=goal.unit,
        )
        for weight, goal in stage.parts
    )


def _contradiction(round_: _Round, pins: dict[str, Placement]) -> ContradictionError:
    """What is fixed by hand and cannot stand together, although no rule forbids it alone."""
    visits = {
        f"visits[{number}]": visit
        for number, visit in enumerate(round_.programme.visits)
        if visit.fixed
    }

    def works(kept: Mapping[str, Placement | Visit]) -> bool:
        placed = tuple(each for each in kept.values() if isinstance(each, Placement))
        lifted = frozenset(visit.id for path, visit in visits.items() if path not in kept)
        model = round_.model(placed, lifted)
        try:
            solve(model.matrix, (), limits=Limits(seed=0, deadline=Deadline(None)))
        except Infeasible:
            return False
        return True

    fixed: dict[str, Placement | Visit] = {**visits, **pins}
    clash = smallest_contradiction(fixed, works)
    words = ", ".join(f"{path} ({_fixed_words(each)})" for path, each in clash.items())
    kinds = {type(each) for each in clash.values()}
    name = "pin" if kinds == {Placement} else "visit" if kinds == {Visit} else "pins and visit"
    what = f"this {name}" if len(clash) == 1 else f"these {name}s together"
    breaches = _breaches(round_, tuple(clash.values()))
    why = (
        f": {'; '.join(breaches)}. Lift {'it' if len(clash) == 1 else 'one of them'}"
        if breaches
        else ". What they need besides, such as a minimum group or supervision, cannot be had; "
        "lift one of them"
        if kinds == {Placement}
        else ". Places, times or people do not suffice; lift one of them"
    )
    return ContradictionError(
        f"no plan can keep {what}: {words}{why}",
        pins=tuple(path for path, each in clash.items() if isinstance(each, Placement)),
    )


def _breaches(round_: _Round, fixed: tuple[Placement | Visit, ...]) -> tuple[str, ...]:
    """What a plan of nothing else breaks, in the words of the rules; each thing said once.

    Rules that a larger plan may keep say nothing.
    """
    alone = Plan(
        placements=tuple(each for each in fixed if isinstance(each, Placement)),
        visits=tuple(
            PlannedVisit(visit=each.id, day=each.window.first, hours=each.hours)
            for each in fixed
            if isinstance(each, Visit) and each.window and each.hours
        ),
    )
    rules = [rule for rule in round_.rules if rule.grows]
    found = check(round_.programme, alone, rules=rules)
    return tuple(dict.fromkeys(violation.message for violation in found))


def _fixed_words(each: Placement | Visit) -> str:
    if isinstance(each, Placement):
        return f"{each.participant} at {each.slot} from {each.first_day}"
    return f"{each.id} on {each.window.first}, {each.hours}" if each.window else each.id
