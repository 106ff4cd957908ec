"""The English, German and Ukrainian words that dates and lengths are written with.

Tables, limits, what turns text into the words of the tables, and what says in words that something
is out of its limits. Which sequences of words mean something is the grammar of
`visitplanner.model.words`. A new language is new entries here. Every word is kept casefolded, so
that capital letters never matter.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Literal, TypeAlias

Unit: TypeAlias = Literal["days", "weeks", "months", "years", "nights", "working_days"]

LONGEST_TEXT = 200
"""Characters; longer text is refused unread."""
SHOWN_TEXT = 60
"""Characters of the text found that a message shows."""

FIRST_YEAR = 1900
LAST_YEAR = 2200

WINDOW_EXAMPLES = (
    "16-31 May 2023",
    "2nd half of May 2023",
    "end of February 2023",
    "week 20 of 2023",
    "2023-05-16/2023-05-31",
)
LENGTH_EXAMPLES = ("2 weeks", "10 working days", "14 nights", "1 year")
HOURS_EXAMPLES = ("08:00-16:00", "8-16:30")

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_MONTH_WORDS = {
    "january": "january jan januar januars jänner jaenner січень січня січні січ",
    "february": "february feb februar februars feber лютий лютого лютому лютім лют",
    "march": "march mar märz maerz mär mrz березень березня березні бер",
    "april": "april apr aprils квітень квітня квітні квіт",
    "may": "may mai травень травня травні трав",
    "june": "june jun juni junis червень червня червні черв",
    "july": "july jul juli julis липень липня липні лип",
    "august": "august aug augusts серпень серпня серпні серп",
    "september": "september sep sept septembers вересень вересня вересні вер",
    "october": "october oct oktober oktobers okt жовтень жовтня жовтні жовт",
    "november": "november nov novembers листопад листопада листопаді лист",
    "december": "december dec dezember dezembers dez грудень грудня грудні груд",
}

_GRAMMAR_WORDS = {
    "": (
        "of the in on calendar des der dem den im am zum "
        "у в на року рік р"  # words that carry no meaning here; they are left out
    ),
    "-": "to until till through bis до по",
    "from": "from vom von з із зі від",
    "between": "between zwischen між",
    "and": "and und та і й",
    "1": "first erste ersten erster перша першу першій першої",
    "2": "second zweite zweiten zweiter друга другу другій другої",
    "half": "half hälfte haelfte половина половину половині половини",
    "beginning": "beginning begin start early anfang beginn початок початку",
    "middle": "middle mid mitte середина середину середині",
    "end": "end late ende кінець кінці наприкінці",
    "week": "week wk w kw woche kalenderwoche тиждень тижня тижні",
}

_REFUSED_WORDS = {
    "a season has no agreed first and last day; write the days or the months": (
        "spring summer autumn fall winter frühling frühjahr sommer herbst "
        "весна весни весну навесні літо літа влітку осінь осені восени зима зими взимку"
    ),
    "a window never depends on the day it is read; write the date": (
        "today tomorrow now next this last heute morgen jetzt nächste nächsten nächster letzte "
        "letzten сьогодні завтра зараз наступний наступна наступного цього останній остання"
    ),
    "weekdays are not read; leave the weekday out": (
        "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun "
        "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag "
        "понеділок понеділка вівторок вівторка середа середи четвер четверга п'ятниця п'ятниці "
        "субота суботи неділя неділі пн вт ср чт пт сб нд"
    ),
}

_NUMBER_WORDS = {
    1: "a an one ein eine einen einem einer eines один одна одне одну одного",
    2: "two zwei два дві двох",
    3: "three drei три трьох",
    4: "four vier чотири чотирьох",
    5: "five fünf п'ять п'яти",
    6: "six sechs шість шести",
    7: "seven sieben сім семи",
    8: "eight acht вісім восьми",
    9: "nine neun дев'ять дев'яти",
    10: "ten zehn десять десяти",
    11: "eleven elf одинадцять",
    12: "twelve zwölf дванадцять",
    13: "thirteen dreizehn тринадцять",
    14: "fourteen vierzehn чотирнадцять",
    15: "fifteen fünfzehn п'ятнадцять",
    16: "sixteen sechzehn шістнадцять",
    17: "seventeen siebzehn сімнадцять",
    18: "eighteen achtzehn вісімнадцять",
    19: "nineteen neunzehn дев'ятнадцять",
    20: "twenty zwanzig двадцять",
    30: "thirty dreißig тридцять",
}

_UNIT_WORDS: dict[tuple[int, Unit], str] = {
    (1, "days"): (
        "day,days,calendar day,calendar days,tag,tage,tagen,kalendertag,kalendertage,"
        "kalendertagen,день,дня,дні,днів,календарний день,календарні дні,календарних днів"
    ),
    (1, "weeks"): "week,weeks,woche,wochen,тиждень,тижня,тижні,тижнів",
    (2, "weeks"): "fortnight,fortnights",
    (1, "months"): "month,months,monat,monate,monaten,місяць,місяця,місяці,місяців",
    (1, "years"): "year,years,jahr,jahre,jahren,рік,року,роки,років",
    (1, "nights"): (
        "night,nights,nacht,nächte,nächten,naechte,übernachtung,übernachtungen,ніч,ночі,ночей"
    ),
    (1, "working_days"): (
        "working day,working days,workday,workdays,work day,work days,business day,business days,"
        "working_day,working_days,arbeitstag,arbeitstage,arbeitstagen,"
        "робочий день,робочого дня,робочі дні,робочих дні,робочих дня,робочих днів"
    ),
}

_FRACTION_WORDS = "half halb halbe halber halbes halbjahr anderthalb eineinhalb пів півроку півтора"


def _flat(table: dict[str, str]) -> dict[str, str]:
    return {word.casefold(): key for key, words in table.items() for word in words.split()}


MONTH_NUMBERS = {name.casefold(): number for number, name in enumerate(MONTHS, start=1)}
"""Number of a month, 1 to 12, by its casefolded English name."""
MONTH_WORDS = _flat(_MONTH_WORDS)
"""Casefolded English name of a month by any word for it."""
GRAMMAR_WORDS = _flat(_GRAMMAR_WORDS)
"""Word of the grammar by any word for it; empty for words without a meaning of their own."""
REFUSED_WORDS = _flat(_REFUSED_WORDS)
"""Why a word is refused, by the word."""
NUMBER_WORDS = {
    word.casefold(): number for number, words in _NUMBER_WORDS.items() for word in words.split()
}
"""Number by any word for it."""
UNIT_WORDS = {
    word.casefold(): unit for unit, words in _UNIT_WORDS.items() for word in words.split(",")
}
"""Factor and unit of a length by any words for it."""
FRACTION_WORDS = frozenset(_FRACTION_WORDS.split())
"""Words for parts of a unit, which are refused."""

LENGTH_LIMITS: dict[Unit, int] = {
    "days": 3660,
    "weeks": 522,
    "months": 120,
    "years": 10,
    "nights": 3660,
    "working_days": 2610,
}
"""Greatest count of each unit: about ten years."""

_HALVES = tuple(word for word, meaning in GRAMMAR_WORDS.items() if meaning == "half")
_ORDINAL_ENDINGS = "й|ий|го|му|ша|шу|шій|шої|га|гу|гій|гої|тя|ту|та|а|я|у"
_TOKEN = re.compile(
    rf"""
      [0-9]{{4}}([-/.])[0-9]{{1,2}}\1[0-9]{{1,2}}(?![0-9])     # 2023-05-16
    | [0-9]{{4}}-?w[0-9]{{1,2}}(?![0-9])                       # 2023-w20
    | [0-9]{{4}}-[0-9]{{2}}(?![0-9])                           # 2023-05
    | [0-9]{{1,2}}([-/.])[0-9]{{1,2}}\2[0-9]+                  # 15.05.2023
    | [0-9]{{1,2}}\.[0-9]{{1,2}}(?![0-9])                      # 15.05
    | (?P<ordinal>[0-9]+)(?:st|nd|rd|th|-(?:{_ORDINAL_ENDINGS}))(?![^\W_])
    | [0-9]+
    | (?P<word>'?[^\W\d_]+(?:'[^\W\d_]+)*|'[0-9]+)(?:\.(?!\.))?
    | (?P<range>-|\.\.+)
    | (?P<comma>,)
    | /
    """,
    re.VERBOSE,
)


class UnreadableError(ValueError):
    """Why a text cannot be read; turned into a `WordsError` that also shows the text."""


def shorten(text: str) -> str:
    """Return `text` fit for a message: one printable line of 60 characters at most."""
    cut = text if len(text) <= SHOWN_TEXT else text[:SHOWN_TEXT].rstrip() + "…"
    return "".join(char if char.isprintable() else " " if char.isspace() else "?" for char in cut)


def span_text(first: date, last: date) -> str:
    """Return two days, both included, in English: "16-31 May 2023", "28 April - 3 May 2023"."""
    end = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return end
    if first.year != last.year:
        return f"{first.day} {MONTHS[first.month - 1]} {first.year} - {end}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} - {end}"
    return f"{first.day}-{end}"


def year_problem(year: int) -> str | None:
    """Return what is wrong with a year outside 1900 to 2200, or None."""
    if FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return f"the year {year} is out of range, allowed are {FIRST_YEAR} to {LAST_YEAR}"


def backwards_problem(first: date, last: date) -> str:
    """Return what is wrong with a window whose last day is before its first."""
    return f"the last day, {span_text(last, last)}, is before the first, {span_text(first, first)}"


def length_problem(count: int, unit: Unit) -> str | None:
    """Return what is wrong with a count of a unit below 1 or above some ten years, or None."""
    if 1 <= count <= LENGTH_LIMITS[unit]:
        return None
    name = unit.replace("_", " ")
    return f"found {count} {name}, allowed are 1 to {LENGTH_LIMITS[unit]} {name}"


def unreadable(text: str, what: str, why: object, examples: tuple[str, ...]) -> str:
    """Return the message that `text` cannot be read as `what`, with why and two examples."""
    like = " or ".join(f"'{example}'" for example in examples[:2])
    return f"'{shorten(text)}' cannot be read as {what}: {why}; write for example {like}"


def normalise(text: str) -> str:
    """Return `text` casefolded, with plain hyphens, apostrophes and single spaces.

    Raises:
        UnreadableError: the text is empty, longer than 200 characters or has control characters.
    """
    if len(text) > LONGEST_TEXT:
        raise UnreadableError(f"it has {len(text)} characters, allowed are {LONGEST_TEXT}")
    flat = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    flat = re.sub("[‐‑‒–—−]", "-", flat)
    flat = re.sub("[ʼ’‘`´]", "'", flat).replace("…", "..")
    flat = " ".join(flat.split())
    if not flat:
        raise UnreadableError("it is empty")
    if not flat.isprintable():
        raise UnreadableError("it has control characters")
    return flat


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return " (did you mean 'May'?)" with the nearest word that starts alike, or nothing."""
    near = difflib.get_close_matches(word, [other for other in known if other[0] == word[0]], n=1)
    if not near:
        return ""
    shown = near[0].capitalize() if near[0] in MONTH_WORDS and near[0].isascii() else near[0]
    return f" (did you mean '{shown}'?)"


def _translate(word: str) -> str:
    """Return the grammar's word or words for one written word."""
    if word in MONTH_WORDS:
        return MONTH_WORDS[word]
    if word in GRAMMAR_WORDS:
        return GRAMMAR_WORDS[word]
    for half in _HALVES:  # German joins the words: "Maihälfte"
        if word.endswith(half) and word.removesuffix(half) in MONTH_WORDS:
            return f"half {MONTH_WORDS[word.removesuffix(half)]}"
    if word[1:].isdecimal():
        raise UnreadableError(f"the year {word} has two digits; write all four")
    if word in REFUSED_WORDS:
        raise UnreadableError(REFUSED_WORDS[word])
    hint = suggestion(word, (*MONTH_WORDS, *(known for known in GRAMMAR_WORDS if len(known) > 2)))
    raise UnreadableError(f"the word '{shorten(word)}' is not known{hint}")


def canonical(text: str) -> str:
    """Return the words of a date window in English, lower case, with one space between them.

    "2. Maihälfte 2023" and "друга половина травня 2023 року" both become "2 half may 2023".

    Raises:
        UnreadableError: a word or a character is not known.
    """
    flat = normalise(text)
    if re.search("[0-9]:[0-9]", flat):
        raise UnreadableError("a time of day has no place in a date window; write days only")
    flat = re.sub(r"(?<=[0-9])\.\s+(?=[0-9])", ".", flat)  # "3. 10. 2023"
    flat = re.sub(r"(?<=[0-9])\.(?![.0-9])", " ", flat)  # the ordinal dot in "15.-26. Mai"
    flat = re.sub(r"\bmid-", "mid ", flat)
    words: list[str] = []
    at = 0
    while at < len(flat):
        if flat[at] == " ":
            at += 1
            continue
        token = _TOKEN.match(flat, at)
        if token is None:
            raise UnreadableError(f"the character '{flat[at]}' has no place in a date window")
        at = token.end()
        words.append(_of_token(token))
    return " ".join(word for word in words if word)


def _of_token(token: re.Match[str]) -> str:
    if token["word"]:
        return _translate(token["word"])
    if token["range"]:
        return "-"
    return "" if token["comma"] else token["ordinal"] or token[0]
