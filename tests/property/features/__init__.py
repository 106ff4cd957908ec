"""What random programmes may have beyond the basics: one function for each rule or goal.

Every module here has `FEATURES`: name of a rule or goal -> function that changes a random document
so that the rule or goal has something to do.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from tests.property import chance as st

Feature = Callable[[st.DrawFn, dict[str, Any]], None]


def _collected() -> Mapping[str, Feature]:
    found: dict[str, Feature] = {}
    for module in sorted(each.name for each in iter_modules(__path__)):
        for name, feature in import_module(f"{__name__}.{module}").FEATURES.items():
            assert name not in found, f"two features are called {name}"
            found[name] = feature
    return dict(sorted(found.items()))


FEATURES = _collected()
