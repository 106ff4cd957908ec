"""Why somebody is left out, and the smallest change that would let them in.

Every option that stayed open is tried on the finished plan: the rules it would break, by their own
`check`, are the reasons. What no rule blocks was given up for a goal on a higher level, or the time
limit was hit before it was found.

Nobody reads hundreds of reasons. Where somebody could ask for more than `MOST_SLOTS` slots, those
told are the ones open to them, up to so many (where none is, the first ones), and the others as a
number. There, and wherever there are more than `MOST_REASONS`, the first days at a slot that the
same rule blocks are one reason, told by the first of them.
"""

from collections import Counter
from collections.abc import Sequence

from visitplanner.engine.answer import Deadline
from visitplanner.matrix.options import Options
from visitplanner.model.people import InternshipNeed
from visitplanner.model.plan import Plan, Reason, Unplaced
from visitplanner.model.programme import Programme
from visitplanner.model.roster import Roster
from visitplanner.model.workdays import Offer
from visitplanner.rules.form import Rule, counted
from visitplanner.rules.length import asked_length
from visitplanner.solve.fixes import Fix, Fixes
from visitplanner.solve.trial import Trial
from visitplanner.solve.ways import Left, Slot, Way, Ways

MOST_SLOTS = 30
"""Slots told one by one for each need."""
MOST_REASONS = 200
"""Reasons of one need told day by day."""

_GIVEN_UP = Reason(
    slot="",
    rule="goals",
    message="no rule is in the way; it was given up for a goal on a higher level",
)
_NOT_FOUND = Reason(
    slot="",
    rule="time_limit",
    message="no rule is in the way; the time limit was hit before something better was found",
)

_OUT_OF_TIME = Reason(
    slot="", rule="time_limit", message="the time limit was hit before the reasons were looked for"
)


def unplaced_of(
    programme: Programme,
    rules: Sequence[Rule],
    options: Options,
    plan: Plan,
    deadline: Deadline,
    *,
    roster: Roster | None = None,
) -> tuple[Unplaced, ...]:
    """Every need a plan leaves unmet, in the order of the document, with the reasons.

    `options` is the table that these rules leave open. Once the deadline has passed, no more
    reasons are looked for, and this is said instead. `roster` is the plan looked up in the
    programme, where that has been done already.
    """
    teller: _Teller | None = None
    placed = Counter([(each.participant, each.need) for each in plan.placements])
    found: list[Unplaced] = []
    for number, demand in enumerate(options.demands):
        need = demand.need
        parts, name = need.parts, need.id
        left = [each for each in demand.people if placed.get((each.id, name), 0) < parts]
        if not left:
            continue
        # People alike in every fact are left out for the same reasons.
        reasons: tuple[Reason, ...] = (_OUT_OF_TIME,)
        fix = None
        if deadline.left != 0:
            if teller is None:
                trial = Trial(programme, plan, rules, roster=roster)
                teller = _Teller(programme, Ways(programme, options, trial), trial, plan)
            reasons, fix = teller.told(Left(number, left[0], need))
        found.extend(
            Unplaced(
                participant=who.id,
                need=need.id,
                reasons=reasons,
                smallest_fix=fix,
                parts=parts - placed[who.id, name],
            )
            for who in left
        )
    if not found:
        return ()
    order = {who: number for number, who in enumerate(programme.people)}
    return tuple(sorted(found, key=lambda each: order[each.participant]))


class _Teller:
    """Tells the reasons and fixes of one plan."""

    def __init__(self, programme: Programme, ways: Ways, trial: Trial, plan: Plan) -> None:
        self._programme = programme
        self._ways = ways
        self._fixes = Fixes(trial.rules)
        self._no_rule = _GIVEN_UP if plan.status == "optimal" else _NOT_FOUND
        self._shared: dict[Way, Reason] = {}
        self._told: dict[Slot, tuple[Reason, ...]] = {}

    def told(self, left: Left) -> tuple[tuple[Reason, ...], str | None]:
        """The reasons of a demand that is left out, and the words of the smallest fix."""
        every = self._ways.slots(left)
        some = every
        if len(every) > MOST_SLOTS:
            some = (self._ways.open_slots(left) or every)[:MOST_SLOTS]
        slots = tuple(self._ways.slot(left, position) for position in some)
        reasons = [reason for slot in slots for reason in self._of(left, slot)]
        if len(reasons) > MOST_REASONS or len(some) < len(every):
            reasons = list({(each.slot, each.rule): each for each in reversed(reasons)}.values())
            reasons.reverse()
        if len(some) < len(every):
            reasons.append(self._others(left, len(some)))
        fix = self._smallest_fix(left, slots)
        return tuple(reasons) or (self._no_field(left.need),), fix.words if fix else None

    def _of(self, left: Left, slot: Slot) -> tuple[Reason, ...]:
        """Why a slot is closed, or else one reason for each first day there."""
        if slot.closed is not None:
            return (slot.closed,)
        if not slot.ways:
            return (_too_long(left, slot.offer),)
        if slot in self._told:
            return self._told[slot]
        told = (*(self._reason(slot.offer, way) for way in slot.ways), *slot.days_off)
        if slot.shared:
            self._told[slot] = told
        return told

    def _reason(self, offer: Offer, way: Way) -> Reason:
        if way in self._shared:
            return self._shared[way]
        rule, message = self._no_rule.rule, self._no_rule.message
        if way.violations:
            rule = way.violations[0].rule
            # People alike share their reasons, so no single one of them is named.
            who = way.placement.participant
            message = way.violations[0].message.removeprefix(f"{who} at {offer.id}: ")
            message = message.removeprefix(f"{who}: ").removeprefix(f"{who} ")
        reason = Reason(slot=offer.id, first_day=way.first_day, rule=rule, message=message)
        if way.shared:
            self._shared[way] = reason
        return reason

    def _others(self, left: Left, told: int) -> Reason:
        """How many slots are not told one by one."""
        slots, is_open = len(self._ways.slots(left)), len(self._ways.open_slots(left))
        more, others = max(0, is_open - told), slots - max(is_open, told)
        words = [
            f"{counted(count, 'more slot', 'more slots')} {what}"
            for count, what in (
                (more, "open to them"),
                (others, "closed to them or outside their dates"),
            )
            if count
        ]
        return Reason(
            slot="", rule="other_slots", message=f"not told one by one: {' and '.join(words)}"
        )

    def _smallest_fix(self, left: Left, slots: Sequence[Slot]) -> Fix | None:
        """The smallest fix at these slots; closed ones only count where no other opens nothing."""
        fixes = [(self._fixes.smallest(slot.ways), slot) for slot in slots]
        if not any(fix is not None and fix.size[0] == 0 for fix, _ in fixes):
            fixes = [
                (self._fixes.smallest(self._ways.at(left, slot.number)), slot)
                if slot.closed is not None
                else (fix, slot)
                for fix, slot in fixes
            ]
        found = (fix for fix, _ in fixes if fix is not None)
        return min(found, key=lambda fix: fix.size, default=None)

    def _no_field(self, need: InternshipNeed) -> Reason:
        fields = " or ".join(f"'{field}'" for field in need.field)
        offered = sorted({offer.slot.field for offer in self._programme.offers.values()})
        listed = ", ".join(f"'{field}'" for field in offered) or "none"
        return Reason(
            slot="", rule="field", message=f"no slot is in the field {fields} (offered: {listed})"
        )


def _too_long(left: Left, offer: Offer) -> Reason:
    asked = asked_length(left.need, offer) or "a stay"
    return Reason(
        slot=offer.id,
        rule="length",
        message=f"{asked} does not fit into the working days of {left.person.window} there",
    )
