"""From cells to a table: which row is the header, what stands above it, what merged cells mean.

Lists made by people begin with a title, a date, an empty row; their header may take two rows, with one word merged over
several columns; a department may be merged over the rows of its people; a printed list repeats its header on each page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.domain.importing import vocabulary
from service.domain.importing.asides import is_aside, told, with_dittos
from service.domain.importing.findings import Finding
from service.domain.importing.tables import Cell, RawRow, RawTable, as_text
from service.importing.grid import Grid, Merged
from service.importing.headerless import Bare, read_bare
from service.importing.headers import field_of, header_key, known_fields, vocabularies

LOOKED_AT = 40
"""Rows among which the header is looked for: nobody writes a longer preface."""

_LOWER_TELLS = 2
"""How many fields the lower of two header rows must tell to be taken for one."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the header stands: its first row, how many rows it takes (0: there is none, `at` is the first record), and
    its words column by column."""

    at: int
    height: int
    words: tuple[str, ...]
    bare: Bare | None = None
    """The list that has no header."""


def table_of(grid: Grid, *, header_row: int | None = None, columns: Sequence[str] = ()) -> RawTable | None:
    """The table with its header found; None when the grid is empty.

    `header_row` is the row (as a spreadsheet numbers it) that a person named, `columns` headers that it must hold; else
    it is the first of the rows that tell most fields. What stands above it, and each repetition of it below, is a
    finding. Merged cells hold their value in each of their rows.
    """
    if not grid.rows:
        return None
    rows = _spread(grid.rows, grid.merged)
    heading = _named(rows, header_row) or _found(grid, rows, columns)
    if heading.bare is not None:
        rows = [*rows[: heading.at], *map(heading.bare.apart, rows[heading.at :])]
    above, body = rows[: heading.at], rows[heading.at + heading.height :]
    lowest = rows[heading.at + heading.height - 1].number if heading.height else body[0].number - 1
    repeated = [row.number for row in body if _says(row.values, heading.words)]
    literal = _columns_of(heading, "literal")
    as_written = {
        row.number
        for row in body
        if any(vocabulary.yes_or_no(as_text(v)) for at, v in enumerate(row.values) if at in literal)
    }
    aside = [row for row in body if row.number not in as_written and is_aside(row.values)]
    passed = {row.number for row in aside}
    findings = [
        Finding(d.code, "warning", grid.label, (d.row,), _word(heading.words, d.at), d.params)
        for d in grid.damage
        if d.row > lowest and d.row not in passed
    ]
    if grid.encoding == "cp1252":
        findings.append(Finding("encoding_guessed", "info", grid.label, (), None, {"encoding": "Windows-1252"}))
    title = [text for row in above for value in row.values if (text := as_text(value))]
    if title:
        params = {"n": str(len(above)), "text": told(above)}
        findings.append(Finding("above_header", "info", grid.label, tuple(r.number for r in above), None, params))
    if repeated:
        body = [row for row in body if row.number not in set(repeated)]
        findings.append(
            Finding("repeated_header", "info", grid.label, tuple(repeated), None, {"n": str(len(repeated))})
        )
    if grid.hidden:
        findings.append(Finding("hidden_sheet", "warning", grid.label, (), None, {"name": grid.label}))
    unseen = sorted({row.number for row in body} & set(grid.hidden_rows))
    if unseen:
        findings.append(Finding("hidden_rows", "warning", grid.label, tuple(unseen), None, {"n": str(len(unseen))}))
    if not heading.height:
        columns_told = " / ".join(heading.words)
        findings.append(Finding("no_header", "warning", grid.label, (), None, {"columns": columns_told}))
    if aside:
        params = {"n": str(len(aside)), "text": told(aside)}
        findings.append(Finding("aside", "info", grid.label, tuple(r.number for r in aside), None, params))
        body = [row for row in body if row.number not in passed]
    body, dittos = with_dittos(body, _columns_of(heading, "name"), as_written)
    if dittos:
        findings.append(Finding("ditto", "info", grid.label, tuple(dittos), None, {"n": str(len(dittos))}))
    return RawTable(
        grid.file,
        grid.sheet,
        grid.encoding,
        heading.words,
        rows[heading.at].number if heading.height else 0,
        body,
        tuple(findings),
        " ".join(title)[:2000],
    )


def _columns_of(heading: Heading, field: str) -> frozenset[int]:
    """The columns whose header means the field in a list of some kind."""
    known = vocabularies().values()
    return frozenset(at for at, word in enumerate(heading.words) if any(field_of(word, v) == field for v in known))


def _named(rows: Sequence[RawRow], header_row: int | None) -> Heading | None:
    at = next((n for n, row in enumerate(rows) if row.number == header_row), None)
    return None if at is None else Heading(at, 1, _words(rows[at].values))


def _found(grid: Grid, rows: Sequence[RawRow], columns: Sequence[str]) -> Heading:
    """The first row that tells most fields, with the one below where both together tell more; where nothing tells
    anything, the first row as wide as what follows."""
    best: tuple[int, Heading] | None = None
    wanted = {header_key(c) for c in columns}
    for at, row in enumerate(rows[:LOOKED_AT]):
        for heading in _candidates(grid, rows, at, row):
            fields = known_fields(heading.words) + 10 * len(wanted & {header_key(w) for w in heading.words})
            if fields and (best is None or fields > best[0]):
                best = fields, heading
    if best is not None and best[0] > 1:
        return best[1]
    bare = read_bare(rows, surely=best is not None)
    if bare is not None and (best is None or bare.at <= best[1].at):
        return Heading(bare.at, 0, bare.words, bare)
    if best is not None and best[1].at == 0:
        return best[1]
    widest = max(len(row.values) for row in rows[:LOOKED_AT])
    fallback = next((n for n, row in enumerate(rows) if _filled(row.values) > 1), 0) if widest > 1 else 0
    if best is not None and best[1].at <= fallback:
        return best[1]
    return Heading(fallback, 1, _words(rows[fallback].values))


def _candidates(grid: Grid, rows: Sequence[RawRow], at: int, row: RawRow) -> list[Heading]:
    found = [Heading(at, 1, _words(row.values))]
    below = rows[at + 1] if at + 1 < len(rows) else None
    if below is not None and below.number == row.number + 1 and _all_words((*row.values, *below.values)):
        upper, lower = _across(grid, row), _words(below.values)
        both = _both(upper, lower)
        filled = [at for at, word in enumerate(lower) if word]
        told = known_fields([both[at] for at in filled])
        alone = max(known_fields(_words(row.values)), known_fields(lower))
        # A row of values seldom reads like headers; a title above the header adds nothing to it.
        if told >= _LOWER_TELLS and 2 * told >= len(filled) and known_fields(both) > alone:
            found.append(Heading(at, 2, both))
    return found


def _both(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """Two header rows as one: the two words together where that is a known header, else the lower, else the upper."""
    width = max(len(upper), len(lower))
    pairs = zip(_padded(upper, width), _padded(lower, width), strict=True)
    return tuple(
        f"{above} {below}" if above and below and above != below and known_fields([above + below]) else (below or above)
        for above, below in pairs
    )


def _across(grid: Grid, row: RawRow) -> tuple[str, ...]:
    """The words of an upper header row, each merged one over all its columns."""
    words = list(_words(row.values))
    for block in grid.merged:
        if block.top <= row.number <= block.bottom and block.left < len(words):
            words += [""] * (block.right + 1 - len(words))
            words[block.left : block.right + 1] = [words[block.left]] * (block.right + 1 - block.left)
    return tuple(words)


def _spread(rows: Sequence[RawRow], merged: Sequence[Merged]) -> list[RawRow]:
    """Each row with the value of the cells merged over several rows; a block over columns keeps its one place."""
    tall = [block for block in merged if block.bottom > block.top]
    if not tall:
        return list(rows)
    values = {row.number: row.values for row in rows}
    given: dict[int, dict[int, Cell]] = {}
    for block in tall:
        first = values.get(block.top, ())
        value = first[block.left] if block.left < len(first) else None
        if value is not None:
            for number in range(block.top + 1, block.bottom + 1):
                if number in values:
                    given.setdefault(number, {})[block.left] = value
    return [
        replace(row, values=_filled_in(row.values, given[row.number])) if row.number in given else row for row in rows
    ]


def _filled_in(values: tuple[Cell, ...], given: dict[int, Cell]) -> tuple[Cell, ...]:
    full = [*values, *[None] * (max(given) + 1 - len(values))]
    for at, value in given.items():
        if full[at] is None or full[at] == "":
            full[at] = value
    return tuple(full)


def _says(values: Sequence[Cell], words: Sequence[str]) -> bool:
    texts = _words(values)
    return sum(1 for w in words if w) > 1 and _padded(texts, len(words)) == _padded(words, len(texts))


def _words(values: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(" ".join(as_text(value).split()) for value in values)


def _padded(words: Sequence[str], width: int) -> tuple[str, ...]:
    return (*words, *[""] * (width - len(words)))


def _all_words(values: Sequence[Cell]) -> bool:
    """Whether each cell is text or empty: a header holds no numbers and days."""
    return all(value is None or isinstance(value, str) for value in values)


def _filled(values: Sequence[Cell]) -> int:
    return sum(1 for value in values if as_text(value))


def _word(words: Sequence[str], at: int) -> str | None:
    return words[at] if at < len(words) else None
