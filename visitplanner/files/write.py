"""Writing documents and other files, whole or not at all, and without loss."""

import contextlib
import errno
import json
import os
import re
import secrets
import stat
from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, Literal, get_args, get_origin

import yaml
from pydantic import BaseModel, RootModel

from visitplanner.errors import VisitPlannerError
from visitplanner.files.places import DAY, FRACTION, INTEGER, WORDS
from visitplanner.files.read import Format, format_of

_WIDTH = 100
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
    target = Path(os.path.realpath(path))
    data = content.encode() if isinstance(content, str) else content
    temporary = target.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileNotFoundError):
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def write_files(folder: str | os.PathLike[str], files: Mapping[str, bytes]) -> None:
    """Write a set of files into a folder, each whole or not at all.

    Every name is checked before the first file is written. Missing folders are made.

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
    for name, target in targets.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, files[name])


def write_document(document: BaseModel, path: str | os.PathLike[str]) -> None:
    """Write a document to a `.yaml`, `.yml` or `.json` file, so that reading gives an equal one.

    Fields that have their default value are left out.

    Raises `DocumentError` for another ending, and `OSError` if the file cannot be written.
    """
    write_atomically(path, document_text(document, format_of(Path(path))))


def document_text(document: BaseModel, file_format: Format) -> str:
    """A document as YAML or JSON text."""
    data = document_data(document)
    if file_format == "json":
        return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)


def document_data(document: BaseModel) -> dict[str, Any]:
    """A document as plain data, without the fields that have their default value.

    A field that tells the branches of a union apart (`kind: Literal["visit"] = "visit"`) stays.
    """
    full = document.model_dump(mode="json", by_alias=True, round_trip=True)
    short = document.model_dump(mode="json", by_alias=True, round_trip=True, exclude_defaults=True)
    data: dict[str, Any] = _with_tags(document, full, short)
    return data


def _with_tags(value: Any, full: Any, short: Any) -> Any:
    """`short` and, from `full`, the fields of one fixed word in every model within `value`."""
    if isinstance(value, RootModel):
        return _with_tags(value.root, full, short)
    if isinstance(value, BaseModel) and isinstance(full, dict) and isinstance(short, dict):
        names = {
            field.serialization_alias or name: name
            for name, field in type(value).model_fields.items()
        }
        return {
            key: _with_tags(getattr(value, names.get(key, ""), None), part, short[key])
            if key in short
            else part
            for key, part in full.items()
            if key in short or _is_tag(type(value), names.get(key, ""))
        }
    if not isinstance(value, Collection) or len(value) != len(short or ()):
        return short  # one value, or written by a serialiser of its own
    if isinstance(value, Mapping) and isinstance(full, dict) and isinstance(short, dict):
        parts = zip(value.values(), full.items(), short.values(), strict=True)
        return {key: _with_tags(part, whole, less) for part, (key, whole), less in parts}
    if isinstance(value, (list, tuple)) and isinstance(full, list) and isinstance(short, list):
        return [_with_tags(*parts) for parts in zip(value, full, short, strict=True)]
    return short


def _is_tag(model: type[BaseModel], name: str) -> bool:
    field = model.model_fields.get(name)
    if field is None or get_origin(field.annotation) is not Literal:
        return False
    return len(get_args(field.annotation)) == 1


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
