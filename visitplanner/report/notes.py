"""What deserves a second look in a programme, though it is no mistake."""

from collections.abc import Iterator

from visitplanner.model.nearest import allowed, did_you_mean
from visitplanner.model.programme import Programme


def notes(programme: Programme) -> Iterator[str]:
    """Fields that are asked for and nowhere offered, and needs that outnumber their places."""
    offered: dict[str, int] = {}
    for offer in programme.offers.values():
        offered[offer.slot.field] = offered.get(offer.slot.field, 0) + offer.slot.places
    unknown: dict[str, int] = {}
    wanted: dict[tuple[str, tuple[str, ...]], int] = {}
    for person in programme.people.values():
        for need in person.needs:
            for field in need.field:
                if field not in offered:
                    unknown[field] = unknown.get(field, 0) + 1
            known = tuple(sorted(field for field in need.field if field in offered))
            if known:
                key = (person.delegation, known)
                wanted[key] = wanted.get(key, 0) + 1
    for field, count in unknown.items():
        hint = did_you_mean(field, offered)
        asked = _counted(count, "need asks", "needs ask")
        yield (
            f"{asked} for the field '{field}', which no slot offers{hint} "
            f"(offered: {allowed(offered)})"
        )
    for (delegation, fields), count in wanted.items():
        places = sum(offered[field] for field in fields)
        if count > places:
            yield (
                f"{_counted(count, 'need', 'needs')} of '{delegation}' for "
                f"{' or '.join(repr(field) for field in fields)}, and "
                f"{_counted(places, 'place', 'places')} at a time"
            )


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
