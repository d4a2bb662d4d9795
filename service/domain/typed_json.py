"""Properties as JSON text and back, with dates and instants told apart from text: `{"$date": …}`, `{"$at": …}`."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any


def dumps(properties: Mapping[str, Any]) -> str:
    """The properties as one line of JSON, names in order: equal properties give equal text."""
    return json.dumps(properties, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_out)


def loads(text: str) -> dict[str, Any]:
    """The properties that `dumps` was given; tuples come back as lists."""
    found = json.loads(text, object_hook=_in)
    if not isinstance(found, dict):
        raise ValueError(f"expected properties, found {text[:80]}")
    return found


def _out(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"$at": value.isoformat()}
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is no value of a property")


def _in(found: dict[str, Any]) -> Any:
    if len(found) == 1:
        [(name, value)] = found.items()
        if name == "$date":
            return date.fromisoformat(value)
        if name == "$at":
            return datetime.fromisoformat(value)
    return found
