"""Spans of days are short, and the same text with every release of Babel."""

from datetime import date

import pytest

from visitplanner.language.catalogue import Language, span_words

MAY = date(2023, 5, 16)
YEAR = "\xa0р."


@pytest.mark.parametrize(
    ("last", "language", "text"),
    [
        (MAY, "en", "16 May 2023"),
        (MAY, "de", "16. Mai 2023"),
        (MAY, "uk", f"16 травня 2023{YEAR}"),
        (date(2023, 5, 29), "en", "16–29 May 2023"),
        (date(2023, 5, 29), "de", "16.–29. Mai 2023"),
        (date(2023, 5, 29), "uk", f"16–29 травня 2023{YEAR}"),
        (date(2023, 9, 2), "en", "16 May – 2 September 2023"),
        (date(2023, 9, 2), "de", "16. Mai – 2. September 2023"),
        (date(2023, 9, 2), "uk", f"16 травня – 2 вересня 2023{YEAR}"),
        (date(2024, 5, 16), "en", "16 May 2023 – 16 May 2024"),
        (date(2024, 5, 16), "de", "16. Mai 2023 – 16. Mai 2024"),
        (date(2024, 5, 16), "uk", f"16 травня 2023{YEAR} – 16 травня 2024{YEAR}"),
    ],
)
def test_what_both_ends_share_is_said_once(last: date, language: Language, text: str) -> None:
    assert span_words(MAY, last, language) == text
