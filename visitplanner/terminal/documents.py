"""The documents that a command line names: read, or written to start from."""

from importlib.resources import files
from pathlib import Path

import visitplanner as vp
from visitplanner.terminal.faults import PROBLEMS, UNREADABLE, Refusal

_PLAN_ONLY = frozenset({"placements", "beds", "seats", "goals"})
_PROGRAMME_ONLY = frozenset({"delegations", "hosts"})


def programme_of(path: Path) -> vp.Programme:
    """The programme of a file; a plan is refused by that word."""
    try:
        return vp.Programme.load(path)
    except vp.DocumentError as error:
        if _PLAN_ONLY & {problem.where for problem in error.problems}:
            raise Refusal(f"{path} is a plan, not a programme", code=UNREADABLE) from error
        raise


def plan_of(path: Path) -> vp.Plan:
    """The plan of a file; a programme is refused by that word."""
    try:
        return vp.Plan.load(path)
    except vp.DocumentError as error:
        if _PROGRAMME_ONLY & {problem.where for problem in error.problems}:
            raise Refusal(f"{path} is a programme, not a plan", code=UNREADABLE) from error
        raise


def previous_of(path: Path, programme: vp.Programme) -> vp.Plan:
    """The plan of an earlier run; that of another programme is refused."""
    made = plan_of(path)
    if is_of_another(made, programme):
        raise Refusal(
            f"{path} is a plan of the programme '{made.programme}', not of '{programme.id}': "
            "--previous takes an earlier plan of the same programme",
            code=PROBLEMS,
        )
    return made


def is_of_another(plan: vp.Plan, programme: vp.Programme) -> bool:
    """Whether a plan says that it was made for another programme."""
    return plan.programme not in (None, programme.id)


def looks_back(programme: vp.Programme) -> bool:
    """Whether any goal looks at the plan before."""
    goals = programme.policy.goals
    return goals is None or any("few_changes" in level.goals for level in goals)


def write_starter(folder: Path) -> Path:
    """Write a commented programme into a folder, made if missing; returns its path.

    A file that is there already is refused and left as it is.
    """
    from visitplanner.files.write import write_files  # noqa: PLC0415 - loaded when needed

    if folder.is_file():
        raise Refusal(
            f"{folder} is a file; name a new folder, such as my-exchange", code=UNREADABLE
        )
    target = folder / "programme.yaml"
    if target.exists() or target.is_symlink():
        raise Refusal(f"{target} is there already and was left as it is", code=PROBLEMS)
    content = files("visitplanner.files").joinpath("starter.yaml").read_bytes()
    write_files(folder, {target.name: content})
    return target
