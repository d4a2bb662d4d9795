"""An account as it lies in the graph, without what other tests do on the same graph at the same time."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.domain.actor import LOCAL_USER
from service.domain.snapshot import Snapshot
from service.graph.database import Graph
from service.importing.snapshot import read_snapshot


def alone(graph: Graph, account_id: str) -> Snapshot:
    """The account alone: our units, and members who have nothing to do with it, are other tests' business."""
    found = graph.read(LOCAL_USER, read_snapshot, account_id=account_id)
    ours = {f.start_id for f in found.facts if f.start_label == "Member" and f.end_label != "Unit"}
    ours |= {t.end_id for t in found.ties if t.end_label == "Member"}
    ours |= {t.start_id for t in found.ties if t.type == "ATTENDED" and t.start_label == "Member"}
    nodes: dict[str, Mapping[str, Mapping[str, Any]]] = {
        label: {i: p for i, p in records.items() if i in ours} if label == "Member" else records
        for label, records in found.nodes.items()
        if label != "Unit"
    }
    known = {i for label, records in nodes.items() if label != "ExternalId" for i in records}
    named = {t.end_id for t in found.ties if t.type == "IDENTIFIED_BY" and t.start_id in known}
    nodes["ExternalId"] = {i: p for i, p in nodes.get("ExternalId", {}).items() if i in named}
    ids = known | named
    return replace(
        found,
        nodes={label: records for label, records in nodes.items() if records},
        facts=tuple(f for f in found.facts if {f.start_id, f.end_id} <= ids),
        ties=tuple(t for t in found.ties if {t.start_id, t.end_id} <= ids),
    )
