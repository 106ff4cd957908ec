"""The command line: parses, calls, prints; holds no logic."""

import gc
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import TextIOWrapper
from math import isnan
from pathlib import Path
from typing import Annotated

import typer

import visitplanner as vp
from visitplanner.language.catalogue import LANGUAGES, Language
from visitplanner.terminal.documents import (
    is_of_another,
    looks_back,
    plan_of,
    previous_of,
    programme_of,
    write_starter,
)
from visitplanner.terminal.faults import STOPPED, Refusal, in_words, refuse_problems
from visitplanner.terminal.printing import complain, note, say, show, ticking
from visitplanner.terminal.text import count

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
Output = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="DIR", file_okay=False, help="Where the files go."),
]
Seed = Annotated[
    int, typer.Option(min=0, max=2**31 - 1, help="Another seed, another plan as good.")
]
TimeLimit = Annotated[
    float | None,
    typer.Option(
        metavar="SECONDS", callback=_above_zero, help="Then stop with the best found so far."
    ),
]
Previous = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="The plan.json of an earlier run: the new plan changes little of it.",
    ),
]
InLanguage = Annotated[
    Language,
    typer.Option(
        parser=_language,
        metavar="en|de|uk",
        help="Language of calendars, invitations and report; reasons and assumptions are in "
        "English for now.",
    ),
]
Now = Annotated[
    datetime | None,
    typer.Option(
        parser=_instant,
        metavar="TIME",
        help="Time of writing that calendars carry, such as 2023-04-01T09:00:00Z; "
        "the same time gives the same bytes. Without it: the clock.",
    ),
]


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
    with _told(debug=debug):
        target = write_starter(folder)
        say(f"Wrote {target}. Now:")
        say(f"  visitplanner plan {target} -o {folder / 'plan'}")


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
    with _told(debug=debug, source=programme):
        document = programme_of(programme)
        for assumption in document.assumptions:
            note(f"Assumed: {assumption}")
        if plan is None:
            _check_programme(document)
        else:
            _check_plan(document, plan_of(plan))


def _check_programme(document: vp.Programme) -> None:
    from visitplanner.report.notes import notes  # noqa: PLC0415 - loaded when needed
    from visitplanner.solve.pins import pinned_placements  # noqa: PLC0415 - as above
    from visitplanner.terminal.outcome import counts  # noqa: PLC0415 - as above

    for each in notes(document):
        note(f"Note: {each}.")
    pinned_placements(document)
    say(f"{document.name}: {counts(document)}; no problems")


def _check_plan(document: vp.Programme, made: vp.Plan) -> None:
    from visitplanner.terminal.outcome import violation_lines  # noqa: PLC0415 - loaded when needed

    if is_of_another(made, document):
        say(f"Note: the plan says it was made for the programme '{made.programme}'.")
    violations = violation_lines(document, made)
    overbooked = vp.capacity_table(document, made).overbooked
    if overbooked.rows:
        say(f"Overbooked:\n{overbooked}\n")
    about = f"{document.name}: {count(len(made.placements), 'placement', 'placements')}"
    refuse_problems(about, violations)
    say(f"{about}; no problems")


@app.command(epilog="Example: visitplanner plan may-2023.yaml -o may-plan --language de")
def plan(
    programme: ProgrammeFile,
    output: Output,
    *,
    seed: Seed = 0,
    time_limit: TimeLimit = None,
    previous: Previous = None,
    language: InLanguage = "en",
    now: Now = None,
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

        document = programme_of(programme)
        before = None if previous is None else previous_of(previous, document)
        if before is not None and not looks_back(document) and not quiet:
            note("Note: --previous changes nothing, as policy.goals does not name few_changes.")
        with ticking(quiet=quiet) as tell:
            made = vp.schedule(
                document, previous=before, seed=seed, time_limit=time_limit, progress=tell
            )
        outputs = outputs_of(document, made, language=language, now=now or datetime.now(UTC))
        write_outputs(output, outputs)
        if not quiet:
            from visitplanner.terminal.outcome import outcome  # noqa: PLC0415 - as above

            show(lambda width: outcome(document, made, output, outputs, width=width))


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
        complain("stopped")
        raise typer.Exit(STOPPED) from None
    except Exception as error:
        if debug and not isinstance(error, Refusal):
            raise
        lines, code = in_words(error, source)
        for line in lines:
            complain(line)
        raise typer.Exit(code) from error


def main() -> None:
    """Run the command line; the entry point `visitplanner`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    # What was imported stays to the end of the process, so the search for reference cycles need
    # not walk it time and again, nor everything once more when Python cleans up.
    gc.freeze()
    try:
        app(prog_name="visitplanner")
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    finally:
        gc.freeze()
