"""What surrounds the placements, each a piece of HTML: visits, houses, journeys, handovers."""

from collections.abc import Iterable
from itertools import groupby

from babel.numbers import format_currency

from visitplanner.language import report_words as words
from visitplanner.language.catalogue import Language, Message, day_words, say
from visitplanner.model.logistics import Handover, Transfer, Visit
from visitplanner.model.programme import Programme
from visitplanner.model.windows import Hours
from visitplanner.report.grouping import names
from visitplanner.report.parts import (
    NOTHING,
    Html,
    bullets,
    element,
    english,
    how_many,
    interval,
    intervals,
    joined,
    locale_of,
    people_count,
    scrolling,
    table,
    text,
    unbroken,
)
from visitplanner.report.surroundings import (
    Carried,
    Guests,
    House,
    OpenPoint,
    Party,
    Ride,
    VisitLine,
    way,
)

# --- visits and handovers -----------------------------------------------------------------------


def visits(programme: Programme, lines: tuple[VisitLine, ...], language: Language) -> Html:
    """The visits by date: when, what, where, who takes part, what is handed over there."""
    if not lines:
        return NOTHING
    heads = [words.DAY, words.WHAT, words.WHERE, words.TAKES_PART]
    riding = any(line.handovers for line in lines)
    rows = [
        [
            joined(
                [
                    _nowrap(day_words(line.planned.day, language)),
                    element("small", text(f" {_hours(line.planned.hours)}")),
                ]
            ),
            element("strong", text(line.visit.name)),
            text(line.place),
            joined(
                [
                    _whole(programme, line.parties),
                    text(" "),
                    people_count(line.people, language),
                ]
            ),
            *([_brought(line.handovers, language)] if riding else ()),
        ]
        for line in lines
    ]
    titles = [say(each, language) for each in (*heads, *([words.CARRIES] if riding else ()))]
    return table(titles, rows, kind="visits")


def _whole(programme: Programme, parties: Iterable[Party]) -> Html:
    """Whole delegations by their name, others by the names of the people."""
    said = (
        programme.delegations_by_id[party.delegation].name if party.whole else _people(party)
        for party in parties
    )
    return text("; ".join(said))


def _brought(handovers: Iterable[Handover], language: Language) -> Html:
    return text("; ".join(_goods(handover, language) for handover in handovers))


def handovers(lines: tuple[Carried, ...], language: Language) -> Html:
    """What is handed over: from whom to whom, on what it rides, and when."""
    if not lines:
        return NOTHING
    heads = (words.WHAT, words.FROM_TO, words.CARRIER, words.DAY)
    rows = [
        (
            text(_goods(line.handover, language)),
            text(" → ".join(filter(None, (line.giver, line.receiver)))),
            text(_carrier(line, language)),
            _nowrap(day_words(line.day, language)),
        )
        for line in lines
    ]
    return table([say(each, language) for each in heads], rows, kind="handovers")


def _goods(handover: Handover, language: Language) -> str:
    if handover.amount is None or handover.currency is None:
        return handover.what
    sum_ = format_currency(handover.amount, handover.currency, locale=locale_of(language))
    return f"{handover.what} ({sum_})"


def _carrier(line: Carried, language: Language) -> str:
    if isinstance(line.carrier, Visit):
        return line.carrier.name
    if line.carrier is None:
        return line.carrier_id
    return ": ".join(filter(None, (_kind(line.carrier, language), way(line.carrier))))


# --- houses and journeys ------------------------------------------------------------------------


def houses(found: tuple[House, ...], language: Language) -> Html:
    """For each house its beds, and who has which nights."""
    if not found:
        return NOTHING
    heads = (words.HOUSE, words.BEDS, words.STAY, words.NIGHTS, words.WHO)
    bodies = []
    for house in found:
        over = "warn" if house.taken > house.lodging.beds else None
        beds = say(words.PLACED_OF, language, placed=house.taken, wanted=house.lodging.beds)
        name = [text(house.lodging.name)]
        if house.lodging.address:
            name.append(element("small", text(f" {house.lodging.address}")))
        first = [
            _tall("th", joined(name), len(house.guests)),
            _tall("td", element("span", _nowrap(beds), class_=over), len(house.guests)),
        ]
        rows = [_guests(guests, language) for guests in house.guests]
        rows = rows or [joined([element("td", text("–")), element("td"), element("td")])]
        bodies.append(
            element(
                "tbody",
                element("tr", *first, rows[0]),
                *(element("tr", row) for row in rows[1:]),
            )
        )
    return _grouped(heads, bodies, language, numbers=(3,), kind="houses")


def _guests(guests: Guests, language: Language) -> Html:
    stay = interval(guests.first_night, guests.departure, language)
    return joined(
        [
            element("td", _nowrap(stay)),
            element("td", text(guests.nights), class_="number"),
            element("td", _counted(guests.party, language)),
        ]
    )


def journeys(found: tuple[Ride, ...], language: Language) -> Html:
    """Arrivals, shuttles and departures: the day, seats taken and offered, and who rides."""
    if not found:
        return NOTHING
    heads = (words.JOURNEY, words.DATES, words.SEATS, words.WHO)
    bodies = []
    for transfer, group in groupby(found, key=lambda ride: ride.transfer):
        runs = list(group)
        rows = [_ride(ride, language) for ride in runs]
        first = _tall("th", _journey(transfer, language), len(runs))
        bodies.append(
            element(
                "tbody",
                element("tr", first, rows[0]),
                *(element("tr", row) for row in rows[1:]),
            )
        )
    return _grouped(heads, bodies, language, kind="journeys")


def _journey(transfer: Transfer, language: Language) -> Html:
    title = text(_kind(transfer, language))
    small = [way(transfer), _hours(transfer.hours)]
    said = (element("small", text(each)) for each in small if each)
    return joined([title, *said])


def _ride(ride: Ride, language: Language) -> Html:
    seats = ride.transfer.seats
    taken = (
        str(ride.taken)
        if seats is None
        else say(words.PLACED_OF, language, placed=ride.taken, wanted=seats)
    )
    over = "warn" if seats is not None and ride.taken > seats else None
    when = (
        _nowrap(day_words(ride.days[0], language))
        if len(ride.days) == 1
        else unbroken(intervals(ride.days, language))
    )
    who = (element("div", _counted(party, language)) for party in ride.parties)
    return joined(
        [
            element("td", when),
            element("td", _nowrap(taken), class_=over),
            element("td", *who),
        ]
    )


def _kind(transfer: Transfer, language: Language) -> str:
    return say(words.JOURNEY_KINDS[transfer.kind], language)


def _counted(party: Party, language: Language) -> Html:
    return joined([text(_people(party)), how_many(len(party.people), language)])


def _people(party: Party) -> str:
    return f"{party.delegation} · {names(party.people)}"


def _hours(hours: Hours | None) -> str:
    return f"{hours.start:%H:%M}–{hours.end:%H:%M}" if hours else ""


def _nowrap(line: str) -> Html:
    return element("span", text(line), class_="dates")


def _tall(name: str, cell: Html, rows: int) -> Html:
    """A cell beside several rows."""
    scope = "rowgroup" if name == "th" else None
    return element(name, cell, scope=scope, rowspan=str(max(rows, 1)))


def _grouped(
    heads: Iterable[Message],
    bodies: Iterable[Html],
    language: Language,
    *,
    numbers: tuple[int, ...] = (),
    kind: str,
) -> Html:
    """A table of which several rows belong to one name."""
    head = (
        element(
            "th",
            text(say(each, language)),
            scope="col",
            class_="number" if column in numbers else None,
        )
        for column, each in enumerate(heads)
    )
    whole = element("table", element("thead", element("tr", *head)), *bodies, class_=kind)
    return scrolling(whole)


# --- what is still open -------------------------------------------------------------------------


def still_open(programme: Programme, points: tuple[OpenPoint, ...], language: Language) -> Html:
    """What the plan has not found, by kind, and why."""
    found = []
    for kind, group in groupby(points, key=lambda point: point.kind):
        found.append(element("h3", text(say(words.GAPS[kind], language))))
        found.append(bullets(_point(programme, point, language) for point in group))
    return joined(found)


def _point(programme: Programme, point: OpenPoint, language: Language) -> Html:
    if point.party is None:
        who = [element("strong", text(point.name))]
    else:
        delegation = programme.delegations_by_id[point.party.delegation].name
        who = [
            element("strong", text(names(point.party.people))),
            how_many(point.count, language),
            element("small", text(f" {delegation}")),
        ]
    return joined([*who, text(" – "), english(point.message, language)])
