"""A query file that does not keep its promises fails when it is loaded, with a sentence that says which one."""

from typing import Annotated

import pytest

from service.domain.actor import Actor, FieldClass
from service.graph.query import QueryFileError, Row, allows_null, parse, returned


class Met(Row, fields=FieldClass.ORG):
    person_id: str
    note: Annotated[str | None, FieldClass.MEMO]
    tags: Annotated[list[str], FieldClass.STANCE]


GOOD = """// name: some.met
// mode: read
// scope: account
// time: as_of
// params: account_id: str, as_of: date
// returns: list[Met]
//
// People met, one row a person; a test of the loader only.
MATCH (a:Account {id: $account_id})
WHERE $as_of IS NOT NULL
RETURN a.id AS person_id, null AS note, collect('it''s, RETURN x AS y') AS tags // not $this
ORDER BY person_id
"""


def test_a_file_that_keeps_its_promises_is_bound() -> None:
    query = parse("some.met", GOOD, Met)
    assert (query.mode, query.scope, query.time, query.many) == ("read", "account", "as_of", True)
    assert dict(query.params) == {"account_id": "str", "as_of": "date"}
    assert query.text == GOOD, "the text is sent with its header, so the server's log names it"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("name: some.met", "name: other.met", "namespace"),
        ("// mode: read\n", "", "lacks mode"),
        ("mode: read", "mode: delete", "mode is 'delete'"),
        ("scope: account", "scope: everything", "scope is"),
        ("scope: account", "scope: visible", "visible: list"),
        ("time: as_of", "time: now", "time is"),
        ("account_id: str, as_of: date", "account_id: str, as_of: day", "needs a type"),
        ("account_id: str, as_of: date", "account_id: str, as_of: date, since: date", "declared parameters"),
        ("account_id: str, as_of: date", "account_id: str", "declared parameters"),
        ("list[Met]", "list[Others]", "bound to Met"),
        ("AS note", "AS remark", "Met has"),
        ("// People met, one row a person; a test of the loader only.\n", "", "prose"),
    ],
)
def test_a_broken_promise_is_named(old: str, new: str, told: str) -> None:
    assert old in GOOD
    with pytest.raises(QueryFileError, match=told):
        parse("some.met", GOOD.replace(old, new), Met)


def test_columns_are_those_of_the_outermost_return() -> None:
    assert returned(
        "MATCH (a) CALL (a) { RETURN a AS inner_name } RETURN a.id AS id, [x IN y | x.z] AS zs LIMIT 3"
    ) == ["id", "zs"]
    assert returned("CREATE (n)") == []


def test_a_row_class_declares_the_class_of_its_fields() -> None:
    with pytest.raises(QueryFileError, match="declare the class"):
        type("Silent", (Row,), {"__annotations__": {"id": str}})
    assert Met.classes == {"person_id": FieldClass.ORG, "note": FieldClass.MEMO, "tags": FieldClass.STANCE}


def test_fields_an_actor_may_not_read_are_empty() -> None:
    query = parse("some.met", GOOD, Met)
    record = {"person_id": "p", "note": "secret", "tags": ["oppose"]}
    assert query.masked(record, Actor("m")).note == "secret"
    blind = query.masked(record, Actor("m", fields=frozenset({FieldClass.ORG})))
    assert (blind.person_id, blind.note, blind.tags) == ("p", None, [])


def test_null_is_told_apart() -> None:
    assert allows_null(str | None)
    assert not allows_null(str)
