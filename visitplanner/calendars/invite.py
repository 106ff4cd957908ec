"""First invitations: what a host accepts or declines in its own calendar.

Each is a file of its own with METHOD:REQUEST (RFC 5546, 3.2.2): one UID, the coordinator as
ORGANIZER, the contact of the site as the one ATTENDEE who has not answered yet, SEQUENCE 0. It says
what the entry in the host's calendar says, under the same UID. It has no calendar name, as it is an
entry for a calendar that the host has already.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from visitplanner.calendars.agenda import Agenda, Stay, agenda_of
from visitplanner.calendars.entries import stay_at_host
from visitplanner.calendars.events import Calendar, Contact, Event
from visitplanner.calendars.ical import as_written
from visitplanner.calendars.outcome import Invitation, file_names
from visitplanner.calendars.publish import checked_language, checked_now, written
from visitplanner.errors import CalendarError
from visitplanner.language.catalogue import Language
from visitplanner.model.plan import Plan
from visitplanner.model.programme import Programme


def host_invitations(
    programme: Programme, plan: Plan, *, now: datetime, language: Language = "en"
) -> tuple[Invitation, ...]:
    """Write an invitation for each placement at a site that can be reached by e-mail.

    It goes to the contact of the site, or to that of the host where the site has none with an
    address; sites without either get no invitation (`uninvited_sites`). Hours that one recurring
    entry cannot say in any calendar, as those in a zone whose clocks follow no yearly rule (see
    `visitplanner.calendars.ical.as_written`), are one invitation for each day worked.

    Args:
        programme: Who comes and who hosts; its coordinator sends the invitations.
        plan: Who is where; made by `schedule`, or by hand and checked.
        now: Time of writing (DTSTAMP), with its zone.
        language: Language of the entries; names stay as they are.

    Returns:
        The invitations, by site in the order of the document, then by participant.

    Raises:
        CalendarError: the programme names no `coordinator.email`; or as `host_calendars`.
    """
    coordinator = programme.coordinator
    if coordinator is None or coordinator.email is None:
        raise CalendarError(
            "coordinator.email: nothing is written there, but invitations need the address of the "
            "one who sends them, to which the answers go"
        )
    organizer = Contact(name=coordinator.name, email=coordinator.email)
    moment, spoken = checked_now(now), checked_language(language)
    agenda = agenda_of(programme, plan)
    drafts = [
        (stay, event)
        for stay in _by_site(agenda)
        for event in _requests(agenda, stay, organizer, spoken)
    ]
    names = file_names(_file_id(stay, event) for stay, event in drafts)
    return tuple(
        _invitation(stay, event, filename, moment)
        for (stay, event), filename in zip(drafts, names, strict=True)
    )


def uninvited_sites(programme: Programme, plan: Plan) -> tuple[str, ...]:
    """Name the sites that have placements but no e-mail address, in the order of the document.

    Raises:
        CalendarError: the plan does not fit the programme.
    """
    stays = _by_site(agenda_of(programme, plan))
    return tuple(
        dict.fromkeys(stay.place.site.id for stay in stays if stay.place.recipient is None)
    )


def _by_site(agenda: Agenda) -> list[Stay]:
    sites = [site.id for host in agenda.programme.hosts for site in host.sites]
    order = {site: number for number, site in enumerate(sites)}
    return sorted(agenda.stays, key=lambda stay: order[stay.place.site.id])


def _requests(
    agenda: Agenda, stay: Stay, organizer: Contact, language: Language
) -> Iterator[Event]:
    recipient = stay.place.recipient
    if recipient is None or recipient.email is None:
        return
    attendee = Contact(name=recipient.name, email=recipient.email)
    event = stay_at_host(agenda, stay, language)
    try:
        yield from as_written(replace(event, organizer=organizer, attendees=(attendee,)))
    except CalendarError as error:
        raise CalendarError(f"{_where(stay)}: {error}") from error


def _file_id(stay: Stay, event: Event) -> str:
    # Not the need: with it a name could be too long for a file system (255 octets).
    whole = f"{stay.place.site.id}-{stay.person.id}"
    return whole if event.days == stay.days else f"{whole}-{event.first_day.isoformat()}"


def _invitation(stay: Stay, event: Event, filename: str, now: datetime) -> Invitation:
    calendar = Calendar(name="", method="REQUEST", events=(event,))
    (attendee,) = event.attendees
    return Invitation(
        id=event.uid,
        filename=filename,
        title=event.summary,
        content=written(calendar, _where(stay), now=now),
        events=calendar.events,
        site=stay.place.site.id,
        recipient=attendee.email,
        participant=stay.person.id,
    )


def _where(stay: Stay) -> str:
    return f"invitation of '{stay.place.site.id}' for '{stay.person.id}'"
