"""Sums of money over distinct deals: by currency, never added across currencies, unknown never zero."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from service.domain.money import Money
from service.domain.thresholds import in_yen

DEFAULT_CURRENCY = "JPY"


@dataclass(frozen=True, slots=True)
class MoneySum:
    """What some deals come to. No deal at all: zero in the preferred currency."""

    currency: str
    money: Money | None
    """The sum in `currency`; None when there are deals, but no known amount."""
    deals: tuple[str, ...] = ()
    """The deals it was summed over, those of unknown amount included."""
    unknown: tuple[str, ...] = ()
    """Those of them without a known amount."""
    others: tuple[Money, ...] = ()
    """Sums in other currencies, by currency."""

    @property
    def order(self) -> tuple[int, int]:
        """Sorts the most money first (by plan rates), then what is not known or has no plan rate, then none."""
        yen = [in_yen(m) for m in (self.money, *self.others) if m is not None]
        total = sum(y for y in yen if y is not None)
        if total > 0:
            return (0, -total)
        return (1, 0) if self.unknown or None in yen else (2, 0)


class Priced(Protocol):
    """What a sum needs of a deal: its amount in minor units of its currency; null is unknown."""

    @property
    def amount_minor(self) -> int | None: ...
    @property
    def currency(self) -> str | None: ...


def sum_of(deal_ids: Iterable[str], deals: Mapping[str, Priced], preferred: str | None) -> MoneySum:
    """The sum over the distinct deals among `deals`; other ids are left out.

    The main currency is the preferred one where any amount is in it, else the one that has most by plan rates.
    An amount without a currency is in the preferred one.
    """
    home = preferred or DEFAULT_CURRENCY
    chosen = sorted(set(deal_ids) & deals.keys())
    sums: dict[str, int] = {}
    for deal_id in chosen:
        amount, currency = deals[deal_id].amount_minor, deals[deal_id].currency or home
        if amount is not None:
            sums[currency] = sums.get(currency, 0) + amount
    totals = {c: Money(amount, c) for c, amount in sums.items()} if chosen else {home: Money(0, home)}
    main = home if home in totals or not totals else max(totals, key=lambda c: (in_yen(totals[c]) or 0, c))
    return MoneySum(
        currency=main,
        money=totals.get(main),
        deals=tuple(chosen),
        unknown=tuple(d for d in chosen if deals[d].amount_minor is None),
        others=tuple(totals[c] for c in sorted(totals) if c != main),
    )
