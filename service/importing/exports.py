"""Exports of business-card tools and customer systems, recognised by their headers."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from service.domain.importing.tables import Sheet
from service.importing.headers import header_key

COMPANIES = "companies"
"""What an export lists that has one company a row; it is read as a chart in which nobody stands."""


@dataclass(frozen=True, slots=True)
class Export:
    """One kind of export: the system whose record ids it holds, what it lists, and header key → field."""

    system: str
    kind: Sheet
    marks: tuple[frozenset[str], ...]
    columns: Mapping[str, str]


@cache
def exports() -> tuple[Export, ...]:
    """All known exports, in the order of the table."""
    data = tomllib.loads(files("service.importing").joinpath("data/exports.toml").read_text(encoding="utf-8"))
    return tuple(
        Export(
            entry["system"],
            Sheet.ORG if entry["lists"] == COMPANIES else Sheet(entry["lists"]),
            tuple(frozenset(header_key(h) for h in group) for group in entry["marks"]),
            {header_key(h): field for field, headers in entry["columns"].items() for h in headers},
        )
        for entry in data.values()
    )


def export_of(header: Sequence[str]) -> Export | None:
    """The export that has this header; None for a list that somebody made."""
    keys = {header_key(h) for h in header} - {""}
    fits = [e for e in exports() if all(group & keys for group in e.marks)]
    return max(fits, key=lambda e: len(keys & e.columns.keys()), default=None)
