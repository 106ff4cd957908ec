"""Goals in levels: which aims count, and which of them count more than others."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, Self, get_args

from pydantic import Field, model_serializer, model_validator

from visitplanner.model.base import Model, Whole, Written
from visitplanner.model.nearest import did_you_mean

GoalName = Literal[
    "people_placed",
    "visits_placed",
    "people_lodged",
    "optional_needs",
    "wishes",
    "preferences",
    "utility",
    "worst_off",
    "leximin",
    "language_fit",
    "few_changes",
    "variety",
    "constancy",
    "idle_days",
    "host_balance",
    "few_sites",
    "even_supervision",
    "nearness",
    "earliest_start",
]
GOAL_NAMES: tuple[GoalName, ...] = get_args(GoalName)
"""Every goal, in the order of the standard levels."""

STAGED: frozenset[GoalName] = frozenset({"leximin"})
"""Goals of several stages, which have no single number and so cannot be part of a sum."""

GoalWeight = Annotated[Whole, Field(ge=1, le=1_000_000)]


class WeightedGoal(Model):
    """One goal of a level, and how much one unit of it counts there."""

    goal: GoalName
    weight: GoalWeight = 1


class Level(Written):
    """One goal, or a weighted sum of several: `people_placed`, `{preferences: 3, nearness: 1}`."""

    _as_text: ClassVar[Mapping[str, object]] = {"enum": list(GOAL_NAMES)}

    weights: Annotated[tuple[WeightedGoal, ...], Field(min_length=1)]

    @model_validator(mode="before")
    @classmethod
    def _from_words(cls, value: Any) -> Any:
        if isinstance(value, str):
            _known(value)
            return {"weights": [{"goal": value}]}
        if isinstance(value, Mapping) and set(value) != {"weights"}:
            for name, weight in value.items():
                _known(str(name))
                if isinstance(weight, bool) or not isinstance(weight, int) or weight < 1:
                    raise ValueError(
                        f"the weight of '{name}' is {weight!r}: write a whole number from 1"
                    )
            return {"weights": [{"goal": name, "weight": value[name]} for name in value]}
        return value

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        names = [each.goal for each in self.weights]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"the goal '{twice[0]}' stands in the sum twice")
        if len(names) > 1 and (staged := sorted(STAGED.intersection(names))):
            raise ValueError(
                f"'{staged[0]}' has no single number, so it cannot be part of a sum: "
                "give it a level of its own"
            )
        return self

    @model_serializer
    def _written(self) -> str | dict[str, int]:
        if len(self.weights) == 1 and self.weights[0].weight == 1:
            return self.weights[0].goal
        return {each.goal: each.weight for each in self.weights}

    @classmethod
    def _as_object(cls, _schema: dict[str, Any]) -> dict[str, Any]:
        return {
            "type": "object",
            "propertyNames": {"enum": list(GOAL_NAMES)},
            "additionalProperties": {"type": "integer", "minimum": 1, "maximum": 1_000_000},
            "minProperties": 1,
        }

    @property
    def goals(self) -> tuple[GoalName, ...]:
        """The goals of the level."""
        return tuple(each.goal for each in self.weights)


def _known(name: str) -> None:
    if name not in GOAL_NAMES:
        raise ValueError(
            f"no goal is called '{name[:60]}'{did_you_mean(name, GOAL_NAMES)} "
            f"(known: {', '.join(GOAL_NAMES)})"
        )
