"""Lines with a look: titles, lists and remarks, wrapped where the terminal is narrow."""

import textwrap
from collections.abc import Iterable, Iterator

from rich.text import Text

from visitplanner.terminal.text import NARROWEST, safe


def section(text: str) -> Text:
    """The title of a part of the output."""
    return Text(safe(text), style="bold cyan")


def heading(text: str) -> Text:
    """A line above a table."""
    return Text(safe(text), style="bold")


def listed(lines: Iterable[str], *, width: int) -> Iterator[Text]:
    """Lines with a dash before each; what is too long goes on below its beginning."""
    for line in lines:
        wrapped = textwrap.wrap(
            safe(line),
            max(width, 2 * NARROWEST),
            initial_indent="  - ",
            subsequent_indent="    ",
            break_on_hyphens=False,
        )
        yield Text("\n".join(wrapped))


def remark(line: str, *, width: int) -> Text:
    """A line that stands alone; what is too long goes on below, a little further in."""
    wrapped = textwrap.wrap(
        safe(line), max(width, 2 * NARROWEST), subsequent_indent="  ", break_on_hyphens=False
    )
    return Text("\n".join(wrapped))
