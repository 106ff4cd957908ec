"""Time zones, and regions with their public and school-free days."""

import re
from datetime import date
from functools import lru_cache
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from visitplanner.model.base import Model
from visitplanner.model.nearest import allowed, did_you_mean
from visitplanner.model.windows import DateWindow

_ZONE_NAME = re.compile(r"^[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*$")


def _zone(name: str) -> str:
    try:
        if _ZONE_NAME.match(name):
            ZoneInfo(name)
            return name
    except (KeyError, OSError, ValueError):
        pass
    hint = did_you_mean(name, available_timezones())
    raise ValueError(f"unknown time zone '{name[:60]}'{hint} (write an IANA name: Europe/Berlin)")


TimeZone = Annotated[str, Field(max_length=64), AfterValidator(_zone)]
"""An IANA time zone name."""


@lru_cache(maxsize=1)
def _supported() -> dict[str, list[str]]:
    import holidays  # noqa: PLC0415 - 0.1 s, wanted only by programmes that name a region

    return holidays.list_supported_countries(include_aliases=False)


@lru_cache(maxsize=4096)
def public_holidays(
    country: str, subdivision: str | None, year: int, language: str = "en_US"
) -> dict[date, str]:
    """Public holidays of one year by date, with their names in the language, else in English."""
    import holidays  # noqa: PLC0415 - as above

    # Without a language the package would ask the machine's locale.
    languages = holidays.list_localized_countries().get(country, [])
    wanted = (language, "en_US", "en_GB", *languages)
    known = next((name for name in wanted if name in languages), None)
    found = holidays.country_holidays(country, subdiv=subdivision, years=[year], language=known)
    return {day: name for day, name in sorted(found.items()) if day.year == year}


class Region(Model):
    """Where holidays are looked up, by ISO 3166 codes as the `holidays` package knows them."""

    country: str
    """ISO 3166-1 code of two letters: `DE`."""
    subdivision: str | None = None
    """ISO 3166-2 code without the country: `NI` for Lower Saxony."""
    school_free: tuple[DateWindow, ...] = ()
    """Days without school that are no public holidays; minors do not work on them."""

    @field_validator("country")
    @classmethod
    def _known_country(cls, value: str) -> str:
        if value not in _supported():
            hint = did_you_mean(value.upper(), _supported())
            raise ValueError(
                f"no holidays are known for the country '{value[:60]}'{hint} "
                "(write a code of two letters, such as DE)"
            )
        return value

    @field_validator("subdivision")
    @classmethod
    def _known_subdivision(cls, value: str | None, info: ValidationInfo) -> str | None:
        country = info.data.get("country")
        if value is None or country is None:
            return value
        subdivisions = _supported()[country]
        if value not in subdivisions:
            raise ValueError(
                f"no holidays are known for the subdivision '{value[:60]}' of {country}"
                f"{did_you_mean(value, subdivisions)} (known: {allowed(subdivisions, most=20)})"
            )
        return value

    def holiday(self, day: date, *, language: str = "en_US") -> str | None:
        """Name of the public holiday on that day, or None.

        `language` is that of the name (`de`, `uk`), where the `holidays` package has it.
        """
        return public_holidays(self.country, self.subdivision, day.year, language).get(day)

    def is_school_free(self, day: date) -> bool:
        """Whether the day is one of those listed as free of school."""
        return any(day in window for window in self.school_free)
