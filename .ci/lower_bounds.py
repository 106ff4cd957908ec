"""Print every dependency at the lower bound that pyproject.toml states, for pip to install."""

import re
import tomllib
from pathlib import Path


def main() -> None:
    """One `name==version` a line, for the package and its tests."""
    text = (Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    for requirement in [*project["dependencies"], *project["optional-dependencies"]["test"]]:
        match = re.match(r"([A-Za-z0-9-]+)>=([0-9.]+)", requirement)
        if match is None:
            raise SystemExit(f"no lower bound in {requirement!r}")
        print(f"{match[1]}=={match[2]}")


if __name__ == "__main__":
    main()
