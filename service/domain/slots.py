"""Which of several facts counts where only one can: a fact with a start of its own beats one of unknown start."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

T = TypeVar("T")


def counted(
    facts: Iterable[T],
    *,
    slot: Callable[[T], Hashable],
    dated: Callable[[T], bool],
    order: Callable[[T], str],
    room: Callable[[T], int | None] = lambda _: 1,
) -> list[T]:
    """The facts of one day that count, in the order they came: of each slot all, while they have room, else the dated
    ones, filled up with those of unknown start by `order`.

    `room` is how many the slot takes; None = nobody counts them. Dated facts are never left out: two of them where one
    can be is a broken invariant, which is shown and not hidden.
    """
    every = list(facts)
    slots = [slot(fact) for fact in every]
    if len(set(slots)) == len(slots):
        return every
    by_slot: dict[Hashable, list[int]] = {}
    for n, found in enumerate(slots):
        by_slot.setdefault(found, []).append(n)
    kept: set[int] = set()
    for members in by_slot.values():
        most = room(every[members[0]])
        if most is None or len(members) <= most:
            kept.update(members)
            continue
        certain = [n for n in members if dated(every[n])]
        loose = sorted((n for n in members if not dated(every[n])), key=lambda n: order(every[n]))
        kept.update(certain, loose[: max(most - len(certain), 0)])
    return [every[n] for n in sorted(kept)]
