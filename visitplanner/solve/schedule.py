"""Plan a programme: the one way from facts to a checked plan."""

from collections.abc import Callable
from operator import index

from visitplanner.errors import ContradictionError, TimeLimitError, VisitPlannerError
from visitplanner.matrix.options import Ints, Options
from visitplanner.model.plan import GoalValue, Placement, Plan
from visitplanner.model.programme import Programme
from visitplanner.rules.checking import check
from visitplanner.solve.duties import duties_of
from visitplanner.solve.engines.cpsat import Infeasible, LimitHit
from visitplanner.solve.levels import Deadline, Progress, Solved, solve_levels
from visitplanner.solve.model import Model, model_of
from visitplanner.solve.options import options_of
from visitplanner.solve.pins import Pinned, pinned_placements, smallest_contradiction
from visitplanner.solve.reasons import unplaced_of


def schedule(
    programme: Programme,
    *,
    seed: int = 0,
    time_limit: float | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Plan:
    """The best plan of a programme, level by level, checked before it is returned.

    Same programme and seed, same plan. `time_limit` is in seconds of wall time: where it is hit,
    the best plan so far comes back with `status` `feasible` and with what is proven of each goal;
    such a plan may differ from run to run. `progress` is called as planning goes on.

    Too few places are no error: the plan then says of each one left out why. Raises
    `ContradictionError` where pins contradict each other or the rules, `TimeLimitError` where
    the limit passed before any plan that keeps the pins was found, `ValueError` for a limit that
    is not above zero or a seed that is not from 0 to 2**31 - 1.
    """
    if time_limit is not None and not time_limit > 0:
        raise ValueError(f"time_limit: found {time_limit}, must be above 0 seconds")
    if not 0 <= index(seed) < 2**31:
        raise ValueError(f"seed: found {seed!r}, must be from 0 to {2**31 - 1}")
    deadline = Deadline(time_limit)
    steps = _Steps(programme, deadline, progress)
    steps.begin("options")
    pinned = pinned_placements(programme)
    options = options_of(programme, pinned)
    steps.begin("model")
    model = model_of(programme, options)
    try:
        solved = solve_levels(model, seed=seed, deadline=deadline, tell=steps.goal)
    except Infeasible:
        raise _contradiction(programme, pinned) from None
    except LimitHit:
        raise TimeLimitError(
            f"no plan that keeps the pins was found within {time_limit} seconds"
        ) from None
    steps.begin("reasons")
    plan = _plan(programme, model, solved, deadline)
    steps.begin("check")
    if violations := check(programme, plan):
        lines = "\n".join(f"  {violation}" for violation in violations)
        raise VisitPlannerError(
            f"the plan breaks rules, which is a fault of visitplanner:\n{lines}"
        )
    return plan


class _Steps:
    """Tells the caller how far planning has come."""

    def __init__(
        self,
        programme: Programme,
        deadline: Deadline,
        progress: Callable[[Progress], None] | None,
    ) -> None:
        self._phases = ("options", "model", *programme.policy.goals, "reasons", "check")
        self._deadline = deadline
        self._progress = progress

    def begin(self, phase: str) -> None:
        self.goal(phase, None)

    def goal(self, phase: str, found: GoalValue | None) -> None:
        if self._progress is not None:
            self._progress(
                Progress(
                    phase=phase,
                    step=self._phases.index(phase) + 1,
                    steps=len(self._phases),
                    seconds=self._deadline.spent,
                    value=found.value if found else None,
                    bound=found.bound if found else None,
                )
            )


def _plan(programme: Programme, model: Model, solved: Solved, deadline: Deadline) -> Plan:
    placements = _placements(programme, model.options, solved.values)
    plan = Plan(
        programme=programme.id,
        status="optimal" if solved.proven else "feasible",
        placements=placements,
        duties=duties_of(model, solved.values),
        goals=solved.goals,
        assumptions=programme.assumptions,
    )
    unplaced = unplaced_of(programme, model.options, plan, deadline)
    fields = {name: getattr(plan, name) for name in Plan.model_fields}
    return Plan(**{**fields, "unplaced": unplaced})


def _placements(programme: Programme, options: Options, values: Ints) -> tuple[Placement, ...]:
    """The options taken, shared out to the people of each cohort in order, earliest first."""
    waiting = [list(demand.people) for demand in options.demands]
    order = {who: number for number, who in enumerate(programme.people)}
    taken = values[: len(options)]
    found: list[Placement] = []
    for number in taken.nonzero()[0].tolist():
        demand = options.demands[options.demand[number]]
        offer = options.offers[options.offer[number]]
        first, last = options.date(options.first[number]), options.date(options.last[number])
        calendar = programme.work_calendar(offer.id, minor=demand.person.minor)
        for _ in range(int(taken[number])):
            person = waiting[options.demand[number]].pop(0)
            found.append(
                Placement(
                    participant=person.id,
                    need=demand.need.id,
                    slot=offer.id,
                    site=offer.site.id,
                    host=offer.host.id,
                    first_day=first,
                    last_day=last,
                    days=calendar.worked(first, last),
                    pinned=demand.pinned,
                )
            )
    return tuple(sorted(found, key=lambda each: (order[each.participant], each.first_day)))


def _contradiction(programme: Programme, pinned: Pinned) -> ContradictionError:
    """Which pins cannot stand together, although no rule forbids any of them alone."""
    paths = {key: f"pins[{number}]" for number, key in enumerate(pinned)}

    def works(pins: Pinned) -> bool:
        model = model_of(programme, options_of(programme, pins))
        try:
            solve_levels(model, seed=0, deadline=Deadline(None), tell=lambda _goal, _value: None)
        except Infeasible:
            return False
        return True

    clash = smallest_contradiction(pinned, works)
    pins = [paths[key] for key in clash]
    words = ", ".join(
        f"{paths[key]} ({each.participant} at {each.slot} from {each.first_day})"
        for key, each in clash.items()
    )
    return ContradictionError(
        f"no plan can keep {'these pins together' if len(pins) > 1 else 'this pin'}: {words}. "
        "The minimum group or the supervision they need cannot be had; lift one of them",
        pins=pins,
    )
