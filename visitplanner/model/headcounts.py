"""Headcounts in words: `10 pupils`, `3-4 Lehrkräfte`, `7 учнів`."""

import re
from collections.abc import Iterator
from typing import Any

from visitplanner.model.base import Role
from visitplanner.model.nearest import did_you_mean

COUNT = re.compile(r"^\s*(\d{1,9})(?:\s*(?:-|–|to|bis|до)\s*(\d{1,9}))?\s*(.*?)\s*$", re.DOTALL)
"""A number or a range, and what stands behind it."""

# role, label used in ids, and the words for it; German and Ukrainian in the forms after a number.
_ROLES: tuple[tuple[Role, str, str], ...] = (
    ("pupil", "pupil", "pupil pupils Schüler Schülerin Schülerinnen Jugendliche Jugendlicher"),
    ("pupil", "pupil", "учень учні учнів учениця учениці учениць школярі школярів"),
    ("pupil", "student", "student students студент студенти студентів"),
    ("pupil", "trainee", "trainee trainees Auszubildende Auszubildender Azubi Azubis"),
    ("accompanying_person", "teacher", "teacher teachers Lehrer Lehrerin Lehrerinnen Lehrkraft"),
    ("accompanying_person", "teacher", "Lehrkräfte вчитель вчителі вчителів вчителька вчительки"),
    ("accompanying_person", "teacher", "вчительок учитель учителі учителів"),
    ("accompanying_person", "accompanying-person", "Begleitperson Begleitpersonen Begleiter"),
    ("accompanying_person", "accompanying-person", "Begleiterin Begleiterinnen"),
    ("professional", "professional", "professional professionals Fachkraft Fachkräfte"),
    ("professional", "professional", "фахівець фахівці фахівців"),
    ("professional", "colleague", "colleague colleagues Kollege Kollegen Kollegin Kolleginnen"),
    ("professional", "colleague", "колега колеги колег"),
    ("professional", "farmer", "farmer farmers Landwirt Landwirte Landwirtin Landwirtinnen"),
    ("professional", "farmer", "фермер фермери фермерів"),
    ("professional", "nurse", "nurse nurses Pflegekraft Pflegekräfte"),
    ("interpreter", "interpreter", "interpreter interpreters Dolmetscher Dolmetscherin"),
    ("interpreter", "interpreter", "Dolmetscherinnen перекладач перекладачі перекладачів"),
)
_PHRASES: tuple[tuple[Role, str, str], ...] = (
    ("accompanying_person", "accompanying-person", "accompanying person"),
    ("accompanying_person", "accompanying-person", "accompanying persons"),
    ("pupil", "pupil", "Schülerinnen und Schüler"),
)


def _words() -> Iterator[tuple[str, tuple[Role, str]]]:
    for role, label, words in _ROLES:
        for word in words.split():
            yield word, (role, label)
    for role, label, phrase in _PHRASES:
        yield phrase, (role, label)


_KNOWN = dict(_words())
_FOLDED = {word.casefold(): meaning for word, meaning in _KNOWN.items()}


def read_headcount(words: str) -> dict[str, Any]:
    """Read `10 pupils` or `3-4 teachers` into the fields of a `Headcount`.

    Raises `ValueError` where there is no count, or no known word for people behind it.
    """
    match = COUNT.match(words)
    if match is None:
        raise ValueError(f"'{words[:60]}' is no headcount: write '10 pupils' or '3-4 teachers'")
    low, high, noun = match.groups()
    meaning = _FOLDED.get(noun.casefold())
    if meaning is None:
        unknown = f"'{noun[:60]}' is no known word" if noun else "there is no word"
        raise ValueError(
            f"{unknown} for people in '{words[:60]}'{did_you_mean(noun, _KNOWN)} (write pupils, "
            "teachers, accompanying persons, professionals or interpreters, or give role, count "
            "and label one by one)"
        )
    role, label = meaning
    return {"role": role, "label": label, "count": f"{low}-{high}" if high else int(low)}
