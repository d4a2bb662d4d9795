"""Properties as JSON text and back, with dates and instants told apart from text: `{"$date": …}`, `{"$at": …}`."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any


def dumps(properties: Mapping[str, Any]) -> str:
    """The properties as one line of JSON, names in order: equal properties give equal text."""
    return json.dumps(_out(properties), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def loads(text: str) -> dict[str, Any]:
    """The properties that `dumps` was given."""
    found = _in(json.loads(text))
    if not isinstance(found, dict):
        raise ValueError(f"expected properties, found {text[:80]}")
    return found


def _out(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"$at": value.isoformat()}
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    if isinstance(value, Mapping):
        return {k: _out(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_out(v) for v in value]
    return value


def _in(value: Any) -> Any:
    if isinstance(value, dict):
        if value.keys() == {"$date"}:
            return date.fromisoformat(value["$date"])
        if value.keys() == {"$at"}:
            return datetime.fromisoformat(value["$at"])
        return {k: _in(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_in(v) for v in value]
    return value
