"""The generated reference is as the code says."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

import visitplanner as vp
from visitplanner.goals.catalogue import GOALS
from visitplanner.rules.catalogue import RULES

GENERATOR = Path(__file__).parent.parent / "docs" / "generate.py"


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = spec_from_file_location("docs_generate", GENERATOR)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pages(generate: ModuleType) -> dict[str, str]:
    return {name: make() for name, make in generate.PAGES.items()}


@pytest.mark.parametrize("name", ["rules", "goals", "programme", "plan", "cli", "api"])
def test_a_page_is_fresh(name: str, pages: dict[str, str], generate: ModuleType) -> None:
    path = generate.REFERENCE / f"{name}.md"
    assert path.read_text(encoding="utf-8") == pages[f"{name}.md"], (
        f"{path.name} is stale: run python docs/generate.py"
    )


def test_a_stale_page_is_found(
    generate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generate, "REFERENCE", tmp_path / "reference")
    monkeypatch.setattr(sys, "argv", ["generate.py"])
    generate.main()
    (tmp_path / "reference" / "goals.md").write_text("old", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["generate.py", "--check"])
    with pytest.raises(SystemExit, match=r"stale: goals\.md; run"):
        generate.main()
    assert (tmp_path / "reference" / "goals.md").read_text(encoding="utf-8") == "old"


def test_fresh_pages_pass_the_check(generate: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generate, "stale_pages", dict)
    monkeypatch.setattr(sys, "argv", ["generate.py", "--check"])
    generate.main()


def test_everything_public_is_told(pages: dict[str, str]) -> None:
    assert [name for name in vp.__all__ if name not in pages["api.md"]] == []
    assert [rule.name for rule in RULES if f"## {rule.name}\n" not in pages["rules.md"]] == []
    assert [name for name in GOALS if f"## {name}\n" not in pages["goals.md"]] == []
    for command in ("init", "check", "plan", "schema"):
        assert f"## visitplanner {command}\n" in pages["cli.md"]


@pytest.mark.parametrize("name", ["programme", "plan"])
def test_every_link_inside_a_page_has_its_heading(name: str, pages: dict[str, str]) -> None:
    text = pages[f"{name}.md"]
    headings = {line[3:].lower() for line in text.splitlines() if line.startswith("## ")}
    linked = {part.partition(")")[0] for part in text.split("](#")[1:]}
    assert linked <= headings
