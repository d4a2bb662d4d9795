"""Map, people, gaps and search over HTTP."""

import pytest
from starlette.testclient import TestClient

from service.checks import read_report
from service.domain.actor import LOCAL_USER
from service.domain.gaps.document import to_json
from service.graph.database import Graph
from service.org import read_map
from tests.problems import assert_problem
from tests.webapp import TODAY

pytestmark = pytest.mark.graph


def test_the_map_is_what_the_graph_says(client: TestClient, graph: Graph, account_id: str) -> None:
    told = client.get(f"/api/v1/accounts/{account_id}/map").json()
    assert told["as_of"] == TODAY.isoformat()
    assert told["since"] == "2026-08-27"
    org = graph.read(LOCAL_USER, read_map, account_id=account_id, as_of=TODAY, since=TODAY.fromisoformat(told["since"]))
    for name in ("departments", "seats", "holdings", "lines", "people", "members", "relations"):
        assert len(told[name]) == len(getattr(org, name)), name
    assert [p["id"] for p in told["people"]] == [p.id for p in org.people]
    assert [p["stance"] for p in told["people"]] == [p.stance for p in org.people]
    assert told["gap_counts"]


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_the_gaps_are_the_document_of_the_command(
    client: TestClient, graph: Graph, account_id: str, locale: str
) -> None:
    told = client.get(f"/api/v1/accounts/{account_id}/gaps", params={"since_days": 30, "locale": locale}).json()
    report = graph.read(
        LOCAL_USER, read_report, account_id=account_id, as_of=TODAY, since=TODAY.fromisoformat(told["since"])
    )
    assert told == to_json(report, locale)
    assert told["since"] == "2026-10-26"


def test_people_come_in_pages_and_one_by_one(client: TestClient, account_id: str) -> None:
    base = f"/api/v1/accounts/{account_id}/people"
    first = client.get(base, params={"limit": 10}).json()
    assert len(first["items"]) == 10
    second = client.get(base, params={"limit": 10, "cursor": first["next"]}).json()
    assert not {x["person"]["id"] for x in first["items"]} & {x["person"]["id"] for x in second["items"]}
    person_id = first["items"][0]["person"]["id"]
    card = client.get(f"{base}/{person_id}").json()
    assert card["person"]["id"] == person_id
    assert card["present"] is True
    assert_problem(client.get(f"{base}/nobody"), 404, "not_found")


def test_search_finds_by_a_part_of_the_name(client: TestClient, account_id: str) -> None:
    hits = client.get("/api/v1/search", params={"q": "宇佐美", "account_id": account_id}).json()["items"]
    assert "宇佐美 恭子" in [h["name"] for h in hits]
    assert_problem(client.get("/api/v1/search", params={"q": ""}), 422, "invalid_input")


@pytest.mark.parametrize("what", ["map", "gaps", "people", "people/x", "imports"])
def test_an_unknown_account_is_not_told_apart_from_a_hidden_one(client: TestClient, what: str) -> None:
    assert_problem(client.get(f"/api/v1/accounts/nobody/{what}"), 404, "not_found")


@pytest.mark.parametrize("what", ["map", "gaps", "people"])
@pytest.mark.parametrize(
    ("name", "value"),
    [("as_of", "2026-02-31"), ("as_of", "yesterday"), ("as_of", "0001-01-01"), ("as_of", "9999-12-31"),
     ("since_days", "0"), ("since_days", "-1"), ("since_days", "many"), ("since_days", "99999999999999999999")],
)  # fmt: skip
def test_a_wrong_day_or_period_says_what_was_found_and_expected(
    client: TestClient, account_id: str, what: str, name: str, value: str
) -> None:
    response = client.get(f"/api/v1/accounts/{account_id}/{what}", params={name: value})
    document = assert_problem(response, 422, "invalid_input")
    assert [p.where for p in document.problems] == [f"query.{name}"]
    assert document.problems[0].found == value
    assert document.problems[0].expected
