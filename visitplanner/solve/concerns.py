"""Which rules are asked when one more placement is tried on a finished plan, and about what.

A rule that says what it looks at is asked about as little of the plan as that, and not at all where
it cannot have anything to say. Any other rule is asked about everything near.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from visitplanner.model.programme import Programme
from visitplanner.rules.form import Rule
from visitplanner.rules.looks import Case, Looks, Part

Numbered = tuple[int, Rule]
"""A rule with its place in the order in which breaches are told."""

_AT_ALL_NEAR = Looks(part="near")
_NOT_NEAR: frozenset[Part] = frozenset({"whole", "houses", "ways", "companions"})
"""What cannot be judged by what is near: beds, and what only the whole plan tells."""


def looking_at(part: Part, rules: Iterable[Rule]) -> list[Rule]:
    """The rules that look at some part of a plan."""
    return [rule for rule in rules if _looks(rule).part == part]


def numbered(rules: Iterable[Rule]) -> tuple[Numbered, ...]:
    """The rules that are judged by what is near, in their order."""
    return tuple(enumerate(rule for rule in rules if _looks(rule).part not in _NOT_NEAR))


def _looks(rule: Rule) -> Looks:
    return rule.looks or _AT_ALL_NEAR


@dataclass(frozen=True)
class Concerned:
    """The rules that may have something to say about a placement."""

    alone: tuple[Numbered, ...]
    """Asked about the person's own placements."""
    near: tuple[Numbered, ...]
    """Asked about everything near."""
    company: tuple[Numbered, ...] = ()
    """Asked about everybody whom the wishes about the person name."""
    places: bool = True
    """Whether the rules about places are asked besides, by what is left of the places."""

    @cached_property
    def supervised(self) -> bool:
        """Whether of what is near, only who supervises minors of a delegation matters."""
        return all(_looks(rule).part == "delegation" for _, rule in self.near)


class Concerns:
    """The rules of a planning round by what they look at."""

    def __init__(self, programme: Programme, rules: Sequence[Numbered]) -> None:
        self._programme = programme
        self._rules = rules
        self._concerned: dict[Case, Concerned] = {}

    @cached_property
    def places(self) -> tuple[Numbered, ...]:
        """The rules about who is at one place on one day."""
        return tuple(pair for pair in self._rules if _looks(pair[1]).part == "places")

    def of(self, case: Case) -> Concerned:
        """The rules that may have something to say in such a case."""
        if case not in self._concerned:
            self._concerned[case] = self._of(case)
        return self._concerned[case]

    def _of(self, case: Case) -> Concerned:
        if case.standing.bound:
            return Concerned((), tuple(self._rules), places=False)
        asked = [pair for pair in self._rules if _looks(pair[1]).when(self._programme, case)]

        def about(*parts: Part) -> tuple[Numbered, ...]:
            return tuple(pair for pair in asked if _looks(pair[1]).part in parts)

        alone: tuple[Part, ...] = ("own",)
        near: tuple[Part, ...] = ("near", "delegation")
        if case.interpreted:
            near = (*near, "interpreted")
        else:
            alone = (*alone, "interpreted")
        return Concerned(about(*alone), about(*near), about("company"))
