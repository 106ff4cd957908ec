"""The smallest change that would let somebody in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from visitplanner.model.vocabulary import span_text
from visitplanner.rules.form import Rule, Violation
from visitplanner.solve.ways import Way


@dataclass(frozen=True, slots=True)
class Fix:
    """What lifts all that is in the way of one placement."""

    size: tuple[int, int, date]
    """How many slots it opens to people they are closed to (a place more is easier had than another
    partnership), how many things it changes, and when the placement begins."""
    words: str


class Fixes:
    """The smallest fixes of the ways of one plan."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = {rule.name: rule for rule in rules}
        self._found: dict[Way, Fix | None] = {}

    def smallest(self, ways: Iterable[Way]) -> Fix | None:
        """The smallest of several, and of equals the first; None where there is none."""
        found = (fix for way in ways if (fix := self._fix(way)) is not None)
        return min(found, key=lambda fix: fix.size, default=None)

    def _fix(self, way: Way) -> Fix | None:
        if way in self._found:
            return self._found[way]
        words = self._words(way.violations)
        opened = len({each.rule for each in way.violations if self._rules[each.rule].closed})
        size = (opened, len(words), way.first_day)
        found = Fix(size, " and ".join(words)) if words else None
        if way.shared:
            self._found[way] = found
        return found

    def _words(self, violations: tuple[Violation, ...]) -> list[str]:
        """Words for lifting all these breaches; empty where one cannot be lifted."""
        days: dict[str, list[date]] = {}
        for violation in violations:
            rule = self._rules[violation.rule]
            if rule.fix is None:
                return []
            # What closes a slot on every day is not about the day on which it was tried.
            by_day = rule.fix_by_day and not rule.closed
            days.setdefault(rule.fix(violation), []).extend(violation.days if by_day else ())
        return [f"{words}{_when(found)}" for words, found in days.items()]


def _when(days: list[date]) -> str:
    if not days:
        return ""
    first, last = min(days), max(days)
    return f" {'on' if first == last else 'for'} {span_text(first, last)}"
