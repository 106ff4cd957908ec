"""The tables beside the options: visits, beds, seats, and who works where from which house.

Each table is a set of arrays of one length, one entry for each column that it has in the problem.
"""

from dataclasses import dataclass

from visitplanner.matrix.options import Ints


@dataclass(frozen=True, slots=True)
class VisitOptions:
    """When each visit could take place; a column is 1 where it does."""

    visit: Ints
    """Index into `programme.visits`; ascending."""
    day: Ints
    """Number of the day."""
    start: Ints
    """Minutes after midnight, local time of the place visited."""
    end: Ints
    column: Ints


@dataclass(frozen=True, slots=True)
class BedOptions:
    """Who could sleep in which house; a column counts people of the cohort."""

    cohort: Ints
    """Index into `options.cohorts`; ascending."""
    lodging: Ints
    """Index into `programme.lodgings`."""
    first: Ints
    """Number of the day on which the first night begins."""
    last: Ints
    """Number of the day on which the last night begins."""
    column: Ints


@dataclass(frozen=True, slots=True)
class SeatOptions:
    """Who could arrive or depart on which journey; a column counts people of the cohort."""

    cohort: Ints
    """Index into `options.cohorts`; ascending."""
    transfer: Ints
    """Index into `programme.transfers`."""
    day: Ints
    """Number of the day that is planned for."""
    column: Ints


@dataclass(frozen=True, slots=True)
class JointOptions:
    """Who works at which site while living in which house; a column counts placements."""

    demand: Ints
    """Index into `options.demands`; ascending."""
    site: Ints
    """Index into `JointOptions.sites`."""
    lodging: Ints
    """Index into `programme.lodgings`."""
    column: Ints
    sites: tuple[str, ...]
    """Ids of sites."""


@dataclass(frozen=True, slots=True)
class HomeOptions:
    """Who takes which option while living in which house; a column counts placements."""

    option: Ints
    """Index of the option; ascending."""
    lodging: Ints
    """Index into `programme.lodgings`."""
    column: Ints
