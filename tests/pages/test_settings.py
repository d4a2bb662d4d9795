"""The settings page: values of the workspace and of an account, who changed them, and that they count."""

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import neo4j
import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from service.coverage import read_gaps
from service.domain.actor import LOCAL_USER
from service.domain.gaps.settings import SETTINGS
from service.domain.thresholds import STANDARD
from service.graph.database import Graph
from service.org import read_map
from tests.engines import TestEngine
from tests.problems import assert_problem
from tests.story import Story
from tests.webapp import TODAY, app_on, browser, script

pytestmark = pytest.mark.graph

API = "/api/v1"


@pytest.fixture(scope="module")
def app(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> ASGIApp:
    return app_on(graph, tmp_path_factory.mktemp("data"))


@pytest.fixture
def account(engine: TestEngine) -> str:
    """A head of rank 52 whom one of us met 100 days ago and judged 100 days ago, and a deal of 5,000,000 yen."""
    story = Story("旭波重機械", account_id=f"settings-{uuid4().hex}")
    us = story.member("佐野 智也")
    seat = story.post("経理課長", story.department("経理部"), line_rank=52)
    head = story.person("髙嶋 慎二", seat)
    met = date(2026, 8, 17)
    story.meeting(met, [us], [head])
    story.stance(head, us, "support", met)
    story.role(head, story.deal("基幹刷新", 5_000_000), "promoter")
    with neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver:
        story.load(driver)
    return story.account


@pytest.fixture
def plain_workspace(app: ASGIApp) -> Iterator[TestClient]:
    """A script; afterwards the workspace has no setting, as other tests expect."""
    client = script(app)
    yield client
    client.patch(f"{API}/settings", json={"values": dict.fromkeys(SETTINGS)})


def gaps_of(app: ASGIApp, account: str, **query: str) -> dict[str, object]:
    told: dict[str, object] = script(app).get(f"{API}/accounts/{account}/gaps", params=query).json()
    return told


@pytest.mark.usefixtures("plain_workspace")
def test_what_is_set_counts_for_gaps_map_and_page(app: ASGIApp, graph: Graph, account: str) -> None:
    page, here = browser(app), f"/accounts/{account}"
    before = gaps_of(app, account)
    assert (before["since"], before["uncovered_key_people"]) == ("2026-08-27", [])
    saved = page.post(f"{here}/settings", data={"since_days": "１００", "head_rank": "50", "stale_days": "99",
                                                "contacts_medium": "1"})  # fmt: skip
    assert (saved.status_code, saved.headers["location"]) == (303, f"{here}/settings?saved=4")
    after = gaps_of(app, account)
    assert after["since"] == "2026-08-17"
    report = graph.read(LOCAL_USER, read_gaps, account_id=account, as_of=TODAY)
    assert [s.name for s in report.key_subjects] == ["髙嶋 慎二"]
    assert report.key_subjects[0].stance.stale
    assert [r.wanted for r in report.risks if r.scope == "opportunity"] == [1]
    assert graph.read(LOCAL_USER, read_map, account_id=account, as_of=TODAY).people[0].stance_stale
    assert "100 days" in page.get(f"{here}/gaps").text
    assert gaps_of(app, account, since_days="30")["since"] == "2026-10-26"
    assert "since_days=100" not in page.get(f"{here}/gaps").text


def test_the_workspace_counts_where_the_account_sets_nothing(plain_workspace: TestClient, account: str) -> None:
    """The setting is one that changes nothing for others who ask meanwhile: no title has a rank between 60 and 64."""

    def value(place: str) -> tuple[int, str]:
        told = plain_workspace.get(f"{API}{place}/settings").json()["settings"]
        return next((s["value"], s["set_in"]) for s in told if s["name"] == "head_rank")

    here = f"/accounts/{account}"
    assert value(here) == (64, "default")
    plain_workspace.patch(f"{API}/settings", json={"values": {"head_rank": 63}})
    assert (value(here), value("")) == ((63, "workspace"), (63, "workspace"))
    plain_workspace.patch(f"{API}{here}/settings", json={"values": {"head_rank": 40}})
    assert value(here) == (40, "account")
    plain_workspace.patch(f"{API}{here}/settings", json={"values": {"head_rank": None}})
    assert value(here) == (63, "workspace")
    history = plain_workspace.get(f"{API}{here}/settings").json()["history"]
    assert [h["changes"] for h in history] == [
        [{"name": "head_rank", "before": 40, "after": None}],
        [{"name": "head_rank", "before": None, "after": 40}],
    ]
    assert {h["actor"] for h in history} == {"local"}


def test_every_value_that_cannot_be_used_is_said_at_once_and_nothing_is_saved(app: ASGIApp, account: str) -> None:
    here = f"/accounts/{account}/settings"
    page = browser(app, "ja").post(here, data={"since_days": "0", "stale_days": "abc", "head_rank": "60"})
    assert page.status_code == 422
    assert "使えない値があります。何も保存していません。" in page.text
    assert page.text.count('aria-invalid="true"') == 2
    assert "1–3650 の整数（日）" in page.text
    assert 'value="abc"' in page.text
    bad = {"since_days": 4000, "no_such": 1}
    wrong = script(app).patch(f"{API}{here}", json={"values": bad})
    told = assert_problem(wrong, 422, "invalid_input")
    assert {p.where for p in told.problems} == set(bad)
    assert all(s["set_in"] == "default" for s in script(app).get(f"{API}{here}").json()["settings"])
    assert_problem(script(app).get(f"{API}/accounts/nobody/settings"), 404, "not_found")
    assert_problem(script(app).patch(f"{API}/accounts/nobody/settings", json={"values": {"since_days": 9}}), 404,
                   "not_found")  # fmt: skip


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_shows_who_set_what_and_sets_back(app: ASGIApp, account: str, language: str) -> None:
    page, here = browser(app, language), f"/accounts/{account}/settings"
    page.post(here, data={"since_days": "30", "stale_days": "365"})
    assert page.post(here, data={"since_days": "30"}).headers["location"].endswith("saved=0")
    shown = page.get(here).text
    assert ("90に戻す" if language == "ja" else "Set back to 90") in shown
    assert ("この端末の利用者" if language == "ja" else "the user of this machine") in shown
    page.post(here, data={"since_days": "999", "reset": "since_days"})
    left = script(app).get(f"{API}{here}").json()["settings"]
    assert {s["name"]: s["value"] for s in left if s["set_in"] == "account"} == {"stale_days": 365}
    page.post(here, data={"reset": "all"})
    assert all(s["set_in"] == "default" for s in script(app).get(f"{API}{here}").json()["settings"])
    assert page.get("/settings").status_code == 200


def test_every_threshold_of_the_checks_is_a_setting_with_its_default() -> None:
    for name in STANDARD.__dataclass_fields__:
        assert SETTINGS[name].default == getattr(STANDARD, name)
    for setting in SETTINGS.values():
        assert setting.least <= setting.default <= setting.most
        assert setting.words.ja != setting.words.en


def test_a_setting_leaves_drafts_and_undo_of_imports_alone(app: ASGIApp, account: str) -> None:
    def version() -> str | None:
        told: str | None = script(app).get(f"{API}/accounts/{account}").json()["last_change_id"]
        return told

    before = version()
    script(app).patch(f"{API}/accounts/{account}/settings", json={"values": {"since_days": 45}})
    assert version() == before


def test_settings_go_with_their_account(app: ASGIApp, account: str, engine: TestEngine) -> None:
    client = script(app)
    client.patch(f"{API}/accounts/{account}/settings", json={"values": {"since_days": 45}})
    assert client.delete(f"{API}/accounts/{account}").status_code == 204
    with neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver:
        found = driver.execute_query("MATCH (s:Setting) WHERE s.id CONTAINS $id RETURN count(s) AS n", id=account)
    assert found.records[0]["n"] == 0
