"""How many people a deal should rest on, by its size, and what the checks measure by. Design choices; all is data."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from service.domain.money import Money

PLAN_RATES: Mapping[str, Decimal] = MappingProxyType(
    {
        "JPY": Decimal(1),
        "USD": Decimal(150),
        "EUR": Decimal(160),
        "GBP": Decimal(190),
        "CHF": Decimal(170),
        "CNY": Decimal(21),
        "HKD": Decimal(19),
        "TWD": Decimal("4.7"),
        "SGD": Decimal(112),
        "AUD": Decimal(98),
        "NZD": Decimal(90),
        "CAD": Decimal(108),
        "KRW": Decimal("0.11"),
        "SEK": Decimal(14),
        "NOK": Decimal(14),
        "DKK": Decimal(21),
        "PLN": Decimal(37),
        "CZK": Decimal("6.4"),
        "INR": Decimal("1.8"),
        "THB": Decimal("4.3"),
        "VND": Decimal("0.006"),
        "IDR": Decimal("0.0095"),
        "PHP": Decimal("2.6"),
        "MYR": Decimal(34),
        "BRL": Decimal(27),
        "MXN": Decimal("8.1"),
        "ZAR": Decimal("8.2"),
        "AED": Decimal(41),
    }
)
"""Yen for one unit of a currency: fixed plan rates, so that a deal's size class does not move with the market."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a deal of a size wants: people of theirs in two-way dialogue, distinct roles among them, people of ours.

    `member_rank` is the rank that one of ours should have at least (64 = 部長, 78 = 役員); None = any.
    """

    contacts: int
    roles: int
    members: int
    member_rank: int | None = None


_BY_SIZE = (
    (3_000_000, Threshold(contacts=2, roles=2, members=1)),
    (30_000_000, Threshold(contacts=4, roles=3, members=2)),
    (100_000_001, Threshold(contacts=6, roles=4, members=3, member_rank=64)),
    (None, Threshold(contacts=8, roles=5, members=4, member_rank=78)),
)
"""(the first amount in yen that no longer belongs to the class, what is wanted): < ¥3M, < ¥30M, up to ¥100M, above."""


def in_yen(money: Money, rates: Mapping[str, Decimal] = PLAN_RATES) -> int | None:
    """The amount in yen at the plan rate, cut to whole yen; None where the currency has no plan rate."""
    rate = rates.get(money.currency)
    return None if rate is None else int(money.amount * rate)


def size_class(money: Money | None, rates: Mapping[str, Decimal] = PLAN_RATES) -> int:
    """The place of the amount's class in `CONTACTS_BY_SIZE`; unknown, or in a currency without a rate: the smallest."""
    yen = None if money is None else in_yen(money, rates)
    size = 0 if yen is None else yen
    return next(n for n, (limit, _) in enumerate(_BY_SIZE) if limit is None or size < limit)


CONTACTS_BY_SIZE = tuple(threshold.contacts for _, threshold in _BY_SIZE)
"""People in dialogue a deal wants, the smallest class first; a workspace or an account can set others."""


def wanted(money: Money | None, rates: Mapping[str, Decimal] = PLAN_RATES) -> Threshold:
    """What a deal of this amount wants; an unknown amount, or one in a currency without a rate, wants the least."""
    return _BY_SIZE[size_class(money, rates)][1]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What the further checks measure by. Every value is a whole number that a workspace or an account may change."""

    approver_ranks: int = 1
    """By how many ranks somebody must stand above a deal's approver to be above that level."""
    department_deals: int = 1
    """From this number of open deals on, a department should have a key person."""
    action_days: int = 60
    """Within this number of days the next meeting with an opponent should be planned."""
    assessed_players: int = 2
    """From this number of assessed role players on, one assessor for all of them is a finding."""
    cold_contacts: int = 4
    """From this number of contact days on, a relationship has a rhythm of its own."""
    cold_percent: int = 200
    """A silence longer than this share of the usual (median) interval is cold."""
    cold_days: int = 730
    """Contacts older than this number of days say nothing about the rhythm."""
    executive_rank: int = 78
    """From this rank on (band X3) somebody of theirs is an executive."""
    counterpart_ranks: int = 14
    """By how many ranks at most one of ours may stand below an executive and still be a counterpart."""
    counterpart_days: int = 365
    """A counterpart covers the executive, or had a meeting within this number of days."""
    favourable_people: int = 5
    """From this number of assessed people on, not one sceptic among them is a finding."""
    ghost_meetings: int = 1
    """From this number of meetings on, somebody without a post on the chart is a finding."""
    leaving_days: int = 60
    """A member of ours leaves when the work for the account or in our organisation ends within this number of days."""
    floor_yen: int = 1_000_000
    """What a gap weighs at least, in yen, when the money it touches is less, or not known."""


STANDARD = Thresholds()
