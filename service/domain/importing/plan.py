"""An import, planned: the tables of the files against the account as it stands give a batch and a report."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from service.domain.batch import Batch
from service.domain.importing.account import AccountView
from service.domain.importing.choices import note_left_out
from service.domain.importing.covering import plan_cover
from service.domain.importing.deals import Deals, plan_opportunities
from service.domain.importing.department_lists import is_department_list, read_departments
from service.domain.importing.departments import Departments
from service.domain.importing.draft import Draft
from service.domain.importing.employers import is_company_list, take_own
from service.domain.importing.encodings import encoding_name
from service.domain.importing.example_rows import without_examples
from service.domain.importing.findings import Finding, Log, Skip
from service.domain.importing.hidden import note_hidden
from service.domain.importing.holders import note_unknown_starts
from service.domain.importing.humans import cluster
from service.domain.importing.keypeople import KeyPeople, plan_key_people
from service.domain.importing.lines import Lines, Tree
from service.domain.importing.meetings import Meetings, plan_meetings
from service.domain.importing.members import Members
from service.domain.importing.messages import finding_text, skip_text
from service.domain.importing.orgrows import OrgRow, read_rows
from service.domain.importing.outcome import doubtful_rows, outcome
from service.domain.importing.paths import with_levels_filled
from service.domain.importing.people import People
from service.domain.importing.preview import Entry
from service.domain.importing.report import ImportReport, ReportFinding, ReportPlace, ReportSkip, ReportTable
from service.domain.importing.resolve import Directory
from service.domain.importing.seat_writing import SeatWriter
from service.domain.importing.seats import Seat, build, reject_clashes
from service.domain.importing.sheets import Desk
from service.domain.importing.stances import plan_stances
from service.domain.importing.tables import MappedTable, Sheet
from service.domain.importing.team import plan_members
from service.domain.importing.unit_names import note_several_names, note_unit_names
from service.domain.orgmap import OrgMap, SeatState
from service.domain.snapshot import Snapshot

_LEVELS = ("error", "warning", "info")


@dataclass(frozen=True)
class Counts:
    """The numbers of the report, meant as `ImportReport` says."""

    rows_read: int
    people: int
    posts: int
    vacant_posts: int
    unknown_holders: int
    departments: int
    roots: int
    depth: int


@dataclass(frozen=True)
class ImportPlan:
    """What an import would write, and all there is to say about it. `locale` is the language of `report`."""

    batch: Batch
    counts: Counts
    findings: tuple[Finding, ...]
    """The errors first, then the warnings, then the infos; each in the order of the files."""
    skips: tuple[Skip, ...]
    entries: tuple[Entry, ...]
    """The records the files speak of, in the order in which they first do."""
    absent: tuple[Entry, ...]
    """People of the account whom a chart was given without: they stay as they are."""
    chart: OrgMap
    """The posts of the files as they would stand on the day, with what is doubtful drawn as not confirmed."""
    tables: tuple[ReportTable, ...] = ()
    locale: str = "ja"

    @property
    def created(self) -> tuple[Entry, ...]:
        return tuple(e for e in self.entries if e.state == "created")

    @property
    def changed(self) -> tuple[Entry, ...]:
        return tuple(e for e in self.entries if e.state == "changed")

    @property
    def unchanged(self) -> tuple[Entry, ...]:
        return tuple(e for e in self.entries if e.state == "unchanged")

    @cached_property
    def report(self) -> ImportReport:
        return self.report_in(self.locale)

    def report_in(self, locale: str) -> ImportReport:
        """The report in a language, without what only the caller knows: account, applied, change."""
        return ImportReport(
            rows_used=self.counts.rows_read - len(self.skips),
            **vars(self.counts),
            tables=list(self.tables),
            skipped=[ReportSkip(sheet=s.sheet, row=s.row, reason=skip_text(s, locale)) for s in self.skips],
            findings=[_told(f, locale) for f in self.findings],
        )


def _told(finding: Finding, locale: str) -> ReportFinding:
    found, expected, action = finding_text(finding, locale)
    return ReportFinding(
        kind=finding.kind,
        level=finding.level,
        sheet=finding.sheet,
        rows=list(finding.rows),
        elsewhere=[ReportPlace(sheet=sheet, row=row) for sheet, row in finding.elsewhere],
        column=finding.column,
        found=found,
        expected=expected,
        action=action,
    )


def plan_import(
    tables: Sequence[MappedTable],
    snapshot: Snapshot,
    *,
    as_of: date,
    new_id: Callable[[], str],
    title_overrides: Mapping[str, int] | None = None,
    locale: str = "ja",
) -> ImportPlan:
    """Plan the import of all tables at once, as of one day.

    The batch adds and corrects and never ends anything: what the files do not speak of stays. Planned again on the
    account as it then stands, the same tables give an empty batch. Every row is used or skipped with a reason. `new_id`
    is called for each record and fact to be made; `title_overrides` are the account's own ranks, by word of title.
    """
    log = Log()
    named = with_own_names(tables)
    note_left_out(named, log)
    named = without_examples(named, log)
    for table in named:
        log.extend(replace(f, sheet=table.label) for f in (*table.raw.findings, *table.findings))
        note_hidden(table, log)
    view = AccountView(snapshot, as_of)
    draft = Draft(view, new_id)
    named = take_own(named, draft, log)
    chart = _Chart(draft, log)
    chart.plan([t for t in named if t.kind is Sheet.ORG and not is_company_list(t)], title_overrides or {})
    desk = Desk(draft, chart.directory, Members(draft), log)
    _plan_sheets(desk, chart, named)
    counts = Counts(rows_read=sum(len(t.raw.rows) for t in named), **chart.counts())
    skips = sorted(log.skips, key=_order_of(named))
    return ImportPlan(
        draft.batch,
        counts,
        tuple(sorted(log.findings, key=lambda f: _LEVELS.index(f.level))),
        tuple(skips),
        tuple(draft.entries),
        chart.absent(),
        chart.outcome(as_of),
        tuple(map(_read_as, tables)),
        locale,
    )


def _read_as(table: MappedTable) -> ReportTable:
    raw = table.raw
    return ReportTable(file=raw.file, sheet=raw.sheet, encoding=encoding_name(raw.encoding), rows=len(raw.rows))


def _order_of(tables: Sequence[MappedTable]) -> Callable[[Skip], tuple[int, int]]:
    at = {t.label: n for n, t in enumerate(tables)}
    return lambda skip: (at[skip.sheet], skip.row)


def with_own_names(tables: Sequence[MappedTable]) -> list[MappedTable]:
    """The tables with labels of which no two are equal."""
    named: list[MappedTable] = []
    taken: set[str] = set()
    for table in tables:
        label, n = table.label, 1
        if label in taken and table.raw.sheet:
            label = f"{table.raw.file} [{table.raw.sheet}]"
        while label in taken:
            n += 1
            label = f"{table.label} ({n})"
        taken.add(label)
        named.append(replace(table, name=label))
    return named


class _Chart:
    """The organisation charts among the tables: departments, people, seats and lines, in this order."""

    def __init__(self, draft: Draft, log: Log) -> None:
        self._draft = draft
        self._log = log
        self.departments = Departments(draft, log)
        self.people = People(draft, self.departments, log)
        self.rows: list[OrgRow] = []
        self.seats: list[Seat] = []
        self._humans = 0
        self._given = False
        self._tree = Tree()
        self._on_chart: set[str] = set()

    def plan(self, tables: Sequence[MappedTable], overrides: Mapping[str, int]) -> None:
        tables = [table if table.system else with_levels_filled(table, self._log) for table in tables]
        lists = [table for table in tables if is_department_list(table)]
        named = [table for table in tables if table not in lists]
        self._given = any(not table.system for table in named)
        charts = [read_rows(table, self._log, overrides) for table in named]
        for table in named:
            if not table.system:
                note_unit_names(table, self._log)
                note_several_names(table, self._log)
        bare = [row for table in lists for row in read_departments(table, self._log)]
        self.rows = [*bare, *(row for chart in charts for row in chart.rows)]
        eliminated = frozenset(number for chart in charts for number in chart.eliminated)
        self.departments.add_chart((r.path, r.from_top, r.source, r.where) for r in self.rows if not r.is_card)
        self.departments.add_cards((r.path, r.source, r.where) for r in self.rows if r.is_card)
        reject_clashes(self.rows, self.departments, self._log)
        humans = cluster([r for r in self.rows if r.held and not self._log.is_skipped(r.where, r.number)], self._log)
        for human in humans:
            human.place_ids = {n: self.departments.of_path(row.path) for n, row in enumerate(human.rows)}
        self.people.settle(humans, self.rows)
        self._humans = len(humans)
        self._on_chart = {h.ref[1] for h in humans if h.ref}
        self.seats = build(self.rows, humans, self.departments, self._log)
        SeatWriter(self._draft, self._log).write(self.seats)
        note_unknown_starts(self._draft, self.seats, self._log)
        self.directory = Directory(self._draft, self.people, self.departments, self.seats)
        self._tree = Lines(self._draft, self.directory, self._log, eliminated).write(self.seats)

    def outcome(self, as_of: date) -> OrgMap:
        doubtful = doubtful_rows(self._log.findings)
        return outcome(self.seats, self._tree, self.departments, self._draft, doubtful=doubtful, as_of=as_of)

    def counts(self) -> dict[str, int]:
        states = [seat.state for seat in self.seats]
        return {
            "people": self._humans,
            "posts": len(self.seats),
            "vacant_posts": states.count(SeatState.VACANT),
            "unknown_holders": states.count(SeatState.UNKNOWN),
            "departments": len(self.departments.named()),
            "roots": self._tree.roots(),
            "depth": self._tree.depth(),
        }

    def absent(self) -> tuple[Entry, ...]:
        if not self._given:
            return ()
        view = self._draft.view
        people, day = view.snapshot.records("Person"), view.as_of
        works = {f.start_id for f in view.to("WORKS_FOR", view.account_id) if f.interval.holds(day)}
        return tuple(
            Entry("Person", person_id, str(people[person_id].get("name") or ""))
            for person_id in view.ids("Person")
            if person_id in works and person_id not in self._on_chart
        )


def _plan_sheets(desk: Desk, chart: _Chart, tables: Sequence[MappedTable]) -> None:
    """The sheets that speak of people and departments by name; each may lean on those before it."""
    deals = Deals(desk.draft)
    key_people = KeyPeople(desk)
    meetings = Meetings(desk)
    plan_members(desk, [t for t in tables if t.kind is Sheet.MEMBERS])
    _plan_marks(desk, chart, key_people)
    for kind in (Sheet.OPPORTUNITIES, Sheet.MEETINGS, Sheet.STANCES, Sheet.KEY_PEOPLE):
        for table in tables:
            if table.kind is not kind:
                continue
            if kind is Sheet.OPPORTUNITIES:
                plan_opportunities(desk, deals, table)
            elif kind is Sheet.MEETINGS:
                plan_meetings(desk, deals, meetings, table)
            elif kind is Sheet.STANCES:
                plan_stances(desk, deals, table)
            else:
                plan_key_people(desk, deals, key_people, table)
    key_people.write()


def _plan_marks(desk: Desk, chart: _Chart, key_people: KeyPeople) -> None:
    """Columns of a chart that say more than the organisation: key person, who of us covers the person."""
    for seat in chart.seats:
        for row in seat.rows:
            if not seat.main or not (row.key_reason or row.covered_by):
                continue
            person = next((h.human.ref for h in seat.holders if row in h.human.rows), None)
            key_people.add_marked(row, person, seat.ref)
            if covered := person or seat.ref:
                plan_cover(desk, row, covered)
