"""One of everything that batches write: a record of every label, a fact and a tie of every kind and pair of ends."""

from datetime import date
from typing import Any

from service.domain.batch import Batch, NewFact, NewNode, NewTie
from service.domain.schema import LABELS, RECORD_PROPERTIES, TIMED
from service.domain.written import WRITTEN_LABELS, written_facts, written_ties

_VALUES: dict[str, Any] = {
    "aliases": ["旧称", "別称"],
    "acting": False,
    "assessed_on": date(2026, 3, 3),
    "amount_minor": 120_000_000,
    "capacity": 2,
    "held_on": date(2026, 4, 1),
    "is_primary": True,
    "line_rank": 72,
    "order_on": date(2027, 3, 31),
    "planned_on": date(2026, 4, 1),
    "probability": 0.4,
    "two_way": True,
}


def value(name: str) -> Any:
    """A value fit for a property of this name."""
    return _VALUES.get(name, f"{name} の値")


def one_of_everything(account_id: str, *, between_companies: bool = True) -> Batch:
    """The batch; ids begin with the id of the account, and every record hangs off it.

    `between_companies=False` leaves out what stands between two employers: no import writes that.
    """
    batch = Batch()
    record = {label: f"{account_id}.{label.lower()}" for label in WRITTEN_LABELS}
    for label in WRITTEN_LABELS:
        own = {p: value(p) for p in LABELS[label].properties if p not in RECORD_PROPERTIES}
        batch.nodes.append(NewNode(label, record[label], own))
    other = {label: f"{account_id}.{label.lower()}-2" for label in ("Department", "Post", "Person", "Company", "Unit")}
    batch.nodes += [NewNode(label, id_, {}) for label, id_ in other.items()]
    record["Account"] = account_id
    edges = [
        (kind, start, record[start], end, other[end] if start == end else record[end])
        for kind, start, end in written_facts()
        if between_companies or (start, end) != ("Company", "Company")
    ]
    edges += [
        ("IN_ACCOUNT", "Department", other["Department"], "Account", account_id),
        ("IN_ACCOUNT", "Post", other["Post"], "Account", account_id),
        ("WORKS_FOR", "Person", record["Person"], "Account", account_id),
        ("WORKS_FOR", "Person", other["Person"], "Account", account_id),
        ("WORKS_FOR", "Person", other["Person"], "Company", other["Company"]),
    ]
    for n, (kind, start, start_id, end, end_id) in enumerate(edges):
        own = {p: value(p) for p in TIMED[kind].properties}
        batch.facts.append(
            NewFact(
                kind, f"{account_id}.fact-{n:03d}", start, start_id, end, end_id,
                date(2026, 4, 1), date(2027, 4, 1), date(2026, 5, 1), "名簿.xlsx", "reported", own,
            )
        )  # fmt: skip
    for kind, start, end in written_ties():
        if between_companies or (start, end) != ("Company", "Company"):
            end_id = other[end] if start == end else record[end]
            batch.ties.append(NewTie(kind, start, record[start], end, end_id))
    return batch
