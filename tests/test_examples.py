"""The example scripts run as they stand, and leave what they say."""

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"


def run(script: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", str(EXAMPLES / script), str(folder)],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1"},
    )
    return done.stdout


def test_plan_may_shows_and_saves_the_plan(tmp_path: Path) -> None:
    shown = run("plan_may.py", tmp_path)
    assert shown.splitlines()[0].endswith(": optimal")
    assert shown.count("auto-bar/pupil-") == 10
    assert (tmp_path / "plan.json").exists()
    assert len(list(tmp_path.glob("host-*.ics"))) == 9
    assert len(list(tmp_path.glob("participant-*.ics"))) == 34


def test_invite_hosts_writes_one_invitation_for_each_placement(tmp_path: Path) -> None:
    shown = run("invite_hosts.py", tmp_path)
    files = list(tmp_path.glob("*.ics"))
    assert len(shown.splitlines()) == len(files) == 27
    assert all(b"METHOD:REQUEST" in file.read_bytes() for file in files)


@pytest.mark.parametrize("name", ["may-2023.yaml", "february-2023.yaml"])
def test_assumed_values_are_marked_in_the_file(name: str) -> None:
    assert "ASSUMPTION" in (EXAMPLES / name).read_text("utf-8")
