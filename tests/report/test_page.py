"""The page: well formed, complete, self-contained, and no text ever becomes markup."""

import re
from collections.abc import Mapping
from datetime import date, time, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import visitplanner
import visitplanner as vp
from visitplanner.language import goal_words, report_words, rule_words
from visitplanner.language.catalogue import LANGUAGES, Language, say
from visitplanner.model.levels import GOAL_NAMES
from visitplanner.model.plan import (
    Bed,
    Gap,
    GoalPart,
    Plan,
    PlannedHandover,
    PlannedVisit,
    Seat,
)
from visitplanner.model.windows import Hours
from visitplanner.report import grouping
from visitplanner.report.page import report_page
from visitplanner.report.parts import columns_of
from visitplanner.rules.catalogue import RULES

PACKAGE = Path(visitplanner.__file__).parent
ROOT = Path(__file__).parents[2]
VOID = {"meta", "br"}
TAGS = {
    "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "h3", "p", "nav", "a",
    "main", "section", "dl", "div", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td",
    "small", "span", "strong", "ul", "li", "i", "br", "footer",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "name", "content", "href", "id", "class", "scope", "colspan", "rowspan",
    "title", "tabindex", "style", "aria-hidden",
}  # fmt: skip


class Page(HTMLParser):
    """Reads a page and holds what was found; refuses what is not closed in order."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return "\n".join(self.words)


@pytest.fixture(scope="module")
def may() -> tuple[vp.Programme, Plan]:
    programme = vp.Programme.load(ROOT / "examples" / "may-2023.yaml")
    return programme, vp.schedule(programme)


def starter() -> dict[str, Any]:
    found = yaml.safe_load((PACKAGE / "files" / "starter.yaml").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_well_formed_and_self_contained(
    may: tuple[vp.Programme, Plan], language: Language
) -> None:
    source = report_page(*may, language=language)
    page = Page(source)
    assert source.startswith("<!DOCTYPE html>\n")
    assert page.tags[0] == ("html", {"lang": language})
    assert {tag for tag, _ in page.tags} <= TAGS
    assert {name for _, attributes in page.tags for name in attributes} <= ATTRIBUTES
    for found in re.finditer(r"https?:|url\(|@import|src=|javascript:", source):
        raise AssertionError(found.group())
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(set(ids)) == len(ids)
    links = [str(attributes["href"]) for tag, attributes in page.tags if tag == "a"]
    assert links == [f"#{name}" for name in ids]


def test_tables_have_heads_with_scope(may: tuple[vp.Programme, Plan]) -> None:
    page = Page(report_page(*may))
    heads = [attributes for tag, attributes in page.tags if tag == "th"]
    assert heads
    assert {attributes.get("scope") for attributes in heads} <= {
        "col",
        "row",
        "colgroup",
        "rowgroup",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_and_every_host_is_named(
    may: tuple[vp.Programme, Plan], language: Language
) -> None:
    programme, plan = may
    text = Page(report_page(programme, plan, language=language)).text
    for group in grouping.stay_groups(programme, plan):
        assert grouping.names(group.people) in text
    for duty in plan.duties:
        assert grouping.local_name(programme.people[duty.participant]) in text
    used = {placement.host for placement in plan.placements}
    for host in programme.hosts:
        assert host.name in text or host.id not in used
        for site in host.sites:
            assert site.name in text
    for name in [each.name for each in programme.delegations] + [v.name for v in programme.visits]:
        assert name in text
    for assumption in plan.assumptions:
        assert assumption in text
    assert "Ukrainian and children's books" in text
    assert "Photo album" not in text  # handed over already


def test_names_take_the_place_of_placeholders() -> None:
    data = starter()
    data["delegations"][0]["participants"] = [{"id": "pupil-02", "name": "Mika & Co"}]
    programme = vp.Programme.model_validate(data)
    page = Page(report_page(programme, vp.schedule(programme)))
    assert "Mika & Co" in page.text
    assert "pupil-02" not in page.text


def test_days_off_say_why(may: tuple[vp.Programme, Plan]) -> None:
    page = Page(report_page(*may, language="de"))
    titles = {str(attributes["title"]) for tag, attributes in page.tags if "title" in attributes}
    assert any("18. Mai 2023: Feiertag (Christi Himmelfahrt)" in title for title in titles)
    assert any("19. Mai 2023: schulfrei" in title for title in titles)
    assert any("20. Mai 2023: freier Tag" in title for title in titles)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        # The package `holidays` has called 29 May by different English names.
        ("en", "Days off: 18 May Ascension Day, 19 May no school, 29 May "),
        ("de", "Freie Tage: 18. Mai Christi Himmelfahrt, 19. Mai schulfrei, 29. Mai Pfingstmontag"),
        ("uk", "Вихідні дні: 18 трав. Вознесіння Господнє, 19 трав. вихідний у школі"),
    ],
)
def test_days_off_are_told_below_the_strip(
    may: tuple[vp.Programme, Plan], language: Language, said: str
) -> None:
    assert said in Page(report_page(*may, language=language)).text


def test_no_days_off_no_line() -> None:
    data = starter()
    del data["region"]
    programme = vp.Programme.model_validate(data)
    assert "Days off:" not in Page(report_page(programme, vp.schedule(programme))).text


def tables_of(page: Page) -> list[int]:
    """How many columns the head of each table without days has."""
    found: list[int] = []
    strip = False
    for tag, attributes in page.tags:
        if tag == "table":
            strip = attributes.get("class") == "strip"
            found.extend([] if strip else [0])
        elif tag == "th" and attributes.get("scope") == "col" and not strip:
            found[-1] += 1
    return found


def test_ten_sites_on_duty_make_no_wide_table(may: tuple[vp.Programme, Plan]) -> None:
    data = starter()
    shop = data["hosts"][0]["sites"][0]
    places = [f"site-{number}" for number in range(10)]
    data["hosts"][0]["sites"] += [
        {**shop, "id": each, "slots": [{**shop["slots"][0], "id": f"{each}-slot"}]}
        for each in places
    ]
    plan = Plan(
        duties=tuple(
            vp.Duty(participant="pupils/teacher-01", site=each, day=date(2027, 4, 12 + number))
            for number, each in enumerate(places)
        )
    )
    page = Page(report_page(vp.Programme.model_validate(data), plan))
    assert "22 Apr 2027" not in page.text
    assert "21 Apr 2027" in page.text
    assert max(tables_of(page)) <= 5
    assert max(tables_of(Page(report_page(*may)))) <= 5


def test_closed_days_say_why() -> None:
    data = starter()
    data["hosts"][0]["sites"][0]["closed"] = ["2027-04-15"]
    programme = vp.Programme.model_validate(data)
    page = Page(report_page(programme, vp.schedule(programme)))
    titles = {str(attributes["title"]) for _, attributes in page.tags if "title" in attributes}
    assert any("15 Apr 2027: closed day of the host" in title for title in titles)


def test_people_left_out_come_in_groups_with_the_fix() -> None:
    data = starter()
    data["hosts"][0]["sites"].pop()
    data["delegations"][0]["window"] = "12-25 April 2027"
    programme = vp.Programme.model_validate(data)
    plan = vp.schedule(programme)
    assert len(plan.unplaced) == 2
    page = Page(report_page(programme, plan))
    [group] = grouping.left_out(programme, plan)
    assert grouping.names(group.people) in page.text
    assert page.text.count("Smallest change that would help, for each of them:") == 1
    assert "No place left at the slot" in page.text


def test_parts_are_counted_where_people_need_several() -> None:
    data = starter()
    need = {"id": "tour", "field": ["automotive", "care"], "parts": 2}
    data["delegations"][0]["headcounts"] = [
        {"people": "1 pupil", "age": 17, "needs": [need]},
        "2 interpreters",
    ]
    data["delegations"][0]["participants"] = []
    data["delegations"] = data["delegations"][:1]
    programme = vp.Programme.model_validate(data)
    who, reason = "pupils/pupil-01", vp.Reason(slot="cars-north", rule="window", message="why")
    placed = vp.Placement(
        participant=who,
        need="tour",
        slot="cars-north",
        first_day=date(2027, 4, 12),
        last_day=date(2027, 4, 25),
    )
    left = (vp.Unplaced(participant=who, need="tour", reasons=(reason,)),)
    page = Page(report_page(programme, Plan(placements=(placed,), unplaced=left)))
    text = " ".join(page.text.split())
    assert "placements given 1 of 2 people with all they need 0 of 1 left out 0" in text
    assert "accompanying persons 0 interpreters 2" in text
    assert "Placements missing" in text
    assert "1 of 2 parts is missing" in text
    without = " ".join(Page(report_page(programme, Plan(unplaced=left))).text.split())
    assert "left out 1" in without
    assert "Left out" in without
    assert "Placements missing" not in without


def test_no_two_goals_have_the_same_name() -> None:
    for language in LANGUAGES:
        names = {say(each, language) for each in goal_words.GOAL_NAMES.values()}
        assert len(names) == len(goal_words.GOAL_NAMES)


def test_a_limit_that_was_hit_is_told_in_words() -> None:
    programme = vp.Programme.model_validate(starter())
    goals = (
        vp.GoalValue(level=1, name="people_placed", value=3, bound=8, sense="most", unit="people"),
        vp.GoalValue(level=2, name="tidiness", value=9, bound=4, sense="least", unit="heaps"),
    )
    text = Page(report_page(programme, Plan(status="feasible", goals=goals))).text
    assert "not proven; at most 8 is possible" in text
    assert "not proven; no plan goes below 4" in text
    assert "tidiness" in text
    assert "9 heaps" in text
    assert "Nobody is placed." in text
    assert "Best found in time" in text


def test_strangers_in_a_plan_by_hand_are_told() -> None:
    programme = vp.Programme.model_validate(starter())
    rows = {"pupils/nobody": {"slot": "x", "first_day": "2027-04-12", "last_day": "2027-04-13"}}
    text = Page(report_page(programme, Plan.from_placements(rows))).text
    assert "nobody is called 'pupils/nobody'" in text


def long_plan(days: int) -> tuple[vp.Programme, Plan]:
    data = starter()
    data["delegations"][0]["window"] = {"first": "2027-01-01", "last": "2029-12-31"}
    first = date(2027, 1, 4)
    row = {"slot": "cars-north", "first_day": first, "last_day": first + timedelta(days - 1)}
    return vp.Programme.model_validate(data), Plan.from_placements({"pupils/pupil-01": row})


@pytest.mark.parametrize(("days", "columns"), [(62, 62), (63, 9), (365, 53), (1050, None)])
def test_long_plans_are_drawn_by_week_or_not_at_all(days: int, columns: int | None) -> None:
    programme, plan = long_plan(days)
    found = columns_of(grouping.stay_groups(programme, plan))
    assert (len(found.starts) if found else None) == columns
    assert "Mika Example" in Page(report_page(programme, plan)).text


def test_an_empty_programme_has_a_page() -> None:
    programme = vp.Programme.model_validate({"id": "x", "name": "Empty", "time_zone": "UTC"})
    assert "Empty" in Page(report_page(programme, Plan())).text


# --- any text at all ----------------------------------------------------------------------------

NASTY = st.one_of(
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            "</style><script>",
            "</title><img src=x onerror=alert(1)>",
            "\"'><b>",
            "&lt;&amp;",
            "-->",
            "{count}",
            "javascript:alert(1)",
        ]
    ),
    st.text(
        st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cf")), min_size=1, max_size=40
    ).filter(lambda text: bool(text.strip())),
)


@given(name=NASTY, language=st.sampled_from(LANGUAGES))
def test_no_text_becomes_markup(name: str, language: Language) -> None:
    source = report_page(*nasty(name), language=language)
    page = Page(source)
    plain = Page(report_page(*nasty("plain"), language=language))
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in plain.tags]
    assert [list(attributes) for _, attributes in page.tags] == [
        list(attributes) for _, attributes in plain.tags
    ]
    assert page.text.count(name.strip()) >= 20


def nasty(name: str) -> tuple[vp.Programme, Plan]:
    """A programme with the same text wherever text may stand, and a plan that shows it all."""
    data = starter()
    data["name"] = data["coordinator"]["name"] = name
    for host in data["hosts"]:
        host["name"] = host["place"] = name + " host"
        for site in host["sites"]:
            site["name"] = name
            for slot in site["slots"]:
                slot["title"] = name
    for delegation in data["delegations"]:
        delegation["name"] = name
    data["delegations"][0]["participants"] = [{"id": "pupil-01", "name": name}]
    data["visits"] = [{"id": "v", "name": name, "at": "garage"}]
    data["handovers"] = [{"id": "h", "receiver": "garage", "what": name}]
    data["lodgings"] = [{"id": "l", "name": name, "beds": 2, "address": name}]
    data["transfers"] = [
        {"id": "t", "kind": "arrival", "delegations": ["pupils"], "origin": name},
        {"id": "u", "kind": "arrival", "delegations": ["pupils"], "destination": name}
        | {"window": "2027-04-12"},
    ]
    who = "pupils/pupil-01"
    reason = vp.Reason(slot=name, rule=name, message=name)
    row = {"slot": "cars-north", "first_day": "2027-04-12", "last_day": "2027-04-25"}
    plan = Plan.from_placements({who: row | {"tentative": [name, f"documents: {name}"]}})
    day = date(2027, 4, 12)
    return vp.Programme.model_validate(data), Plan(
        status="feasible",
        placements=plan.placements,
        duties=(vp.Duty(participant="pupils/teacher-01", site="workshop-north", day=day),),
        unplaced=(
            vp.Unplaced(
                participant="pupils/pupil-02",
                need="internship",
                reasons=(reason,),
                smallest_fix=name,
            ),
        ),
        visits=(PlannedVisit(visit="v", day=day, hours=Hours(start=time(9), end=time(10))),),
        beds=(Bed(participant=who, lodging="l", first_night=day, last_night=day),),
        seats=(Seat(participant=who, transfer="u", day=day),),
        handovers=(PlannedHandover(handover="h", carrier=name, day=day),),
        gaps=(
            Gap(kind="visit", concerns=name, message=name),
            Gap(kind="bed", concerns=who, message=name),
        ),
        goals=(
            vp.GoalValue(level=1, name=name, value=1, bound=2, sense="most", unit=name),
            vp.GoalValue(level=2, name=name, value=1, bound=2, sense="most", unit=name),
            vp.GoalValue(level=2, name=name, value=1, bound=2, sense="most", unit=name),
            vp.GoalValue(
                level=3,
                name=name,
                value=1,
                bound=2,
                sense="most",
                unit=name,
                parts=(GoalPart(name=name, weight=1, value=1, sense="most", unit=name),),
            ),
        ),
        assumptions=(name,),
    )


def test_reasons_of_whom_a_slot_is_for_come_last() -> None:
    programme = vp.Programme.model_validate(starter())
    reasons = tuple(
        vp.Reason(slot="cars-north", rule=rule, message=rule)
        for rule in ("partner_status", "slot_places", "reservation", "window")
    )
    lacking = vp.Unplaced(participant="pupils/pupil-02", need="internship", reasons=reasons)
    [group] = grouping.left_out(programme, Plan(unplaced=(lacking,)))
    assert [reason.rule for reason in group.reasons] == [
        "slot_places",
        "window",
        "partner_status",
        "reservation",
    ]


def two_stays(gap: int) -> tuple[vp.Programme, Plan]:
    """Two people of whom the second begins so many days after the first has ended."""
    programme, _ = long_plan(1)
    first, last = date(2027, 1, 4), date(2027, 1, 15)
    begin = last + timedelta(days=gap)
    rows = {
        "pupils/pupil-01": {"slot": "cars-north", "first_day": first, "last_day": last},
        "pupils/pupil-02": {
            "slot": "cars-north",
            "first_day": begin,
            "last_day": begin + timedelta(days=4),
        },
    }
    return programme, Plan.from_placements(rows)


@pytest.mark.parametrize(("gap", "strips"), [(14, 1), (15, 2), (150, 2)])
def test_weeks_without_anybody_part_the_strips(gap: int, strips: int) -> None:
    source = report_page(*two_stays(gap))
    assert source.count('<table class="strip">') == strips
    assert source.count("Numbers count the people there on the day") == 1
    titles = "<h3>4–15 Jan 2027</h3>" in source
    assert titles == (strips > 1)


# --- words --------------------------------------------------------------------------------------


def test_every_rule_and_goal_has_words() -> None:
    assert {rule.name for rule in RULES} <= set(rule_words.RULE_NAMES)
    assert set(GOAL_NAMES) == set(goal_words.GOAL_NAMES) == set(goal_words.GOAL_UNITS)
    assert set(report_words.GAPS) == {
        *get_args(Gap.model_fields["kind"].annotation),
        "transfer",
    }
    kinds = get_args(vp.Transfer.model_fields["kind"].annotation)
    assert set(report_words.JOURNEY_KINDS) == set(kinds)
    assert set(report_words.STATUSES) == set(get_args(Plan.model_fields["status"].annotation))


def test_words_are_complete_in_every_language() -> None:
    messages: list[Mapping[Any, Any]] = []
    for catalogue in (report_words, rule_words, goal_words):
        for name, value in vars(catalogue).items():
            if name.isupper() and isinstance(value, dict):
                messages.extend([value] if set(value) & set(LANGUAGES) else value.values())
    assert len(messages) > 50
    for message in messages:
        assert set(message) == set(LANGUAGES), message
        fields = {
            frozenset(re.findall(r"{(\w+)}", str(text))) - {"one"} for text in message.values()
        }
        assert len(fields) == 1, message
        forms = [set(text) for text in message.values() if isinstance(text, dict)]
        assert not forms or forms == [
            {"one", "other"},
            {"one", "other"},
            {"one", "few", "many", "other"},
        ]


# --- grouping -----------------------------------------------------------------------------------


def test_days_that_follow_each_other_are_one_run() -> None:
    days = [date(2023, 5, day) for day in (17, 16, 22, 23, 26)]
    runs = [(first.day, last.day) for first, last in grouping.day_runs(days)]
    assert runs == [(16, 17), (22, 23), (26, 26)]


def test_ranges_keep_named_people_and_gaps_apart() -> None:
    data = starter()
    people = list(vp.Programme.model_validate(data).people.values())
    pupils = [person for person in people if person.id.startswith("pupils/pupil")]
    assert grouping.names(pupils) == "Mika Example, pupil-02–06"
    assert grouping.names([pupils[1], pupils[3], pupils[4]]) == "pupil-02, pupil-04–05"
    assert grouping.names([]) == ""
