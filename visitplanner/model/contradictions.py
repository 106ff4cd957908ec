"""Facts that cannot stand together: all of them at once, each with both its places."""

from collections.abc import Mapping
from typing import Any

from pydantic_core import InitErrorDetails

from visitplanner.model.base import custom_error
from visitplanner.model.company_contradictions import company_faults
from visitplanner.model.facts import facts_of
from visitplanner.model.need_contradictions import need_faults
from visitplanner.model.stay_contradictions import stay_faults


def contradictions(document: object, context: Mapping[str, Any]) -> list[InitErrorDetails]:
    """Contradictions between the parts of a document that can be read.

    `context` is that of the validation: it has the year of windows without one.
    """
    facts = facts_of(document, context)
    return [
        InitErrorDetails(
            type=custom_error("contradiction", fault.message), loc=fault.loc, input=fault.found
        )
        for faults in (company_faults, need_faults, stay_faults)
        for fault in faults(facts)
    ]
