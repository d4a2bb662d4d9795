"""Accounts of a test's own."""

from datetime import UTC, datetime

from service.accounts import create_account
from service.domain.actor import LOCAL_USER
from service.graph.database import Graph
from service.graph.ids import new_id

AT = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)


def fresh_account(graph: Graph, name: str = "旭波重機械") -> str:
    """The id of a new, empty account whose name nobody else has."""
    account_id = new_id()
    graph.write(
        LOCAL_USER, create_account, account_id=account_id, name=f"{name} {account_id}", change_id=new_id(), at=AT
    )
    return account_id
