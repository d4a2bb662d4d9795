"""Every kind of fact and record is corrected in place, and everything goes again: each statement on the engine."""

from dataclasses import replace
from typing import Any

import neo4j
import pytest

from service.domain.actor import LOCAL_USER
from service.domain.batch import Batch, FactCorrection, RecordCorrection
from service.domain.schema import LABELS, RECORD_PROPERTIES
from service.domain.undoing import UndoPlan
from service.domain.written import WRITTEN_LABELS
from service.graph.database import Graph
from service.graph.transaction import WriteTx
from service.writing import ChangeMeta, carry_out, open_change, write_batch
from tests.engines import TestEngine
from tests.writing.accounts import fresh_account
from tests.writing.every import one_of_everything
from tests.writing.test_write_batch import change

pytestmark = pytest.mark.graph


def first_property(label: str) -> str | None:
    """A property of the label that holds text and is its own."""
    own = [p for p in LABELS[label].properties if p not in RECORD_PROPERTIES]
    return next((p for p in own if p in {"name", "note", "subject", "evidence", "value", "kind"}), None)


def everything_corrected(batch: Batch) -> Batch:
    """A correction of every fact, and of one record of every label."""
    facts = [
        FactCorrection(f.type, f.id, f.start_label, f.start_id, f.end_id, {"source": f.source}, {"source": "直した"})
        for f in batch.facts
    ]
    records = []
    for label in WRITTEN_LABELS:
        record = next(n for n in batch.nodes if n.label == label)
        name = first_property(label)
        after: dict[str, Any] = {name: "直した"} if name else {}
        records.append(RecordCorrection(label, record.id, {}, after))
    return Batch(fact_corrections=facts, record_corrections=records)


def test_every_kind_is_corrected_and_removed(graph: Graph, engine: TestEngine) -> None:
    account = fresh_account(graph)
    batch = one_of_everything(account)

    def write(tx: WriteTx, what: Batch, meta: ChangeMeta) -> None:
        tx.lock([account], workspace=True)
        write_batch(tx, what, account_id=account, change=meta)

    def remove(tx: WriteTx, meta: ChangeMeta) -> int:
        tx.lock([account], workspace=True)
        open_change(tx, meta, account_id=account)
        plan = UndoPlan(untie=list(batch.ties))
        for fact in batch.facts:
            plan.remove_facts.setdefault(fact.type, []).append(fact.id)
        for node in batch.nodes:
            plan.remove_records.setdefault(node.label, []).append(node.id)
        return carry_out(tx, plan, change=replace(meta, kind="undo"))

    corrected = everything_corrected(batch)
    graph.write_long(LOCAL_USER, write, batch, change())
    graph.write_long(LOCAL_USER, write, corrected, change())
    with neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver:

        def asked(text: str) -> list[Any]:
            return [r[0] for r in driver.execute_query(text, own=f"{account}.", database_=engine.database).records]

        sources = asked("MATCH ()-[f]->() WHERE f.id STARTS WITH $own RETURN f.source")
        assert sources == ["直した"] * len(batch.facts)
        for record in corrected.record_corrections:
            for name, value in record.after.items():
                query = f"MATCH (n:{record.label}) WHERE n.id STARTS WITH $own AND n.{name} = '{value}' RETURN count(n)"
                assert asked(query) == [1], record.label
        assert graph.write_long(LOCAL_USER, remove, change()) == len(batch.facts) + len(batch.nodes)
        assert asked("MATCH (n) WHERE n.id STARTS WITH $own RETURN n.id") == []
        assert asked("MATCH ()-[f]->() WHERE f.id STARTS WITH $own RETURN f.id") == []
