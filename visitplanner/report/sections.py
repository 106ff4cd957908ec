"""Who is where and who is on duty, each a piece of HTML from a part of the plan."""

from visitplanner.language import report_words as words
from visitplanner.language.catalogue import Language, Message, say
from visitplanner.model.hosts import HostOrganisation
from visitplanner.model.plan import Plan, Task
from visitplanner.model.programme import Programme
from visitplanner.model.windows import DateWindow
from visitplanner.report.grouping import StayGroup, duty_groups, names, periods
from visitplanner.report.parts import (
    NOTHING,
    Columns,
    Html,
    columns_of,
    days_off,
    element,
    how_many,
    interval,
    intervals,
    joined,
    scrolling,
    strip_head,
    strip_row,
    table,
    text,
    unbroken,
    why_tentative,
)

# --- who is where -------------------------------------------------------------------------------


def by_host(programme: Programme, groups: tuple[StayGroup, ...], language: Language) -> Html:
    """Hosts with their sites, and a strip of days for everybody there.

    Where weeks without anybody lie between, each period has a strip of its own.
    """
    if not groups:
        return element("p", text(say(words.NOBODY_PLACED, language)))
    drawn = [
        (period, columns)
        for period in periods(groups)
        if (columns := columns_of(period)) is not None
    ]
    legends = {columns.weeks: _legend(columns) for _, columns in drawn}
    said = (element("p", text(say(each, language)), class_="soft") for each in legends.values())
    strips = (
        joined(
            [
                _period_title(period, language) if len(drawn) > 1 else NOTHING,
                _strip(programme, period, columns, language),
            ]
        )
        for period, columns in drawn
    )
    return joined([*said, _unsettled(groups, language), *strips]) if drawn else NOTHING


def _legend(columns: Columns) -> Message:
    return words.WEEKS_LEGEND if columns.weeks else words.LEGEND


def _period_title(period: tuple[StayGroup, ...], language: Language) -> Html:
    first = min(group.first_day for group in period)
    last = max(group.last_day for group in period)
    return element("h3", text(interval(first, last, language)))


def _strip(
    programme: Programme, groups: tuple[StayGroup, ...], columns: Columns, language: Language
) -> Html:
    """The strip of one period, with its days off below."""
    bodies = []
    at_host: dict[str, list[StayGroup]] = {}
    for group in groups:
        at_host.setdefault(group.offer.host.id, []).append(group)
    for host in programme.hosts:
        here = at_host.get(host.id, [])
        sites = [site.id for site in host.sites]
        here.sort(key=lambda group: (sites.index(group.offer.site.id), group.first_day))
        if here:
            rows = [_strip_row(group, columns, language) for group in here]
            if {group.offer.site.name for group in here} != {host.name}:
                rows.insert(0, _host_row(host, columns))
            bodies.append(element("tbody", *rows))
    strip = element("table", strip_head(columns, language), *bodies, class_="strip")
    return joined([scrolling(strip), days_off(groups, columns, language)])


def _unsettled(groups: tuple[StayGroup, ...], language: Language) -> Html:
    """What tentative means, where there is anything tentative."""
    if not any(group.tentative for group in groups):
        return NOTHING
    return element("p", text(say(words.TENTATIVE_LEGEND, language)), class_="soft")


def _host_row(host: HostOrganisation, columns: Columns) -> Html:
    place = element("small", text(host.place)) if host.place else NOTHING
    wide = element("td", colspan=str(len(columns.starts)))
    head = element("th", text(host.name), place, scope="rowgroup")
    return element("tr", head, wide, class_="host")


def _strip_row(group: StayGroup, columns: Columns, language: Language) -> Html:
    slot = element("small", text(group.offer.title))
    whose = element("small", text(f"{group.delegation} · {names(group.people)}"))
    head = [text(group.offer.site.name), slot, whose, why_tentative(group, language)]
    return strip_row(joined(head), group, columns, language)


def by_delegation(programme: Programme, groups: tuple[StayGroup, ...], language: Language) -> Html:
    """For each delegation, its people with site, slot and dates."""
    titles = [
        say(each, language) for each in (words.WHO, words.SITE, words.SLOT, words.STAY, words.DAYS)
    ]
    found = []
    theirs: dict[str, list[StayGroup]] = {}
    for group in groups:
        theirs.setdefault(group.delegation, []).append(group)
    for delegation in programme.delegations:
        rows = [
            (
                joined([text(names(group.people)), how_many(len(group.people), language)]),
                joined([text(group.offer.site.name), _host(group)]),
                joined([text(group.offer.title), why_tentative(group, language)]),
                _dates(group, language),
                text(len(group.days)),
            )
            for group in theirs.get(delegation.id, ())
        ]
        if rows:
            found.append(_delegation_title(delegation.name, delegation.window, language))
            found.append(table(titles, rows, numbers=(4,), kind="people"))
    return joined(found)


def _delegation_title(name: str, window: DateWindow, language: Language) -> Html:
    when = element("small", text(f" {interval(window.first, window.last, language)}"))
    return element("h3", text(name), when)


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
    found = _duties(programme, plan, "supervision", language)
    return found or element("p", text(say(words.NO_DUTIES, language)))


def interpreting(programme: Programme, plan: Plan, language: Language) -> Html:
    """For each delegation, who interprets where and when; nothing where nobody does."""
    return _duties(programme, plan, "interpretation", language)


def _duties(programme: Programme, plan: Plan, task: Task, language: Language) -> Html:
    groups = duty_groups(programme, plan, task)
    who = words.INTERPRETS if task == "interpretation" else words.ON_DUTY
    columns = (who, words.SITE, words.DATES, words.DAYS)
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
