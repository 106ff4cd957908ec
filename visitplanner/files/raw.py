"""The content of a file, or one clear message why it cannot be had."""

import stat
from collections.abc import Callable, Collection
from difflib import get_close_matches
from pathlib import Path

from visitplanner.errors import DocumentError
from visitplanner.files.places import refuse

MAX_BYTES = 256 * 1024 * 1024
"""The largest file that is read, in bytes."""


def content_of(
    path: Path, endings: Collection[str], *, check: Callable[[Path], object] = lambda _: None
) -> bytes:
    """The content of a file; where there is none, the name of a similar one is told.

    Args:
        path: The file.
        endings: Of the files that may have been meant.
        check: Called with the path of a file that is there, before it is read.

    Raises `DocumentError`.
    """
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            refuse("this is a folder; name a file in it")
        if not stat.S_ISREG(found.st_mode):
            refuse("this is not an ordinary file")
        check(path)
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        refuse(f"there is no such file{_similar(path, endings)}")
    except PermissionError:
        refuse("no permission to read this file")
    except DocumentError:
        raise
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        refuse(f"this file cannot be read: {getattr(error, 'strerror', None) or error}")
    if len(content) > MAX_BYTES:
        refuse(f"the file is larger than {MAX_BYTES // 1024**2} MiB, the most that is read")
    return content


def _similar(path: Path, endings: Collection[str]) -> str:
    """The name of a file next to the missing one that may have been meant."""
    try:
        names = [entry.name for entry in path.parent.iterdir() if entry.suffix.lower() in endings]
    except OSError:
        return ""
    near = get_close_matches(path.name, sorted(names), n=1)
    return f"; did you mean '{near[0]}'?" if near else ""


def decoded(content: bytes) -> str:
    """The text of a file in UTF-8. Raises `DocumentError`."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        refuse("the file is UTF-16 text; save the file as UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{content[error.start]:02X} on line {line}"
        refuse(f"not UTF-8 text ({byte}); save the file as UTF-8", line=line)
