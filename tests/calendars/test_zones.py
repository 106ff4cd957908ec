"""Zone rules against the time-zone database they come from."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from visitplanner.calendars.zones import Observance, YearlyRule, ZoneRules, vtimezone
from visitplanner.errors import CalendarError

FIRST, LAST = date(2023, 1, 1), date(2027, 12, 31)
HOUR = timedelta(hours=1)


def offset_by_rules(rules: ZoneRules, instant: datetime) -> timedelta:
    """Find the offset from UTC at an instant by the definition in RFC 5545, 3.6.5."""
    latest: tuple[datetime, timedelta] | None = None
    for observance in rules.observances:
        years = range(observance.start.year, instant.year + 2) if observance.rule else [None]
        for year in years:
            onset = observance.start
            if observance.rule is not None and year is not None:
                onset = datetime.combine(observance.rule.day(year), onset.time())
            change = (onset - observance.offset_from).replace(tzinfo=UTC)
            if onset >= observance.start and change <= instant:
                latest = max(
                    latest or (change, observance.offset_to), (change, observance.offset_to)
                )
    assert latest is not None
    return latest[1]


@pytest.mark.parametrize(
    "zone",
    [
        "Europe/Berlin",
        "Europe/Kyiv",
        "Europe/Warsaw",
        "Europe/London",
        "Europe/Dublin",
        "Europe/Lisbon",
        "Europe/Istanbul",
        "Atlantic/Azores",
        "America/New_York",
        "America/Havana",
        "America/St_Johns",
        "Asia/Jerusalem",
        "Asia/Kolkata",
        "Asia/Kathmandu",
        "Asia/Tokyo",
        "Australia/Lord_Howe",
        "Australia/Sydney",
        "Pacific/Auckland",
        "Pacific/Chatham",
        "Pacific/Kiritimati",
        "UTC",
    ],
)
def test_rules_give_the_offsets_of_the_database_at_every_half_hour(zone: str) -> None:
    rules = vtimezone(zone, FIRST, LAST)
    assert rules is not None
    info = ZoneInfo(zone)
    instant = datetime(2022, 12, 31, tzinfo=UTC)
    assert all(
        offset_by_rules(rules, moment) == moment.astimezone(info).utcoffset()
        for moment in _around_changes(info, instant)
    )


def _around_changes(info: ZoneInfo, begin: datetime) -> list[datetime]:
    """Give every half hour of each day beside a change of the clocks, and noon of the others."""
    moments = []
    for number in range(366 * 5):
        day = begin + timedelta(number)
        ends = [(day + timedelta(n)).astimezone(info).utcoffset() for n in (-1, 2)]
        quiet = ends[0] == ends[1]
        moments += [day + HOUR / 2 * n for n in ([24] if quiet else range(48))]
    return moments


def test_berlin_is_described_by_its_two_changes() -> None:
    assert vtimezone("Europe/Berlin", date(2023, 5, 16), date(2023, 5, 31)) == ZoneRules(
        zone="Europe/Berlin",
        observances=(
            Observance(
                daylight=True,
                name="CEST",
                offset_from=HOUR,
                offset_to=2 * HOUR,
                start=datetime.fromisoformat("2021-03-28T02:00"),
                rule=YearlyRule(month=3, weekday=6, nth=-1),
            ),
            Observance(
                daylight=False,
                name="CET",
                offset_from=2 * HOUR,
                offset_to=HOUR,
                start=datetime.fromisoformat("2021-10-31T03:00"),
                rule=YearlyRule(month=10, weekday=6, nth=-1),
            ),
        ),
    )


def test_new_york_changes_on_numbered_sundays() -> None:
    rules = vtimezone("America/New_York", FIRST, LAST)
    assert rules is not None
    assert [observance.rule for observance in rules.observances] == [
        YearlyRule(month=3, weekday=6, nth=2),
        YearlyRule(month=11, weekday=6, nth=1),
    ]


def test_jerusalem_changes_on_the_friday_before_the_last_sunday() -> None:
    rules = vtimezone("Asia/Jerusalem", FIRST, LAST)
    assert rules is not None
    rule = rules.observances[0].rule
    assert rule is not None
    assert (rule.month, rule.weekday, rule.nth, len(rule.days_of_month)) == (3, 4, None, 7)
    assert [rule.day(year).day for year in range(2022, 2028)] == [25, 24, 29, 28, 27, 26]


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "UTC", "Asia/Kolkata"])
def test_a_fixed_zone_is_one_standard_time_without_rule(zone: str) -> None:
    rules = vtimezone(zone, FIRST, LAST)
    assert rules is not None
    (only,) = rules.observances
    assert (only.daylight, only.rule) == (False, None)
    assert (
        only.offset_from
        == only.offset_to
        == datetime(2023, 1, 1, tzinfo=ZoneInfo(zone)).utcoffset()
    )


@pytest.mark.parametrize("year", range(2020, 2040))
def test_casablanca_has_no_yearly_rule_in_any_year(year: int) -> None:
    assert vtimezone("Africa/Casablanca", date(year, 1, 2), date(year, 1, 2)) is None
    assert vtimezone("Africa/Casablanca", date(year, 7, 1), date(year, 7, 14)) is None


@pytest.mark.parametrize(
    ("zone", "first", "last"),
    [
        ("Europe/Berlin", date(1979, 6, 1), date(1981, 6, 1)),  # summer time came in 1980
        ("America/New_York", date(2007, 5, 1), date(2007, 5, 2)),  # new rule in 2007
        ("Europe/Istanbul", date(2016, 5, 1), date(2017, 5, 1)),  # summer time stayed in 2016
        ("Europe/Kyiv", date(1990, 1, 1), date(1993, 1, 1)),
        ("Pacific/Apia", date(2011, 12, 1), date(2012, 1, 5)),  # a day left out
    ],
)
def test_a_rule_that_changed_is_no_rule(zone: str, first: date, last: date) -> None:
    assert vtimezone(zone, first, last) is None


def test_a_rule_that_changes_later_does_no_harm() -> None:
    assert vtimezone("America/Mexico_City", date(2022, 5, 1), date(2022, 5, 20)) is not None
    assert vtimezone("America/New_York", date(2006, 5, 1), date(2006, 5, 2)) is not None


@pytest.mark.parametrize("zone", ["Europe/Lueneburg", "", "/etc/localtime", "Europe", "\x00"])
def test_an_unknown_zone_is_refused(zone: str) -> None:
    with pytest.raises(CalendarError, match="IANA"):
        vtimezone(zone, FIRST, LAST)
