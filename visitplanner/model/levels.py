"""Goals in levels: which aims count, and which of them count more than others."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, Self, get_args

from pydantic import BeforeValidator, Field, model_serializer, model_validator

from visitplanner.model.base import Model, Whole, Written, refusal
from visitplanner.model.nearest import did_you_mean

GoalName = Literal[
    "people_placed",
    "visits_placed",
    "people_lodged",
    "optional_needs",
    "few_tentative",
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

LARGEST_WEIGHT = 1_000_000
GoalWeight = Annotated[Whole, Field(ge=1, le=LARGEST_WEIGHT)]


class WeightedGoal(Model):
    """One goal of a level, and how much one unit of it counts there."""

    goal: GoalName
    weight: GoalWeight = 1


class Level(Written):
    """One goal, or a weighted sum of several: `people_placed`, `{preferences: 3, nearness: 1}`."""

    _as_text: ClassVar[Mapping[str, object]] = {
        "enum": list(GOAL_NAMES),
        "examples": ["people_placed"],
    }

    weights: Annotated[tuple[WeightedGoal, ...], Field(min_length=1)]

    @model_validator(mode="before")
    @classmethod
    def _from_words(cls, value: Any) -> Any:
        if isinstance(value, str):
            if message := _unknown(value):
                raise ValueError(message)
            return {"weights": [{"goal": value}]}
        if isinstance(value, Mapping) and set(value) != {"weights"}:
            if not value:
                raise ValueError("names no goal: write one, or several with a weight each")
            if set(value) <= {"goal", "weight"}:
                raise ValueError("write the goal with its weight alone: {preferences: 3}")
            _refuse_weights(value)
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
        if names[0] in STAGED and self.weights[0].weight != 1:
            raise ValueError(f"'{names[0]}' has no single number to be weighted: write it alone")
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
            "additionalProperties": {"type": "integer", "minimum": 1, "maximum": LARGEST_WEIGHT},
            "minProperties": 1,
        }

    @property
    def goals(self) -> tuple[GoalName, ...]:
        """The goals of the level."""
        return tuple(each.goal for each in self.weights)


_WORDS = {"True": "true", "False": "false", "None": "nothing (null)"}


def _refuse_weights(level: Mapping[Any, Any]) -> None:
    faults = [
        ((str(name),), weight, message)
        for name, weight in level.items()
        if (message := _unknown(str(name)) or _no_weight(weight))
    ]
    if faults:
        raise refusal(faults)


def _no_weight(weight: object) -> str | None:
    if type(weight) is int and 1 <= weight <= LARGEST_WEIGHT:
        return None
    found = _WORDS.get(str(weight), repr(weight)[:20])
    return f"found {found}, a weight must be a whole number from 1 to {LARGEST_WEIGHT}"


def _unknown(name: str) -> str | None:
    if name in GOAL_NAMES:
        return None
    hint = did_you_mean(name, GOAL_NAMES) or "."
    return f"no goal is called '{name[:60]}'{hint} Allowed: {', '.join(GOAL_NAMES)}"


GoalProfileName = Literal["standard", "fair", "near", "steady"]


class GoalProfile(Model):
    """Levels under a name, so that `goals: fair` says it all."""

    name: GoalProfileName
    about: str
    """What it is for, in one sentence."""
    levels: tuple[Level, ...] | None
    """None: the standard levels, of all goals that the programme gives something to do."""


def _profile(name: GoalProfileName, about: str, *goals: GoalName) -> GoalProfile:
    first: tuple[GoalName, ...] = (
        "people_placed",
        "visits_placed",
        "people_lodged",
        "optional_needs",
        "few_tentative",
        "wishes",
    )
    levels = tuple(Level(weights=(WeightedGoal(goal=goal),)) for goal in (*first, *goals))
    return GoalProfile(name=name, about=about, levels=levels)


SHIPPED_GOALS: tuple[GoalProfile, ...] = (
    GoalProfile(
        name="standard",
        about="Every goal that the programme gives something to do, in the order of the reference.",
        levels=None,
    ),
    _profile(
        "fair",
        "Whoever is furthest below the first choice comes first, then the next, down to the last.",
        "leximin",
        "language_fit",
        "even_supervision",
        "earliest_start",
    ),
    _profile(
        "near",
        "Short ways between house and work count more than what people prefer.",
        "nearness",
        "preferences",
        "language_fit",
        "even_supervision",
        "earliest_start",
    ),
    _profile(
        "steady",
        "As little as can be changes: against the plan before, and from one host to the next.",
        "few_changes",
        "constancy",
        "idle_days",
        "preferences",
        "language_fit",
        "even_supervision",
        "earliest_start",
    ),
)
"""What a policy may name in place of a list of goals."""


def levels_by_name(value: object) -> object:
    """The levels of a shipped profile for its name; leave everything else to the field."""
    if value is None or isinstance(value, list | tuple):
        return value
    names = [profile.name for profile in SHIPPED_GOALS]
    if isinstance(value, Mapping) or (isinstance(value, str) and value in GOAL_NAMES):
        what = f"'{value}' is one goal" if isinstance(value, str) else "this is one level"
        raise ValueError(f"{what}: write a list of levels, [people_placed, preferences]")
    if not isinstance(value, str) or value not in names:
        found = repr(value)[:60] if isinstance(value, str) else str(value)[:20]
        hint = (isinstance(value, str) and did_you_mean(value, names)) or "."
        raise ValueError(
            f"found {found}{hint} Allowed: a list of goals, or one of {', '.join(names)}"
        )
    return next(profile.levels for profile in SHIPPED_GOALS if profile.name == value)


Levels = Annotated[
    tuple[Level, ...] | None,
    BeforeValidator(
        levels_by_name,
        json_schema_input_type=GoalProfileName
        | Annotated[tuple[Level, ...], Field(min_length=1)]
        | None,
    ),
]
"""Goals in levels, or the name of a shipped profile."""
