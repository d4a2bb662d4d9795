"""Accounts and imports over HTTP: made, filled, undone, deleted; and every refusal as a problem document."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.problems import assert_problem

pytestmark = pytest.mark.graph

CHART = "氏名,役職,所属,上司\n山田 太郎,社長,本社,\n佐藤 花子,部長,営業部,山田 太郎\n"


def new_account(client: TestClient, name: str = "") -> str:
    made = client.post("/api/v1/accounts", json={"name": name or f"試験 {uuid.uuid4().hex}"})
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


def test_an_account_is_made_found_and_deleted(client: TestClient) -> None:
    name = f"試験 {uuid.uuid4().hex}"
    account_id = new_account(client, name)
    found = client.get(f"/api/v1/accounts/{account_id}").json()
    assert (found["name"], found["state"], found["people"]) == (name, "live", 0)
    assert name in [a["name"] for a in client.get("/api/v1/accounts", params={"limit": 1000}).json()["items"]]
    assert client.delete(f"/api/v1/accounts/{account_id}").status_code == 204
    assert_problem(client.get(f"/api/v1/accounts/{account_id}"), 404, "not_found")
    assert_problem(client.delete(f"/api/v1/accounts/{account_id}"), 404, "not_found")


@pytest.mark.parametrize(
    "body",
    [{}, {"name": ""}, {"name": "x" * 201}, {"name": "a", "more": 1}, {"name": 5}, {"name": "a", "currency": "e"}],
)
def test_a_wrong_account_is_refused_with_what_was_expected(client: TestClient, body: dict[str, object]) -> None:
    document = assert_problem(client.post("/api/v1/accounts", json=body), 422, "invalid_input")
    assert document.problems
    assert all(p.where.startswith("body") and p.expected for p in document.problems)


def test_lists_come_in_pages(client: TestClient) -> None:
    ids = {new_account(client) for _ in range(3)}
    seen: list[str] = []
    cursor = None
    for _ in range(1000):
        page = client.get("/api/v1/accounts", params={"limit": 2, **({"cursor": cursor} if cursor else {})}).json()
        seen += [a["id"] for a in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen))
    assert ids <= set(seen)
    assert_problem(client.get("/api/v1/accounts", params={"cursor": "nobody"}), 422, "invalid_input")
    for account_id in ids:
        client.delete(f"/api/v1/accounts/{account_id}")


def test_a_file_is_previewed_applied_listed_and_undone(client: TestClient) -> None:
    account_id = new_account(client)
    base = f"/api/v1/accounts/{account_id}/imports"
    preview = client.post(base, files=[("files", ("組織図.csv", CHART.encode("cp932"), "text/csv"))])
    assert preview.status_code == 200, preview.text
    told = preview.json()
    assert (told["report"]["people"], told["report"]["applied"], told["report"]["change_id"]) == (2, False, None)
    assert told["report"]["rows_read"] == told["report"]["rows_used"] + len(told["report"]["skipped"])
    assert client.get(f"/api/v1/accounts/{account_id}").json()["people"] == 0, "a preview writes nothing"

    applied = client.post(f"{base}/{told['import_id']}/apply", json={"token": told["token"]})
    assert applied.status_code == 200, applied.text
    assert applied.json()["applied"] is True
    assert applied.json()["change_id"]
    assert client.get(f"/api/v1/accounts/{account_id}").json()["people"] == 2

    history = client.get(base).json()["items"]
    assert [h["kind"] for h in history][:1] == ["import"]
    assert history[0]["file_names"] == ["組織図.csv"]
    undone = client.post(f"{base}/undo")
    assert undone.status_code == 200, undone.text
    assert client.get(f"/api/v1/accounts/{account_id}").json()["people"] == 0
    assert_problem(client.post(f"{base}/undo"), 409, "refused")
    client.delete(f"/api/v1/accounts/{account_id}")


def test_a_preview_is_applied_only_with_its_token_and_in_time(client: TestClient) -> None:
    account_id = new_account(client)
    base = f"/api/v1/accounts/{account_id}/imports"
    first, second = (
        client.post(base, files=[("files", ("a.csv", CHART.encode(), "text/csv"))]).json() for _ in range(2)
    )
    assert_problem(client.post(f"{base}/{first['import_id']}/apply", json={"token": "guess"}), 404, "not_found")
    assert_problem(client.post(f"{base}/{first['import_id']}/apply", json={}), 422, "invalid_input")
    assert_problem(client.post(f"{base}/nothing/apply", json={"token": first["token"]}), 404, "not_found")
    assert client.post(f"{base}/{first['import_id']}/apply", json={"token": first["token"]}).status_code == 200
    late = client.post(f"{base}/{second['import_id']}/apply", json={"token": second["token"]})
    assert_problem(late, 409, "conflict")
    client.delete(f"/api/v1/accounts/{account_id}")


def test_what_is_no_table_is_refused_in_plain_words(client: TestClient, account_id: str) -> None:
    base = f"/api/v1/accounts/{account_id}/imports"
    for name, content in (("a.xlsx", b"no workbook"), ("a.pdf", b"%PDF-1.4"), ("a.csv", b"")):
        response = client.post(base, files=[("files", (name, content, "application/octet-stream"))])
        document = assert_problem(response, 422, response.json()["code"])
        assert document.detail
    assert_problem(client.post(base), 422, "invalid_input")
    wrong = client.post(base, files=[("files", ("a.csv", CHART.encode(), "text/csv"))], data={"mapping": "nonsense"})
    assert_problem(wrong, 422, "invalid_input")
    bad_day = client.post(base, files=[("files", ("a.csv", CHART.encode(), "text/csv"))], data={"as_of": "2026-02-31"})
    assert_problem(bad_day, 422, "invalid_input")


def test_a_fresh_link_opens_a_browser(client: TestClient) -> None:
    made = client.post("/api/v1/openings")
    assert made.status_code == 201
    assert made.json()["path"].startswith("/?token=")


def test_refusals_and_reports_speak_the_readers_language(client: TestClient, account_id: str) -> None:
    base = f"/api/v1/accounts/{account_id}/imports"
    calls: tuple[Callable[[dict[str, str]], Any], ...] = (
        lambda h: client.post(base, files=[("files", ("a.csv", b"", "text/csv"))], headers=h),
        lambda h: client.post("/api/v1/accounts", json={"name": ""}, headers=h),
        lambda h: client.get("/api/v1/accounts/nobody", headers=h),
        lambda h: client.get(f"/api/v1/accounts/{account_id}/people/nobody", headers=h),
        lambda h: client.get("/api/v1/accounts", params={"cursor": "nobody"}, headers=h),
        lambda h: client.get(f"/api/v1/accounts/{account_id}/map", params={"as_of": "soon"}, headers=h),
    )
    for call in calls:
        for language in ("ja", "en"):
            response = call({"Accept-Language": language})
            document = assert_problem(response, response.status_code, response.json()["code"])
            for text in (document.title, document.detail, *(p.expected for p in document.problems)):
                assert any("ぁ" <= c <= "鿿" for c in text) is (language == "ja"), text
    file = [("files", ("a.csv", "氏名,血液型\n甲 一,A\n".encode(), "text/csv"))]
    for language, said in (("ja", "使わない列"), ("en", "which is not kept")):
        report = client.post(base, files=file, headers={"Accept-Language": language}).json()["report"]
        assert said in report["findings"][0]["found"]
        assert (report["counts_of"], report["people"]) == ("files", 1)
