"""Writing the rows of an account: by the product's writer as one change, and by plain UNWIND."""

import time
from datetime import UTC, datetime

import neo4j

from service.domain.actor import LOCAL_USER
from service.domain.batch import Batch
from service.graph.database import Graph
from service.graph.ids import new_id
from service.graph.transaction import WriteTx
from service.writing import ChangeMeta, write_batch
from tests.story import Story


def import_seconds(graph: Graph, story: Story) -> float:
    """Seconds to write the story's batch in one transaction, change record included."""
    batch = Batch(
        nodes=[n for n in story.batch.nodes if n.label != "Account"], facts=story.batch.facts, ties=story.batch.ties
    )
    account = next(n for n in story.batch.nodes if n.label == "Account")
    change = ChangeMeta(id=new_id(), at=datetime.now(UTC), kind="import", reason=None)

    def write(tx: WriteTx) -> None:
        tx.lock()
        write_batch(tx, Batch(nodes=[account]), account_id=story.account, change=change)
        write_batch(tx, batch, account_id=story.account, change=change)

    begun = time.perf_counter()
    graph.write_long(LOCAL_USER, write)
    return time.perf_counter() - begun


def unwind_seconds(driver: neo4j.Driver, story: Story) -> float:
    """Seconds for the plainest way: one UNWIND a kind, properties set from a map."""
    begun = time.perf_counter()
    story.load(driver)
    return time.perf_counter() - begun
