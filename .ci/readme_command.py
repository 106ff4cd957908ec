"""Print the command line of the README that contains a word: CI runs what the README says."""

import re
import sys
from pathlib import Path


def main() -> None:
    """Print the only line in a `sh` block of the README with the word given."""
    word = sys.argv[1]
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if word in line]
    if len(lines) != 1:
        sys.exit(f"README.md: {len(lines)} command lines contain {word!r}, expected exactly one")
    print(lines[0])


if __name__ == "__main__":
    main()
