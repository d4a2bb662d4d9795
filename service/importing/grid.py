"""What a reader hands over: the cells of one sheet or text file as they lie there, before anybody knows the header."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.domain.importing.tables import RawRow


@dataclass(frozen=True, slots=True)
class Damage:
    """A cell whose content was lost, as a finding of this code; `at` is its place in the row, from 0."""

    code: str
    row: int
    at: int
    params: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Merged:
    """A block of merged cells: the value stands in its first. Rows count from 1, columns from 0; both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows that hold anything, in the order of the file."""

    file: str
    sheet: str | None
    encoding: str | None
    rows: list[RawRow]
    damage: list[Damage] = field(default_factory=list)
    merged: tuple[Merged, ...] = ()
    hidden: bool = False
    """Whether a workbook does not show this sheet."""
    hidden_rows: tuple[int, ...] = ()

    @property
    def label(self) -> str:
        return self.sheet or self.file
