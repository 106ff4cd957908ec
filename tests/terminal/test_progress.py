"""The line that tells how far planning has come."""

import time

import pytest
from rich.console import Console

from visitplanner.solve.progress import Progress
from visitplanner.terminal import progress


def step(phase: str, number: int, **fields: int) -> Progress:
    return Progress(phase=phase, step=number, steps=8, seconds=2.0, **fields)


def shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *steps: Progress
) -> str:
    monkeypatch.setattr(progress, "QUIET_SECONDS", 0.0)
    with progress.Ticker(Console(force_terminal=True, width=80)) as ticker:
        for each in steps:
            ticker.tell(each)
        time.sleep(0.4)
    return capsys.readouterr().out


def test_progress_waits_for_a_second_and_needs_a_terminal() -> None:
    for is_terminal in (False, True):
        console = Console(force_terminal=is_terminal, record=True, quiet=False, width=80)
        with progress.Ticker(console) as ticker:
            ticker.tell(step("options", 1))
        assert console.export_text() == ""


def test_progress_shows_after_a_while(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = shown(monkeypatch, capsys, step("people_placed", 3, best=27, bound=27))
    assert "Goal: people placed 27" in told
    assert "step 3 of 8" in told


def test_stages_of_a_level_never_pass_the_last_step(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stages = [step("leximin", number, best=1) for number in (7, 11, 5)]
    assert "step 8 of 8" in shown(monkeypatch, capsys, *stages)


def test_long_names_of_levels_are_cut(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "3 x preferences + 12 x language_fit + 1 x even_supervision + 1 x nearness"
    told = shown(monkeypatch, capsys, step(name, 4, best=12))
    assert "Goal: 3 x preferences + 12... 12" in told
    assert "step 4 of 8" in told
