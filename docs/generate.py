"""Write the reference pages that come from the code.

python docs/generate.py           writes docs/reference/{rules,goals,youth-hours,...}.md
python docs/generate.py --check   writes nothing; ends with 1 where a page is stale
"""
# ruff: noqa: INP001 - a script, no package

import ast
import inspect
import re
import sys
import textwrap
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from typer.main import get_command

import visitplanner as vp
from visitplanner.cli import app
from visitplanner.goals.catalogue import GOALS
from visitplanner.model import base
from visitplanner.model.base import Written
from visitplanner.model.levels import GOAL_NAMES
from visitplanner.model.youth import SHIPPED_YOUTH_HOURS, YouthHours
from visitplanner.rules import catalogue
from visitplanner.rules.catalogue import RULES
from visitplanner.rules.form import Rule

REFERENCE = Path(__file__).parent / "reference"
MADE_BY = "<!-- Made by docs/generate.py from the code; change that, not this page. -->"

# --- Markdown -----------------------------------------------------------------------------------


def cell(text: str) -> str:
    """A text fit for a cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table, with a blank line behind it."""
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(map(cell, row))} |" for row in rows]
    return [*lines, ""]


def anchor(title: str) -> str:
    """What a heading is linked by."""
    return re.sub(r"[^a-z0-9_ -]", "", title.lower()).replace(" ", "-")


def prose(docstring: str | None) -> list[str]:
    """A docstring as Markdown: its sections (`Args:`, `Raises:`) become lists."""
    lines: list[str] = []
    in_section = False
    for line in inspect.cleandoc(docstring or "").splitlines():
        if re.fullmatch("(Args|Returns|Raises):", line):
            lines += [f"**{line[:-1].replace('Args', 'Arguments')}**", ""]
            in_section = True
        elif in_section and (item := re.fullmatch(r"    (\w+): (.*)", line)):
            lines.append(f"- `{item[1]}`: {item[2]}")
        else:
            in_section = in_section and (not line or line.startswith(" "))
            more = in_section and lines[-1].startswith(("- ", "  "))
            lines.append(f"  {line.strip()}" if more and line else line.strip())
    return [*lines, ""]


def page(title: str, lead: str, lines: Iterable[str]) -> str:
    """A whole page."""
    text = "\n".join([MADE_BY, "", f"# {title}", "", lead, "", *lines])
    return re.sub(r"\n{3,}", "\n\n", text).rstrip() + "\n"


# --- rules and goals ----------------------------------------------------------------------------

_FORMS = {
    "closed": "slots closed to a person for good",
    "stay_within": "a span in which the whole stay lies",
    "starts_within": "a span in which the first day lies",
    "never_works": "days on which nobody works",
    "why_off": "days that are no working days",
    "lengths": "the length of a stay",
    "closed_visit": "times closed to a visit",
    "closed_bed": "houses closed to a person for good",
    "rows": "linear rows",
}


def _told(rule: Rule) -> str:
    """In which form the solver is told of a rule."""
    forms = [f"{words} (`{form}`)" for form, words in _FORMS.items() if getattr(rule, form)]
    return "; ".join(forms) or "nothing more: plans are made so that it holds"


def rules_page() -> str:
    """Every rule, in the order in which breaches are told."""
    lines: list[str] = []
    for rule in RULES:
        lines += [f"## {rule.name}", "", rule.says, ""]
        lines += table(
            ("", ""),
            [
                (
                    "hardness",
                    "hard, or soft where the programme says so" if rule.wished else "hard",
                ),
                ("source", rule.source),
                ("the solver is told", _told(rule)),
                ("a smallest fix may lift it", "yes" if rule.fix else "no"),
                ("judged on", "any part of a plan" if rule.grows else "a finished plan only"),
            ],
        )
    lead = (
        "A plan that comes out of `schedule` breaks none of these rules, and `check` finds every "
        "breach in any plan. One file for each stands in `visitplanner/rules`. Some can be made "
        "soft: what breaks them then counts in the goal [wishes](goals.md#wishes). What is only "
        "wished for anyway is a [goal](goals.md)."
    )
    return page("Rules", lead, lines)


def goals_page() -> str:
    """Every goal, in the order of the standard levels."""
    lines = []
    for name in GOAL_NAMES:
        goal = GOALS[name]
        lines += [f"## {goal.name}", "", goal.says, ""]
        lines += table(
            ("", ""),
            [
                ("unit", goal.unit),
                ("sense", f"the {goal.sense} is best"),
                ("in the standard levels", goal.when),
            ],
        )
    lead = (
        "Goals are wishes, each measured in a whole number. They stand in levels: a higher level "
        "is proven best before a lower one is looked at, and never given up for it. The order is "
        "`policy.goals` of the [programme](programme.md#policy); "
        "[how to change it](../how-to/reorder-goals.md)."
    )
    return page("Goals", lead, lines)


def youth_page() -> str:
    """The shipped profiles of working hours, field by field, and where they come from."""
    lines: list[str] = []
    for profile in SHIPPED_YOUTH_HOURS:
        lines += [f"## {profile.name}", "", profile.notes, ""]
        lines += table(("field", "value"), _profile_rows(profile))
    lead = (
        "Profiles of working hours for the young that every programme can name "
        "(`youth_hours` of a delegation). They are data: what each field means stands with "
        "[YouthHours](programme.md#youthhours), and a programme can bring profiles of its own. "
        "Whether a law binds a group is for the coordinator to say."
    )
    return page("Youth hours", lead, lines)


def _profile_rows(profile: YouthHours) -> Iterator[tuple[str, str]]:
    for name, value in profile.model_dump(mode="json").items():
        if name in ("name", "notes") or value is None:
            continue
        listed = value if isinstance(value, list) else [value]
        if name == "breaks":
            listed = [f"{each['minutes']} minutes over {each['over']}" for each in value]
        yield f"`{name}`", ", ".join(map(str, listed))


# --- models -------------------------------------------------------------------------------------

_WORDS = {
    "str": "text",
    "int": "whole number",
    "float": "number",
    "bool": "`true` or `false`",
    "date": "date",
    "time": "time",
    "Decimal": "decimal number",
    "Id": "[id](#values)",
    "Ids": "list of [ids](#values)",
    "Reference": "[id](#values)",
    "Name": "[name](#values)",
    "Text": "[text](#values)",
    "Day": "[date](#values)",
    "LateDay": "[date](#values)",
    "Whole": "whole number",
    "Flag": "`true` or `false`",
    "Email": "[e-mail address](#values)",
    "Language": "[language](#values)",
    "Languages": "list of [languages](#values)",
    "TimeZone": "[time zone](#values)",
    "Weekdays": "[weekdays](#values)",
    "MinutesOfDay": "whole number, 0 to 1440",
    "Weight": "whole number, 1 to 1000",
    "GoalWeight": "whole number, 1 to 1000000",
    "Levels": "list of [Level](#level), or the name of a profile",
    "Members": "list of [ids](#values)",
}
_VALUES = {
    "id": "Id",
    "date": "Day",
    "name": "Name",
    "text": "Text",
    "e-mail address": "Email",
    "language": "Language",
    "weekdays": "Weekdays",
}


@dataclass(frozen=True, slots=True)
class Described:
    """A field as its class writes it."""

    annotation: ast.expr
    about: str
    owner: type


def _below(body: Sequence[ast.stmt]) -> Iterator[tuple[ast.stmt, str]]:
    """Every statement with the docstring below it."""
    for statement, after in pairwise([*body, ast.Pass()]):
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            yield statement, inspect.cleandoc(str(after.value.value))
        else:
            yield statement, ""


@cache
def described(model: type) -> Mapping[str, Described]:
    """The fields of a class and of what it inherits from, as written in the source."""
    found: dict[str, Described] = {}
    for each in reversed(model.__mro__):
        if not each.__module__.startswith("visitplanner"):
            continue
        source = textwrap.dedent(inspect.getsource(each))
        (tree,) = ast.parse(source).body
        for statement, about in _below(getattr(tree, "body", [])):
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                found[statement.target.id] = Described(statement.annotation, about, each)
    return found


def _limits(calls: Iterable[ast.expr], owner: type) -> str:
    """The limits of `Field(...)` in words."""
    limits = {
        keyword.arg: _evaluated(keyword.value, owner)
        for call in calls
        if isinstance(call, ast.Call)
        for keyword in call.keywords
        if keyword.arg in {"ge", "le", "gt", "min_length", "pattern"}
    }
    if "ge" in limits and "le" in limits:
        return f", {limits['ge']} to {limits['le']}"
    if "ge" in limits:
        return f", {limits['ge']} or more"
    if "gt" in limits:
        return f", above {limits['gt']}"
    if "min_length" in limits:
        return f", at least {limits['min_length']}"
    return f", of the form `{limits['pattern']}`" if "pattern" in limits else ""


def _evaluated(node: ast.expr, owner: type) -> Any:
    if isinstance(node, ast.Name):
        return getattr(sys.modules[owner.__module__], node.id)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return _evaluated(node.left, owner) * _evaluated(node.right, owner)
    return ast.literal_eval(node)


def type_words(node: ast.expr, owner: type) -> str:
    """A type in words, with links to other models and to the kinds of values."""
    if isinstance(node, ast.BinOp):
        parts = (type_words(part, owner) for part in (node.left, node.right))
        return " or ".join(part for part in parts if part)
    if isinstance(node, ast.Constant) and node.value is None:
        return ""
    if isinstance(node, ast.Name):
        return _named(node.id, owner)
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        return _of_parts(node.value.id, node.slice, owner)
    return f"`{ast.unparse(node)}`"


def _of_parts(name: str, inside: ast.expr, owner: type) -> str:
    first, *rest = inside.elts if isinstance(inside, ast.Tuple) else [inside]
    if name == "Literal":
        return _either(ast.literal_eval(part) for part in (first, *rest))
    words = type_words(first, owner)
    return f"list of {words}" if name == "tuple" else words + _limits(rest, owner)


def _named(name: str, owner: type) -> str:
    if name in _WORDS:
        return _WORDS[name]
    found = getattr(sys.modules[owner.__module__], name)
    if get_origin(found) is Literal:
        return _either(get_args(found))
    return f"[{name}](#{anchor(name)})"


def _either(values: Iterable[object]) -> str:
    return ", ".join(f"`{value}`" for value in values)


def _default(model: type[BaseModel], name: str) -> str:
    field = model.model_fields[name]
    if field.is_required():
        return "**required**"
    value = field.default
    if value in (None, "", ()):
        return "-"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, tuple):
        return _either(value)
    return "all defaults" if isinstance(value, BaseModel) else f"`{value}`"


def models_of(root: type[BaseModel]) -> list[type[BaseModel]]:
    """A model and all that its fields lead to, in the order in which they are met."""
    found: dict[type[BaseModel], None] = {}
    waiting: list[Any] = [root]
    while waiting:
        each = waiting.pop(0)
        if isinstance(each, type) and issubclass(each, BaseModel):
            if each not in found:
                found[each] = None
                waiting += [field.annotation for field in each.model_fields.values()]
        else:
            waiting[:0] = get_args(each)
    return list(found)


def model_lines(model: type[BaseModel]) -> list[str]:
    """A model as a section: docstring, words it may be written in, fields."""
    lines = [f"## {model.__name__}", "", *prose(model.__doc__)]
    if issubclass(model, Written):
        examples = ", ".join(f"`{each}`" for each in _examples(model))
        lines += [f"In a file also in words: {examples}.", ""]
    texts = described(model)
    rows = [
        (
            f"`{name}`",
            type_words(texts[name].annotation, texts[name].owner),
            _default(model, name),
            texts[name].about,
        )
        for name in model.model_fields
    ]
    return [*lines, *table(("field", "what", "default", "meaning"), rows)]


def _examples(model: type[Written]) -> Sequence[object]:
    return typing.cast("Sequence[object]", model._as_text["examples"])  # noqa: SLF001 - its home


def values_lines() -> list[str]:
    """The kinds of single values, as `visitplanner.model.base` says."""
    (tree, source) = (ast.parse(inspect.getsource(base)), inspect.getsource(base))
    texts = {
        ast.get_source_segment(source, statement.targets[0]): about
        for statement, about in _below(tree.body)
        if isinstance(statement, ast.Assign)
    }
    rows = [(words, texts[name]) for words, name in _VALUES.items()]
    rows.append(("time zone", "An IANA time zone name: `Europe/Berlin`."))
    return ["## Values", "", *table(("value", "meaning"), rows)]


def document_page(model: type[BaseModel], lead: str) -> str:
    """A document with all its models."""
    models = models_of(model)
    lines = [", ".join(f"[{each.__name__}](#{anchor(each.__name__)})" for each in models), ""]
    for each in models:
        lines += model_lines(each)
    return page(model.__name__, lead, [*lines, *values_lines()])


def programme_page() -> str:
    """The programme: every field that a coordinator can write."""
    lead = (
        "Everything that can stand in a programme file. `-` as a default means that the field may "
        "be left out. Fields that are not listed here are refused. "
        "`visitplanner schema` prints the same as JSON Schema, for editors."
    )
    return document_page(vp.Programme, lead)


def plan_page() -> str:
    """The plan: what comes out."""
    lead = (
        "Everything that stands in a plan file. `visitplanner schema --plan` prints the same as "
        "JSON Schema."
    )
    return document_page(vp.Plan, lead)


# --- command line -------------------------------------------------------------------------------


def cli_page() -> str:
    """Every command with its arguments and options."""
    group: Any = get_command(app)
    lines: list[str] = []
    for name, command in group.commands.items():
        usage = " ".join(_usage(parameter) for parameter in command.params)
        lines += [f"## visitplanner {name}", "", "```text", f"visitplanner {name} {usage}", "```"]
        lines += ["", *prose(command.callback.__doc__)]
        rows = [(_how(each), _what(each)) for each in command.params if each.name != "help"]
        lines += [*table(("", ""), rows), f"{command.epilog.replace(': ', ': `', 1)}`", ""]
    lead = (
        "Every command has `--help`. `visitplanner --version` shows the version. All exit codes "
        "are explained under [errors](errors.md)."
    )
    return page("Command line", lead, lines)


def _usage(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return str(parameter.metavar)
    shown = parameter.opts[0] + ("" if parameter.is_flag else f" {_metavar(parameter)}")
    return shown if parameter.required else f"[{shown}]"


def _metavar(parameter: Any) -> str:
    return str(parameter.metavar or ("NUMBER" if parameter.name == "seed" else "VALUE"))


def _how(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"`{parameter.metavar}`"
    names = ", ".join(f"`{name}`" for name in parameter.opts)
    return names if parameter.is_flag else f"{names} `{_metavar(parameter)}`"


def _what(parameter: Any) -> str:
    default = parameter.default
    has_default = isinstance(default, str | int) and not isinstance(default, bool)
    return str(parameter.help) + (f" Default: `{default}`." if has_default else "")


# --- Python -------------------------------------------------------------------------------------

_GROUPS = {
    "Documents": ("Programme", "Plan"),
    "Functions": (
        "schedule",
        "check",
        "capacity_table",
        "assert_feasible",
        "host_calendars",
        "participant_calendars",
        "host_invitations",
        "uninvited_sites",
    ),
    "What comes out": (
        "Violation",
        "CapacityTable",
        "CapacityRow",
        "CalendarFile",
        "Invitation",
        "Progress",
    ),
    "Rules": ("RULES", "Rule"),
    "Errors": (
        "VisitPlannerError",
        "DocumentError",
        "Problem",
        "WordsError",
        "ContradictionError",
        "TimeLimitError",
        "CalendarError",
    ),
}
_ON_PLAN_PAGE = frozenset(model.__name__ for model in models_of(vp.Plan))


def api_page() -> str:
    """Every public name."""
    grouped = [name for names in _GROUPS.values() for name in names]
    models = [name for name in vp.__all__ if name not in grouped]
    lines: list[str] = []
    for title, names in _GROUPS.items():
        lines += [f"## {title}", ""]
        for name in names:
            lines += _name_lines(name)
    lines += [
        "## Models",
        "",
        "Frozen pydantic models; their fields stand on the pages linked.",
        "",
    ]
    rows = []
    for name in models:
        found = getattr(vp, name)
        target = "plan" if name in _ON_PLAN_PAGE else "programme"
        first = inspect.cleandoc(found.__doc__ or "").split("\n\n")[0]
        rows.append((f"[{name}]({target}.md#{anchor(name)})", first))
    lines += table(("model", "what it is"), rows)
    for name in models:
        methods = list(_methods(getattr(vp, name)))
        if methods:
            lines += [f"### {name}", "", *_methods_lines(methods)]
    lead = (
        "The public names of `visitplanner`, as in `import visitplanner as vp`. Whatever is not "
        "listed here may change with any release."
    )
    return page("Python", lead, lines)


def _name_lines(name: str) -> list[str]:
    found = getattr(vp, name)
    lines = [f"### {name}", ""]
    if inspect.isfunction(found):
        return [*lines, "```text", _signature(found), "```", "", *prose(found.__doc__)]
    if name == "RULES":
        return [*lines, *prose(inspect.getdoc(catalogue)), "[All rules](rules.md)", ""]
    lines += prose(found.__doc__)
    if isinstance(found, type) and issubclass(found, BaseModel):
        lines += [f"Its fields: [{name}]({name.lower()}.md#{anchor(name)}).", ""]
    elif isinstance(found, type) and is_dataclass(found):
        texts = described(found)
        rows = [
            (
                f"`{each.name}`",
                f"`{ast.unparse(texts[each.name].annotation)}`",
                texts[each.name].about,
            )
            for each in fields(found)
        ]
        lines += table(("field", "type", "meaning"), rows)
    return [*lines, *_methods_lines(_methods(found))]


@dataclass(frozen=True, slots=True)
class Method:
    """A public method or property of a class."""

    shown: str
    about: str


def _methods(found: type) -> Iterator[Method]:
    """What a class and its bases in visitplanner offer beside their fields."""
    seen: set[str] = set()
    for each in found.__mro__:
        if not each.__module__.startswith("visitplanner"):
            continue
        for name, member in vars(each).items():
            function = getattr(member, "func", None) or getattr(member, "fget", None)
            about = inspect.getdoc(member) or ""
            if name.startswith("_") or name in seen or not about:
                continue
            if function is not None:
                seen.add(name)
                yield Method(f".{name}: {_annotation(function)}", about)
            elif isinstance(member, classmethod) or (
                inspect.isfunction(member) and member.__module__.startswith("visitplanner")
            ):
                seen.add(name)
                plain = member.__func__ if isinstance(member, classmethod) else member
                dot = f"{found.__name__}." if isinstance(member, classmethod) else "."
                yield Method(dot + _signature(plain), about)


def _annotation(function: Any) -> str:
    node = _function(function)
    return _type(node.returns) if node.returns else ""


def _function(function: Any) -> ast.FunctionDef:
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    if not isinstance(tree, ast.FunctionDef):
        raise TypeError(f"{function} is no function")
    return tree


def _signature(function: Any) -> str:
    """A signature as written, on one line where it fits, without `self` and `cls`."""
    node = _function(function)
    arguments = node.args
    arguments.args = [each for each in arguments.args if each.arg not in ("self", "cls")]
    returns = f" -> {_type(node.returns)}" if node.returns else ""
    written = list(_arguments(arguments))
    whole = f"{node.name}({', '.join(written)}){returns}"
    if len(whole) <= 80:
        return whole
    return "\n".join([f"{node.name}(", *(f"    {text}," for text in written), f"){returns}"])


def _arguments(arguments: ast.arguments) -> Iterator[str]:
    defaults = [None] * (len(arguments.args) - len(arguments.defaults)) + [*arguments.defaults]
    for each, default in zip(arguments.args, defaults, strict=True):
        yield _argument(each, default)
    if arguments.kwonlyargs:
        yield "*"
    for each, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        yield _argument(each, default)


def _argument(argument: ast.arg, default: ast.expr | None) -> str:
    kind = f": {_type(argument.annotation)}" if argument.annotation else ""
    value = f" = {ast.unparse(default)}".replace("'", '"') if default else ""
    return argument.arg + kind + value


def _type(node: ast.expr) -> str:
    """A type as written, without the quotes of a name that stands further below."""
    return ast.unparse(node).replace("'", "")


def _methods_lines(methods: Iterable[Method]) -> list[str]:
    lines: list[str] = []
    for method in methods:
        lines += ["```text", method.shown, "```", "", *prose(method.about)]
    return lines


# --- the pages ----------------------------------------------------------------------------------

PAGES = {
    "rules.md": rules_page,
    "goals.md": goals_page,
    "youth-hours.md": youth_page,
    "programme.md": programme_page,
    "plan.md": plan_page,
    "cli.md": cli_page,
    "api.md": api_page,
}


def stale_pages() -> dict[Path, str]:
    """The pages that are not as the code says, each with what should stand there."""
    made = {REFERENCE / name: make() for name, make in PAGES.items()}
    return {
        path: text
        for path, text in made.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    }


def main() -> None:
    """Write or check all pages."""
    stale = stale_pages()
    if "--check" in sys.argv[1:]:
        if stale:
            names = ", ".join(path.name for path in stale)
            sys.exit(f"stale: {names}; run python docs/generate.py")
        return
    for path, text in stale.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    main()
