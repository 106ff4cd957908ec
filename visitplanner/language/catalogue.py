"""Messages and dates in the language of the reader."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Literal, get_args

from babel import Locale
from babel.dates import format_date, format_skeleton

Language = Literal["en", "de", "uk"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

Message = Mapping[Language, str | Mapping[str, str]]
"""A text in every language; where it counts things, a text for each plural form of CLDR
(`one`, `few`, `many`, `other`), chosen by `count`."""


def say(message: Message, language: Language, *, count: int | None = None, **values: object) -> str:
    """A message in a language, its `{names}` filled in.

    Where the message has plural forms, `count` chooses among them. Raises `KeyError` for a
    language or a plural form that is missing, and for a name without a value.
    """
    text = message[language]
    if not isinstance(text, str):
        form = Locale(language).plural_form(0 if count is None else count)
        text = text.get(form) or text["other"]
    return text.format(count=count, **values)


def day_words(day: date, language: Language) -> str:
    """A day with its weekday: `Tue, 16 May 2023` as the language writes it."""
    return format_skeleton("yMMMEd", day, locale=_locale(language))


def span_words(first: date, last: date, language: Language) -> str:
    """A span of days, both included: `16–29 May 2023`; one day stands alone.

    Built by hand, as the intervals of CLDR shorten the names of months and have thin spaces, which
    change between releases: the same text must come out with any of them.
    """
    end = _day(last, "long", language)
    if first == last:
        return end
    number = "d." if language == "de" else "d"
    if (first.year, first.month) == (last.year, last.month):
        return f"{_day(first, number, language)}–{end}"
    form = f"{number} MMMM" if first.year == last.year else "long"
    return f"{_day(first, form, language)} – {end}"


@lru_cache(maxsize=4096)
def _day(day: date, form: str, language: Language) -> str:
    return format_date(day, form, locale=_locale(language)).replace("\u202f", "\xa0")


def _locale(language: Language) -> str:
    return "en_GB" if language == "en" else language
