"""The invented rows that show in the template how a sheet is filled in: left standing, they are nobody's."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from service.domain.exporting.examples import example_tables
from service.domain.importing import keys
from service.domain.importing.findings import Log, Place
from service.domain.importing.tables import Cell, MappedTable, Row, Sheet

_Face = frozenset[tuple[str, str]]
"""The filled cells of a row: field and key of the text."""


def without_examples(tables: Sequence[MappedTable], log: Log) -> list[MappedTable]:
    """The tables without the rows that are exactly those of the template, each of which is a skipped row; one finding
    tells of all of them. A row in which anything was changed counts."""
    found: list[Place] = []
    made = []
    for table in tables:
        examples, telling = _examples()[table.kind]
        likely = (row for row in table.rows() if not telling.isdisjoint(row.values))
        mine = frozenset(row.number for row in likely if _face(row) in examples)
        for number in sorted(mine):
            log.skip(table.label, number, "template_example")
            found.append((table.label, number))
        made.append(replace(table, left_out=table.left_out | mine) if mine else table)
    if found:
        log.add("template_example", "info", found[0][0], found, None, n=str(len(found)))
    return made


@cache
def _examples() -> dict[Sheet, tuple[frozenset[_Face], frozenset[Cell]]]:
    """The example rows of each sheet, in both languages; and of each one text, so that few other rows are looked at."""
    tables = [t.mapped(locale) for locale in ("ja", "en") for t in example_tables(locale)]
    rows = {kind: [r for t in tables if t.kind is kind for r in t.rows()] for kind in Sheet}
    return {
        kind: (
            frozenset(_face(r) for r in found),
            frozenset(max((v for v in r.values if isinstance(v, str)), key=len) for r in found),
        )
        for kind, found in rows.items()
    }


def _face(row: Row) -> _Face:
    return frozenset((name, _key(text)) for name in row.columns for text in row.texts(name) if text)


def _key(text: str) -> str:
    """Of a number its value, however a spreadsheet shows it: 48,000,000 and 50%."""
    plain = text.replace(",", "")
    share = plain.endswith("%")
    try:
        return str(float(plain.removesuffix("%")) / (100 if share else 1))
    except ValueError:
        return keys.exact(text)
