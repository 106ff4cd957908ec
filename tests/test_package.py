"""The package as a whole: light to import, whole in its public names."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import visitplanner as vp

HEAVY = (
    "ortools", "ics", "pandas", "numpy", "holidays", "yaml", "babel", "typer", "click", "rich",
    "distributed",
)  # fmt: skip


def _modules_after(code: str) -> set[str]:
    return {name.partition(".")[0] for name in _every_module_after(code)}


def _every_module_after(code: str) -> set[str]:
    script = f"{code}\nimport json, sys; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    return set(json.loads(done.stdout))


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert not _modules_after("import visitplanner") & set(HEAVY)


def test_making_a_programme_in_python_loads_no_solver_and_no_calendar_library() -> None:
    code = (
        "import visitplanner as vp\n"
        "vp.Programme(id='empty', name='Empty', time_zone='Europe/Berlin')"
    )
    assert not _modules_after(code) & set(HEAVY)


def test_checking_a_plan_loads_no_solver() -> None:
    code = (
        "import visitplanner as vp\n"
        "programme = vp.Programme(id='empty', name='Empty', time_zone='Europe/Berlin')\n"
        "assert vp.check(programme, vp.Plan()) == ()"
    )
    assert "ortools" not in _modules_after(code)


def test_a_quiet_run_loads_nothing_that_shows(tmp_path: Path) -> None:
    example = Path(__file__).parents[1] / "examples" / "may-2023.yaml"
    code = (
        "import sys\n"
        f"sys.argv = ['visitplanner', 'plan', {str(example)!r}, '-o', {str(tmp_path)!r}, '-q']\n"
        "from visitplanner.cli import main\n"
        "try:\n"
        "    main()\n"
        "except SystemExit as end:\n"
        "    assert not end.code"
    )
    loaded = _every_module_after(code)
    assert "visitplanner.outputs" in loaded
    assert not {"rich.console", "visitplanner.terminal.outcome"} & loaded


@pytest.mark.parametrize("name", vp.__all__)
def test_every_public_name_exists_and_is_documented(name: str) -> None:
    assert getattr(vp, name).__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'shedule'"):
        _ = vp.shedule  # type: ignore[attr-defined]  # the mistake is what is tested


def test_all_names_are_listed() -> None:
    assert set(vp.__all__) <= set(dir(vp))


def test_the_package_is_typed() -> None:
    assert (Path(vp.__file__).parent / "py.typed").exists()
