"""What an import has to say about a file: data only; `messages` turns it into a sentence in either language."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Level = Literal["error", "warning", "info"]

Told = tuple[str, str, str]
"""What was found, what was expected, what the import did."""

Place = tuple[str, int]
"""A row: the label of its table and its number."""

Texts = tuple[tuple[str, Told, Told], ...]
"""Code of a finding, its words in Japanese, its words in English."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark about one or several rows.

    `code` is the entry of the message catalogue; what stands before its dot is the public `kind`. `params` are values
    out of the file, fit for both languages. An error left its rows out, each of which has a `Skip`; a warning is about
    rows that are kept, with a consequence that a person should look at; an info says what was done.
    """

    code: str
    level: Level
    sheet: str
    rows: tuple[int, ...] = ()
    column: str | None = None
    params: Mapping[str, str] = field(default_factory=dict)
    elsewhere: tuple[Place, ...] = ()
    """Rows of other tables that it is about as well."""

    @property
    def places(self) -> tuple[Place, ...]:
        """All its rows, those of its own table first."""
        return (*((self.sheet, row) for row in self.rows), *self.elsewhere)

    @property
    def kind(self) -> str:
        return self.code.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Skip:
    """A row that was not imported, with the reason as an entry of the message catalogue."""

    sheet: str
    row: int
    code: str
    params: Mapping[str, str] = field(default_factory=dict)


WITH_ITS_ROW = frozenset({
    "unreadable_bytes", "formula_error", "formula_error.uncomputed", "unknown_person", "unknown_person.seat",
    "ambiguous_person", "unknown_post", "unknown_opportunity", "ambiguous_opportunity",
})  # fmt: skip
"""Codes about one cell: a warning where the row is kept without it, an error where the row goes with it."""

LOST = frozenset({"unreadable_bytes", "formula_error", "formula_error.uncomputed"})
"""Codes about a cell that holds nothing that could be read."""


def row_named(label: str, row: int, here: str) -> str:
    """How a finding about table `here` names a row that came before: its number, with the table if that is another."""
    return str(row) if label == here else f"{label}:{row}"


class Log:
    """Gathers the findings and skipped rows of one import, in the order in which they came up."""

    def __init__(self) -> None:
        self._findings: dict[tuple[str, str, str | None, tuple[tuple[str, str], ...]], Finding] = {}
        self._places: dict[tuple[str, str, str | None, tuple[tuple[str, str], ...]], dict[Place, None]] = {}
        self._skips: dict[tuple[str, int], Skip] = {}
        self._lost: dict[Place, dict[str | None, str]] = {}

    def add(
        self,
        code: str,
        level: Level,
        sheet: str,
        rows: Iterable[int | Place] = (),
        column: str | None = None,
        /,
        **params: str,
    ) -> None:
        """Note a finding; a row of another table comes with its label. One that says the same of another row joins the
        earlier one."""
        key = (code, sheet, column, tuple(sorted(params.items())))
        self._findings.setdefault(key, Finding(code, level, sheet, (), column, params))
        places = [(sheet, row) if isinstance(row, int) else row for row in rows]
        self._places.setdefault(key, {}).update(dict.fromkeys(places))
        if code in LOST:
            for place in places:
                self._lost.setdefault(place, {})[column] = code

    def extend(self, findings: Iterable[Finding]) -> None:
        for f in findings:
            self.add(f.code, f.level, f.sheet, f.places, f.column, **f.params)

    def skip(self, sheet: str, row: int, code: str, /, **params: str) -> None:
        """Note that a row is left out; the first reason stands."""
        self._skips.setdefault((sheet, row), Skip(sheet, row, code, params))

    def skip_lost(self, sheet: str, row: int, columns: Iterable[str]) -> None:
        """Note that a row is left out for what was lost in one of these columns; the reason is that of the finding."""
        lost = self._lost.get((sheet, row), {})
        self.skip(sheet, row, next((lost[c] for c in columns if c in lost), "unreadable_bytes"))

    def is_skipped(self, sheet: str, row: int) -> bool:
        return (sheet, row) in self._skips

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(found for key, f in self._findings.items() for found in self._settled(f, tuple(self._places[key])))

    def _settled(self, finding: Finding, places: tuple[Place, ...]) -> Iterator[Finding]:
        """The finding with its rows; of a cell with which some rows went, those rows apart, as an error."""
        gone: tuple[Place, ...] = ()
        if finding.code in WITH_ITS_ROW:
            gone = tuple(p for p in places if self.is_skipped(*p))
        if gone:
            yield replace(_at(finding, gone), level="error")
            places = tuple(p for p in places if p not in gone)
        if places or not gone:
            yield _at(finding, places)

    @property
    def skips(self) -> tuple[Skip, ...]:
        return tuple(self._skips.values())


def _at(finding: Finding, places: Iterable[Place]) -> Finding:
    own, others = [], []
    for sheet, row in places:
        if sheet == finding.sheet:
            own.append(row)
        else:
            others.append((sheet, row))
    return replace(finding, rows=tuple(own), elsewhere=tuple(others))
