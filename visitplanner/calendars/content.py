"""The text of iCalendar (RFC 5545, 3): values, and lines folded into bytes."""

import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote

_FOLD = 75  # octets in a line without its line break; RFC 5545, 3.1
_ESCAPES = b"\\^"
"""Signs that begin an escape, which a fold leaves together: `\\n`, `^n`."""


def encoded(lines: str) -> bytes:
    """Fold each line and end each with CRLF (RFC 5545, 3.1)."""
    return b"".join(_folded(line) + b"\r\n" for line in lines.split("\r\n"))


def _folded(line: str) -> bytes:
    """Break a line into pieces of at most 75 octets, between characters, never within an escape."""
    rest = line.encode()
    pieces: list[bytes] = []
    room = _FOLD
    while len(rest) > room:
        cut = _cut(rest, room)
        pieces.append(rest[:cut])
        rest = rest[cut:]
        room = _FOLD - 1  # a space comes first
    return b"\r\n ".join((*pieces, rest))


def _cut(text: bytes, room: int) -> int:
    """The last place at `room` octets or before that is within no character and no escape."""
    cut = room
    while text[cut] & 0xC0 == 0x80:  # within a character of UTF-8
        cut -= 1
    # An escape is such a sign and any character: in a row of them every second one begins one.
    signs = cut - len(text[:cut].rstrip(_ESCAPES))
    return cut - signs % 2


def escaped(text: str) -> str:
    """Escape a value of type TEXT (RFC 5545, 3.3.11)."""
    return re.sub(r"[\\;,]", r"\\\g<0>", text).replace("\n", r"\n")


def quoted(text: str) -> str:
    """Quote the value of a parameter (RFC 5545, 3.2), escaped as RFC 6868 says."""
    inside = text.replace("^", "^^").replace("\n", "^n").replace('"', "^'")
    return f'"{inside}"'


def mailto_address(email: str) -> str:
    """Encode an address for a mailto URI (RFC 6068, 2)."""
    return quote(email, safe="@!$'*+")


def local(moment: datetime) -> str:
    """Write a time by the clocks where it is, without its zone (RFC 5545, 3.3.5)."""
    return moment.replace(microsecond=0, tzinfo=None).isoformat().translate({45: None, 58: None})


def utc(moment: datetime) -> str:
    """Write a time in UTC (RFC 5545, 3.3.5)."""
    return local(moment.astimezone(UTC)) + "Z"


def plain_day(day: date) -> str:
    """Write a day (RFC 5545, 3.3.4)."""
    return day.isoformat().replace("-", "")


def utc_offset(offset: timedelta) -> str:
    """Write a UTC offset (RFC 5545, 3.3.14)."""
    hours, rest = divmod(int(abs(offset).total_seconds()), 3600)
    minutes, seconds = divmod(rest, 60)
    sign = "-" if offset < timedelta() else "+"
    return f"{sign}{hours:02}{minutes:02}" + (f"{seconds:02}" if seconds else "")
