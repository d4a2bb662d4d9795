"""A batch folded into a snapshot in plain Python: what the account is once an import has been applied."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from service.domain.batch import Batch
from service.domain.importing.plan import ImportPlan, plan_import
from service.domain.snapshot import ExistingFact, ExistingTie, Snapshot
from service.importing.columns import recognise_all
from service.importing.files import SourceFile, read_tables

AS_OF = date(2026, 10, 1)
ACCOUNT = "A"


def ids() -> Callable[[], str]:
    numbers: Iterator[int] = iter(range(10**9))
    return lambda: f"{next(numbers):026d}"


def empty(name: str = "旭波重機械", currency: str = "JPY") -> Snapshot:
    return Snapshot(ACCOUNT, {"Account": {ACCOUNT: {"id": ACCOUNT, "name": name, "currency": currency}}})


def fold(snapshot: Snapshot, batch: Batch) -> Snapshot:
    nodes: dict[str, dict[str, Mapping[str, Any]]] = {k: dict(v) for k, v in snapshot.nodes.items()}
    for node in batch.nodes:
        assert node.id not in nodes.get(node.label, {})
        nodes.setdefault(node.label, {})[node.id] = {"id": node.id, **node.properties}
    for record in batch.record_corrections:
        old = nodes[record.label][record.id]
        assert all(old.get(k) == v for k, v in record.before.items())
        nodes[record.label][record.id] = {**old, **record.after}
    facts = {f.id: f for f in snapshot.facts}
    for gone in batch.retractions:
        assert facts.pop(gone.fact_id).properties == gone.before
    for correction in batch.fact_corrections:
        fact = facts[correction.fact_id]
        assert all(fact.properties.get(k) == v for k, v in correction.before.items())
        merged = {k: v for k, v in {**fact.properties, **correction.after}.items() if v is not None}
        facts[fact.id] = ExistingFact(
            fact.type, fact.id, fact.start_label, fact.start_id, fact.end_label, fact.end_id, merged
        )
    for new in batch.facts:
        assert new.start_id in nodes[new.start_label], new
        assert new.end_id in nodes[new.end_label], new
        timed = {
            "id": new.id,
            "valid_from": new.valid_from,
            "valid_to": new.valid_to,
            "observed_on": new.observed_on,
            "source": new.source,
            "confidence": new.confidence,
        }
        properties = {k: v for k, v in {**timed, **new.properties}.items() if v is not None}
        facts[new.id] = ExistingFact(
            new.type, new.id, new.start_label, new.start_id, new.end_label, new.end_id, properties
        )
    ties = list(snapshot.ties)
    for tie in batch.ties:
        assert tie.start_id in nodes[tie.start_label], tie
        assert tie.end_id in nodes[tie.end_label], tie
        ties.append(ExistingTie(tie.type, tie.start_label, tie.start_id, tie.end_label, tie.end_id))
    return Snapshot(snapshot.account_id, nodes, tuple(facts.values()), tuple(ties))


class World:
    """An account into which files are imported one after the other."""

    def __init__(self, snapshot: Snapshot | None = None) -> None:
        self.snapshot = snapshot or empty()
        self.new_id = ids()

    def plan(
        self, *files: tuple[str, bytes | str], as_of: date = AS_OF, mapping: Mapping[str, str] | None = None
    ) -> ImportPlan:
        sources = [SourceFile(n, c if isinstance(c, bytes) else c.encode()) for n, c in files]
        tables = recognise_all(read_tables(sources), mapping or {})
        plan = plan_import(tables, self.snapshot, as_of=as_of, new_id=self.new_id)
        check_law(plan)
        return plan

    def add(
        self, *files: tuple[str, bytes | str], as_of: date = AS_OF, mapping: Mapping[str, str] | None = None
    ) -> ImportPlan:
        """Import the files; a second import of the same files must change nothing."""
        plan = self.plan(*files, as_of=as_of, mapping=mapping)
        self.snapshot = fold(self.snapshot, plan.batch)
        again = self.plan(*files, as_of=as_of, mapping=mapping)
        assert not again.batch, again.batch
        return plan

    # ---- reading the account, independently of the planner's own index

    def now(self, kind: str, day: date = AS_OF) -> list[ExistingFact]:
        return [f for f in self.snapshot.facts if f.type == kind and f.interval.holds(day)]

    def title(self, post_id: str) -> str:
        return str(next(f for f in self.now("IN_ACCOUNT") if f.start_id == post_id).properties["title"])

    def department(self, department_id: str) -> str:
        """Path of a department, from the top, with slashes."""
        own = next(f for f in self.now("IN_ACCOUNT") if f.start_id == department_id).properties["name"]
        above = next(f for f in self.now("PART_OF") if f.start_id == department_id)
        return f"{self.department(above.end_id)}/{own}" if above.end_label == "Department" else str(own)

    def place(self, post_id: str) -> str:
        found = [f for f in self.now("PLACED_IN") if f.start_id == post_id]
        assert len(found) == 1
        return self.department(found[0].end_id) if found[0].end_label == "Department" else ""

    def name(self, record_id: str) -> str:
        for label in ("Person", "Member"):
            if record_id in self.snapshot.records(label):
                return str(self.snapshot.records(label)[record_id]["name"])
        raise AssertionError(record_id)

    def holdings(self) -> list[tuple[str, str, str]]:
        """(person, title, department) of everybody who holds a post, sorted."""
        return sorted((self.name(h.start_id), self.title(h.end_id), self.place(h.end_id)) for h in self.now("HOLDS"))

    def lines(self) -> list[tuple[str, str]]:
        """(below, above) of the line, each as the holders' names or the title of a seat nobody holds; sorted."""
        return sorted(
            (self.seat(f.start_id), self.seat(f.end_id))
            for f in self.now("REPORTS_TO")
            if f.properties["kind"] == "line"
        )

    def seat(self, post_id: str) -> str:
        holders = sorted(self.name(h.start_id) for h in self.now("HOLDS") if h.end_id == post_id)
        return "+".join(holders) or self.title(post_id)

    def people(self) -> list[str]:
        return sorted(str(p["name"]) for p in self.snapshot.records("Person").values())

    def departments(self) -> list[str]:
        return sorted(self.department(d) for d in self.snapshot.records("Department"))


def check_law(plan: ImportPlan) -> None:
    """What is true of every import."""
    report = plan.report
    assert report.rows_read == report.rows_used + len(report.skipped)
    english = plan.report_in("en")
    for ja, en in zip(report.findings, english.findings, strict=True):
        assert ja.kind == en.kind
        for text in (ja.found, ja.expected, ja.action, en.found, en.expected, en.action):
            assert text
            assert "{" not in text
    assert all(s.reason for s in (*report.skipped, *english.skipped))
    gone = {(s.sheet, s.row) for s in report.skipped}
    errors = {(f.sheet, r) for f in report.findings if f.level == "error" for r in f.rows}
    on_purpose = {"eliminated_post", "left_out", "other_company", "template_example"}
    eliminated = {(f.sheet, r) for f in report.findings if f.kind in on_purpose for r in f.rows}
    assert errors <= gone, "an error skips its rows: no row that is kept has one"
    assert gone <= errors | eliminated, "a row that is skipped is told as an error"
    assert all(f.rows for f in report.findings if f.level == "error")


def kinds(plan: ImportPlan, level: str | None = None) -> list[str]:
    return sorted({f.kind for f in plan.findings if level in (None, f.level)})
