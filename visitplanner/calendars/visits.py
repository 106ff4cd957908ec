"""Visits as entries: in the calendars of everybody who takes part and of the sites visited.

A site reads which visit comes, when, how many people of which delegations, and what they bring;
no names of people. Who takes part reads the same, and where it is and whom to ask.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from visitplanner.calendars.agenda import Place
from visitplanner.calendars.events import Event
from visitplanner.calendars.identity import visit_uid
from visitplanner.errors import CalendarError
from visitplanner.language import calendar_words as words
from visitplanner.language.catalogue import Language, say
from visitplanner.model.base import Contact
from visitplanner.model.people import Person
from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme
from visitplanner.model.roster import roster_of
from visitplanner.model.visits import Taking, attendees, sites_visited, zone_of

Entries = dict[str, list[Event]]
"""Entries by the id of the reader, a site or a participant."""


def visits_at_sites(programme: Programme, plan: Plan, language: Language) -> Entries:
    """The visits that each site receives, as it reads them."""
    found: Entries = {}
    for taking in _takings(programme, plan):
        people = attendees(programme, taking[1], taking[0].day)
        lines = [
            *_who(programme, people, language),
            *handover_lines(programme, plan, taking[1].id, language),
            *coordinator_line(programme, language),
        ]
        event = _event(programme, taking, lines, language)
        for _, site in sites_visited(programme, taking[1]):
            found.setdefault(site.id, []).append(event)
    return found


def visits_of_participants(programme: Programme, plan: Plan, language: Language) -> Entries:
    """The visits of everybody who takes part in any, as they read them."""
    found: Entries = {}
    for taking in _takings(programme, plan):
        people = attendees(programme, taking[1], taking[0].day)
        visited = _visited(programme, taking)
        lines = [
            say(words.HOST_LINE, language, place=visited.title),
            *_who(programme, people, language),
            *handover_lines(programme, plan, taking[1].id, language),
            *_contact_line(visited.contact, language),
            *coordinator_line(programme, language),
        ]
        event = _event(programme, taking, lines, language)
        for person in people:
            found.setdefault(person.id, []).append(event)
    return found


@dataclass(frozen=True, slots=True)
class _Visited:
    """What is visited, in words."""

    title: str
    address: str
    contact: Contact | None


def _visited(programme: Programme, taking: Taking) -> _Visited:
    """A site; a host with all its sites; or an organisation."""
    sites, name = sites_visited(programme, taking[1]), taking[1].at
    if len(sites) == 1:
        host, site = sites[0]
        place = Place(site=site, host=host, time_zone=zone_of(programme, taking[1]))
        return _Visited(place.title, place.address, place.contact)
    known = next(each for each in (*programme.hosts, *programme.organisations) if each.id == name)
    address = ", ".join(part for part in (known.name, known.place) if part)
    return _Visited(known.name, address, known.contact)


def _takings(programme: Programme, plan: Plan) -> tuple[Taking, ...]:
    """The visits that take place, in order. Raises `CalendarError` for what is no visit."""
    faults = []
    seen: dict[str, int] = {}
    for number, planned in enumerate(plan.visits):
        first = seen.setdefault(planned.visit, number)
        if planned.visit not in programme.visits_by_id:
            faults.append(f"visits[{number}]: no visit is called '{planned.visit[:60]}'")
        elif first != number:
            faults.append(f"visits[{number}]: the same visit as visits[{first}]")
    if faults:
        raise CalendarError(
            "\n  ".join(["the plan does not fit the programme, check the plan first:", *faults])
        )
    found = roster_of(programme, Plan(status=plan.status, visits=plan.visits)).visits
    return tuple(sorted(found, key=lambda each: (each[0].day, each[0].hours.start, each[1].id)))


def _event(programme: Programme, taking: Taking, lines: list[str], language: Language) -> Event:
    planned, visit = taking
    visiting = say(words.VISITING, language)
    return Event(
        uid=visit_uid(programme=programme.id, visit=visit.id),
        summary=say(words.VISIT, language, visiting=visiting, visit=visit.name),
        first_day=planned.day,
        last_day=planned.day,
        days=(planned.day,),
        hours=(planned.hours.start, planned.hours.end),
        zone=zone_of(programme, visit),
        description="\n".join(lines),
        location=_visited(programme, taking).address,
        categories=(visiting,),
    )


def _who(programme: Programme, people: tuple[Person, ...], language: Language) -> Iterator[str]:
    """How many people of which delegations."""
    if not people:
        return
    counts: dict[str, int] = {}
    for person in people:
        counts[person.delegation] = counts.get(person.delegation, 0) + 1
    names = [programme.delegations_by_id[each].name for each in counts]
    told = (
        names
        if len(counts) == 1
        else [f"{name}: {many}" for name, many in zip(names, counts.values(), strict=True)]
    )
    yield say(words.TAKING_PART_LINE, language, count=len(people), delegations=", ".join(told))


def handover_lines(
    programme: Programme,
    plan: Plan,
    carrier: str,
    language: Language,
    *,
    days: Collection[date] | None = None,
) -> Iterator[str]:
    """What rides on a visit or a transfer; with `days`, on these days alone."""
    riding = {
        planned.handover
        for planned in plan.handovers
        if planned.carrier == carrier and (days is None or planned.day in days)
    }
    partners = {each.id: each.name for each in (*programme.hosts, *programme.organisations)}
    for handover in programme.handovers:
        if handover.id in riding:
            giver = partners[handover.giver] if handover.giver else None
            receiver = partners[handover.receiver]
            way = f"{giver} – {receiver}" if giver else receiver
            yield say(words.HANDOVER_LINE, language, what=handover.what, way=way)


def _contact_line(contact: Contact | None, language: Language) -> Iterator[str]:
    if contact is not None:
        yield say(words.HOST_CONTACT_LINE, language, contact=_contact(contact))


def coordinator_line(programme: Programme, language: Language) -> Iterator[str]:
    """Whom to ask at the coordination."""
    if programme.coordinator is not None:
        yield say(words.COORDINATOR_LINE, language, contact=_contact(programme.coordinator))


def _contact(contact: Contact) -> str:
    return ", ".join(part for part in (contact.name, contact.phone, contact.email) if part)
