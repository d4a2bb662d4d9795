"""Bringing a messy file in, by forms alone: columns said, rows put right, left and come back, applied, what now."""

import html
import io
import json
import re
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from openpyxl import Workbook
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from tests.webapp import browser

MESSY = """旭波テスト 体制図,,,,
2026年4月1日現在,,,,
社員番号,お名前（漢字）,やくしょく,所属部署,上司
1,香取 誠,代表取締役社長,,
2,真壁 悠子,経営企画部長,経営企画部,1
3,能登 光,謎の役,経営企画部,見知らぬ 人
,,係長,経営企画部,2
5,小鹿 洋平,課長,経営企画部,5
"""


def begin(client: TestClient, text: str, account: str = "", *, encoding: str = "cp932") -> str:
    """Where the draft is, `/import/…`; for a new account, or for the one of this address."""
    data = {"name": f"流れ {uuid.uuid4().hex}", "day": "2026/10/1"}
    begun = client.post(f"{account}/import", data=data, files={"files": ("体制図.csv", text.encode(encoding))})
    assert begun.status_code == 303, begun.text
    return str(begun.headers["location"])


def select(page: str, name: str) -> str:
    """What a list of the page stands on."""
    found = re.search(rf'<select id="[^"]*" name="{name}">(.*?)</select>', page, re.S)
    assert found, name
    chosen = re.search(r'<option value="([^"]*)" selected', found.group(1))
    return chosen.group(1) if chosen else "-"


def decide(client: TestClient, place: str, how: str, row: str, *, field: str = "", value: str = "") -> None:
    places = json.dumps([["体制図.csv", int(row)]])
    form = {"how": how, "table": "体制図.csv", "places": places, "field": field, "value": value}
    assert client.post(f"{place}/decide", data=form).status_code == 303


def take_back(client: TestClient, place: str, at: int) -> None:
    """The decision at this place of the list is taken back."""
    listed = re.findall(r'name="decision" value="([^"]*)"', client.get(place).text)
    assert client.post(f"{place}/take-back", data={"decision": html.unescape(listed[at])}).status_code == 303


def test_a_column_nobody_knows_is_asked_about_and_remembered(app: ASGIApp) -> None:
    client = browser(app, "ja")
    at = begin(client, MESSY)
    assert at.endswith("/columns")
    page = client.get(at).text
    assert (select(page, "kind-0"), select(page, "column-0-1"), select(page, "column-0-2")) == ("org", "name", "-")
    assert "謎の役" in page
    assert "旭波テスト 体制図 2026年4月1日現在" in page
    form = {"kind-0": "org", "header-0": "3", "column-0-0": "employee_id", "column-0-1": "name",
            "column-0-2": "title", "column-0-3": "department", "column-0-4": "reports_to"}  # fmt: skip
    said = client.post(at, data=form)
    assert said.headers["location"] == at.removesuffix("/columns")
    assert "謎の役" in client.get(said.headers["location"]).text
    assert not begin(client, MESSY).endswith("/columns")
    client.post(f"{at.removesuffix('/columns')}/discard")


def test_remarks_are_put_right_where_they_stand(app: ASGIApp) -> None:
    client = browser(app, "ja")
    text = MESSY.replace("やくしょく", "役職").replace("お名前（漢字）", "氏名")
    at = begin(client, text).removesuffix("/columns")
    page = client.get(at).text
    picture = client.get(f"{at}/picture.svg")
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert all(name in picture.text for name in ("香取 誠", "能登 光", "経営企画部"))
    for kind in ("上司が見つからない", "自分が上司", "順位の分からない役職", "名前のない行"):
        assert kind in page, kind
    unknown = {"how": "superior", "places": '[["体制図.csv", 6]]', "field": "reports_to", "value": "真壁 優子"}
    refused = client.post(f"{at}/decide", data=unknown)
    assert refused.status_code == 422
    said = html.unescape(refused.text).partition('role="alert"')[2].partition("</div>")[0]
    assert "「真壁 優子」に当たる" in said
    assert "近い名前: 真壁 悠子" in said
    assert "件の決定" not in refused.text, "nothing was decided"
    decide(client, at, "superior", "6", field="reports_to", value="真壁 悠子")
    decide(client, at, "top", "8")
    decide(client, at, "vacant", "7", field="name")
    assert client.post(f"{at}/decide", data={"how": "rank", "field": "謎の役", "value": "52"}).status_code == 303
    page = client.get(at).text
    for kind in ("上司が見つからない", "自分が上司", "順位の分からない役職", "名前のない行"):
        assert f"</span> {kind}" not in page, kind
    assert "4件の決定" in page
    assert "空席 1" in page
    decide(client, at, "skip", "6")
    assert "取り込まないと決めた行" in client.get(at).text
    take_back(client, at, 4)
    assert "</span> 取り込まないと決めた行" not in client.get(at).text
    client.post(f"{at}/discard")
    assert client.get(at).status_code == 404


def test_a_draft_waits_and_what_was_shown_is_what_is_done(app: ASGIApp) -> None:
    client = browser(app, "ja")
    text = MESSY.replace("やくしょく", "役職").replace("お名前（漢字）", "氏名")
    at = begin(client, text).removesuffix("/columns")
    assert at in client.get("/import").text
    seen = dict(re.findall(r'name="(seen)" value="([^"]+)"', client.get(at).text))
    decide(client, at, "skip", "6")
    stale = client.post(f"{at}/apply", data=seen)
    assert stale.status_code == 409
    assert "もう一度確認してから" in html.unescape(stale.text)
    seen = dict(re.findall(r'name="(seen)" value="([^"]+)"', client.get(at).text))
    done = client.post(f"{at}/apply", data=seen)
    while done.headers.get("location", "").endswith("/progress") or done.status_code == 200:
        done = client.get(f"{at}/progress", follow_redirects=False)
    page = client.get(done.headers["location"]).text
    for step in ("自社の人を取り込む", "面談を取り込む", "商談を取り込む"):
        assert step in page
    assert at not in client.get("/import").text
    account = done.headers["location"].partition("/import/")[0]
    assert "体制図.csv" in client.get(f"{account}/import").text
    client.post(f"{account}/import/undo")


def test_rows_are_pasted(app: ASGIApp) -> None:
    client = browser(app, "ja")
    rows = "氏名\t役職\n香取 誠\t社長\n"
    begun = client.post("/import", data={"name": f"貼付 {uuid.uuid4().hex}", "pasted": rows})
    page = client.get(begun.headers["location"]).text
    assert "貼り付け.txt" in page
    client.post(f"{begun.headers['location']}/discard")


def apply(client: TestClient, at: str) -> str:
    """What was shown is done; the address of the account."""
    seen = dict(re.findall(r'name="(seen)" value="([^"]+)"', client.get(at).text))
    done = client.post(f"{at}/apply", data=seen)
    while done.headers.get("location", "").endswith("/progress") or done.status_code == 200:
        done = client.get(f"{at}/progress", follow_redirects=False)
    return str(done.headers["location"].partition("/import/")[0])


def fields(form: str) -> dict[str, str]:
    """What a form without a choice sends."""
    return {n: html.unescape(v) for n, v in re.findall(r'name="(\w+)" value="([^"]*)"', form)}


def say_the_same(client: TestClient, at: str) -> str:
    """The one button that says of a namesake that it is the same person; the page afterwards."""
    forms = re.findall(r'<form method="post" action="([^"]+/decide)"[^>]*>(.*?)</form>', client.get(at).text, re.S)
    ((place, form),) = [(a, f) for a, f in forms if "同じ人" in f]
    assert client.post(place, data=fields(form)).status_code == 303
    page = client.get(at).text
    assert "同じ人とする" in page, "the decision is listed, to be taken back"
    return page


def new_people(page: str) -> int:
    found = re.search(r"新しい人</div><div class=\"v\">([\d,]+)", page)
    assert found
    return int(found.group(1))


def test_a_namesake_is_said_to_be_the_same_person(app: ASGIApp) -> None:
    client = browser(app, "ja")
    head = "氏名,役職,所属\n"
    at = begin(client, head + "榊 一,部長,営業部\n楓 二,課長,営業部\n榊 一,室長,企画室\n").removesuffix("/columns")
    page = client.get(at).text
    assert 'placeholder="社員番号"' in page, "a column that the file has not is called by its word"
    assert new_people(page) == 3
    assert new_people(say_the_same(client, at)) == 2
    account = apply(client, at)
    at = begin(client, head + "楓 二,部長,製造部\n", account).removesuffix("/columns")
    assert new_people(client.get(at).text) == 1
    assert new_people(say_the_same(client, at)) == 0
    assert apply(client, at) == account
    shown = client.get(f"{account}/people").text
    assert shown.count('<tr id="person-') == 2
    assert all(title in shown for title in ("営業部", "製造部"))


def forms_of(page: str, button: str) -> list[tuple[str, dict[str, str]]]:
    """Where the forms with this button go, and what they send without a choice."""
    forms = re.findall(r'<form method="post" action="([^"]+/decide)"[^>]*>(.*?)</form>', page, re.S)
    return [(place, fields(form)) for place, form in forms if f">{button}</button>" in form]


def test_names_of_departments_are_read_as_departments_with_one_button(app: ASGIApp) -> None:
    client = browser(app, "ja")
    own = f"列{uuid.uuid4().hex}"  # what is said of a header is remembered
    text = f"id,name,parentId,{own}\n1,久遠市,,\n2,財務部,1,\n3,総務課,2,\n4,服部支所,1,\n"
    at = begin(client, text).removesuffix("/columns")
    page = client.get(at).text
    assert "部署の名前らしい氏名" in page
    assert new_people(page) == 4
    ((place, sent),) = forms_of(page, "部署として読む")
    assert client.post(place, data=sent).status_code == 303
    page = client.get(at).text
    assert "部署の名前らしい氏名" not in page
    assert new_people(page) == 0
    assert "4部署" in page
    account = apply(client, at)
    assert "総務課" in client.get(f"{account}/departments").text
    client.post(f"{account}/import/undo")
    again = begin(client, text)
    assert new_people(client.get(again.removesuffix("/columns")).text) == 0, "remembered for files of this header"
    client.post(f"{again.removesuffix('/columns')}/discard")


def test_namesakes_on_two_sheets_are_shown_and_mended_where_they_stand(app: ASGIApp) -> None:
    client = browser(app, "ja")
    data = {"name": f"流れ {uuid.uuid4().hex}", "day": "2026/10/1"}
    one = "氏名,役職,所属\n楓 二,課長,営業部\n榊 一,部長,営業部\n"
    two = "氏名,役職,所属\n檜 三,課長,製造部\n柊 四,係長,製造部\n柳 五,係長,製造部\n榊 一,室長,企画室\n"
    files = [("files", (name, text.encode())) for name, text in (("甲.csv", one), ("乙.csv", two))]
    at = client.post("/import", data=data, files=files).headers["location"]
    page = client.get(at).text
    shown = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))
    assert "3 榊 一, 乙.csv 5 榊 一 甲.csv · 氏名" in shown
    ((place, sent),) = forms_of(page, "同じ人")
    assert json.loads(sent["places"]) == [["乙.csv", 5]]
    assert new_people(page) == 6
    assert client.post(place, data=sent).status_code == 303
    page = client.get(at).text
    assert new_people(page) == 5
    assert "乙.csv 5行目" in page
    take_back(client, at, 0)
    assert new_people(client.get(at).text) == 6
    client.post(f"{at}/discard")


def test_a_sheet_that_lists_nothing_is_left_out_and_one_goes_on(app: ASGIApp) -> None:
    client = browser(app, "ja")
    files = [
        ("files", ("体制図.csv", "氏名,役職\n榊 一,部長\n".encode())),
        ("files", ("凡例.csv", "色,意味\n赤,異動\n".encode())),
    ]
    begun = client.post("/import", data={"name": f"流れ {uuid.uuid4().hex}", "day": "2026/10/1"}, files=files)
    at = str(begun.headers["location"])
    assert at.endswith("/columns")
    form = {
        "kind-0": "org",
        "header-0": "1",
        "column-0-0": "name",
        "column-0-1": "title",
        "kind-1": "-",
        "header-1": "1",
    }
    said = client.post(at, data=form)
    assert said.headers["location"] == at.removesuffix("/columns")
    client.post(f"{at.removesuffix('/columns')}/discard")


def test_what_is_decided_at_once_is_all_kept(app: ASGIApp) -> None:
    client = browser(app, "ja")
    rows = "".join(f"{n},人 {n},課長\n" for n in range(1, 25))
    at = begin(client, f"社員番号,氏名,役職\n{rows}").removesuffix("/columns")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda row: decide(client, at, "skip", str(row)), range(2, 26)))
    listed = re.findall(r'name="decision" value="([^"]*)"', client.get(at).text)
    assert {json.loads(html.unescape(d))["row"] for d in listed} == set(range(2, 26))
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(
                lambda d: client.post(f"{at}/take-back", data={"decision": html.unescape(d)}).status_code, listed[:12]
            )
        )
    assert answers == [303] * 12
    assert re.findall(r'name="decision" value="([^"]*)"', client.get(at).text) == listed[12:]
    client.post(f"{at}/discard")


def test_what_is_decided_after_the_import_is_refused(app: ASGIApp) -> None:
    client = browser(app, "ja")
    at = begin(client, "社員番号,氏名,役職\n1,香取 誠,社長\n").removesuffix("/columns")
    account = apply(client, at)
    late = client.post(f"{at}/decide", data={"how": "skip", "table": "体制図.csv", "places": '[["体制図.csv", 2]]'})
    assert late.status_code == 409
    assert "もう終わっています" in late.text
    client.post(f"{account}/import/undo")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp932"])
def test_each_file_is_shown_with_its_encoding(app: ASGIApp, encoding: str) -> None:
    named = {"utf-8": "UTF-8", "utf-16": "UTF-16", "cp932": "CP932 (Shift_JIS)"}[encoding]
    client = browser(app, "ja")
    at = begin(client, "社員番号,氏名,役職\n1,香取 誠,社長\n", encoding=encoding).removesuffix("/columns")
    assert f"体制図.csv {named} 1行" in client.get(at).text
    columns = client.get(f"{at}/columns").text
    assert f"{named} · 1行" in columns
    client.post(f"{at}/discard")


def test_a_hidden_character_is_offered_to_be_taken_out(app: ASGIApp) -> None:
    client = browser(app, "ja")
    at = begin(client, "社員番号,氏名,役職\n1,香取\u202e誠,社長\n", encoding="utf-8").removesuffix("/columns")
    page = client.get(at).text
    assert "香取[U+202E]誠" in page
    (form,) = re.findall(r'(<form[^>]*/decide"(?:(?!</form>).)*value="香取誠".*?)</form>', page, re.S)
    assert client.post(f"{at}/decide", data=fields(form)).status_code == 303
    page = client.get(at).text
    assert "U+202E" not in page
    assert "香取誠" in page
    client.post(f"{at}/discard")


def test_a_name_by_a_formula_without_its_result_is_told_and_put_right(app: ASGIApp) -> None:
    client = browser(app, "ja")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["氏名", "役職"], ["香取 誠", "社長"], ['=CONCATENATE("真壁"," ","悠子")', "部長"]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    begun = client.post(
        "/import", data={"name": f"計算 {uuid.uuid4().hex}"}, files={"files": ("体制図.xlsx", out.getvalue())}
    )
    at = begun.headers["location"].removesuffix("/columns")
    page = client.get(at).text
    assert "3行目: 名前・番号・日付など、行に要る値が計算結果のない数式" in page
    assert "バイト" not in page
    assert "この行は取り込みません" in page
    (form,) = re.findall(r'(<form[^>]*/decide"(?:(?!</form>).)*name="field" value="name".*?)</form>', page, re.S)
    assert client.post(f"{at}/decide", data={**fields(form), "value": "真壁 悠子"}).status_code == 303
    page = client.get(at).text
    assert "数式" not in page.partition('id="remarks"')[2]
    assert "真壁 悠子" in page
    client.post(f"{at}/discard")


def test_one_of_several_attendees_is_put_right_and_the_others_stay(app: ASGIApp) -> None:
    client = browser(app, "ja")
    account = apply(client, begin(client, "氏名,役職\n髙橋 一郎,部長\n高橋 花,部長\n高橋 葵,部長\n香取 誠,社長\n"))
    rows = "日付,自社,先方\n2026/9/1,日野 悠,高橋部長、香取 誠\n"
    at = begin(client, rows, account, encoding="utf-8").removesuffix("/columns")
    page = client.get(at).text
    assert "「高橋部長」に当たる人が 2 人" in page
    (form,) = re.findall(r'(<form[^>]*/decide"(?:(?!</form>).)*value="高橋部長".*?)</form>', page, re.S)
    assert client.post(f"{at}/decide", data={**fields(form), "value": "髙橋 一郎"}).status_code == 303
    page = client.get(at).text
    assert "に当たる人が" not in page
    assert re.search("先方参加者 高橋部長 → 髙橋 一郎", page)
    apply(client, at)
    meetings = client.get(f"{account}/meetings").text
    assert all(name in meetings for name in ("髙橋 一郎", "香取 誠"))
    assert "高橋 花" not in meetings


def test_doubtful_rows_are_named_after_the_import(app: ASGIApp) -> None:
    client = browser(app, "ja")
    rows = "1,香取 誠,社長,\n2,真壁 悠子,部長,見知らぬ 人\n"
    at = begin(client, f"社員番号,氏名,役職,上司\n{rows}").removesuffix("/columns")
    account = apply(client, at)
    done = f"{account}/import/{at.rpartition('/')[2]}/done"
    page = client.get(done).text
    assert f'href="{done}"' in client.get(f"{account}/import").text
    remarks = page.partition('id="remarks"')[2]
    assert "上司「見知らぬ 人」が見つからない" in remarks
    assert re.search(r'data-l="行">3 ', remarks)
    client.post(f"{account}/import/undo")


@pytest.mark.parametrize(("locale", "said"), [("ja", "いまは取り消せません"), ("en", "cannot be undone now")])
def test_an_undo_that_a_correction_hinders_says_so(app: ASGIApp, locale: str, said: str) -> None:
    client = browser(app, locale)
    at = begin(client, "社員番号,氏名,役職\n1,香取 誠,社長\n").removesuffix("/columns")
    account = apply(client, at)
    assert f'action="{account}/import/undo"' in client.get(f"{account}/import").text
    (person,) = set(re.findall(rf'href="({account}/people/\w+)', client.get(f"{account}/people").text))
    base = dict(re.findall(r'name="(base)" value="([^"]*)"', client.get(person).text))
    form = {**base, "was-name": "香取 誠", "was-kana": "", "name": "香取 真", "kana": ""}
    assert client.post(f"{person}/correct", data=form).status_code == 303
    page = client.get(f"{account}/import").text
    assert f'action="{account}/import/undo"' not in page
    assert said in page
    assert re.search(rf'href="{person}#correct">[^<]*香取 誠 → 香取 真', page)
    change = dict(re.findall(r'name="(change_id)" value="([^"]*)"', client.get(person).text))
    assert client.post(f"{person}/correct/undo", data=change).status_code == 303
    assert f'action="{account}/import/undo"' in client.get(f"{account}/import").text
    assert client.post(f"{account}/import/undo").status_code == 303
