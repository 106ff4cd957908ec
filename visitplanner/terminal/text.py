"""Text for the terminal: safe, and counts in words."""

import unicodedata

NARROWEST = 8
"""Columns below which nothing is squeezed."""
_UNSAFE = frozenset({"Cc", "Cs", "Zl", "Zp"})
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def safe(text: str) -> str:
    """A text in which no character can steer the terminal or reorder its neighbours."""
    return "".join(
        "\ufffd"
        if (unicodedata.category(each) in _UNSAFE and each not in "\n\t") or each in _BIDI_CONTROLS
        else each
        for each in text
    )


def count(number: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many}"
