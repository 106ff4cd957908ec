"""Writing documents and other files, whole or not at all, and without loss."""

import contextlib
import errno
import json
import os
import re
import secrets
import stat
from collections.abc import Collection, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import yaml
from pydantic import BaseModel, RootModel
from pydantic_core import to_json

from visitplanner.errors import VisitPlannerError
from visitplanner.files.places import DAY, FRACTION, INTEGER, WORDS
from visitplanner.files.read import Format, format_of
from visitplanner.files.schema import models_of
from visitplanner.model.document import nothing_to_collect

if TYPE_CHECKING:
    from visitplanner.files.table_files import TableFormat

_WIDTH = 100
_FEW_FILES = 16
"""So many are made to last one by one, more all at once, in a hundredth of the time."""
_TAG = "tag:yaml.org,2002:"
# Text that may stand as it is, line by line, under a '|': no line starts or ends with a space.
_LINE = r"[^\W_](?:[^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]*[\w.,;:!?)])?"
_BLOCK = re.compile(rf"{_LINE}(?:\n+{_LINE})+\n?")
_STRANGE_BREAK = re.compile("[\r\x85\u2028\u2029]")


def write_atomically(path: str | os.PathLike[str], content: bytes | str) -> None:
    """Write a file whole or not at all.

    The content goes to a new file next to the final one, which then takes its name; a run that is
    killed leaves the old file as it was. An existing file keeps its permissions, and a symbolic
    link keeps pointing to the file, which is the one that is written.

    Args:
        path: The file. Its folder must exist.
        content: Bytes, or text that is written in UTF-8 with its newlines as they are.

    Raises `OSError` if the file cannot be written.
    """
    data = content.encode() if isinstance(content, str) else content
    _put([(Path(os.path.realpath(path)), data)])


def write_files(folder: str | os.PathLike[str], files: Mapping[str, bytes]) -> None:
    """Write a set of files into a folder, each whole or not at all, and in their order.

    Every name is checked, and every content stands on the disk, before the first file takes its
    name: a disk that is full changes nothing. Missing folders are made.

    Args:
        folder: Where the files go.
        files: Content by relative path, with `/` between folders (`calendars/hosts/a.ics`).

    Raises `VisitPlannerError` for a name that leads out of the folder or two names for one file
    (`a` and `A` are one file on many systems), and `OSError` if a file cannot be written.
    """
    base = Path(os.path.realpath(folder))
    targets = {name: _inside(base, name) for name in files}
    taken: dict[str, str] = {}
    for name in sorted(files):
        first = taken.setdefault(name.casefold(), name)
        if first != name:
            raise VisitPlannerError(f"{first!r} and {name!r} are the same file on many systems")
    for name in files:
        for parent in PurePosixPath(name.casefold()).parents:
            if str(parent) in taken:
                raise VisitPlannerError(f"{taken[str(parent)]!r} is a file and a folder at once")
    for target in targets.values():
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    for folder_needed in {target.parent: None for target in targets.values()}:
        folder_needed.mkdir(parents=True, exist_ok=True)
    _put([(target, files[name]) for name, target in targets.items()])


def write_document(
    document: BaseModel, path: str | os.PathLike[str], *, tables: "TableFormat | None" = None
) -> None:
    """Write a document to a `.yaml`, `.yml` or `.json` file, so that reading gives an equal one.

    Fields that have their default value are left out.

    With `tables`, lists of parts are written as tables in files of that kind beside it.

    Raises `DocumentError` for another ending, `VisitPlannerError` for what a table cannot hold, and
    `OSError` if a file cannot be written.
    """
    target = Path(path)
    file_format = format_of(target)
    if tables is None:
        write_atomically(path, document_text(document, file_format))
        return
    from visitplanner.files.write_tables import split_tables  # noqa: PLC0415 - rarely needed

    with nothing_to_collect():
        short, files = split_tables(document_data(document), type(document), target.stem, tables)
    write_files(target.parent, {**files, target.name: _text_of(short, file_format).encode()})


def document_text(document: BaseModel, file_format: Format) -> str:
    """A document as YAML or JSON text."""
    return _text_of(document_data(document), file_format)


def _text_of(data: dict[str, Any], file_format: Format) -> str:
    if file_format == "json":
        return _json(data) + "\n"
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)


def _json(data: dict[str, Any]) -> str:
    """JSON, indented; refuses numbers that JSON has not."""
    content = to_json(data, indent=2, inf_nan_mode="constants")
    if b"NaN" in content or b"Infinity" in content:
        json.dumps(data, allow_nan=False)  # raises, unless these are words in a text
    return content.decode()


def document_data(document: BaseModel) -> dict[str, Any]:
    """A document as plain data, without the fields that have their default value.

    A field that tells the branches of a union apart (`kind: Literal["visit"] = "visit"`) stays.
    """
    data = document.model_dump(mode="json", by_alias=True, round_trip=True, exclude_defaults=True)
    if not any(_tags(model) for model in models_of(type(document))):
        return data
    tagged: dict[str, Any] = _with_tags(document, data)
    return tagged


def _with_tags(value: Any, short: Any) -> Any:
    """`short` and the fields of one fixed word in every model within `value`."""
    if isinstance(value, RootModel):
        return _with_tags(value.root, short)
    if isinstance(value, BaseModel) and isinstance(short, dict):
        names = {
            field.serialization_alias or name: name
            for name, field in type(value).model_fields.items()
        }
        tags = _tags(type(value))
        found = {
            key: _with_tags(getattr(value, name), short[key])
            if key in short
            else getattr(value, name)
            for key, name in names.items()
            if key in short or name in tags
        }
        return found | {key: part for key, part in short.items() if key not in found}
    if not isinstance(value, Collection) or len(value) != len(short or ()):
        return short  # one value, or written by a serialiser of its own
    if isinstance(value, Mapping) and isinstance(short, dict):
        parts = zip(value.values(), short.items(), strict=True)
        return {key: _with_tags(part, less) for part, (key, less) in parts}
    if isinstance(value, (list, tuple)) and isinstance(short, list):
        return [_with_tags(*parts) for parts in zip(value, short, strict=True)]
    return short


@cache
def _tags(model: type[BaseModel]) -> frozenset[str]:
    """The names of the fields that hold one fixed word."""
    return frozenset(
        name
        for name, field in model.model_fields.items()
        if get_origin(field.annotation) is Literal and len(get_args(field.annotation)) == 1
    )


class _Dumper(yaml.SafeDumper):
    """Writes YAML that our own reader takes back unchanged.

    Pure Python on every machine: libyaml breaks and escapes a few texts differently.
    """

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the base class gives the form
        """Write equal values out each time."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - as above
        """Indent lists in mappings."""
        super().increase_indent(flow, False)


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None
    if _STRANGE_BREAK.search(text):
        style = '"'
    elif "\n" in text:
        style = "|" if _BLOCK.fullmatch(text) else '"'
    return dumper.represent_scalar(_TAG + "str", text, style=style)


def _put(files: Collection[tuple[Path, bytes]]) -> None:
    """Write files under other names next to the final ones, then give them their names, in order.

    The names in one folder last through a power cut before any in the next folder are given.
    """
    waiting: list[tuple[Path, Path]] = []
    at_once = hasattr(os, "sync") and len(files) > _FEW_FILES
    try:
        for target, content in files:
            temporary = target.with_name(f".{secrets.token_hex(8)}.tmp")
            waiting.append((temporary, target))
            with temporary.open("xb") as file:
                file.write(content)
                file.flush()
                if not at_once:
                    os.fsync(file.fileno())
        if at_once:
            os.sync()
        for folder, group in groupby(waiting, key=lambda names: names[1].parent):
            for temporary, target in group:
                with contextlib.suppress(FileNotFoundError):
                    temporary.chmod(stat.S_IMODE(target.stat().st_mode))
                temporary.replace(target)
            _sync_folder(folder)
    except BaseException:
        for temporary, _ in waiting:
            temporary.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _inside(base: Path, name: str) -> Path:
    """The file a relative name stands for, if it is in the folder, links followed."""
    windows = PureWindowsPath(name)
    parts = name.split("/")
    if "\\" in name or "\0" in name or windows.drive or windows.root:
        raise VisitPlannerError(f"{name!r} is not a relative path with '/' between its parts")
    if any(part in ("", ".", "..") for part in parts):
        raise VisitPlannerError(f"{name!r} must name a file inside the folder, without '..'")
    target = Path(os.path.realpath(base.joinpath(*parts)))
    if not target.is_relative_to(base):
        raise VisitPlannerError(f"{name!r} leads out of the folder, through a symbolic link")
    return target


def _whole(pattern: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern.pattern})\Z")


def _words(kind: type) -> re.Pattern[str]:
    """What matches the unquoted words that stand for a value of a kind."""
    words = (re.escape(word) for word, value in WORDS.items() if isinstance(value, kind))
    return re.compile(rf"(?:{'|'.join(words)})\Z")


_Dumper.yaml_implicit_resolvers = {}
_Dumper.add_representer(str, _write_text)
for _tag, _pattern, _starts in (
    ("bool", _words(bool), "tTfF"),
    ("null", _words(type(None)), ["n", "N", "~", ""]),
    ("int", _whole(INTEGER), "-0123456789"),
    ("float", _whole(FRACTION), "-0123456789"),
    ("timestamp", _whole(DAY), "0123456789"),
    ("merge", _whole(re.compile("<<")), "<"),
):
    _Dumper.add_implicit_resolver(_TAG + _tag, _pattern, list(_starts))
