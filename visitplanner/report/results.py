"""What comes of a plan: places taken, who is left out and why, what every goal has reached."""

import re
from itertools import groupby

from visitplanner.language import goal_words, rule_words
from visitplanner.language import report_words as words
from visitplanner.language.catalogue import Language, Message, say
from visitplanner.model.levels import STAGED
from visitplanner.model.plan import GoalPart, GoalValue, Plan
from visitplanner.model.programme import Programme
from visitplanner.report.grouping import CapacityRun, LeftOut, levels, names
from visitplanner.report.parts import (
    NOTHING,
    Html,
    bullets,
    element,
    english,
    how_many,
    interval,
    joined,
    scrolling,
    table,
    text,
)


def places(runs: tuple[CapacityRun, ...], language: Language) -> Html:
    """Places, taken and free of every slot, over time."""
    if not runs:
        return NOTHING
    titles = (words.SLOT, words.DATES, words.OFFERED, words.TAKEN, words.FREE)
    head = joined(
        element("th", text(say(title, language)), scope="col", class_="number" if at > 1 else None)
        for at, title in enumerate(titles)
    )
    bodies = []
    for _, group in groupby(runs, key=lambda run: run.offer.id):
        of_slot = list(group)
        offer = of_slot[0].offer
        name = joined([text(offer.site.name), element("small", text(f" {offer.title}"))])
        first = element("th", name, scope="rowgroup", rowspan=str(len(of_slot)))
        rows = (
            element("tr", first if not number else NOTHING, _capacity_cells(run, language))
            for number, run in enumerate(of_slot)
        )
        bodies.append(element("tbody", *rows))
    whole = element("table", element("thead", element("tr", head, element("td"))), *bodies)
    return scrolling(whole)


def _capacity_cells(run: CapacityRun, language: Language) -> Html:
    share = min(100, round(100 * run.taken / run.places)) if run.places else 100
    over = "over" if run.free < 0 else None
    bar = element("span", element("i", class_=over, style=f"width:{share}%"), class_="bar")
    return joined(
        [
            element("td", text(interval(run.first_day, run.last_day, language)), class_="dates"),
            *(
                element("td", text(number), class_="number")
                for number in (run.places, run.taken, run.free)
            ),
            element("td", bar, aria_hidden="true"),
        ]
    )


def people_left_out(programme: Programme, missing: tuple[LeftOut, ...], language: Language) -> Html:
    """Who is left out, the smallest change that would help, and why."""
    return joined(
        element(
            "div",
            element(
                "h3",
                text(names(group.people)),
                how_many(len(group.people), language),
                element("small", text(f" {programme.delegations_by_id[group.delegation].name}")),
                _missing(group, language),
            ),
            _fix(group, language),
            _reasons(group, language),
            class_="left",
        )
        for group in missing
    )


def _missing(group: LeftOut, language: Language) -> Html:
    """Which need it is, where somebody has several, and how much of it is missing."""
    said = []
    needs = group.people[0].needs
    if len(needs) > 1:
        said.append(group.need)
    if any(need.id == group.need and need.optional for need in needs):
        said.append(say(words.OPTIONAL, language))
    if group.whole > 1:
        said.append(say(words.MISSING_PARTS, language, count=group.parts, whole=group.whole))
    return element("small", text(f" · {', '.join(said)}")) if said else NOTHING


def _fix(group: LeftOut, language: Language) -> Html:
    if group.smallest_fix is None:
        return NOTHING
    said = words.SMALLEST_FIX_EACH if len(group.people) > 1 else words.SMALLEST_FIX
    label = element("strong", text(say(said, language)))
    return element("p", label, Html(" "), english(group.smallest_fix, language))


def _reasons(group: LeftOut, language: Language) -> Html:
    lines = []
    for reason in group.reasons:
        name = rule_words.RULE_NAMES.get(reason.rule)
        title = say(name, language) if name else reason.rule.replace("_", " ")
        ways = say(words.WAYS, language, count=reason.ways)
        where = f" ({', '.join(reason.slots)})" if reason.slots else ""
        parts = [element("strong", text(title)), text(f" – {ways}{where}: ")]
        lines.append(joined([*parts, english(reason.example, language)]))
    return bullets(lines)


_NUMBER = re.compile("[0-9]+")
"""In the unit of a stage, the steps it is about."""

# --- goals --------------------------------------------------------------------------------------


def goal_table(plan: Plan, language: Language) -> Html:
    """What every level of goals has reached, and what is proven of it."""
    if not plan.goals:
        return NOTHING
    titles = [say(each, language) for each in (words.LEVEL, words.GOAL, words.VALUE, words.PROOF)]
    rows = [
        (
            text(goal.level if not number else ""),
            _goal(goal, language) if not number else NOTHING,
            _reached(goal, language),
            text(_proof(goal, language)),
        )
        for stages in levels(plan)
        for number, goal in enumerate(stages)
    ]
    legend = element("p", text(say(goal_words.PROVEN_LEGEND, language)), class_="soft")
    return joined([legend, table(titles, rows, kind="goals")])


def _goal(goal: GoalValue, language: Language) -> Html:
    if not goal.parts:
        return text(_goal_name(goal.name, language))
    return text(say(words.WEIGHED, language))


def _goal_name(name: str, language: Language) -> str:
    known = goal_words.GOAL_NAMES.get(name)
    return say(known, language) if known else name.replace("_", " ")


def _reached(goal: GoalValue, language: Language) -> Html:
    """The value with its unit; below that of a sum, in small print, what it is made of."""
    if goal.parts:
        parts = (
            element("small", text(_weighed(part, language)), class_="part") for part in goal.parts
        )
        return joined([text(_counted(goal_words.POINTS, goal, language)), *parts])
    counted = _counted(goal_words.GOAL_UNITS.get(goal.name), goal, language)
    steps = _NUMBER.search(goal.unit) if goal.name in STAGED else None
    if steps is None:
        return text(counted)
    return text(say(goal_words.STAGE, language, counted=counted, steps=steps[0]))


def _weighed(part: GoalPart, language: Language) -> str:
    counted = _counted(goal_words.GOAL_UNITS.get(part.name), part, language)
    return f"{part.weight} × {_goal_name(part.name, language)}: {counted}"


def _counted(unit: Message | None, goal: GoalValue | GoalPart, language: Language) -> str:
    return f"{goal.value} {say(unit, language, count=goal.value) if unit else goal.unit}"


def _proof(goal: GoalValue, language: Language) -> str:
    if goal.proven:
        return say(goal_words.PROVEN, language)
    limit = goal_words.AT_MOST if goal.sense == "most" else goal_words.AT_LEAST
    return say(limit, language, bound=goal.bound)
