"""The code of every page runs, and what a page shows is what comes out.

README.md and all pages of docs are read from top to bottom, each in a folder of its own that holds
a copy of `examples`:

- `python` blocks run one after another in one namespace;
- of `sh` blocks, the commands of `visitplanner` run (also behind `&&`, and from `.venv/bin`). They
  must end well, or as a comment behind them says: `# exit code 1`. Other commands belong to
  `.ci/run`, and are passed over here;
- a `text` block directly behind a `python` or `sh` block is its output, trailing spaces aside; a
  line `...` stands for any lines;
- a block whose first line is a comment `# file: NAME` is written to that file and not run;
- other `yaml` and `json` blocks must be sound;
- no page changes, adds or removes a file under `examples`: a reader does not work in a copy.
"""

import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
GUIDES = [page for page in PAGES if page.parent.name in {"tutorial", "how-to"}]

_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>[a-z]*) *$")
_FILE = re.compile(r"# file: (?P<name>[A-Za-z0-9._/-]+)$", re.MULTILINE)
_EXIT_CODE = re.compile(r"# exit code (?P<code>\d+)$")
_LINK = re.compile(r"\]\((?P<target>[^)#\s]+)(?:#[^)\s]*)?\)")


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    language: str
    text: str
    line: int
    """Line of its first line of code, counted from 1."""
    follows: bool
    """Whether nothing but blank lines stands between it and the block before."""


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks_of(text: str) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    lines = text.splitlines()
    at, follows = 0, False
    while at < len(lines):
        fence = _FENCE.match(lines[at])
        at += 1
        if fence is None:
            follows = follows and not lines[at - 1].strip()
            continue
        begin = at
        while at < len(lines) and lines[at].strip() != "```":
            at += 1
        assert at < len(lines), f"line {begin}: the block has no end"
        code = dedent("\n".join(lines[begin:at]) + "\n")
        yield Block(fence["language"], code, begin + 1, follows)
        at, follows = at + 1, True


def commands_of(text: str) -> Iterator[tuple[list[str], int]]:
    """The commands of visitplanner in a `sh` block, each with the exit code it should have."""
    for line in text.replace("\\\n", " ").splitlines():
        code = _EXIT_CODE.search(line)
        for part in line.split("&&"):
            words = shlex.split(part, comments=True)
            if words and words[0].rpartition("/")[2] == "visitplanner":
                yield words[1:], int(code["code"]) if code else 0


def fits(expected: Sequence[str], found: Sequence[str]) -> bool:
    """Whether lines are as expected, where `...` stands for any lines."""
    if not expected:
        return not found
    if expected[0] == "...":
        return any(fits(expected[1:], found[skip:]) for skip in range(len(found) + 1))
    return bool(found) and expected[0] == found[0] and fits(expected[1:], found[1:])


class Runner:
    """Runs the blocks of one page in one folder."""

    def __init__(self, page: str, folder: Path) -> None:
        self.page, self.folder = page, folder
        self.executed = 0
        self._names: dict[str, Any] = {"__name__": "page"}
        self._output: str | None = None

    def run(self, text: str) -> None:
        """Run a whole page; raises `AssertionError` where the output is another."""
        for block in blocks_of(text):
            self._run(block)

    def _run(self, block: Block) -> None:
        named = _FILE.match(block.text)
        output = None
        if named:
            target = self.folder / named["name"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.text, encoding="utf-8")
        elif block.language == "python":
            output = self._python(block)
        elif block.language == "sh":
            output = self._sh(block)
        elif block.language == "yaml":
            yaml.safe_load(block.text)
        elif block.language == "json":
            json.loads(block.text)
        elif block.language == "text" and block.follows and self._output is not None:
            self._compare(block, self._output)
        self._output = output

    def _python(self, block: Block) -> str:
        padded = "\n" * (block.line - 1) + block.text  # tracebacks then name the line of the page
        said = io.StringIO()
        with redirect_stdout(said):
            exec(compile(padded, self.page, "exec"), self._names)
        self.executed += 1
        return said.getvalue()

    def _sh(self, block: Block) -> str | None:
        said: list[str] = []
        for words, code in commands_of(block.text):
            arguments, _, target = (
                (words[:-2], ">", words[-1]) if ">" in words[-2:-1] else (words, "", "")
            )
            done = subprocess.run(
                [sys.executable, "-m", "visitplanner", *arguments],
                cwd=self.folder,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                check=False,
                env={**os.environ, "PYTHONUTF8": "1"},
            )
            assert done.returncode == code, (
                f"{self.page}, line {block.line}: visitplanner {shlex.join(words)} ended with "
                f"{done.returncode}, not {code}:\n{done.stdout}"
            )
            if target:
                (self.folder / target).write_text(done.stdout, encoding="utf-8")
            else:
                said.append(done.stdout)
            self.executed += 1
        return "".join(said) if said else None

    def _compare(self, block: Block, output: str) -> None:
        expected, found = (
            [line.rstrip() for line in text.strip("\n").splitlines()]
            for text in (block.text, output)
        )
        if not fits(expected, found):
            difference = "\n".join(
                unified_diff(expected, found, "on the page", "came out", lineterm="")
            )
            pytest.fail(f"{self.page}, line {block.line}:\n{difference}", pytrace=False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for one page, with the examples in it; the working folder from now on."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path


def examples_in(folder: Path) -> dict[str, bytes]:
    """What stands in each file under `examples`."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in (folder / "examples").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


def run_leaving_the_examples_alone(page: str, text: str, folder: Path) -> None:
    """Run a page; fails where a file under `examples` is another one afterwards."""
    before = examples_in(folder)
    Runner(page, folder).run(text)
    after = examples_in(folder)
    changed = sorted(
        name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
    )
    if changed:
        pytest.fail(f"{page} changes {', '.join(changed)}: let it work on a copy", pytrace=False)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_code_of_a_page_runs_and_gives_what_the_page_shows(page: Path, folder: Path) -> None:
    run_leaving_the_examples_alone(name_of(page), page.read_text(encoding="utf-8"), folder)


@pytest.mark.parametrize("page", GUIDES, ids=name_of)
def test_a_guide_has_code_that_runs(page: Path) -> None:
    run = [
        block
        for block in blocks_of(page.read_text(encoding="utf-8"))
        if not _FILE.match(block.text)
        and (
            block.language == "python" or (block.language == "sh" and any(commands_of(block.text)))
        )
    ]
    assert run


@pytest.mark.parametrize("page", GUIDES, ids=name_of)
def test_a_guide_shows_what_comes_out(page: Path) -> None:
    blocks = blocks_of(page.read_text(encoding="utf-8"))
    assert any(block.language == "text" and block.follows for block in blocks)


@pytest.mark.parametrize("page", PAGES[1:], ids=name_of)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for link in _LINK.finditer(page.read_text(encoding="utf-8")):
        target = link["target"]
        if re.match("[a-z]+:", target):
            continue
        found = (page.parent / target).resolve()
        if found.is_relative_to(DOCS) or found.is_relative_to(ROOT / "examples"):
            assert found.exists(), f"{name_of(page)}: {target} leads nowhere"


def test_every_page_is_on_the_map() -> None:
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    listed = {(DOCS / link["target"]).resolve() for link in _LINK.finditer(index)}
    assert {page for page in PAGES[1:] if page.name != "index.md"} <= listed


# --- the runner itself --------------------------------------------------------------------------


def page_of(*blocks: tuple[str, str]) -> str:
    return "\n".join(f"```{language}\n{text}```\n" for language, text in blocks)


@pytest.mark.parametrize(
    "page",
    [
        page_of(("python", "print('one')\n"), ("text", "two\n")),
        page_of(("python", "print('one')\n"), ("text", "one\nmore\n")),
        page_of(("python", "print('one')\nprint('two')\n"), ("text", "one\n")),
        page_of(("python", "pass\n"), ("text", "something\n")),
        page_of(("python", "print('one')\n"), ("text", "...\ntwo\n...\n")),
    ],
)
def test_a_wrong_expected_output_fails(page: str, folder: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="came out"):
        Runner("made-up.md", folder).run(page)


def test_an_error_in_the_code_of_a_page_fails_with_its_line(folder: Path) -> None:
    page = "# A page\n\n" + page_of(("python", "one = 1\nraise KeyError('this')\n"))
    with pytest.raises(KeyError, match="this") as caught:
        Runner("made-up.md", folder).run(page)
    assert caught.traceback[-1].lineno + 1 == page.splitlines().index("raise KeyError('this')") + 1


def test_an_unexpected_exit_code_fails(folder: Path) -> None:
    with pytest.raises(AssertionError, match="ended with"):
        Runner("made-up.md", folder).run(page_of(("sh", "visitplanner check missing.yaml\n")))


@pytest.mark.parametrize(
    ("code", "named"),
    [
        ("(examples / 'may-2023.yaml').write_text('id: other')", "may-2023.yaml"),
        ("(examples / 'may-2023.yaml').unlink()", "may-2023.yaml"),
        ("(examples / 'new.yaml').write_text('')", "new.yaml"),
    ],
)
def test_a_page_that_changes_an_example_fails(code: str, named: str, folder: Path) -> None:
    page = page_of(("python", f"from pathlib import Path\nexamples = Path('examples')\n{code}\n"))
    with pytest.raises(pytest.fail.Exception, match=f"made-up.md changes examples/{named}:"):
        run_leaving_the_examples_alone("made-up.md", page, folder)


def test_a_page_may_write_elsewhere(folder: Path) -> None:
    page = page_of(("python", "from pathlib import Path\nPath('copy.yaml').write_text('a: 1')\n"))
    run_leaving_the_examples_alone("made-up.md", page, folder)
    assert (folder / "copy.yaml").exists()


def test_broken_yaml_fails(folder: Path) -> None:
    with pytest.raises(yaml.YAMLError):
        Runner("made-up.md", folder).run(page_of(("yaml", "a: [1\n")))


def test_a_block_without_end_fails(folder: Path) -> None:
    with pytest.raises(AssertionError, match="line 1: the block has no end"):
        Runner("made-up.md", folder).run("```python\nprint(1)\n")


def test_a_page_runs_as_one_story(folder: Path) -> None:
    runner = Runner("made-up.md", folder)
    runner.run(
        page_of(
            ("yaml", "# file: sub/note.yaml\nanswer: 42\n"),
            ("python", "import yaml\nfrom pathlib import Path\nnumber = 6 * 7\n"),
            (
                "python",
                "print('first')\nprint(yaml.safe_load(Path('sub/note.yaml').read_text()))\n",
            ),
            ("text", "...\n{'answer': 42}\n"),
            ("python", "print(number, Path('examples/may-2023.yaml').exists())\n"),
            ("text", "42 True\n"),
        )
    )
    assert runner.executed == 3


def test_text_behind_prose_is_no_output(folder: Path) -> None:
    page = page_of(("python", "print('one')\n")) + "\nThis is something else:\n\n"
    Runner("made-up.md", folder).run(page + page_of(("text", "two\n")))


def test_commands_are_found_where_they_stand() -> None:
    text = (
        "git clone here\n"
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/visitplanner plan x -o y\n"
        "visitplanner check broken.yaml  # exit code 1\n"
        ".venv/bin/python -m pytest\n"
    )
    assert list(commands_of(text)) == [(["plan", "x", "-o", "y"], 0), (["check", "broken.yaml"], 1)]


@pytest.mark.parametrize(
    ("expected", "found", "same"),
    [
        ("a b", "a b", True),
        ("a ... c", "a c", True),
        ("a ... c", "a b b c", True),
        ("... c", "a b c", True),
        ("...", "", True),
        ("a ... c", "a b", False),
        ("a", "", False),
        ("", "a", False),
    ],
)
def test_dots_stand_for_any_lines(expected: str, found: str, *, same: bool) -> None:
    assert fits(expected.split(), found.split()) is same
