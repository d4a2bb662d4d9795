"""Where only so many facts can hold, those with a start of their own come first."""

from typing import NamedTuple

import pytest

from service.domain.slots import counted


class Fact(NamedTuple):
    slot: str
    who: str
    dated: bool
    room: int | None = 1


def who(*facts: Fact) -> list[str]:
    kept = counted(facts, slot=lambda f: f.slot, dated=lambda f: f.dated, order=lambda f: f.who, room=lambda f: f.room)
    return [f.who for f in kept]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([], []),
        ([Fact("s", "a", False)], ["a"]),
        ([Fact("s", "a", False), Fact("s", "b", True)], ["b"]),
        ([Fact("s", "b", False), Fact("s", "a", False)], ["a"]),
        ([Fact("s", "b", True), Fact("s", "a", True)], ["b", "a"]),
        ([Fact("s", "c", False, 2), Fact("s", "b", True, 2), Fact("s", "a", False, 2)], ["b", "a"]),
        ([Fact("s", "b", False, None), Fact("s", "a", True, None)], ["b", "a"]),
        ([Fact("s", "a", False), Fact("t", "b", False)], ["a", "b"]),
    ],
)
def test_the_facts_that_count(facts: list[Fact], expected: list[str]) -> None:
    assert who(*facts) == expected
