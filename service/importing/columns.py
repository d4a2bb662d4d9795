"""Which list a table is and which field each of its columns holds, by a table of headers kept as data."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from service.domain.importing.choices import Reading
from service.domain.importing.department_lists import PARENTS, READ, lists_departments
from service.domain.importing.findings import Finding
from service.domain.importing.paths import LEVELS
from service.domain.importing.tables import MappedTable, RawTable, Sheet, as_text
from service.domain.importing.unit_words import is_unit_name
from service.importing.exports import export_of
from service.importing.headers import UNUSED, field_of, header_key, vocabularies
from service.importing.proposals import SURE, nearest
from service.importing.refusals import NotInFilesError, UnknownTableError, UnusableFileError
from service.importing.row_keys import referred_to

IGNORE = frozenset({"-", "ignore", "unused", "無視", "使わない"})
"""What a mapping may name instead of a field: the column is left out on purpose."""

_KEY_COLUMN = {
    "employee_id": "key_column.employee_id",
    "post_id": "key_column.post_id",
    "department_id": "key_column.department_id",
}
READ_ONLY = frozenset({"fte"})
"""Fields that are known for what they are, though no record has a place for them."""


def recognise_all(
    tables: Sequence[RawTable], mapping: Mapping[str, str], readings: Mapping[str, Reading] | None = None
) -> list[MappedTable]:
    """Every table that can be recognised. A sheet that cannot is left out with a finding on the first one that can.

    `mapping` is column → field as the user gave it (a field may be written as any of its headers; `-` leaves the
    column out), `readings` what was decided table by table. UnusableFileError if no table can be recognised,
    NotInFilesError if `mapping` names a column or field that is not there.
    """
    headers = {header_key(h) for t in tables for h in t.header}
    for column in mapping:
        if header_key(column) not in headers:
            raise _unknown_column(column, sorted({h for t in tables for h in t.header if h}))
    _check_fields(mapping)
    recognised: list[MappedTable] = []
    left: list[RawTable] = []
    for table in tables:
        reading = (readings or {}).get(table.label, Reading())
        said = {**mapping, **reading.columns}
        kind = None if reading.kind in IGNORE else Sheet(reading.kind) if reading.kind else kind_of(table, said)
        if kind is None:
            left.append(table)
        else:
            recognised.append(_mapped(table, kind, said))
    if not recognised:
        raise _unknown_table(tables[0])
    if left:
        notes = tuple(Finding("ignored_sheet", "info", t.label, (), None, {"name": t.label}) for t in left)
        first = recognised[0]
        recognised[0] = replace(first, findings=(*first.findings, *notes))
    return recognised


def _unknown_table(table: RawTable) -> UnusableFileError:
    found = ", ".join(h for h in table.header if h) or "-"
    return UnknownTableError(
        table.label,
        "columns",
        f"何の表か分かりません。見出しは {found} です。組織図なら「氏名」か「ポスト番号」の列が要ります"
        "(--map 列名=項目 で指定できます)。",
        f'cannot tell what this table lists. Its headers are {found}. An org chart needs a column "Name" or '
        '"Post ID" (or say which it is with --map COLUMN=FIELD).',
        found=found,
        expected="name / 氏名, post_id / ポスト番号",
    )


def _fields(table: RawTable, kind: Sheet, mapping: Mapping[str, str]) -> list[str | None]:
    """The field of each column; `unused` where it is left out on purpose, None where nobody knows it."""
    vocabulary = vocabularies()[kind]
    export = export_of(table.header)
    own = export.columns if export and export.kind is kind else {}
    wanted = {header_key(column): name for column, name in mapping.items()}
    fields: list[str | None] = []
    for header in table.header:
        given = wanted.get(header_key(header)) if header_key(header) else None
        if given is None:
            fields.append(own.get(header_key(header)) or field_of(header, vocabulary))
            continue
        name = given.strip().rpartition(".")[2] if given.startswith(f"{kind.value}.") else given.strip()
        if name.casefold() in IGNORE:
            fields.append(UNUSED)
        else:
            fields.append(field_of(name, vocabulary))
    return fields


def kind_of(table: RawTable, mapping: Mapping[str, str]) -> Sheet | None:
    """The kind whose needs are met: the one that the sheet or file is named after, else the one with most columns.

    Headers that are surely meant (see `proposals.SURE`) count where the listed ones alone do not do. An export of
    another system is what its headers say.
    """
    export = export_of(table.header)
    if export is not None:
        return export.kind
    named = _named(table)
    for guessing in (False, True):
        best: tuple[int, Sheet] | None = None
        for kind, vocabulary in vocabularies().items():
            known = _fields(table, kind, mapping)
            fields = {f for f in (_guessed(table, kind, known)[0] if guessing else known) if f and f != UNUSED}
            enough = all(fields & set(group) for group in vocabulary.needs)
            if not enough and not (kind is Sheet.ORG and _is_of_departments(table, known, mapping, kind is named)):
                continue
            score = len(fields) + (100 if kind is named else 0)
            if best is None or score > best[0]:
                best = (score, kind)
        if best is not None:
            return best[1]
    return None


def _is_of_departments(table: RawTable, known: Sequence[str | None], mapping: Mapping[str, str], named: bool) -> bool:
    """Whether columns make a chart of departments alone: said to be one, with one above the other, or, in a chart by
    its name, mostly of names of departments. A chart of people may have a column a level as well."""
    if not lists_departments(known):
        return False
    if "department" in {m.rpartition(".")[2] for m in mapping.values()} or {*known} & {*PARENTS, "department_id"}:
        return True
    places = [at for at, field in enumerate(known) if field in ("department", *LEVELS)]
    texts = [t for row in table.rows for at in places if at < len(row.values) and (t := as_text(row.values[at]))]
    return named and 2 * sum(map(is_unit_name, texts)) >= len(texts)


def _guessed(
    table: RawTable, kind: Sheet, known: Sequence[str | None]
) -> tuple[list[str | None], list[tuple[int, str]]]:
    """The fields with those of columns whose header is surely one that is listed, and (column, that header) of each."""
    fields, guesses, vocabulary = list(known), [], vocabularies()[kind]
    for at, (header, field) in enumerate(zip(table.header, known, strict=True)):
        near = nearest(header, vocabulary, {f for f in fields if f}) if field is None and header else None
        if near is not None and near[2] >= SURE:
            fields[at] = near[0]
            guesses.append((at, near[1]))
    return fields, guesses


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
    export = export_of(table.header)
    system = export.system if export and export.kind is kind else ""
    known = _fields(table, kind, mapping)
    fields, guesses = (known, []) if system else _guessed(table, kind, known)
    findings += [
        Finding(
            "guessed_column", "warning", table.label, (), table.header[at], {"column": table.header[at], "like": like}
        )
        for at, like in guesses
    ]
    decided = {header_key(column) for column in mapping}
    key = None
    if kind is Sheet.ORG and not system:
        key = referred_to(table, fields, {at for at, h in enumerate(table.header) if header_key(h) in decided})
    if key is not None:
        at, field = key
        fields[at] = field
        heading = table.header[at]
        findings.append(Finding(_KEY_COLUMN[field], "info", table.label, (), heading, {"column": heading}))
    if kind is Sheet.ORG and not system:
        fields = _of_use(fields)
    for at, (header, known_as) in enumerate(zip(table.header, fields, strict=True)):
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
    places = {field: tuple(at) for field, at in columns.items()}
    return MappedTable(kind, table, places, tuple(findings), system=system)


def _of_use(fields: Sequence[str | None]) -> list[str | None]:
    """The fields without those that a list of departments, or a chart of people, is not read for."""
    if lists_departments(fields):
        return [f if f in READ or f in (*READ_ONLY, UNUSED) else None for f in fields]
    return [None if f in ("department_id", "parent_department") else f for f in fields]


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
