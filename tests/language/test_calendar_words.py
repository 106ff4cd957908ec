"""Every text for calendars is there in every language, and asks for the same names."""

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import cast, get_args

import pytest
from babel import Locale

from visitplanner.language import calendar_words
from visitplanner.language.catalogue import LANGUAGES, Message
from visitplanner.model.base import Role
from visitplanner.model.hosts import Activity
from visitplanner.model.plan import Task


def messages() -> Iterator[tuple[str, Message]]:
    for name, value in vars(calendar_words).items():
        if name.isupper() and isinstance(value, Mapping):
            if set(value) & set(LANGUAGES):
                yield name, cast("Message", value)
            else:
                yield from ((f"{name} {key}", message) for key, message in value.items())


def forms(text: str | Mapping[str, str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text.values())


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_all_tables_are_seen() -> None:
    assert len(dict(messages())) == 13 + 29


@pytest.mark.parametrize(("name", "message"), list(messages()), ids=lambda value: str(value)[:30])
def test_every_message_has_all_languages_and_the_same_names(name: str, message: Message) -> None:
    assert set(message) == set(LANGUAGES), name
    texts = [form for text in message.values() for form in forms(text)]
    assert all(text.strip() for text in texts)
    assert len({frozenset(fields(text)) for text in texts}) == 1
    assert {isinstance(text, str) for text in message.values()} in ({True}, {False})


@pytest.mark.parametrize(("name", "message"), list(messages()), ids=lambda value: str(value)[:30])
def test_plural_forms_are_those_of_the_language(name: str, message: Message) -> None:
    for language, text in message.items():
        if isinstance(text, Mapping):
            rules = Locale(language).plural_form
            assert set(text) == {*rules.tags, "other"}, name


def test_every_role_activity_and_task_has_its_words() -> None:
    assert set(calendar_words.ROLES) == set(get_args(Role))
    assert set(calendar_words.TASKS) == set(get_args(Task))
    assert set(calendar_words.ACTIVITIES) == set(get_args(Activity))
