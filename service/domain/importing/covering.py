"""Who of us covers somebody of theirs, how far their relationship has come and what it is to become."""

import re
from collections.abc import Sequence

from service.domain.importing import vocabulary
from service.domain.importing.draft import Ref
from service.domain.importing.lists import entries
from service.domain.importing.orgrows import OrgRow
from service.domain.importing.sheets import Desk, name_member

_BY_SEMICOLON = re.compile(r"[;；\n]")


def plan_cover(desk: Desk, row: OrgRow, covered: Ref) -> None:
    """The members whom a row of a chart names cover this person or post, each with the levels that the row gives."""
    named = entries(row.covered_by)
    now = _levels(desk, row, "relationship", row.relationship, len(named))
    wanted = _levels(desk, row, "relationship_wanted", row.relationship_wanted, len(named))
    for text, level, desired in zip(named, now, wanted, strict=True):
        member = name_member(desk, text, row.at_place, row.headings.get("covered_by"))
        if member is None:
            continue
        told = {"level": level, "desired_level": desired}
        given = {name: value for name, value in told.items() if value is not None}
        desk.draft.fact("COVERS", member, covered, given, source=row.source)


def _levels(desk: Desk, row: OrgRow, name: str, text: str, count: int) -> Sequence[int | None]:
    """The level for each of so many members in their order, one alone for all of them; None where none is given."""
    nothing = [None] * count
    if not text or not count:
        return nothing
    parts = [part.strip() for part in _BY_SEMICOLON.split(text)]
    if len(parts) not in (1, count):
        desk.log.add(
            "relationship_count", "warning", row.where, [row.number], row.headings.get(name), value=text, n=str(count)
        )  # fmt: skip
        return nothing
    levels = [vocabulary.relationship(part) for part in parts]
    for part, level in zip(parts, levels, strict=True):
        if level is None and part and not vocabulary.is_nobody(part):
            desk.log.add(
                "bad_relationship", "warning", row.where, [row.number], row.headings.get(name), value=part
            )  # fmt: skip
    return levels * count if len(levels) == 1 else levels
