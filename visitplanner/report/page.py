"""The page people look at: one HTML file with everything in it, to read and to print."""

from collections.abc import Iterator
from importlib.resources import files

from visitplanner.language import report_words as words
from visitplanner.language.catalogue import Language, Message, say
from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme
from visitplanner.report.grouping import (
    capacity_runs,
    headline,
    left_out,
    somebody_left_out,
    stay_groups,
    strangers,
)
from visitplanner.report.logistics import handovers, houses, journeys, still_open, visits
from visitplanner.report.parts import (
    Html,
    bullets,
    element,
    english,
    interval,
    joined,
    text,
)
from visitplanner.report.results import goal_table, people_left_out, places
from visitplanner.report.sections import by_delegation, by_host, interpreting, supervision
from visitplanner.report.surroundings import (
    carried,
    houses_of,
    open_points,
    rides,
    visit_lines,
)


def report_page(programme: Programme, plan: Plan, *, language: Language = "en") -> str:
    """A plan as a self-contained HTML page.

    It needs no script and nothing from elsewhere, follows the reader's choice of light or dark,
    and prints on A4. Same programme, plan and language, same page.

    Args:
        programme: Who comes and who hosts.
        plan: A plan of it.
        language: Language of the page; reasons, fixes and assumptions stay in English.
    """
    sections = _sections(programme, plan, language)
    shown = [(title, body) for title, body in sections if body]
    links = joined(
        element("a", text(say(title, language)), href=f"#part-{number}")
        for number, (title, _) in enumerate(shown)
    )
    style = files("visitplanner.report").joinpath("style.css").read_text(encoding="utf-8")
    head = element(
        "head",
        Html('<meta charset="utf-8">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        element("title", text(programme.name)),
        element("style", Html(style)),
    )
    body = element(
        "body",
        element("header", _header(programme, language), element("nav", links)),
        element(
            "main",
            _tiles(programme, plan, language),
            *(
                element("section", _title(title, language), body, id=f"part-{number}")
                for number, (title, body) in enumerate(shown)
            ),
        ),
        element("footer", element("p", text(say(words.MADE_BY, language)))),
    )
    return f"<!DOCTYPE html>\n{element('html', head, body, lang=language)}\n"


def _sections(
    programme: Programme, plan: Plan, language: Language
) -> Iterator[tuple[Message, Html]]:
    groups = stay_groups(programme, plan)
    missing = left_out(programme, plan)
    if missing:
        title = words.LEFT_OUT if somebody_left_out(programme, plan) else words.MISSING
        yield title, people_left_out(programme, missing, language)
    open_ = open_points(programme, plan)
    yield words.OPEN, still_open(programme, open_, language)
    yield words.BY_HOST, by_host(programme, groups, language)
    yield words.BY_DELEGATION, by_delegation(programme, groups, language)
    yield words.DUTIES, supervision(programme, plan, language)
    yield words.INTERPRETING, interpreting(programme, plan, language)
    yield words.VISITS, visits(programme, visit_lines(programme, plan), language)
    yield words.LODGING, houses(houses_of(programme, plan), language)
    yield words.JOURNEYS, journeys(rides(programme, plan), language)
    yield words.HANDOVERS, handovers(carried(programme, plan), language)
    yield words.CAPACITY, places(capacity_runs(programme, plan), language)
    if not missing:
        yield words.LEFT_OUT, element("p", text(say(words.NOBODY_LEFT, language)))
    yield words.GOALS, goal_table(plan, language)
    yield words.ASSUMPTIONS, bullets(english(each, language) for each in plan.assumptions)
    yield words.UNKNOWN, bullets(english(each, language) for each in strangers(programme, plan))


def _title(title: Message, language: Language) -> Html:
    return element("h2", text(say(title, language)))


def _header(programme: Programme, language: Language) -> Html:
    lines = [element("h1", text(programme.name))]
    said = []
    if programme.delegations:
        first = min(delegation.window.first for delegation in programme.delegations)
        last = max(delegation.window.last for delegation in programme.delegations)
        said.append(say(words.LEAD, language, window=interval(first, last, language)))
    if programme.coordinator:
        said.append(say(words.COORDINATOR, language, name=programme.coordinator.name))
    if said:
        lines.append(element("p", text(" · ".join(said)), class_="soft"))
    return joined(lines)


def _tiles(programme: Programme, plan: Plan, language: Language) -> Html:
    found = headline(programme, plan)

    def of(part: int, whole: int) -> str:
        return say(words.PLACED_OF, language, placed=part, wanted=whole)

    def mood(*, good: bool) -> str:
        return "good" if good else "warn"

    complete = found.placed == found.wanted
    tiles = [
        (words.PLACED, of(found.placed, found.wanted), mood(good=complete)),
        (words.NOT_PLACED, str(found.nowhere), mood(good=not found.nowhere)),
        (words.ACCOMPANYING, str(found.accompanying), None),
        (words.STATUS, say(words.STATUSES[plan.status], language), "said"),
    ]
    if found.asked > found.wanted:
        whole = (words.ALL_PLACED, *tiles[0][1:])
        given = of(found.given, found.asked)
        tiles[:1] = [(words.PLACEMENTS, given, mood(good=found.given == found.asked)), whole]
    if found.interpreters:
        tiles.insert(-1, (words.INTERPRETERS, str(found.interpreters), None))
    if found.tentative:
        tiles.append((words.TENTATIVE_TILE, str(found.tentative), "warn"))
    if open_ := sum(point.count for point in open_points(programme, plan)):
        tiles.append((words.OPEN_TILE, str(open_), "warn"))
    if found.levels:
        proven = found.proven == found.levels
        tiles.append((words.LEVELS, of(found.proven, found.levels), mood(good=proven)))
    cells = joined(
        element(
            "div", element("dt", text(say(about, language))), element("dd", text(value), class_=c)
        )
        for about, value, c in tiles
    )
    title = _title(words.SUMMARY, language)
    return element("section", title, element("dl", cells, class_="tiles"), class_="tiles")
