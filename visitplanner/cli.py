"""The command line: parses, calls, prints; holds no logic."""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from io import TextIOWrapper
from math import isnan
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

import visitplanner as vp
from visitplanner.language.catalogue import LANGUAGES, Language
from visitplanner.terminal.outcome import counts, outcome, rule_name
from visitplanner.terminal.progress import Ticker
from visitplanner.terminal.text import count, remark, safe

PROBLEMS = 1
"""Exit code: the document was read, and there are problems in it."""
UNREADABLE = 2
"""Exit code: a file cannot be read or written, or the command line itself is wrong."""
FAULT = 3
"""Exit code: visitplanner itself went wrong."""
STOPPED = 130
"""Exit code: stopped by the keyboard."""

_PIN = re.compile(r"pins\[[0-9]+\]")
_PLAN_ONLY = frozenset({"placements", "beds", "seats", "goals"})
_PROGRAMME_ONLY = frozenset({"delegations", "hosts"})

app = typer.Typer(
    epilog="Start with: visitplanner init my-exchange",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _above_zero(value: float | None) -> float | None:
    if value is not None and (isnan(value) or value <= 0):
        raise typer.BadParameter(f"found {value:g}, must be above 0 seconds")
    return value


def _instant(value: str) -> datetime:
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no time such as 2023-04-01T09:00:00Z") from None
    if found.tzinfo is None:
        raise typer.BadParameter(f"{value!r} has no time zone: write {value}Z for UTC")
    if not 1970 < found.year < 9999:
        raise typer.BadParameter(f"{value!r} is not in the years 1971 to 9998")
    return found


def _language(value: str) -> Language:
    for language in LANGUAGES:
        if value == language:
            return language
    raise typer.BadParameter(f"{value!r} is not one of {', '.join(LANGUAGES)}")


def _version(value: bool) -> None:  # noqa: FBT001 - the form typer calls
    if value:
        typer.echo(f"visitplanner {vp.__version__}")
        raise typer.Exit


ProgrammeFile = Annotated[
    Path, typer.Argument(metavar="PROGRAMME", help="The programme: a .yaml or .json file.")
]
Debug = Annotated[bool, typer.Option("--debug", help="Show Python's traceback of an error.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what went wrong.")]


@app.callback()
def visitplanner(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Plans visits and internships: who goes to which host, when, provably as well as possible."""


# --- commands -----------------------------------------------------------------------------------


@app.command(epilog="Example: visitplanner init my-exchange")
def init(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where programme.yaml goes; made if missing.")
    ],
    *,
    debug: Debug = False,
) -> None:
    """Write a commented programme to start from; it can be planned straight away.

    An existing file is never overwritten.
    """
    from visitplanner.files.write import write_files  # noqa: PLC0415 - loaded when needed

    with _told(debug=debug):
        if folder.is_file():
            _complain(f"{folder} is a file; name a new folder, such as my-exchange")
            raise typer.Exit(UNREADABLE)
        target = folder / "programme.yaml"
        if target.exists() or target.is_symlink():
            _complain(f"{target} is there already and was left as it is")
            raise typer.Exit(PROBLEMS)
        content = files("visitplanner.files").joinpath("starter.yaml").read_bytes()
        write_files(folder, {target.name: content})
        _say(f"Wrote {target}. Now:")
        _say(f"  visitplanner plan {target} -o {folder / 'plan'}")


@app.command(epilog="Example: visitplanner check may-2023.yaml may-plan/plan.json")
def check(
    programme: ProgrammeFile,
    plan: Annotated[
        Path | None,
        typer.Argument(metavar="[PLAN]", help="A plan of it, checked against every rule."),
    ] = None,
    *,
    debug: Debug = False,
) -> None:
    """Check a programme, or a plan against its programme.

    Exit code 0: fine. 1: problems, each with its place. 2: a file cannot be read.
    """
    from visitplanner.report.notes import notes  # noqa: PLC0415 - loaded when needed
    from visitplanner.solve.pins import pinned_placements  # noqa: PLC0415 - as above

    with _told(debug=debug, source=programme):
        document = _programme(programme)
        for assumption in document.assumptions:
            _remark(f"Assumed: {assumption}")
        if plan is None:
            for note in notes(document):
                _remark(f"Note: {note}.")
            pinned_placements(document)
            _verdict(f"{document.name}: {counts(document)}", [])
            return
        made = _plan(plan)
        if made.programme not in (None, document.id):
            _say(f"Note: the plan says it was made for the programme '{made.programme}'.")
        violations = [
            f"{rule_name(violation.rule)}: {violation.message}"
            for violation in vp.check(document, made)
        ]
        overbooked = vp.capacity_table(document, made).overbooked
        if overbooked.rows:
            _say(f"Overbooked:\n{overbooked}\n")
        _verdict(
            f"{document.name}: {count(len(made.placements), 'placement', 'placements')}",
            violations,
        )


@app.command(epilog="Example: visitplanner plan may-2023.yaml -o may-plan --language de")
def plan(
    programme: ProgrammeFile,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="DIR", file_okay=False, help="Where the files go."),
    ],
    *,
    seed: Annotated[
        int, typer.Option(min=0, max=2**31 - 1, help="Another seed, another plan as good.")
    ] = 0,
    time_limit: Annotated[
        float | None,
        typer.Option(
            metavar="SECONDS", callback=_above_zero, help="Then stop with the best found so far."
        ),
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The plan.json of an earlier run: the new plan changes little of it.",
        ),
    ] = None,
    language: Annotated[
        Language,
        typer.Option(
            parser=_language,
            metavar="en|de|uk",
            help="Language of calendars, invitations and report; reasons and assumptions are in "
            "English for now.",
        ),
    ] = "en",
    now: Annotated[
        datetime | None,
        typer.Option(
            parser=_instant,
            metavar="TIME",
            help="Time of writing that calendars carry, such as 2023-04-01T09:00:00Z; "
            "the same time gives the same bytes. Without it: the clock.",
        ),
    ] = None,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Plan a programme, and write the plan with its calendars and report.

    DIR gets plan.json, report.html, calendars/hosts, calendars/participants and invitations. Each
    file is written whole or not at all, and none unless planning succeeds. Calendar files (*.ics)
    that an earlier run left in these three folders and that no longer belong are removed.

    Exit code 0: there is a plan, even if people are left out. 1: problems, each with its place.
    2: a file cannot be read or written.
    """
    with _told(debug=debug, source=programme):
        from visitplanner.outputs import outputs_of, write_outputs  # noqa: PLC0415 - loaded when needed

        document = _programme(programme)
        before = None if previous is None else _previous(previous, document, quiet=quiet)
        with Ticker(_console(stderr=True), quiet=quiet) as ticker:
            made = vp.schedule(
                document,
                previous=before,
                seed=seed,
                time_limit=time_limit,
                progress=ticker.tell,
            )
        outputs = outputs_of(document, made, language=language, now=now or datetime.now(UTC))
        write_outputs(output, outputs)
        if not quiet:
            out = _console()
            for line in outcome(document, made, output, outputs, width=out.width):
                out.print(line)


@app.command(epilog="Example: visitplanner schema > programme.schema.json")
def schema(
    *,
    plan: Annotated[bool, typer.Option("--plan", help="That of a plan instead.")] = False,
    debug: Debug = False,
) -> None:
    """Print the JSON Schema of a programme, for editors that check while one types."""
    from visitplanner.files.schema import json_schema  # noqa: PLC0415 - loaded when needed

    with _told(debug=debug):
        model: type[vp.Plan | vp.Programme] = vp.Plan if plan else vp.Programme
        typer.echo(json.dumps(json_schema(model), indent=2, ensure_ascii=False))


# --- reading ------------------------------------------------------------------------------------


def _programme(path: Path) -> vp.Programme:
    try:
        return vp.Programme.load(path)
    except vp.DocumentError as error:
        if _PLAN_ONLY & {problem.where for problem in error.problems}:
            _complain(f"{path} is a plan, not a programme")
            raise typer.Exit(UNREADABLE) from error
        raise


def _plan(path: Path) -> vp.Plan:
    try:
        return vp.Plan.load(path)
    except vp.DocumentError as error:
        if _PROGRAMME_ONLY & {problem.where for problem in error.problems}:
            _complain(f"{path} is a programme, not a plan")
            raise typer.Exit(UNREADABLE) from error
        raise


def _previous(path: Path, programme: vp.Programme, *, quiet: bool) -> vp.Plan:
    """The plan before, of the same programme; a remark where no goal looks at it."""
    made = _plan(path)
    if made.programme not in (None, programme.id):
        _complain(
            f"{path} is a plan of the programme '{made.programme}', not of '{programme.id}': "
            "--previous takes an earlier plan of the same programme"
        )
        raise typer.Exit(PROBLEMS)
    goals = programme.policy.goals
    if goals is not None and not any("few_changes" in level.goals for level in goals) and not quiet:
        _remark("Note: --previous changes nothing, as policy.goals does not name few_changes.")
    return made


# --- showing ------------------------------------------------------------------------------------


def _verdict(about: str, problems: list[str]) -> None:
    """Each problem on a line of its own, and the exit code that goes with them."""
    for problem in problems:
        _complain(problem)
    if problems:
        _complain(f"{about}; {count(len(problems), 'problem', 'problems')}")
        raise typer.Exit(PROBLEMS)
    _say(f"{about}; no problems")


def _console(*, stderr: bool = False) -> Console:
    return Console(stderr=stderr, highlight=False, emoji=False, markup=False)


def _say(line: str) -> None:
    _console().print(safe(line), soft_wrap=True)


def _remark(line: str) -> None:
    out = _console()
    out.print(remark(line, width=out.width), soft_wrap=True)


def _complain(line: str) -> None:
    _console(stderr=True).print(safe(line), soft_wrap=True)


# --- errors -------------------------------------------------------------------------------------


@contextmanager
def _told(*, debug: bool, source: Path | None = None) -> Iterator[None]:
    """Errors as plain lines with an exit code; Python's traceback only where it is asked for.

    `source` is the file of the programme, in which contradicting pins are looked up.
    """
    try:
        yield
    except (typer.Exit, BrokenPipeError):
        raise
    except KeyboardInterrupt:
        _complain("stopped")
        raise typer.Exit(STOPPED) from None
    except Exception as error:
        if debug:
            raise
        lines, code = _in_words(error, source)
        for line in lines:
            _complain(line)
        raise typer.Exit(code) from error


def _in_words(error: Exception, source: Path | None) -> tuple[list[str], int]:
    """The lines that tell of an error, and the exit code that goes with it."""
    if isinstance(error, vp.ContradictionError) and source:
        error = _placed(error, source)
    if isinstance(error, vp.DocumentError):
        placed = any(problem.where for problem in error.problems)
        return str(error).splitlines(), PROBLEMS if placed else UNREADABLE
    if isinstance(error, vp.VisitPlannerError):
        return str(error).splitlines(), PROBLEMS
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return [f"{where}{error.strerror or error}"], UNREADABLE
    said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return [
        f"visitplanner itself went wrong: {said}",
        "Try again with --debug, and report it.",
    ], FAULT


def _placed(error: vp.ContradictionError, source: Path) -> vp.DocumentError:
    """The contradiction in the form of any other mistake: with its file and lines."""
    from visitplanner.files.read import line_in_file  # noqa: PLC0415 - loaded when needed

    problems = []
    for said in str(error).splitlines():
        paths = list(dict.fromkeys(_PIN.findall(said)))
        where, colon, message = said.partition(": ")
        if not colon or not _PIN.match(where):
            where, message = ", ".join(error.pins), said
            paths = list(error.pins)
        line = line_in_file(source, paths[0]) if paths else None
        problems.append(vp.Problem(where=where, message=message, line=line))
    return vp.DocumentError(problems, source=str(source))


def main() -> None:
    """Run the command line; the entry point `visitplanner`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app(prog_name="visitplanner")
    except KeyboardInterrupt:
        sys.exit(STOPPED)
