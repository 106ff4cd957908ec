"""Days from first to last are written the same, whichever edition of the language data is there."""

from datetime import date

import pytest

from visitplanner.report import parts
from visitplanner.report.parts import interval

FIRST, LAST = date(2023, 5, 2), date(2023, 5, 15)


@pytest.mark.parametrize(
    ("edition", "written"),
    [
        ("2–15 May 2023", "2–15 May 2023"),
        ("2\u2009–\u200915 May 2023", "2–15 May 2023"),
        ("30 Apr\u2009–\u200914 May 2023", "30 Apr\u2009–\u200914 May 2023"),
        ("30 Dec 2023\u2009–\u200914 Jan 2024", "30 Dec 2023\u2009–\u200914 Jan 2024"),
        ("30 квіт.\u00a0— 14 трав.", "30 квіт. – 14 трав."),
    ],
)
def test_editions_differ_in_spaces_and_dashes(
    edition: str, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "format_interval", lambda *_, **__: edition)
    assert interval(FIRST, LAST, "en") == written


def test_the_edition_that_is_installed() -> None:
    assert interval(FIRST, LAST, "en") == "2–15 May 2023"
    assert interval(FIRST, LAST, "de") == "2.–15. Mai 2023"
