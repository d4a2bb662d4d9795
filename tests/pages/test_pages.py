"""Every page as HTML, without script: languages, days, forms, what is missing, what is wrong."""

import re
import time
import uuid

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from service.coverage import read_gaps
from service.domain.actor import LOCAL_USER
from service.graph.database import Graph
from tests.webapp import TODAY, browser

pytestmark = pytest.mark.graph

PLACES = (
    "",
    "/gaps",
    "/map",
    "/people",
    "/import",
    "/delete",
    "/settings",
    "/search?q=部長",
    "/map/frame",
    "/map/picture.svg",
)
CHART = "氏名,役職,所属,上司\n山田 太郎,社長,本社,\n佐藤 花子,部長,営業部,山田 太郎\n"


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_answers_in_both_languages(app: ASGIApp, ja_account: str, place: str, language: str) -> None:
    response = browser(app, language).get(f"/accounts/{ja_account}{place}")
    assert response.status_code == 200
    if not place.endswith(".svg"):
        assert f'lang="{language}"' in response.text
    assert "None" not in re.sub(r"<[^>]+>", " ", response.text)
    for url in re.findall(r'(?:href|src|action)="([^"]+)"', response.text):
        assert url.startswith(("/", "#")), url


def test_the_switch_remembers_the_language(app: ASGIApp, ja_account: str) -> None:
    client = browser(app, "en")
    switched = client.get(f"/accounts/{ja_account}/gaps?lang=ja&since_days=30")
    assert switched.status_code == 303
    assert switched.headers["location"] == f"/accounts/{ja_account}/gaps?since_days=30"
    assert "手薄な関係" in client.get(switched.headers["location"]).text
    for evil in ("//evil.example", "/%2f%2fevil.example", "/\\evil.example"):
        location = client.get(f"{evil}?lang=ja").headers.get("location", "/")
        assert re.match(r"/(?![/\\])", location), location


def test_a_page_on_another_day_says_so_and_keeps_the_day(app: ASGIApp, ja_account: str) -> None:
    page = browser(app, "ja").get(f"/accounts/{ja_account}/gaps?as_of=2027-01-01").text
    assert "2027年1月1日(金)の予定を見ています（37日後）" in page
    assert f"/accounts/{ja_account}/map?as_of=2027-01-01" in page
    assert "今日に戻る" in page
    today = browser(app, "ja").get(f"/accounts/{ja_account}/gaps?as_of={TODAY.isoformat()}").text
    assert "を見ています" not in today
    assert "as_of=" not in today.split("<main")[1]


@pytest.mark.parametrize(
    ("name", "value"), [("as_of", "2026-02-31"), ("as_of", "いつか"), ("since_days", "0"), ("since_days", "ten")]
)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_wrong_day_is_said_in_plain_words(
    app: ASGIApp, ja_account: str, name: str, value: str, language: str
) -> None:
    response = browser(app, language).get(f"/accounts/{ja_account}/gaps", params={name: value})
    assert response.status_code == 422
    assert value in response.text


def test_a_day_may_be_written_as_people_write_it(app: ASGIApp, ja_account: str) -> None:
    page = browser(app, "ja").get(f"/accounts/{ja_account}/people", params={"as_of": "令和8年4月1日"})
    assert "2026年4月1日(水)" in page.text


def test_the_gaps_page_shows_what_was_counted(app: ASGIApp, graph: Graph, ja_account: str) -> None:
    page = browser(app, "ja").get(f"/accounts/{ja_account}/gaps").text
    since = TODAY.fromisoformat("2026-08-27")
    report = graph.read(LOCAL_USER, read_gaps, account_id=ja_account, as_of=TODAY, since=since)
    for gap in report.uncovered:
        assert f'id="gap-{gap.subject.id}"' in page
    assert page.count('id="gap-') == len(report.uncovered)
    for risk in report.risks:
        evidence = browser(app, "ja").get(f"/accounts/{ja_account}/gaps/{risk.scope}/{risk.id}")
        assert evidence.status_code == 200
        rows = evidence.text.split("数えたもとの面談")[1:]
        assert len(re.findall(r'<th scope="row"', "".join(rows))) == len(risk.evidence)
    assert browser(app).get(f"/accounts/{ja_account}/gaps/opportunity/nobody").status_code == 404


def test_every_person_and_panel_answers(app: ASGIApp, graph: Graph, ja_account: str) -> None:
    client = browser(app, "ja")
    people = re.findall(
        rf"/accounts/{ja_account}/people/([0-9a-z]{{26}})", client.get(f"/accounts/{ja_account}/people").text
    )
    assert len(set(people)) > 200
    for person_id in sorted(set(people))[:12]:
        assert client.get(f"/accounts/{ja_account}/people/{person_id}").status_code == 200
        panel = client.get(f"/accounts/{ja_account}/map/panel?person={person_id}")
        assert panel.status_code == 200
        assert "<html" not in panel.text
    map_page = client.get(f"/accounts/{ja_account}/map").text
    for kind in ("seat", "department"):
        found = re.findall(rf'data-{kind}="([0-9a-z]{{26}})"', map_page)
        assert found
        assert client.get(f"/accounts/{ja_account}/map/panel?{kind}={found[0]}").status_code == 200
    assert client.get(f"/accounts/{ja_account}/map/panel").status_code == 422
    assert client.get(f"/accounts/{ja_account}/map/panel?person=nobody").status_code == 404


def test_the_people_list_is_filtered_without_script(app: ASGIApp, ja_account: str) -> None:
    client = browser(app, "ja")
    base = f"/accounts/{ja_account}/people"
    everybody = client.get(base).text.count('id="person-')
    key = client.get(f"{base}?key=1").text.count('id="person-')
    officers = client.get(f"{base}?rank=78").text.count('id="person-')
    named = client.get(base, params={"q": "宇佐美"}).text
    assert 0 < key < everybody
    assert 0 < officers < everybody
    assert "宇佐美 恭子" in named
    assert named.count('id="person-') < everybody
    supporters = client.get(f"{base}?stance=support&stance=strong_support").text
    assert 0 < supporters.count('id="person-') < everybody
    assert "この条件にあてはまる人はいません" in client.get(base, params={"q": "存在しない名前"}).text


def test_the_map_frame_has_its_own_policy_and_its_data(app: ASGIApp, ja_account: str) -> None:
    frame = browser(app, "ja").get(f"/accounts/{ja_account}/map/frame")
    assert "frame-ancestors 'self'" in frame.headers["content-security-policy"]
    assert "宇佐美" in frame.text
    page = browser(app, "ja").get(f"/accounts/{ja_account}/map").text
    assert 'sandbox="allow-scripts"' in page
    assert "allow-same-origin" not in page


def test_the_offline_map_leaves_stances_out_unless_asked(app: ASGIApp, ja_account: str) -> None:
    client = browser(app, "ja")
    plain = client.get(f"/accounts/{ja_account}/map/file")
    assert "attachment" in plain.headers["content-disposition"]
    assert "社外秘" in plain.text
    assert len(client.get(f"/accounts/{ja_account}/map/file?stances=1").text) > len(plain.text)


def test_unknown_accounts_and_pages_are_not_told_apart(app: ASGIApp) -> None:
    client = browser(app, "ja")
    for path in ("/accounts/nobody", "/accounts/nobody/map", "/accounts/nobody/gaps", "/nowhere"):
        response = client.get(path)
        assert response.status_code == 404
        assert "そのページや記録はありません" in response.text


def imported(client: TestClient, name: str, content: bytes) -> str:
    """A new account from one file, through the forms alone; answers the address of its home."""
    begun = client.post("/import", data={"name": name, "day": "2026/10/1"}, files={"files": ("組織図.csv", content)})
    assert begun.status_code == 303, begun.text
    place = begun.headers["location"]
    preview = client.get(place)
    assert preview.status_code == 200, preview.text
    assert "まだ何も書き込んでいません" in preview.text
    assert "<span>ファイルの組織図:</span>" in preview.text
    fields = dict(re.findall(r'name="(seen)" value="([^"]+)"', preview.text))
    done = client.post(f"{place}/apply", data=fields)
    assert done.status_code == 303, done.text
    for _ in range(100):
        if not done.headers["location"].endswith("/progress"):
            break
        time.sleep(0.1)
        done = client.get(f"{place}/progress", follow_redirects=False)
        if done.status_code == 200:
            done.headers["location"] = "/progress"
    return str(done.headers["location"].partition("/import/")[0])


def test_files_go_in_and_out_by_forms_alone(app: ASGIApp) -> None:
    client = browser(app, "ja")
    name = f"試験 {uuid.uuid4().hex}"
    home = imported(client, name, CHART.encode("cp932"))
    page = client.get(home).text
    assert name in page
    assert "実施した双方向の面談の記録がありません" in page
    gaps = client.get(f"{home}/gaps").text
    assert "0 件" not in gaps
    assert "進行中の商談がありません" in gaps
    history = client.get(f"{home}/import").text
    assert "組織図.csv" in history
    undone = client.post(f"{home}/import/undo")
    assert (undone.status_code, undone.headers["location"]) == (303, "/")
    assert client.get(home).status_code == 404


def test_a_form_that_is_not_filled_says_what_is_missing(app: ASGIApp) -> None:
    client = browser(app, "ja")
    file = {"files": ("a.csv", CHART.encode())}
    assert "顧客の名前を入れてください" in client.post("/import", data={"name": ""}, files=file).text
    assert "ファイルを選ぶか、表を貼り付けてください" in client.post("/import", data={"name": "x"}).text
    wrong_day = client.post("/import", data={"name": "x", "day": "2026/2/31"}, files=file)
    assert wrong_day.status_code == 422
    assert "2026年2月に31日はありません" in wrong_day.text
    broken = client.post("/import", data={"name": "x"}, files={"files": ("a.xlsx", b"nothing")})
    assert broken.status_code == 422
    assert 'role="alert"' in broken.text
    assert client.post("/import/x/apply", data={"seen": "y"}).status_code == 404


def test_an_account_is_deleted_only_by_its_name(app: ASGIApp) -> None:
    client = browser(app, "ja")
    name = f"削除 {uuid.uuid4().hex}"
    home = imported(client, name, CHART.encode())
    refused = client.post(f"{home}/delete", data={"name": "違う名前"})
    assert refused.status_code == 422
    assert "名前が違います" in refused.text
    assert client.get(home).status_code == 200
    assert client.post(f"{home}/delete", data={"name": name}).status_code == 303
    assert client.get(home).status_code == 404


ATTACKS = (
    "<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", '"><svg onload=alert(1)>', "'-alert(1)-'",
    "{{7*7}}", "{% include 'x' %}", "javascript:alert(1)",
)  # fmt: skip


def test_what_people_write_is_shown_as_text(app: ASGIApp) -> None:
    client = browser(app, "ja")
    quoted = ['"' + a.replace('"', '""') + '"' for a in ATTACKS]
    rows = [f"{q},{q},{q},," for q in quoted]
    home = imported(client, f"攻撃 {uuid.uuid4().hex}", "\n".join(["氏名,役職,所属,上司,備考", *rows]).encode())
    for place in ("", "/gaps", "/map", "/people", "/map/frame", "/map/picture.svg", "/import"):
        text = client.get(f"{home}{place}").text
        for attack in ("<img src=x", "<script>alert", "<svg onload"):
            assert attack not in text, place
        assert ">49<" not in text
    client.post(f"{home}/import/undo")
