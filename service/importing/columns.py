"""Which list a table is and which field each of its columns holds, by a table of headers kept as data."""

from collections.abc import Mapping, Sequence

from service.domain.importing.findings import Finding
from service.domain.importing.tables import MappedTable, RawTable, Sheet
from service.importing.headers import UNUSED, field_of, header_key, vocabularies
from service.importing.refusals import NotInFilesError, UnusableFileError

IGNORE = frozenset({"-", "ignore", "unused", "無視", "使わない"})
"""What a mapping may name instead of a field: the column is left out on purpose."""

READ_ONLY = frozenset({"fte"})
"""Fields that are known for what they are, though no record has a place for them."""


def recognise_all(tables: Sequence[RawTable], mapping: Mapping[str, str]) -> list[MappedTable]:
    """Every table that can be recognised. A sheet that cannot is left out with a finding on the first one that can.

    `mapping` is column → field as the user gave it (a field may be written as any of its headers; `-` leaves the
    column out). UnusableFileError if no table can be recognised, NotInFilesError if `mapping` names a column or
    field that is not there.
    """
    headers = {header_key(h) for t in tables for h in t.header}
    for column in mapping:
        if header_key(column) not in headers:
            raise _unknown_column(column, sorted({h for t in tables for h in t.header if h}))
    _check_fields(mapping)
    recognised: list[MappedTable] = []
    left: list[RawTable] = []
    for table in tables:
        kind = _kind_of(table, mapping)
        if kind is None:
            left.append(table)
        else:
            recognised.append(_mapped(table, kind, mapping))
    if not recognised:
        return [recognise(tables[0], mapping)]
    if left:
        notes = tuple(Finding("ignored_sheet", "info", t.label, (), None, {"name": t.label}) for t in left)
        first = recognised[0]
        recognised[0] = MappedTable(first.kind, first.raw, first.columns, (*first.findings, *notes))
    return recognised


def recognise(table: RawTable, mapping: Mapping[str, str]) -> MappedTable:
    """The table with its columns recognised; every column that is not kept is a finding.

    UnusableFileError, with the headers that were found and those that would do, if it is none of the lists.
    """
    _check_fields(mapping)
    kind = _kind_of(table, mapping)
    if kind is None:
        found = ", ".join(h for h in table.header if h) or "-"
        raise UnusableFileError(
            table.label,
            "columns",
            f"何の表か分かりません。見出しは {found} です。組織図なら「氏名」か「ポスト番号」の列が要ります"
            "(--map 列名=項目 で指定できます)。",
            f'cannot tell what this table lists. Its headers are {found}. An org chart needs a column "Name" or '
            '"Post ID" (or say which it is with --map COLUMN=FIELD).',
            found=found,
            expected="name / 氏名, post_id / ポスト番号",
        )
    return _mapped(table, kind, mapping)


def _fields(table: RawTable, kind: Sheet, mapping: Mapping[str, str]) -> list[str | None]:
    """The field of each column; `unused` where it is left out on purpose, None where nobody knows it."""
    vocabulary = vocabularies()[kind]
    wanted = {header_key(column): name for column, name in mapping.items()}
    fields: list[str | None] = []
    for header in table.header:
        given = wanted.get(header_key(header)) if header_key(header) else None
        if given is None:
            fields.append(field_of(header, vocabulary))
            continue
        name = given.strip().rpartition(".")[2] if given.startswith(f"{kind.value}.") else given.strip()
        if name.casefold() in IGNORE:
            fields.append(UNUSED)
        else:
            fields.append(field_of(name, vocabulary))
    return fields


def _kind_of(table: RawTable, mapping: Mapping[str, str]) -> Sheet | None:
    """The kind whose needs are met: the one that the sheet or file is named after, else the one with most columns."""
    named = _named(table)
    best: tuple[int, Sheet] | None = None
    for kind, vocabulary in vocabularies().items():
        fields = {f for f in _fields(table, kind, mapping) if f and f != UNUSED}
        if not all(fields & set(group) for group in vocabulary.needs):
            continue
        score = len(fields) + (100 if kind is named else 0)
        if best is None or score > best[0]:
            best = (score, kind)
    return best[1] if best else None


def _named(table: RawTable) -> Sheet | None:
    """The kind that the sheet's name, else the file's name, stands for; the longest word that fits decides."""
    for label in (table.sheet, table.file.rpartition(".")[0]):
        key = header_key(label or "")
        fits = [
            (key == name, len(name), kind)
            for kind, vocabulary in vocabularies().items()
            for name in vocabulary.names
            if key == name or (len(name) > 2 and name in key)
        ]
        if fits:
            return max(fits, key=lambda f: (f[0], f[1]))[2]
    return None


def _mapped(table: RawTable, kind: Sheet, mapping: Mapping[str, str]) -> MappedTable:
    columns: dict[str, list[int]] = {}
    findings: list[Finding] = []
    for at, (header, known_as) in enumerate(zip(table.header, _fields(table, kind, mapping), strict=True)):
        filled = any(at < len(row.values) and row.values[at] not in (None, "") for row in table.rows)
        if known_as in READ_ONLY and filled:
            findings.append(Finding(f"not_kept.{known_as}", "info", table.label, (), header, {"column": header}))
        if known_as is not None and known_as != UNUSED:
            columns.setdefault(known_as, []).append(at)
        elif filled or (header and table.rows):
            code = "ignored_column" if filled else "ignored_column.empty"
            shown = header or f"#{at + 1}"
            findings.append(Finding(code, "info", table.label, (), shown, {"column": shown}))
    beyond = [row.number for row in table.rows if len(row.values) > len(table.header)]
    if beyond:
        findings.append(
            Finding(
                "ignored_column.no_header", "warning", table.label, tuple(beyond[:50]), None, {"n": str(len(beyond))}
            )
        )
    return MappedTable(kind, table, {field: tuple(places) for field, places in columns.items()}, tuple(findings))


def _unknown_column(column: str, headers: Sequence[str]) -> NotInFilesError:
    return NotInFilesError(
        column,
        "column",
        f"この名前の列はありません。あるのは {'、'.join(headers)} です。",
        f"there is no column of this name; there are {', '.join(headers)}.",
        found=column,
        expected=", ".join(headers),
    )


def _check_fields(mapping: Mapping[str, str]) -> None:
    for column, name in mapping.items():
        if name.strip().casefold() in IGNORE:
            continue
        if not any(field_of(n, v) for v in vocabularies().values() for n in (name, name.rpartition(".")[2])):
            fields = ", ".join(sorted({f for v in vocabularies().values() for f in v.fields if f != UNUSED}))
            raise NotInFilesError(
                column,
                "field",
                f"項目「{name}」はありません。使えるのは {fields} です。",
                f'there is no field "{name}"; there are {fields}.',
                found=name,
                expected=fields,
            )
