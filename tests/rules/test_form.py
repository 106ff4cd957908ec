"""Every rule is one file in one form, and knows nothing of any solver."""

import ast
import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest

import visitplanner.goals
import visitplanner.rules
from visitplanner.goals.catalogue import GOALS
from visitplanner.model.levels import GOAL_NAMES
from visitplanner.rules.catalogue import RULES
from visitplanner.rules.form import Rule
from visitplanner.solve import belongings, concerns

RULES_FOLDER = Path(visitplanner.rules.__file__).parent
GOALS_FOLDER = Path(visitplanner.goals.__file__).parent


def _having(folder: Path, name: str) -> list[str]:
    """Names of the modules of a folder that say `NAME = ...`; the others only help."""
    assigned = re.compile(rf"^{name} = ", re.MULTILINE)
    texts = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.py")}
    return sorted(stem for stem, text in texts.items() if assigned.search(text))


RULE_FILES = _having(RULES_FOLDER, "RULE")
GOAL_FILES = _having(GOALS_FOLDER, "GOAL")
BOTH = [*RULES_FOLDER.glob("*.py"), *GOALS_FOLDER.glob("*.py")]


def test_every_rule_file_is_listed_in_the_catalogue_once() -> None:
    assert sorted(rule.name for rule in RULES) == RULE_FILES


def test_every_goal_file_is_listed_in_the_catalogue_and_known_to_the_policy() -> None:
    assert sorted(GOALS) == GOAL_FILES == sorted(GOAL_NAMES)


@pytest.mark.parametrize("name", RULE_FILES)
def test_a_rule_file_defines_the_rule_of_its_name(name: str) -> None:
    rule = import_module(f"visitplanner.rules.{name}").RULE
    assert rule.name == name
    assert rule in RULES


@pytest.mark.parametrize("name", GOAL_FILES)
def test_a_goal_file_defines_the_goal_of_its_name(name: str) -> None:
    goal = import_module(f"visitplanner.goals.{name}").GOAL
    assert goal.name == name
    assert GOALS[name] is goal


@pytest.mark.parametrize("path", BOTH, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_rule_or_goal_imports_the_solver_or_what_stands_above_it(path: Path) -> None:
    forbidden = re.compile(
        r"ortools|ics\b|icalendar|typer|rich|pandas|"
        r"visitplanner\.(solve|calendars|files|report|cli|testing)"
    )
    imported = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add(node.module or "")
    assert not {name for name in imported if forbidden.match(name)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_said_in_one_sentence_and_names_its_source(rule: object) -> None:
    says, source = getattr(rule, "says", ""), getattr(rule, "source", "")
    assert re.fullmatch(r"[A-Z][^\n]{20,}\.", says)
    assert re.fullmatch(r"[^\n]{10,}", source)
    assert source.startswith(("the programme: ", "the meaning of "))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_of_the_catalogue_says_what_it_looks_at(rule: Rule) -> None:
    assert rule.looks is not None, "everything near is said, too: Looks(part='near')"


def test_no_module_that_tells_reasons_lists_what_rules_look_at() -> None:
    for module in (concerns, belongings):
        assert not re.search(r"\w+\.(RULE|NAME)\b", inspect.getsource(module))


@pytest.mark.parametrize("goal", GOALS.values(), ids=lambda goal: goal.name)
def test_a_goal_is_said_in_one_sentence_and_names_its_unit(goal: object) -> None:
    assert re.fullmatch(r"[A-Z][^\n]{20,}\.", getattr(goal, "says", ""))
    assert re.fullmatch(r"[a-z][a-z ]+", getattr(goal, "unit", ""))
