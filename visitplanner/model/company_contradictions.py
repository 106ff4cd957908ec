"""What cannot stand together in who is with whom, and where."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from visitplanner.model.companions import Apart, Place, Share, Together
from visitplanner.model.facts import Facts, Fault
from visitplanner.model.nearest import allowed, did_you_mean
from visitplanner.model.people import Person
from visitplanner.model.references import Loc, place

_LEVELS: tuple[Place, ...] = ("slot", "site", "host")


def company_faults(facts: Facts) -> Iterator[Fault]:
    """Unknown names, company of one, and wishes that contradict each other or a pin."""
    yield from _unknown_people(facts)
    yield from _too_few(facts)
    yield from _together_and_apart(facts)
    yield from _pins(facts)
    yield from _shares(facts)


def _unknown_people(facts: Facts) -> Iterator[Fault]:
    lists: list[tuple[Loc, tuple[str, ...], bool]] = [
        ((*loc, "people"), wish.people, True)
        for wishes in (facts.together, facts.apart, facts.exclusions)
        for loc, wish in wishes
    ]
    lists += [((*loc, "participants"), visit.participants, False) for loc, visit in facts.visits]
    delegations = {delegation.id for _, delegation in facts.delegations}
    known = {True: {*facts.people, *delegations}, False: {*facts.people}}
    for loc, names, groups_too in lists:
        for number, name in enumerate(names):
            if name in known[groups_too] or facts.is_unread(name):
                continue
            what = "participant or delegation" if groups_too else "participant"
            hint = did_you_mean(name, known[groups_too])
            if name in delegations:
                hint = "; a whole delegation stands under 'delegations'"
            yield Fault(
                (*loc, number),
                name,
                f"no {what} is called '{name[:60]}'{hint} (known: {allowed(known[groups_too])})",
            )


def _is_known(facts: Facts, names: tuple[str, ...]) -> bool:
    return all(name in facts.people or name in facts.people_of for name in names)


def _too_few(facts: Facts) -> Iterator[Fault]:
    for loc, wish in facts.together:
        members = facts.members(wish.people)
        if _is_known(facts, wish.people) and len(members) < 2:
            only = f"only '{members[0].id}' is" if members else "nobody is"
            yield Fault(
                (*loc, "people"),
                list(wish.people),
                f"{only} to be together: name two people or more, or a delegation of so many",
            )
    for loc, parted in facts.apart:
        if len(set(parted.people)) < 2:
            yield Fault(
                (*loc, "people"),
                list(parted.people),
                f"'{parted.people[0]}' stands here twice: name two people or groups to be apart",
            )


def _together_and_apart(facts: Facts) -> Iterator[Fault]:
    wanted = [(loc, wish) for loc, wish in facts.together if wish.strength == "hard"]
    members = [[each for each in facts.members(wish.people) if each.needs] for _, wish in wanted]
    named: dict[str, set[int]] = {}
    for number, people in enumerate(members):
        for name in {name for each in people for name in (each.id, each.delegation)}:
            named.setdefault(name, set()).add(number)
    for loc, apart in facts.apart:
        if apart.strength == "hard":
            entries = set(apart.people)
            found = Counter(number for name in entries for number in named.get(name, ()))
            for number in sorted(number for number, names in found.items() if names > 1):
                at, together = wanted[number]
                yield from _parted(loc, apart, at, together, members[number])


def _parted(
    apart_loc: Loc, apart: Apart, loc: Loc, together: Together, members: Sequence[Person]
) -> Iterator[Fault]:
    if _LEVELS.index(apart.at) < _LEVELS.index(together.at):
        return
    entries: dict[str, Person] = {}
    for person in members:
        entry = next((n for n in (person.id, person.delegation) if n in apart.people), None)
        if entry is not None:
            entries.setdefault(entry, person)
    if len(entries) > 1:
        one, other = list(entries.values())[:2]
        yield Fault(
            (*apart_loc, "people"),
            list(apart.people),
            f"'{one.id}' and '{other.id}' are to be apart at each {apart.at}, but together "
            f"at one {together.at} ({place((*loc, 'people'))}): take back one of the two, "
            "or make it 'strength: soft'",
        )


def _pins(facts: Facts) -> Iterator[Fault]:
    for loc, pin in facts.pins:
        person = facts.people.get(pin.participant)
        names = facts.slots.get(pin.slot, ())
        for where, wish in facts.exclusions:
            closed = next((name for name in names if name in wish.at), None)
            if (
                wish.strength == "hard"
                and person is not None
                and person.is_one_of(wish.people)
                and closed is not None
            ):
                yield Fault(
                    (*loc, "slot"),
                    pin.slot,
                    f"'{person.id}' is pinned at '{pin.slot}', but is not to go to '{closed}' "
                    f"({place(where)})",
                )


def _shares(facts: Facts) -> Iterator[Fault]:
    kinds = {
        name: _LEVELS[position]
        for names in facts.slots.values()
        for position, name in enumerate(names)
    }
    for loc, share in facts.shares:
        for number, name in enumerate(share.only):
            kind = kinds.get(name)
            if kind is not None and _LEVELS.index(kind) < _LEVELS.index(share.at):
                yield Fault(
                    (*loc, "only", number),
                    name,
                    f"'{name}' is a {kind}, but people are counted by {share.at} "
                    f"({place((*loc, 'at'))}): write 'at: {kind}'",
                )
        if share.strength == "hard":
            yield from _impossible_share(facts, loc, share)
    for (loc, share), (later, other) in combinations(facts.shares, 2):
        same = (share.delegation, share.at) == (other.delegation, other.at)
        hard = "hard" == share.strength == other.strength
        if same and hard and _places(facts, share) & _places(facts, other):
            for low, high, low_loc in ((share, other, loc), (other, share, later)):
                if high.at_most is not None and low.at_least > high.at_most:
                    high_loc = later if low_loc == loc else loc
                    yield Fault(
                        (*low_loc, "at_least"),
                        low.at_least,
                        f"at least {low.at_least} of '{low.delegation}' at one {low.at}, but at "
                        f"most {high.at_most} ({place((*high_loc, 'at_most'))})",
                    )


def _impossible_share(facts: Facts, loc: Loc, share: Share) -> Iterator[Fault]:
    found = facts.places_of_delegations.get(share.delegation)
    people = [each for each in facts.members((share.delegation,)) if each.needs]
    sure = sum(person.certain for person in people)
    if found is not None and people and sure < share.at_least:
        yield Fault(
            (*loc, "at_least"),
            share.at_least,
            f"at least {share.at_least} of '{share.delegation}' at one {share.at}, but only {sure} "
            f"of those who are to be placed are sure to come ({place(found[0])})",
        )


def _places(facts: Facts, share: Share) -> set[str]:
    level = _LEVELS.index(share.at)
    return {
        names[level]
        for names in facts.slots.values()
        if not share.only or any(name in share.only for name in names[level:])
    }
