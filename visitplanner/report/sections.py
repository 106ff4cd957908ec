"""The sections of the page, each a piece of HTML from a part of the plan."""

from collections.abc import Iterable
from itertools import groupby

from visitplanner.language import report_words as words
from visitplanner.language.catalogue import Language, say
from visitplanner.model.hosts import HostOrganisation
from visitplanner.model.plan import GoalValue, Plan
from visitplanner.model.programme import Programme
from visitplanner.model.windows import DateWindow
from visitplanner.report.grouping import (
    CapacityRun,
    LeftOut,
    StayGroup,
    duty_groups,
    names,
)
from visitplanner.report.parts import (
    NOTHING,
    Columns,
    Html,
    bullets,
    columns_of,
    days_off,
    element,
    english,
    interval,
    intervals,
    joined,
    scrolling,
    strip_head,
    strip_row,
    table,
    text,
    unbroken,
)

# --- who is where -------------------------------------------------------------------------------


def by_host(programme: Programme, groups: tuple[StayGroup, ...], language: Language) -> Html:
    """Hosts with their sites, and a strip of days for everybody there."""
    if not groups:
        return element("p", text(say(words.NOBODY_PLACED, language)))
    columns = columns_of(groups)
    if columns is None:
        return NOTHING
    bodies = []
    for host in programme.hosts:
        here = [group for group in groups if group.offer.host.id == host.id]
        sites = [site.id for site in host.sites]
        here.sort(key=lambda group: (sites.index(group.offer.site.id), group.first_day))
        if here:
            rows = [_strip_row(group, columns, language) for group in here]
            if {group.offer.site.name for group in here} != {host.name}:
                rows.insert(0, _host_row(host, columns))
            bodies.append(element("tbody", *rows))
    legend = words.WEEKS_LEGEND if columns.weeks else words.LEGEND
    strip = element("table", strip_head(columns, language), *bodies, class_="strip")
    said = element("p", text(say(legend, language)), class_="soft")
    return joined([said, scrolling(strip), days_off(groups, columns, language)])


def _host_row(host: HostOrganisation, columns: Columns) -> Html:
    place = element("small", text(host.place)) if host.place else NOTHING
    wide = element("td", colspan=str(len(columns.starts)))
    head = element("th", text(host.name), place, scope="rowgroup")
    return element("tr", head, wide, class_="host")


def _strip_row(group: StayGroup, columns: Columns, language: Language) -> Html:
    slot = element("small", text(group.offer.title))
    whose = element("small", text(f"{group.delegation} · {names(group.people)}"))
    return strip_row(joined([text(group.offer.site.name), slot, whose]), group, columns, language)


def by_delegation(programme: Programme, groups: tuple[StayGroup, ...], language: Language) -> Html:
    """For each delegation, its people with site, slot and dates."""
    titles = [
        say(each, language) for each in (words.WHO, words.SITE, words.SLOT, words.STAY, words.DAYS)
    ]
    found = []
    for delegation in programme.delegations:
        rows = [
            (
                joined([text(names(group.people)), _how_many(len(group.people), language)]),
                joined([text(group.offer.site.name), _host(group)]),
                text(group.offer.title),
                _dates(group, language),
                text(len(group.days)),
            )
            for group in groups
            if group.delegation == delegation.id
        ]
        if rows:
            found.append(_delegation_title(delegation.name, delegation.window, language))
            found.append(table(titles, rows, numbers=(4,), kind="people"))
    return joined(found)


def _delegation_title(name: str, window: DateWindow, language: Language) -> Html:
    when = element("small", text(f" {interval(window.first, window.last, language)}"))
    return element("h3", text(name), when)


def _how_many(count: int, language: Language) -> Html:
    if count == 1:
        return NOTHING
    return element("small", text(f" {say(words.PEOPLE, language, count=count)}"))


def _host(group: StayGroup) -> Html:
    if group.offer.host.name == group.offer.site.name:
        return NOTHING
    return element("small", text(f" {group.offer.host.name}"))


def _dates(group: StayGroup, language: Language) -> Html:
    return element(
        "span", text(interval(group.first_day, group.last_day, language)), class_="dates"
    )


def supervision(programme: Programme, plan: Plan, language: Language) -> Html:
    """For each delegation, who is on duty where and when."""
    groups = duty_groups(programme, plan)
    if not groups:
        return element("p", text(say(words.NO_DUTIES, language)))
    columns = (words.ON_DUTY, words.SITE, words.DATES, words.DAYS)
    titles = [say(each, language) for each in columns]
    found = []
    for delegation in programme.delegations:
        mine = [group for group in groups if group.person.delegation == delegation.id]
        if not mine:
            continue
        rows = [
            (
                text(names([group.person])),
                text(group.site.name),
                unbroken(intervals(group.days, language)),
                text(len(group.days)),
            )
            for group in mine
        ]
        found.append(_delegation_title(delegation.name, delegation.window, language))
        found.append(table(titles, rows, numbers=(3,), kind="duty"))
    return joined(found)


# --- places, people left out, goals -------------------------------------------------------------


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
                _how_many(len(group.people), language),
                element("small", text(f" {programme.delegations_by_id[group.delegation].name}")),
            ),
            _fix(group, language),
            _reasons(group, language),
            class_="left",
        )
        for group in missing
    )


def _fix(group: LeftOut, language: Language) -> Html:
    if group.smallest_fix is None:
        return NOTHING
    said = words.SMALLEST_FIX_EACH if len(group.people) > 1 else words.SMALLEST_FIX
    label = element("strong", text(say(said, language)))
    return element("p", label, Html(" "), english(group.smallest_fix, language))


def _reasons(group: LeftOut, language: Language) -> Html:
    lines = []
    for reason in group.reasons:
        name = words.RULE_NAMES.get(reason.rule)
        title = say(name, language) if name else reason.rule.replace("_", " ")
        ways = say(words.WAYS, language, count=reason.ways)
        where = f" ({', '.join(reason.slots)})" if reason.slots else ""
        parts = [element("strong", text(title)), text(f" – {ways}{where}: ")]
        lines.append(joined([*parts, english(reason.example, language)]))
    return bullets(lines)


def goal_table(goals: tuple[GoalValue, ...], language: Language) -> Html:
    """What every level of goals has reached, and what is proven of it."""
    if not goals:
        return NOTHING
    titles = [say(each, language) for each in (words.LEVEL, words.GOAL, words.VALUE, words.PROOF)]
    rows = []
    for goal in goals:
        name, unit = words.GOAL_NAMES.get(goal.name), words.GOAL_UNITS.get(goal.name)
        value = f"{goal.value} {say(unit, language, count=goal.value) if unit else goal.unit}"
        title = say(name, language) if name else goal.name.replace("_", " ")
        rows.append((text(goal.level), text(title), text(value), text(_proof(goal, language))))
    return table(titles, rows)


def _proof(goal: GoalValue, language: Language) -> str:
    if goal.proven:
        return say(words.PROVEN, language)
    limit = words.AT_MOST if goal.sense == "most" else words.AT_LEAST
    return say(limit, language, bound=goal.bound)


# --- what is not planned yet --------------------------------------------------------------------


def not_yet_planned(programme: Programme, language: Language) -> Html:
    """Visits, lodgings, transfers and handovers still to come."""
    titles = {each.id: each.name for each in (*programme.organisations, *programme.hosts)}
    titles |= {site.id: site.name for host in programme.hosts for site in host.sites}
    groups = {each.id: each.name for each in programme.delegations}

    def of(ids: Iterable[str | None]) -> str:
        return ", ".join(titles.get(each) or groups.get(each) or each for each in ids if each)

    found: list[tuple[str, str, DateWindow | None]] = [
        (visit.name, of((visit.at, *visit.delegations)), visit.window) for visit in programme.visits
    ]
    found += [
        (
            f"{lodging.name} ({lodging.beds})",
            of((lodging.provided_by, *lodging.delegations)),
            lodging.window,
        )
        for lodging in programme.lodgings
    ]
    found += [
        (
            " → ".join(filter(None, (transfer.origin, transfer.destination))) or transfer.id,
            of(transfer.delegations),
            transfer.window,
        )
        for transfer in programme.transfers
    ]
    found += [
        (
            handover.what,
            " → ".join(filter(None, (of([handover.giver]), of([handover.receiver])))),
            handover.window,
        )
        for handover in programme.handovers
        if handover.state != "done"
    ]
    if not found:
        return NOTHING
    rows = [
        (
            text(what),
            text(where),
            text(
                interval(when.first, when.last, language)
                if when
                else say(words.NOT_FIXED, language)
            ),
        )
        for what, where, when in found
    ]
    heads = [say(each, language) for each in (words.WHAT, words.WHERE, words.WHEN)]
    note = element("p", text(say(words.PLANNED_LATER, language)), class_="soft")
    return joined([note, table(heads, rows)])
