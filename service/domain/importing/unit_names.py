"""Names of departments where the names of people should stand: a list of departments may call its column “name”."""

import re

from service.domain.importing import keys
from service.domain.importing.findings import Log
from service.domain.importing.tables import MappedTable, Row
from service.domain.importing.unit_words import is_desk, is_unit_name

TELL_A_PERSON = ("employee_id", "title", "grade", "kana", "romaji", "family_kana", "given_kana", "employment")
"""Where one of these is filled in, the row is about a person whatever the name looks like."""

WHOLE_COLUMN = 0.7
"""From this share of the names on the whole column is taken for one of departments: the organisation itself and what
nobody listed stand among them."""
_LEAST = 2
_EXAMPLES = 3
_SEVERAL = re.compile(r"\S\s*[/／;；＆&]\s*\S|\S[、，]\s*\S|\S\s+(?:and|und|et)\s+\S", re.IGNORECASE)


def note_unit_names(table: MappedTable, log: Log) -> None:
    """A warning where names of a chart look like names of departments and nothing else in their rows tells a person."""
    named = [row for row in table.rows() if _is_name(row)]
    units = [row for row in named if _is_unit(row)]
    if not units or (len(units) < min(_LEAST, len(named)) and not any(is_desk(row.text("name")) for row in units)):
        return
    whole = len(units) >= WHOLE_COLUMN * len(named)
    shown = list(dict.fromkeys(keys.clean(row.text("name")) for row in units))
    examples = ", ".join(shown[:_EXAMPLES]) + (" …" if len(shown) > _EXAMPLES else "")
    log.add(
        "unit_name" if whole else "unit_row", "warning", table.label, [row.number for row in units],
        table.heading("name"), column=table.heading("name"), n=str(len(units)), m=str(len(named)), examples=examples,
    )  # fmt: skip


def _is_unit(row: Row) -> bool:
    name = row.text("name")
    return is_desk(name) or (is_unit_name(name) and not any(row.text(f) for f in TELL_A_PERSON))


def note_several_names(table: MappedTable, log: Log) -> None:
    """A warning for each cell in the place of a name that names more than one person."""
    for row in table.rows():
        name = keys.clean(row.text("name"))
        if _is_name(row) and _SEVERAL.search(name):
            log.add("several_names", "warning", table.label, [row.number], table.heading("name"), name=name)


def _is_name(row: Row) -> bool:
    name = row.text("name")
    return bool(name) and not (keys.vacant(name) or keys.unknown(name) or keys.eliminated(name))
