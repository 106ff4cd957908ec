"""All rules, in the order in which breaches are told. A new rule is a file and a line here."""

from visitplanner.rules import (
    age,
    availability,
    field,
    known,
    language,
    length,
    minimum_group,
    one_place,
    partner_status,
    pin,
    reservation,
    role,
    site_places,
    slot_places,
    supervision,
    window,
    working_days,
)
from visitplanner.rules.form import Rule

RULES: tuple[Rule, ...] = (
    known.RULE,
    pin.RULE,
    field.RULE,
    role.RULE,
    age.RULE,
    language.RULE,
    partner_status.RULE,
    reservation.RULE,
    window.RULE,
    availability.RULE,
    working_days.RULE,
    length.RULE,
    slot_places.RULE,
    site_places.RULE,
    minimum_group.RULE,
    supervision.RULE,
    one_place.RULE,
)
