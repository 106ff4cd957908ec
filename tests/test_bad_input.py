"""Bad input, from a file on disk: one clear message each, with path, line, found and allowed."""

import itertools
import re
from pathlib import Path

import pytest

import visitplanner as vp

GOOD = """\
id: test
name: Test
time_zone: Europe/Berlin
region:
  country: DE
  subdivision: NI
organisations:
  - {id: school, name: School}
hosts:
  - id: dannacker
    name: Dealership
    sites:
      - id: dannacker-w1
        name: Workshop 1
        slots:
          - {id: w1-cars, field: automotive, places: 2}
      - id: dannacker-w2
        name: Workshop 2
        slots:
          - id: w2-cars
            field: automotive
            places: 1
delegations:
  - id: auto-bar
    name: Professionals
    senders: school
    window: 2nd half of May 2023
    headcounts:
      - people: 3 professionals
        preferences: [dannacker-w2, dannacker-w1]
        needs:
          - field: automotive
            length: 2 weeks
"""
LONGEST = 500


def load(folder: Path, content: str | bytes) -> vp.Programme:
    path = folder / "programme.yaml"
    data = content.encode() if isinstance(content, str) else content
    path.write_bytes(data)
    try:
        return vp.Programme.load(path)
    finally:
        assert path.read_bytes() == data
        assert list(folder.iterdir()) == [path]


def problems(folder: Path, content: str | bytes) -> tuple[vp.Problem, ...]:
    with pytest.raises(vp.DocumentError) as caught:
        load(folder, content)
    assert str(caught.value).startswith(str(folder / "programme.yaml"))
    for problem in caught.value.problems:
        assert str(problem).isprintable()
        assert len(str(problem)) < LONGEST
    return caught.value.problems


def changed(old: str, new: str, text: str = GOOD) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def line_of(part: str, text: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_the_file_the_mistakes_are_put_in_is_right(tmp_path: Path) -> None:
    programme = load(tmp_path, GOOD)
    plan = vp.schedule(programme)
    assert vp.check(programme, plan) == ()
    assert len(plan.placements) == 3


@pytest.mark.parametrize(
    ("old", "new", "at", "where", "parts"),
    [
        pytest.param(
            "    name: Dealership",
            "    name: Dealership\n    colour: red",
            "colour",
            "hosts[0].colour",
            ("unknown field 'colour'", "Allowed: id, name, place, contact, notes, sites"),
            id="unknown field",
        ),
        pytest.param(
            "            places: 1",
            "            place: 1\n            places: 1",
            "place:",
            "hosts[0].sites[1].slots[0].place",
            ("unknown field 'place'; did you mean 'places'?",),
            id="unknown field, mistyped",
        ),
        pytest.param(
            "- id: w2-cars",
            "- id: w1-cars",
            "- id: w1-cars",
            "hosts[0].sites[1].slots[0].id",
            ("the slot id 'w1-cars' is already used at hosts[0].sites[0].slots[0].id",),
            id="duplicate id",
        ),
        pytest.param(
            "[dannacker-w2, dannacker-w1]",
            "[dannacker-w1, danacker-w2]",
            "danacker-w2",
            "delegations[0].headcounts[0].preferences[1]",
            (
                "no slot or site or organisation is called 'danacker-w2'",
                "did you mean 'dannacker-w2'?",
                "'dannacker-w1', 'dannacker-w2', 'school', 'w1-cars', 'w2-cars'",
            ),
            id="dangling reference",
        ),
        pytest.param(
            "senders: school",
            "senders: [scool]",
            "scool",
            "delegations[0].senders[0]",
            ("no organisation is called 'scool'", "did you mean 'school'?"),
            id="dangling sender",
        ),
        pytest.param(
            "2nd half of May 2023",
            "31-16 May 2023",
            "31-16",
            "delegations[0].window",
            ("the last day, 16 May 2023, is before the first, 31 May 2023", "write for example"),
            id="window backwards, in words",
        ),
        pytest.param(
            "2nd half of May 2023",
            "{first: 2023-05-31, last: 2023-05-16}",
            "2023-05-31",
            "delegations[0].window",
            ("the last day, 16 May 2023, is before the first, 31 May 2023",),
            id="window backwards, in dates",
        ),
        pytest.param(
            "people: 3 professionals",
            "people: 4-3 professionals",
            "4-3",
            "delegations[0].headcounts[0]",
            ("'4-3' runs backwards", "'3-4'"),
            id="headcount 4-3",
        ),
        pytest.param(
            "people: 3 professionals",
            "people: 0 professionals",
            "0 prof",
            "delegations[0].headcounts[0]",
            ("found 0", "at least 1"),
            id="headcount 0",
        ),
        pytest.param(
            "people: 3 professionals",
            "people: 3 profesionals",
            "profesionals",
            "delegations[0].headcounts[0]",
            ("'profesionals' is no known word for people", "did you mean 'professionals'?"),
            id="unknown people",
        ),
        pytest.param(
            "places: 1",
            "places: 0",
            "places: 0",
            "hosts[0].sites[1].slots[0].places",
            ("found 0, must be at least 1",),
            id="zero places",
        ),
        pytest.param(
            "length: 2 weeks",
            "length: -2 weeks",
            "-2 weeks",
            "delegations[0].headcounts[0].needs[0].length",
            ("found -2 weeks, allowed are 1 to 522 weeks",),
            id="negative length",
        ),
        pytest.param(
            "2nd half of May 2023",
            "16-30 February 2023",
            "16-30",
            "delegations[0].window",
            ("February 2023 has 28 days, so there is no 30 February 2023",),
            id="30 February, in words",
        ),
        pytest.param(
            "2nd half of May 2023",
            "{first: 2023-02-20, last: 2023-02-30}",
            "2023-02-30",
            "delegations[0].window.last",
            ("'2023-02-30'", "no date"),
            id="30 February, as a date",
        ),
        pytest.param(
            "Europe/Berlin",
            "Europe/Berlinn",
            "Berlinn",
            "time_zone",
            ("unknown time zone 'Europe/Berlinn'", "did you mean 'Europe/Berlin'?", "IANA"),
            id="unknown zone",
        ),
        pytest.param(
            "subdivision: NI",
            "subdivision: NX",
            "NX",
            "region.subdivision",
            ("no holidays are known for the subdivision 'NX' of DE", "'NI'", "'NW'"),
            id="unknown subdivision for holidays",
        ),
        pytest.param(
            "country: DE",
            "country: XX",
            "XX",
            "region.country",
            ("no holidays are known for the country 'XX'", "such as DE"),
            id="unknown country for holidays",
        ),
        pytest.param(
            "name: Workshop 2",
            r'name: "Work\nshop"',
            "Work\\n",
            "hosts[0].sites[1].name",
            ("a line break", "write it on one line"),
            id="a name with a newline",
        ),
        pytest.param(
            "name: Workshop 2",
            f"name: {'x' * 1_000_000}",
            "xxx",
            "hosts[0].sites[1].name",
            ("(1000000 characters), must be text of at most 200 characters",),
            id="1 MB of text in a name",
        ),
    ],
)
def test_one_mistake_has_one_message_with_path_line_found_and_allowed(
    *, old: str, new: str, at: str, where: str, parts: tuple[str, ...], tmp_path: Path
) -> None:
    text = changed(old, new)
    [problem] = problems(tmp_path, text)
    assert problem.where.startswith(where)
    start = text.rindex(new) if new in GOOD else text.index(new)
    assert problem.line == line_of(at, text[start:]) + text[:start].count("\n")
    for part in parts:
        assert part in problem.message


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        pytest.param(b"", None, "the document is empty", id="empty file"),
        pytest.param(b"# nothing yet\n", None, "the document is empty", id="only a comment"),
        pytest.param(b"id: a: b\n", 1, "not valid YAML, at column 6", id="not YAML"),
        pytest.param(b"id: [a\nname: b\n", 1, "a bracket is opened", id="an open bracket"),
        pytest.param(b"\x89PNG\r\n\x1a\n", 1, "not UTF-8 text (byte 0x89", id="a picture"),
        pytest.param(
            GOOD.replace("Workshop 2", "Größe").encode("latin-1"),
            18,
            "not UTF-8 text (byte 0xF6 on line 18); save the file as UTF-8",
            id="Latin-1",
        ),
    ],
)
def test_a_file_that_is_no_document_has_one_message(
    content: bytes, line: int | None, message: str, tmp_path: Path
) -> None:
    [problem] = problems(tmp_path, content)
    assert problem.line == line
    assert message in problem.message


def test_a_yaml_bomb_is_refused_with_one_message(tmp_path: Path) -> None:
    names = "abcdefghij"
    bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
        for before, name in itertools.pairwise(names)
    )
    [problem] = problems(tmp_path, bomb)
    assert "its aliases stand for more than" in problem.message


def test_an_empty_mapping_names_each_field_that_is_missing(tmp_path: Path) -> None:
    found = problems(tmp_path, "{}")
    assert [problem.where for problem in found] == ["id", "name", "time_zone"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("people: 3 professionals", r'people: "3 do\ngs"'),
        ("people: 3 professionals", r'people: "so\nme"'),
        ("people: 3 professionals", r'{role: pupil, count: "1\n2"}'),
        ("time_zone: Europe/Berlin", r'time_zone: "Euro\npe"'),
        ("country: DE", r'country: "D\nE"'),
        ("subdivision: NI", r'subdivision: "N\nI"'),
        ("        name: Workshop 2", '        name: Workshop 2\n        weekdays: "mo\\nn"'),
        ("    name: Dealership", '    name: Dealership\n    contact: {name: A, email: "a\\nb"}'),
        ("[dannacker-w2, dannacker-w1]", r'["a\nb"]'),
        ("senders: school", r'senders: "scho\nol"'),
        ("{id: school,", r'{id: "scho\nol",'),
        ("length: 2 weeks", r'length: "2\nweekz"'),
        ("window: 2nd half of May 2023", r'window: "so\nme day"'),
        ("    name: Professionals", '    name: P\n    "a\\nb": c'),
        ("    name: Professionals", '    name: P\n    contact: "a\\nb"'),
        (
            "name: Test",
            'name: Test\npins: [{participant: "a\\nb", slot: x, first_day: 2023-05-16}]',
        ),
        (
            "name: Test",
            'name: Test\npins: [{participant: a, slot: "a\\nb", first_day: 2023-05-16}]',
        ),
    ],
)
@pytest.mark.parametrize("character", [r"\n", r"\e", r"\u202e", r"\u2028"])
def test_a_line_break_in_any_text_leaves_the_message_one_line(
    old: str, new: str, character: str, tmp_path: Path
) -> None:
    text = changed(old, re.sub(r"\\n(?=[a-zA-Z0-9])", lambda _: character, new))
    assert character in text
    assert problems(tmp_path, text)  # each is asserted to be one short printable line


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("people: 3 professionals", "people: 3 {long}"),
        ("people: 3 professionals", "people: {long}"),
        ("time_zone: Europe/Berlin", "time_zone: {long}"),
        ("country: DE", "country: {long}"),
        ("subdivision: NI", "subdivision: {long}"),
        ("[dannacker-w2, dannacker-w1]", "[{long}]"),
        ("senders: school", "senders: {long}"),
        ("- id: w2-cars", "- id: {long}"),
        ("length: 2 weeks", "length: {long}"),
        ("window: 2nd half of May 2023", "window: {long}"),
        ("places: 1", "places: {long}"),
        ("places: 1", "places: 1\n            {long}: x"),
        (
            "name: Test",
            "name: Test\npins: [{{participant: {long}, slot: x}}]",
        ),
        (
            "name: Test",
            "name: Test\npins: [{{participant: a, slot: {long}}}]",
        ),
    ],
)
def test_a_megabyte_of_text_anywhere_leaves_the_message_short(
    old: str, new: str, tmp_path: Path
) -> None:
    # The length of each message is asserted wherever problems are read.
    assert problems(tmp_path, changed(old, new.format(long="x" * 1_000_000)))


def test_a_message_stays_short_where_many_long_names_are_known(tmp_path: Path) -> None:
    more = "\n".join(f"  - {{id: {'o' * 62}{number:02d}, name: O}}" for number in range(20))
    text = changed("  - {id: school, name: School}", f"  - {{id: school, name: S}}\n{more}")
    [problem] = problems(tmp_path, changed("senders: school", "senders: zzz", text))
    assert "more)" in problem.message


@pytest.mark.parametrize("name", ["a b", "-w2", "w2-", "ü", "w/2"])
def test_a_malformed_reference_has_one_message(name: str, tmp_path: Path) -> None:
    text = changed("[dannacker-w2, dannacker-w1]", f'["{name}"]')
    [problem] = problems(tmp_path, text)
    assert problem.where == "delegations[0].headcounts[0].preferences[0]"
    assert name in problem.message


TEN_MISTAKES = """\
id: test
name: Test
time_zone: Europe/Berlinn                       # 1
organisations:
  - {id: school, name: School}
  - {id: school, name: School again}            # 2
hosts:
  - id: dannacker
    name: Dealership
    colour: red                                 # 3
    sites:
      - id: dannacker-w1
        name: Workshop 1
        weekdays: monday                        # 4
        slots:
          - id: w1-cars
            field: automotive
            places: 0                           # 5
      - id: dannacker-w2
        slots: []                               # the name is missing: 6
partnerships:
  - id: link
    between: [school, danacker]                 # 7
    status: aktive                              # 8
delegations:
  - id: auto-bar
    name: Pupils
    senders: school
    window: 31-16 May 2023                      # 9
    headcounts:
      - people: 4-3 pupils                      # 10
"""


def test_ten_mistakes_have_ten_messages_in_the_order_of_the_document(tmp_path: Path) -> None:
    found = problems(tmp_path, TEN_MISTAKES)
    assert [(problem.line, problem.where) for problem in found] == [
        (3, "time_zone"),
        (6, "organisations[1].id"),
        (10, "hosts[0].colour"),
        (14, "hosts[0].sites[0].weekdays"),
        (18, "hosts[0].sites[0].slots[0].places"),
        (19, "hosts[0].sites[1].name"),
        (23, "partnerships[0].between[1]"),
        (24, "partnerships[0].status"),
        (29, "delegations[0].window"),
        (31, found[-1].where),
    ]
    assert found[-1].where.startswith("delegations[0].headcounts[0]")


def test_ten_mistakes_are_all_shown_in_the_text_of_the_error(tmp_path: Path) -> None:
    with pytest.raises(vp.DocumentError) as caught:
        load(tmp_path, TEN_MISTAKES)
    lines = str(caught.value).splitlines()
    assert lines[0].endswith("programme.yaml: 10 problems")
    assert len(lines) == 11


def test_two_mistakes_on_one_line_stand_in_their_order(tmp_path: Path) -> None:
    text = changed(
        "{id: w1-cars, field: automotive, places: 2}",
        "{id: w1-cars, field: a b, places: 0}",
    )
    assert [problem.where.rpartition(".")[2] for problem in problems(tmp_path, text)] == [
        "field",
        "places",
    ]


# --- what is fixed by hand ----------------------------------------------------------------------


def with_pins(*pins: str) -> str:
    return GOOD + "pins:\n" + "".join(f"  - {{{pin}}}\n" for pin in pins)


def pin(number: int, slot: str, first: str, more: str = "") -> str:
    return f"participant: auto-bar/professional-0{number}, slot: {slot}, first_day: {first}{more}"


def contradiction(folder: Path, *pins: str) -> vp.ContradictionError:
    programme = load(folder, with_pins(*pins))
    with pytest.raises(vp.ContradictionError) as caught:
        vp.schedule(programme)
    message = str(caught.value)
    assert all(line.isprintable() and len(line) < LONGEST for line in message.splitlines())
    assert all(path in message for path in caught.value.pins)
    return caught.value


@pytest.mark.parametrize("first", ["2023-05-15", "2023-05-19", "2024-05-16", "1900-01-01"])
def test_a_pin_outside_the_window_is_named(first: str, tmp_path: Path) -> None:
    error = contradiction(tmp_path, pin(1, "w1-cars", first))
    assert error.pins == ("pins[0]",)
    assert "is not inside the stay of 'auto-bar' (16-31 May 2023)" in str(error)
    assert len(str(error).splitlines()) == 1


@pytest.mark.parametrize("first", ["0001-01-01", "9999-12-31", "2201-01-01"])
def test_a_pin_in_another_age_is_refused_where_it_stands(first: str, tmp_path: Path) -> None:
    text = with_pins(pin(1, "w1-cars", first))
    [problem] = problems(tmp_path, text)
    assert problem.where == "pins[0].first_day"
    assert problem.line == line_of(first, text)


def test_two_pins_on_a_slot_with_one_place_are_named_as_a_pair(tmp_path: Path) -> None:
    error = contradiction(
        tmp_path,
        pin(3, "w1-cars", "2023-05-16"),
        pin(1, "w2-cars", "2023-05-16"),
        pin(2, "w2-cars", "2023-05-17"),
    )
    assert error.pins == ("pins[1]", "pins[2]")
    assert "pins[1] and pins[2]: w2-cars on 2023-05-17: 2 people, 1 place" in str(error)
    assert len(str(error).splitlines()) == 1


def test_two_pins_that_fix_one_need_in_two_places_are_named_as_a_pair(tmp_path: Path) -> None:
    error = contradiction(
        tmp_path, pin(1, "w2-cars", "2023-05-16"), pin(1, "w1-cars", "2023-05-17")
    )
    assert error.pins == ("pins[0]", "pins[1]")
    assert "both fix the need 'internship' of auto-bar/professional-01" in str(error)


def test_a_pin_of_another_length_than_the_need_is_named(tmp_path: Path) -> None:
    error = contradiction(tmp_path, pin(1, "w2-cars", "2023-05-16", ", last_day: 2023-05-20"))
    assert error.pins == ("pins[0]",)
    assert "asked for are 2 weeks" in str(error)


def test_a_pin_that_runs_backwards_is_named(tmp_path: Path) -> None:
    text = with_pins(pin(1, "w2-cars", "2023-05-16", ", last_day: 2023-05-15"))
    try:
        programme = load(tmp_path, text)
    except vp.DocumentError as error:
        [problem] = error.problems
        assert problem.where.startswith("pins[0]")
        return
    with pytest.raises(vp.ContradictionError, match=r"pins\[0\].* is before the first"):
        vp.schedule(programme)


def test_every_contradiction_is_told_at_once(tmp_path: Path) -> None:
    error = contradiction(
        tmp_path, pin(1, "w2-cars", "2023-06-16"), pin(2, "w2-cars", "2023-05-20")
    )
    assert error.pins == ("pins[0]", "pins[1]")
    assert len(str(error).splitlines()) == 2


@pytest.mark.parametrize(
    ("who", "slot", "where", "part"),
    [
        ("auto-bar/professional-1", "w2-cars", "participant", "'auto-bar/professional-01'?"),
        ("professional-01", "w2-cars", "participant", "nobody is called 'professional-01'"),
        ("auto-bar/professional-01", "w2-car", "slot", "did you mean 'w2-cars'?"),
    ],
)
def test_a_pin_of_the_unknown_is_refused_where_it_stands(
    *, who: str, slot: str, where: str, part: str, tmp_path: Path
) -> None:
    text = with_pins(f"participant: {who}, slot: {slot}, first_day: 2023-05-16")
    [problem] = problems(tmp_path, text)
    assert problem.where == f"pins[0].{where}"
    assert problem.line == line_of("first_day: 2023-05-16", text)
    assert part in problem.message


def test_a_file_full_of_mistakes_tells_each_where_it_stands() -> None:
    path = Path(__file__).parent / "mistakes.yaml"
    expected = [
        f"{number}: {line.partition('  #! ')[2]}"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if "  #! " in line
    ]
    with pytest.raises(vp.DocumentError) as caught:
        vp.Programme.load(path)
    told = [f"{each.line}: {each.where}: {each.message}" for each in caught.value.problems]
    assert len(expected) > 90
    assert all(len(line) < LONGEST for line in told)
    assert [
        line[: len(start.removesuffix("…"))] if start.endswith("…") else line
        for line, start in zip(told, expected, strict=True)
    ] == [start.removesuffix("…") for start in expected]
