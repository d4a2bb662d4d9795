"""The same entries over HTTP."""

from typing import Any

import pytest
from starlette.types import ASGIApp

from tests.problems import assert_problem
from tests.recording.conftest import Place
from tests.webapp import TODAY, script

pytestmark = pytest.mark.graph


def test_a_fortnight_of_facts(app: ASGIApp, place: Place) -> None:
    client, base = script(app), f"/api/v1/accounts/{place.account_id}"
    person = {"kind": "person", "id": place.person}
    told: dict[str, dict[str, Any]] = {
        "stances": {"person_id": place.person, "member_id": place.sato, "level": "support", "evidence": "面談"},
        "meetings": {"state": "held", "on": TODAY.isoformat(), "member_ids": [place.ito], "person_ids": [place.person]},
        "key-people": {"subject": person, "reason": "決裁者"},
        "covers": {"subject": person, "member_id": place.sato, "level": 2},
        "people": {"name": "久賀 実", "title": "課長", "department_id": place.department},
        "posts": {"title": "次長", "department_id": place.department, "reports_to_id": place.seat},
    }
    for name, body in told.items():
        answer = client.post(f"{base}/{name}", json=body)
        assert answer.status_code == 201, answer.text
        assert answer.json()["change_id"]
    card = client.get(f"{base}/people/{place.person}").json()
    assert card["person"]["stance"] == "support"
    assert [k["reason"] for k in card["keys"]] == ["決裁者"]
    assert client.post(f"{base}/key-people", json=told["key-people"]).json()["change_id"] is None
    body = {**told["meetings"], "person_ids": ["nobody"], "member_ids": []}
    problem = assert_problem(client.post(f"{base}/meetings", json=body), 422, "invalid_input")
    assert {p.where for p in problem.problems} == {"person_ids", "member_ids"}
    assert_problem(client.post("/api/v1/accounts/nothing/posts", json=told["posts"]), 404, "not_found")


def test_what_was_done_is_listed_and_taken_back(app: ASGIApp, place: Place) -> None:
    client, base = script(app), f"/api/v1/accounts/{place.account_id}"
    body = {"subject": {"kind": "person", "id": place.person}, "reason": "決裁者"}
    made = client.post(f"{base}/key-people", json=body).json()["change_id"]
    (told,) = client.get(f"{base}/changes").json()["items"]
    assert (told["id"], told["entry"], told["about"]) == (made, "key", ["能登 健一"])
    assert client.post(f"{base}/changes/{made}/undo").json()["undone_change_id"] == made
    undo, told = client.get(f"{base}/changes").json()["items"]
    assert (undo["kind"], undo["undoes_id"], told["undone_by_id"]) == ("undo", made, undo["id"])
    assert_problem(client.post(f"{base}/changes/{made}/undo"), 409, "refused")
    assert_problem(client.post(f"{base}/changes/nothing/undo"), 404, "not_found")
