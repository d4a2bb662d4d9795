"""Properties survive as text: days, instants and text that looks like either are told apart."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.typed_json import dumps, loads

scalars = (
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text() | st.dates() | st.datetimes(timezones=st.just(UTC))
)  # fmt: skip
names = st.text(min_size=1).filter(lambda n: not n.startswith("$"))
properties = st.dictionaries(names, scalars | st.lists(scalars) | st.dictionaries(names, scalars))


@given(properties)
def test_properties_come_back_as_they_were(given_properties: dict[str, Any]) -> None:
    assert loads(dumps(given_properties)) == given_properties
    assert all(type(loads(dumps({"x": v}))["x"]) is type(v) for v in given_properties.values())


def test_equal_properties_give_equal_text() -> None:
    one = {"b": date(2026, 4, 1), "a": datetime(2026, 4, 1, tzinfo=UTC)}
    assert dumps(one) == dumps(dict(reversed(one.items())))
    assert dumps(one) == '{"a":{"$at":"2026-04-01T00:00:00+00:00"},"b":{"$date":"2026-04-01"}}'


def test_what_no_property_holds_is_refused() -> None:
    with pytest.raises(TypeError):
        dumps({"x": {1, 2}})
    with pytest.raises(ValueError, match="expected properties"):
        loads("[1]")
