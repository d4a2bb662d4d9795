"""Batches into the graph: one statement per label and per type, one Change for all of it."""

from service.writing.batch import CHUNK, touches_shared, write_batch, write_parts
from service.writing.change import ChangeMeta, mark_undone, note_change, open_change, set_summary
from service.writing.removal import carry_out

__all__ = [
    "CHUNK",
    "ChangeMeta",
    "carry_out",
    "mark_undone",
    "note_change",
    "open_change",
    "set_summary",
    "touches_shared",
    "write_batch",
    "write_parts",
]
