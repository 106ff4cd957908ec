"""What has come of planning: a plan in a few tables, and the files it was written to."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

import visitplanner as vp
from visitplanner.language.catalogue import say
from visitplanner.language.rule_words import RULE_NAMES
from visitplanner.report.grouping import (
    Headline,
    LeftOut,
    duty_groups,
    headline,
    left_out_in_short,
    levels,
    local_name,
    names,
    somebody_left_out,
    stay_groups,
)
from visitplanner.report.surroundings import OpenPoint, Tally, open_points, tally, visit_lines
from visitplanner.terminal.days import span, spans, years
from visitplanner.terminal.lines import heading, listed, remark, section
from visitplanner.terminal.tables import Trimmed, tables
from visitplanner.terminal.text import count, safe

if TYPE_CHECKING:
    from visitplanner.model.plan import Task
    from visitplanner.outputs import Outputs

MOST_GAP_LINES = 8
MOST_LEFT_OUT = 8
"""Groups of people left out who are told of."""
MOST_REASONS = 3
"""Rules told of for each of these groups."""
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_OPEN_WORDS = {"transfer": "journey"}


def outcome(
    programme: vp.Programme, plan: vp.Plan, folder: Path, outputs: "Outputs", *, width: int
) -> Iterator[Trimmed | Text]:
    """What has come out, part by part, on one screen."""
    yield heading(programme.name)
    yield plan_summary(programme, plan)
    yield from around(programme, plan)
    sections = (
        ("Who is where", placements(programme, plan, width=width)),
        ("Supervision", duties(programme, plan, "supervision", width=width)),
        ("Interpreting", duties(programme, plan, "interpretation", width=width)),
        ("Visits", visits(programme, plan, width=width)),
        ("Still open", gaps(programme, plan, width=width)),
        (
            "Left out" if somebody_left_out(programme, plan) else "Placements missing",
            left_out_lines(programme, plan, width=width),
        ),
        ("Goals, the first counts most", goals(plan, width=width)),
        ("Assumptions", listed(plan.assumptions, width=width)),
        ("Files", file_lines(folder, outputs)),
    )
    for title, lines in sections:
        found = list(lines)
        if found:
            yield Text()
            yield section(title)
            yield from found


def plan_summary(programme: vp.Programme, plan: vp.Plan) -> Text:
    """One line: how many have a place, and how good that is."""
    found = headline(programme, plan)
    complete = found.placed == found.wanted
    text = Text(_placed(found), style="bold green" if complete else "bold yellow")
    if plan.status == "optimal":
        text.append(", proven best on every level")
    elif plan.status == "feasible":
        text.append(f", proven best on {found.proven} of {found.levels} levels (a limit was hit)")
    return text


def _placed(found: Headline) -> str:
    """`26 of 27 people placed`; of several needs or parts `60 of 72 placements (...)`."""
    if found.wanted in (found.placed, found.asked):
        return f"{found.placed} of {count(found.wanted, 'person', 'people')} placed"
    who = f"{found.placed} of {found.wanted} people have" if found.placed else "nobody has"
    return f"{found.given} of {found.asked} placements ({who} all they need)"


def around(programme: vp.Programme, plan: vp.Plan) -> Iterator[Text]:
    """A line each for what is tentative, visits, beds, seats and handovers, if there are any."""
    tentative = headline(programme, plan).tentative
    if tentative:
        placed = count(tentative, "person is", "people are")
        yield Text(f"{placed} placed tentatively: something is not settled", style="yellow")
    found = tally(programme, plan)
    yield from _visits(found)
    yield from _people(found.lodged, found.unlodged, ("has a bed", "have a bed"))
    yield from _people(found.seated, found.unseated, ("has a seat", "have their seats"))
    if handovers := found.handovers + found.handovers_open:
        text = Text(count(handovers, "handover", "handovers"))
        if found.handovers_open:
            text.append(f", {found.handovers_open} without a carrier", style="yellow")
        yield text


def _visits(found: Tally) -> Iterator[Text]:
    """`4 visits, 1 still open, 1 without a time`; `2 visits still open` where all are."""
    whole = found.visits + found.visits_open + found.visits_lacking
    if not whole:
        return
    text = Text(count(whole, "visit", "visits"))
    if found.visits_open == whole:
        text.append(" still open", style="yellow")
    elif found.visits_open:
        text.append(f", {found.visits_open} still open", style="yellow")
    if found.visits_lacking:
        text.append(f", {found.visits_lacking} without a time", style="yellow")
    yield text


def _people(served: int, open_: int, verbs: tuple[str, str]) -> Iterator[Text]:
    """`34 of 35 people have a bed`."""
    whole = served + open_
    if whole:
        verb = verbs[0] if whole == 1 else verbs[1]
        said = f"{served} of {count(whole, 'person', 'people')} {verb}"
        yield Text(said, style="yellow" if open_ else "")


def gaps(programme: vp.Programme, plan: vp.Plan, *, width: int) -> Iterator[Text]:
    """What is still open, in a few lines."""
    points = open_points(programme, plan)
    used = 0
    for number, point in enumerate(points):
        (line,) = listed([_open(point)], width=width)
        lines = line.plain.count("\n") + 1
        if number and used + lines > MOST_GAP_LINES:
            left = sum(each.count for each in points[number:])
            yield Text(f"  ... and {left} more, all in the report", style="dim")
            return
        used += lines
        yield line


def _open(point: OpenPoint) -> str:
    if point.party:
        return f"{point.party.delegation}: {names(point.party.people)}: {point.message}"
    return f"{_OPEN_WORDS.get(point.kind, point.kind)} '{point.name}': {point.message}"


def placements(programme: vp.Programme, plan: vp.Plan, *, width: int) -> Iterator[Trimmed | Text]:
    """Who is where, delegation by delegation."""
    groups = stay_groups(programme, plan)
    parts = []
    for delegation in programme.delegations:
        mine = [group for group in groups if group.delegation == delegation.id]
        year = years(day for group in mine for day in (group.first_day, group.last_day))
        rows = [
            (
                names(group.people),
                group.offer.site.name,
                f"{group.offer.title} (tentative)" if group.tentative else group.offer.title,
                span(group.first_day, group.last_day),
                str(len(group.days)),
            )
            for group in mine
        ]
        if rows:
            parts.append((f"{delegation.name} ({delegation.id}), {year}", rows))
    if parts:
        titles = ("Who", "Site", "Slot", "Stay", "Days")
        yield from tables(titles, parts, width=width, right=(4,), flexible=(0, 1, 2))


def duties(
    programme: vp.Programme, plan: vp.Plan, task: "Task", *, width: int
) -> Iterator[Trimmed | Text]:
    """Who supervises, or who interprets, where and when, delegation by delegation."""
    groups = duty_groups(programme, plan, task)
    parts = []
    for delegation in programme.delegations:
        mine = [group for group in groups if group.person.delegation == delegation.id]
        rows = [
            (local_name(group.person), group.site.name, spans(group.days), str(len(group.days)))
            for group in mine
        ]
        if rows:
            year = years(day for group in mine for day in group.days)
            parts.append((f"{delegation.name} ({delegation.id}), {year}", rows))
    if parts:
        who = "Interprets" if task == "interpretation" else "On duty"
        titles = (who, "Site", "Dates", "Days")
        yield from tables(titles, parts, width=width, right=(3,), flexible=(0, 1, 2))


def visits(programme: vp.Programme, plan: vp.Plan, *, width: int) -> Iterator[Trimmed | Text]:
    """When each visit is, in the order in which they take place."""
    rows = [
        (
            f"{_WEEKDAYS[line.planned.day.weekday()]} {span(line.planned.day, line.planned.day)}",
            str(line.planned.hours),
            line.visit.name,
            line.place,
        )
        for line in visit_lines(programme, plan)
    ]
    if rows:
        titles = ("Day", "Hours", "What", "Where")
        yield from tables(titles, [("", rows)], width=width, flexible=(2, 3))


def goals(plan: vp.Plan, *, width: int) -> Iterator[Trimmed | Text]:
    """What every level has reached, and what is proven of it; a sum with its parts below."""
    rows = []
    for stages in levels(plan):
        for number, goal in enumerate(stages):
            name = "weighted sum" if goal.parts else goal.name.replace("_", " ")
            level = (str(goal.level), name) if not number else ("", "")
            rows.append((*level, str(goal.value), goal.unit, _proof(goal)))
            rows += [
                (
                    "",
                    f"{part.weight} x {part.name.replace('_', ' ')}",
                    f"{part.value}",
                    part.unit,
                    "",
                )
                for part in goal.parts
            ]
    if rows:
        titles = ("Level", "Goal", "Value", "Counted in", "Proof")
        yield from tables(titles, [("", rows)], width=width, right=(0, 2), flexible=(1, 3, 4))


def _proof(goal: vp.GoalValue) -> str:
    best = "at most" if goal.sense == "most" else "at least"
    return "proven best" if goal.proven else f"{best} {goal.bound} possible"


def left_out_lines(programme: vp.Programme, plan: vp.Plan, *, width: int) -> Iterator[Text]:
    """Who has no place, the smallest fix, and the reasons in short."""
    groups = left_out_in_short(programme, plan)
    for group in groups[:MOST_LEFT_OUT]:
        who = f"{group.delegation}: {names(group.people)}{_what(group)}"
        found = remark(who, width=width)
        found.stylize("yellow")
        yield found
        yield from listed(_why(group), width=width)
        if (more := len(group.reasons) - MOST_REASONS) > 0:
            yield Text(f"    ... and {count(more, 'more rule', 'more rules')}", style="dim")
    if rest := sum(len(group.people) for group in groups[MOST_LEFT_OUT:]):
        more_people = count(rest, "more person", "more people")
        yield Text(f"... and {more_people}, all in the report", style="dim")


def _what(group: LeftOut) -> str:
    """Which need it is, where somebody has several, and how much of it is missing."""
    needs = group.people[0].needs
    said = [group.need] if len(needs) > 1 else []
    if any(need.id == group.need and need.optional for need in needs):
        said.append("optional")
    if group.whole > 1:
        said.append(f"{group.parts} of {group.whole} parts missing")
    return f" ({', '.join(said)})" if said else ""


def _why(group: LeftOut) -> Iterator[str]:
    if group.smallest_fix:
        each = ", for each of them" if len(group.people) > 1 else ""
        yield f"smallest fix{each}: {group.smallest_fix}"
    for reason in group.reasons[:MOST_REASONS]:
        more = (
            f" (and {count(reason.ways - 1, 'more way', 'more ways')})" if reason.ways > 1 else ""
        )
        whom = f", for {reason.people} of them" if reason.people < len(group.people) else ""
        yield f"{rule_name(reason.rule)}{whom}: {reason.example}{more}"


def rule_name(rule: str) -> str:
    """What a rule is called in plain words."""
    name = RULE_NAMES.get(rule)
    return say(name, "en") if name else rule.replace("_", " ")


def violation_lines(programme: vp.Programme, plan: vp.Plan) -> list[str]:
    """What breaks a rule in a plan, one line each."""
    return [f"{rule_name(each.rule)}: {each.message}" for each in vp.check(programme, plan)]


def file_lines(folder: Path, outputs: "Outputs") -> Iterator[Text]:
    """Where everything is, and what could not be written."""
    hosts, people, letters = (outputs.count(part) for part in outputs.folders)
    rows = [
        ("report.html", "the plan to look at and to print"),
        ("plan.json", "the plan for programs"),
    ]
    if hosts:
        rows.append((outputs.folders[0], f"{count(hosts, 'calendar', 'calendars')}, one per site"))
    if people:
        rows.append(
            (outputs.folders[1], f"{count(people, 'calendar', 'calendars')}, one per person")
        )
    if letters:
        rows.append((outputs.folders[2], f"{count(letters, 'invitation', 'invitations')} to send"))
    width = max(len(name) for name, _ in rows)
    yield Text(safe(f"in {folder}:"))
    for name, about in rows:
        yield Text(f"  {name.ljust(width)}  {about}")
    if not outputs.inviting:
        why = "the programme names no coordinator with an e-mail address"
        yield Text(f"No invitations: {why}.", style="yellow")
    elif outputs.uninvited:
        sites = ", ".join(outputs.uninvited)
        yield Text(safe(f"No invitation, for want of an e-mail address: {sites}."), style="yellow")


def counts(programme: vp.Programme) -> str:
    """How much a programme holds, in one line."""
    people = list(programme.people.values())
    needs = sum(len(person.needs) for person in people)
    places = sum(offer.slot.places for offer in programme.offers.values())
    slots = count(len(programme.offers), "slot", "slots")
    return ", ".join(
        (
            count(len(people), "person", "people"),
            count(needs, "need", "needs"),
            f"{count(places, 'place', 'places')} at {slots}",
            count(len(programme.pins), "pin", "pins"),
        )
    )
