"""What the documents of the gaps are made of: strict parts; money in whole units of a currency, null for unknown."""

from pydantic import BaseModel, ConfigDict

from service.domain.gaps.money import MoneySum
from service.domain.money import Money


class Part(BaseModel):
    """A part of a document: it never changes and has no other fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AmountOut(Part):
    amount: int | float
    currency: str


class MoneyOut(Part):
    """A sum over distinct open deals. `amount` is in the account's currency if any deal is, else in the currency that
    has most; null: every deal's amount is unknown. Other currencies stand beside it and are never added."""

    amount: int | float | None
    currency: str
    opportunities: list[str]
    unknown_amounts: int
    others: list[AmountOut]


def money_out(total: MoneySum) -> MoneyOut:
    """The sum in whole units of its currencies."""
    return MoneyOut(
        amount=None if total.money is None else _amount(total.money),
        currency=total.currency,
        opportunities=list(total.deals),
        unknown_amounts=len(total.unknown),
        others=[AmountOut(amount=_amount(m), currency=m.currency) for m in total.others],
    )


def _amount(money: Money) -> int | float:
    units = money.amount
    return int(units) if units == int(units) else float(units)
