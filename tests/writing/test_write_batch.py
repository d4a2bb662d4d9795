"""Batches go in whole or not at all, every kind of record, fact and tie, and the change remembers what was before."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import neo4j
import pytest

from service.changes import ChangeRow, items_of, list_changes
from service.domain.actor import LOCAL_USER
from service.domain.batch import Batch, FactCorrection, NewFact, NewNode, NewTie, RecordCorrection, Retraction
from service.domain.errors import ConflictError
from service.domain.portions import from_text, portions, to_text
from service.domain.schema import TIMED_PROPERTIES
from service.domain.snapshot import ExistingFact, Snapshot
from service.domain.undoing import plan_undo
from service.graph.database import Graph
from service.graph.ids import new_id
from service.graph.transaction import ParameterError, WriteTx
from service.importing.snapshot import read_snapshot
from service.writing import ChangeMeta, carry_out, write_batch
from tests.engines import TestEngine
from tests.writing.accounts import fresh_account
from tests.writing.every import one_of_everything

pytestmark = pytest.mark.graph

AT = datetime(2026, 5, 2, 8, 0, tzinfo=UTC)

SHARED = ("Member", "Unit", "ExternalId")
"""Records that a snapshot may hold because they are ours, whatever the account."""


def change(kind: str = "import", **more: Any) -> ChangeMeta:
    return ChangeMeta(new_id(), AT, kind, **more)


def locked_write(tx: WriteTx, batch: Batch, account_id: str, meta: ChangeMeta) -> None:
    tx.lock([account_id], workspace=True)
    write_batch(tx, batch, account_id=account_id, change=meta)


def write(graph: Graph, batch: Batch, account_id: str, meta: ChangeMeta | None = None) -> ChangeMeta:
    meta = meta or change()
    graph.write(LOCAL_USER, locked_write, batch, account_id, meta)
    return meta


def undo(graph: Graph, account_id: str, change_id: str) -> None:
    snapshot = graph.read(LOCAL_USER, read_snapshot, account_id=account_id)
    items = graph.read(LOCAL_USER, items_of, account_id=account_id, change_id=change_id)

    def work(tx: WriteTx) -> None:
        tx.lock([account_id], workspace=True)
        carry_out(tx, plan_undo(change_id, snapshot, items), change=change("undo"))

    graph.write(LOCAL_USER, work)


def snap(graph: Graph, account_id: str) -> Snapshot:
    """The snapshot without members and units of others: the engine is shared."""
    found = graph.read(LOCAL_USER, read_snapshot, account_id=account_id)
    mine = {
        label: {i: p for i, p in records.items() if label not in SHARED or i.startswith(account_id)}
        for label, records in found.nodes.items()
    }
    ids = {i for records in mine.values() for i in records}
    return replace(
        found,
        nodes={label: records for label, records in mine.items() if records},
        facts=tuple(f for f in found.facts if {f.start_id, f.end_id} <= ids),
        ties=tuple(t for t in found.ties if {t.start_id, t.end_id} <= ids),
    )


def test_one_of_everything_goes_in_with_every_property(graph: Graph, engine: TestEngine) -> None:
    account = fresh_account(graph)
    batch = one_of_everything(account)
    meta = write(graph, batch, account)
    with neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver:
        for node in batch.nodes:
            [row] = driver.execute_query(
                f"MATCH (n:{node.label} {{id: $id}}) RETURN properties(n) AS p", id=node.id, database_=engine.database
            ).records
            assert _native(row["p"]) == {"id": node.id, "recorded_at": AT, "change_id": meta.id, **node.properties}
        for fact in batch.facts:
            [row] = driver.execute_query(
                f"MATCH (s)-[f:{fact.type} {{id: $id}}]->(e) RETURN properties(f) AS p, s.id AS s, e.id AS e",
                id=fact.id,
                database_=engine.database,
            ).records
            assert (row["s"], row["e"]) == (fact.start_id, fact.end_id)
            assert _native(row["p"]) == {
                "id": fact.id, "valid_from": fact.valid_from, "valid_to": fact.valid_to,
                "observed_on": fact.observed_on, "source": fact.source, "confidence": fact.confidence,
                "recorded_at": AT, "change_id": meta.id, **fact.properties,
            }  # fmt: skip
        for tie in batch.ties:
            [row] = driver.execute_query(
                f"MATCH (:{tie.start_label} {{id: $s}})-[t:{tie.type}]->(:{tie.end_label} {{id: $e}}) "
                "RETURN count(t) AS n",
                s=tie.start_id,
                e=tie.end_id,
                database_=engine.database,
            ).records
            assert row["n"] == 1
    undo(graph, account, meta.id)


def _native(properties: dict[str, Any]) -> dict[str, Any]:
    return {k: v.to_native() if hasattr(v, "to_native") else v for k, v in properties.items()}


def test_the_snapshot_gives_back_what_went_in(graph: Graph) -> None:
    account = fresh_account(graph)
    batch = one_of_everything(account, between_companies=False)
    meta = write(graph, batch, account)
    found = snap(graph, account)
    assert {i for records in found.nodes.values() for i in records} == {account, *(n.id for n in batch.nodes)}
    assert found.records("Person")[f"{account}.person"]["kana"] == "kana の値"
    assert {f.id for f in found.facts} == {f.id for f in batch.facts}
    assert {(t.type, t.start_id, t.end_id) for t in found.ties} == {(t.type, t.start_id, t.end_id) for t in batch.ties}
    holds = next(f for f in found.facts if f.type == "HOLDS")
    assert holds.properties["valid_from"] == date(2026, 4, 1)
    assert holds.properties["change_id"] == meta.id
    assert set(holds.properties) == {*TIMED_PROPERTIES, "is_primary", "acting"}
    undo(graph, account, meta.id)


def test_taking_one_of_everything_back_leaves_nothing(graph: Graph) -> None:
    account = fresh_account(graph)
    before = snap(graph, account)
    meta = write(graph, one_of_everything(account, between_companies=False), account)
    assert snap(graph, account) != before
    undo(graph, account, meta.id)
    assert snap(graph, account) == before


def _base(account: str) -> Batch:
    return Batch(
        nodes=[
            NewNode("Person", f"{account}.p1", {"name": "山田 太郎", "name_key": "山田太郎"}),
            NewNode("Person", f"{account}.p2", {"name": "鈴木 花子", "name_key": "鈴木花子", "email": "h@example.com"}),
            NewNode("Meeting", f"{account}.v1", {"state": "held", "two_way": True, "held_on": date(2026, 4, 2)}),
        ],
        facts=[
            NewFact("WORKS_FOR", f"{account}.w1", "Person", f"{account}.p1", "Account", account, date(2026, 4, 1)),
            NewFact(
                "WORKS_FOR", f"{account}.w2", "Person", f"{account}.p2", "Account", account,
                observed_on=date(2026, 4, 1), properties={"employment": "regular", "person_rank": 60},
            ),
            NewFact("KEY_TO", f"{account}.k1", "Person", f"{account}.p1", "Account", account,
                    properties={"reason": "決裁者"}),
        ],
        ties=[
            NewTie("SCOPED_TO", "Meeting", f"{account}.v1", "Account", account),
            NewTie("ATTENDED", "Person", f"{account}.p1", "Meeting", f"{account}.v1"),
        ],
    )  # fmt: skip


def _existing(found: Snapshot, fact_id: str) -> ExistingFact:
    return next(f for f in found.facts if f.id == fact_id)


def _changes_of_all_kinds(account: str, found: Snapshot) -> Batch:
    key = _existing(found, f"{account}.k1")
    return Batch(
        nodes=[NewNode("Person", f"{account}.p3", {"name": "佐藤 健"})],
        facts=[NewFact("WORKS_FOR", f"{account}.w3", "Person", f"{account}.p3", "Account", account)],
        ties=[
            NewTie("ATTENDED", "Person", f"{account}.p1", "Meeting", f"{account}.v1"),  # there already
            NewTie("ATTENDED", "Person", f"{account}.p2", "Meeting", f"{account}.v1"),
            NewTie("ATTENDED", "Person", f"{account}.p2", "Meeting", f"{account}.v1"),  # said twice
            NewTie("ATTENDED", "Person", f"{account}.p3", "Meeting", f"{account}.v1"),
        ],
        fact_corrections=[
            FactCorrection(
                "WORKS_FOR", f"{account}.w2", "Person", f"{account}.p2", account,
                before={"person_rank": 60, "valid_from": None, "employment": "regular"},
                after={"person_rank": 72, "valid_from": date(2025, 4, 1), "employment": None},
            )
        ],
        retractions=[
            Retraction("KEY_TO", key.id, "Person", f"{account}.p1", "Account", account, dict(key.properties))
        ],
        record_corrections=[
            RecordCorrection(
                "Person", f"{account}.p2",
                before={"email": "h@example.com", "kana": None}, after={"email": None, "kana": "スズキ ハナコ"},
            )
        ],
    )  # fmt: skip


def test_corrections_and_retractions_are_written_remembered_and_taken_back(graph: Graph) -> None:
    account = fresh_account(graph)
    write(graph, _base(account), account)
    before = snap(graph, account)
    meta = write(graph, _changes_of_all_kinds(account, before), account)
    after = snap(graph, account)
    works = _existing(after, f"{account}.w2").properties
    assert (works["person_rank"], works["valid_from"], works.get("employment")) == (72, date(2025, 4, 1), None)
    assert works["change_id"] != meta.id, "a corrected fact keeps its origin"
    assert not [f for f in after.facts if f.type == "KEY_TO"]
    assert after.records("Person")[f"{account}.p2"].get("email") is None
    attended = sorted(t.start_id for t in after.ties if t.type == "ATTENDED")
    assert attended == [f"{account}.p1", f"{account}.p2", f"{account}.p3"]
    items = graph.read(LOCAL_USER, items_of, account_id=account, change_id=meta.id)
    assert [(i.type, i.fact_id) for i in items] == [
        ("ATTENDED", None),
        ("WORKS_FOR", f"{account}.w2"),
        ("KEY_TO", f"{account}.k1"),
        ("Person", None),
    ]
    assert items[1].before == {"person_rank": 60, "valid_from": None, "employment": "regular"}
    assert items[1].after == {"person_rank": 72, "valid_from": date(2025, 4, 1), "employment": None}
    undo(graph, account, meta.id)
    assert snap(graph, account) == before


def test_a_change_names_who_when_and_why_and_is_the_version_of_the_account(graph: Graph) -> None:
    account = fresh_account(graph)
    meta = write(graph, _base(account), account, change(reason="名簿", summary={"as_of": date(2026, 4, 1), "n": 2}))
    history: list[ChangeRow] = graph.read(LOCAL_USER, list_changes, account_id=account)
    assert [c.kind for c in history] == ["import", "account_created"]
    assert (history[0].id, history[0].at, history[0].actor, history[0].reason) == (meta.id, AT, "local", "名簿")
    assert history[0].told == {"as_of": date(2026, 4, 1), "n": 2}


def test_a_record_that_is_gone_refuses_the_whole_batch(graph: Graph) -> None:
    account = fresh_account(graph)
    before = graph.read(LOCAL_USER, list_changes, account_id=account)
    batch = _base(account)
    batch.facts.append(NewFact("HOLDS", f"{account}.h", "Person", f"{account}.p1", "Post", f"{account}.nowhere"))
    with pytest.raises(ConflictError):
        write(graph, batch, account)
    assert graph.read(LOCAL_USER, list_changes, account_id=account) == before
    assert snap(graph, account).records("Person") == {}


def test_a_name_outside_the_vocabulary_is_refused(graph: Graph) -> None:
    account = fresh_account(graph)
    with pytest.raises(ValueError, match="Person has no"):
        write(graph, Batch(nodes=[NewNode("Person", f"{account}.p", {"nickname": "x"})]), account)
    with pytest.raises(ValueError, match="Workspace"):
        write(graph, Batch(nodes=[NewNode("Workspace", f"{account}.w", {})]), account)
    wrong = FactCorrection("HOLDS", "x", "Person", "x", "x", {"colour": None}, {"colour": "red"})
    with pytest.raises(ValueError, match="HOLDS has no"):
        write(graph, Batch(fact_corrections=[wrong]), account)


def test_nothing_is_written_before_a_lock_is_taken(graph: Graph) -> None:
    account = fresh_account(graph)
    with pytest.raises(ParameterError):
        graph.write(LOCAL_USER, write_batch, _base(account), account_id=account, change=change())


def test_portions_are_the_whole_batch_and_survive_as_text() -> None:
    batch = one_of_everything("0" * 26)
    parts = portions(batch, 7)
    assert all(0 < p.size <= 7 for p in parts)
    assert sum(p.size for p in parts) == batch.size
    assert [n.label for n in parts[0].nodes][:3] == ["Company", "Unit", "Member"]
    assert [from_text(to_text(p)) for p in parts] == parts
    assert [f for p in parts for f in p.facts] == batch.facts
