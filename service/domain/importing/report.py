"""The document of an import: `nemawashi import --json`, the API's preview and result, the page's numbers."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class ReportModel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ReportPlace(ReportModel):
    """A row of a sheet, or of a file where it has none."""

    sheet: str
    row: int


class ReportFinding(ReportModel):
    """One remark, in the reader's language. `rows` are row numbers of the sheet as a spreadsheet shows them."""

    kind: str
    level: Literal["error", "warning", "info"]
    sheet: str
    """The sheet, or the file where it has none."""
    rows: list[int]
    elsewhere: list[ReportPlace] = Field(default_factory=list)
    """Rows of other sheets that it is about as well."""
    column: str | None
    found: str
    expected: str
    action: str
    """What the import did about it."""


class ReportSkip(ReportModel):
    """A row that was not imported."""

    sheet: str
    row: int
    reason: str


class ReportTable(ReportModel):
    """A text file or a sheet of a workbook that is read, and how: `encoding` is UTF-8, UTF-16, CP932 (Shift_JIS) …, or
    XLSX for a sheet. `rows` counts those below the header."""

    file: str
    sheet: str | None
    encoding: str
    rows: int


class ImportReport(ReportModel):
    """What the files hold and what was said about them.

    `rows_read` counts the rows below the headers of all sheets, empty ones aside, and equals `rows_used` plus the
    skipped ones. All numbers are those of the files (`counts_of`), never of the account they go into: `people`,
    `posts`, `vacant_posts`, `unknown_holders` and `departments` are those the organisation charts of these files speak
    of: distinct humans; seats and personal posts; seats declared vacant; seats that somebody unnamed holds;
    departments, each level of a path one. `roots` and `depth` (levels; a root alone is 1) are those of the tree that
    the reporting lines of the files make of these posts; a post whose superior is not in the files is a root.
    """

    account_id: str | None = None
    counts_of: Literal["files"] = "files"
    rows_read: int
    rows_used: int
    people: int
    posts: int
    vacant_posts: int
    unknown_holders: int
    departments: int
    roots: int
    depth: int
    tables: list[ReportTable] = Field(default_factory=list)
    skipped: list[ReportSkip] = Field(default_factory=list)
    findings: list[ReportFinding] = Field(default_factory=list)
    applied: bool = False
    change_id: str | None = None
