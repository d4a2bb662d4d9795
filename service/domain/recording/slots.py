"""Which facts exclude each other: what there can be only one of on a day, by the table of the vocabulary."""

from collections.abc import Hashable, Mapping
from typing import Any

from service.domain.schema import TIMED, Slot


def slots_of(kind: str, start_id: str, end_id: str, properties: Mapping[str, Any]) -> tuple[Hashable, ...]:
    """The slots that a fact fills; on a day no other fact may fill one of them. (How many hold a seat is its capacity,
    which is not told here.)"""
    timed = TIMED[kind]
    pair = (kind, start_id, end_id)
    match timed.slot:
        case Slot.PER_START:
            return ((kind, start_id),)
        case Slot.PER_START_AND_END:
            return (pair,)
        case Slot.LINE_PER_START:
            return ((kind, start_id, "line") if properties.get("kind") == "line" else pair,)
        case Slot.PRIMARY_PER_START:
            return (pair, (kind, start_id, "primary")) if properties.get("is_primary") else (pair,)
        case Slot.PER_START_END_AND_NAME:
            return ((*pair, *(properties.get(name) for name in timed.naming)),)
