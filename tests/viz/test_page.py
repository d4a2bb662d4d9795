"""What stands in the pages: data in JSON blocks and nowhere else, nothing fetched, nothing left in by mistake."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from service.domain.orgmap import Assessment, MapMember, OrgMap
from tests.domain.test_roster import company
from tests.viz.orgs import AS_OF, make, orderly
from viz import STATIC_DIR, frame_nodes, frame_page, lay_out, standalone_page, svg, vis_script
from viz.style import LIGHT

ATTACKS = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "'-alert(1)-'",
    "see href <img src=x onerror=alert(1)>",
    "{{7*7}}",
    '{% include "x" %}',
    "javascript:alert(1)",
    "__proto__",
    "constructor",
    "a\u2028b\u2029c",
    "a\u202eb",
    "a\u0000b",
    "𠮷野家 髙﨑 👩\u200d💼",
    "長" * 5000,
)


def attacked(text: str) -> OrgMap:
    """An organisation in which every text is the same string."""
    org = make([None, "d000"], [(0, 64), (1, 46), (1, None)], [(0, 0), (1, 1)], [(1, 0, "line")], 3, names=[text] * 3)
    return replace(
        org,
        account_name=text,
        departments=tuple(replace(d, name=text) for d in org.departments),
        seats=tuple(replace(s, title=text) for s in org.seats),
        people=tuple(replace(p, kana=text, romaji=text, grade_title=text) for p in org.people),
        members=(MapMember("m0", text, text), MapMember("m1", text, text)),
    )


class Blocks(HTMLParser):
    """The elements of a page, and the text of each script and style element."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {"script": [], "style": []}
        self.json: dict[str, str] = {}
        self._in: tuple[str, str | None] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in = (tag, dict(attrs).get("id")) if tag in self.inside else None

    def handle_data(self, data: str) -> None:
        if self._in is None:
            return
        tag, block = self._in
        if block:
            self.json[block] = self.json.get(block, "") + data
        else:
            self.inside[tag].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            self._in = None


def read(page: str) -> Blocks:
    found = Blocks()
    found.feed(page)
    return found


def framed(org: OrgMap, locale: str = "ja") -> str:
    return frame_page(
        lay_out(org),
        org,
        locale,
        vis_url="/static/vis.js",
        script_url="/static/map.js",
        style_url="/static/map.css",
    )


@pytest.mark.parametrize("text", ATTACKS, ids=range(len(ATTACKS)))
@pytest.mark.parametrize("locale", ["ja", "en"])
def test_no_text_becomes_markup_or_script(text: str, locale: str) -> None:
    org = attacked(text)
    blocks = read(framed(org, locale))
    plain = read(framed(attacked("山田 太郎"), locale))
    assert [t for t, _ in blocks.tags] == [t for t, _ in plain.tags]
    assert not any(name.startswith("on") for _, attrs in blocks.tags for name in attrs)
    assert not any("style" in attrs for _, attrs in blocks.tags)
    assert "".join(blocks.inside["script"] + blocks.inside["style"]).strip() == ""
    nodes = json.loads(blocks.json["map-nodes"])
    assert {n["id"] for n in nodes} == {n["id"] for n in frame_nodes(lay_out(org), org, locale)["nodes"]}
    assert json.loads(json.loads(blocks.json["map-options"]))["physics"] == {"enabled": False}


@pytest.mark.parametrize("text", ATTACKS, ids=range(len(ATTACKS)))
def test_no_text_becomes_markup_in_the_page_that_stands_alone_or_in_the_drawing(text: str) -> None:
    org, plain = attacked(text), attacked("山田 太郎")
    pages = [standalone_page(lay_out(o), o, "ja", with_stances=True, marked=text) for o in (org, plain)]
    found, wanted = (read(p) for p in pages)
    count = [sum(1 for t, _ in b.tags if t in ("script", "img", "svg", "style", "button")) for b in (found, wanted)]
    assert count[0] == count[1]
    assert found.inside == wanted.inside
    assert not any(name.startswith("on") for _, attrs in found.tags for name in attrs)
    drawn = read(svg(lay_out(org), org, "ja"))
    assert {t for t, _ in drawn.tags} <= {"svg", "defs", "pattern", "rect", "path", "g", "text"}


def test_the_frame_asks_for_three_files_of_this_host_and_nothing_else() -> None:
    page = framed(orderly(2, 2, 2))
    blocks = read(page)
    asked = [a for _, attrs in blocks.tags for n in ("src", "href") if (a := attrs.get(n))]
    assert asked == ["/static/map.css", "/static/vis.js", "/static/map.js"]
    assert "http://" not in page
    assert "https://" not in page


def test_the_page_that_stands_alone_asks_for_nothing_and_allows_exactly_its_own_scripts() -> None:
    org = orderly(2, 2, 2)
    page = standalone_page(lay_out(org), org, "ja", with_stances=True, marked="")
    blocks = read(page)
    assert not any(n in attrs for _, attrs in blocks.tags for n in ("src", "href"))
    policy = next(a["content"] or "" for t, a in blocks.tags if a.get("http-equiv") == "Content-Security-Policy")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert len(scripts) == 3
    for text in (*scripts, *styles):
        assert f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" in policy
    assert "unsafe" not in policy
    assert "社外秘" in page
    assert "2026年11月25日(水)時点" in page


def test_the_list_beside_it_has_second_posts_and_empty_posts_and_begins_at_the_top() -> None:
    org = company()
    page = standalone_page(lay_out(org), org, "ja", with_stances=True, marked="")
    listed = page.split("<nav")[1].split("</nav>")[0]
    heads = re.findall(r"<summary>(.*?) <span>(.*?)</span>", listed)
    assert heads == [("旭波重機械グループ", "1名"), ("第0営業部", "1名"), ("第1営業部", "1名"), ("未配属", "2名")]
    ids = re.findall(r'data-id="([^"]+)"', listed)
    assert ids == ["c:s000:p000", "c:s001:p001", "s004", "c:s002:p001", "s003", "p002", "p003"]
    assert listed.count("兼務") == 1
    assert [w for w in ("空席", "未特定") if w in listed] == ["空席", "未特定"]
    english = standalone_page(lay_out(org), org, "en", with_stances=True, marked="").split("<nav")[1].split("</nav>")[0]
    for word in ("Vacant", "Not known", "Also holds this post", "Key post"):
        assert word in english


def test_without_stances_none_is_anywhere_in_the_file() -> None:
    org = orderly(2, 2, 2)
    told = Assessment("m0", "oppose", AS_OF, "極秘の根拠")
    org = replace(org, people=tuple(replace(p, stance="oppose", assessments=(told,)) for p in org.people))
    page = standalone_page(lay_out(org), org, "ja", with_stances=False, marked="")
    data = page.split('id="map-nodes"')[1].split("<script>")[0]
    for word in ("反対", "oppose", "極秘", "×", '"stance":'):
        assert word not in data, word
    listed = page.split("<nav")[1].split("</nav>")[0]
    assert "反対" not in listed
    assert "×" not in listed
    assert 'class="stance' not in page
    assert "反対" not in svg(lay_out(org), org, "ja", with_stances=False)
    assert "反対" in standalone_page(lay_out(org), org, "ja", with_stances=True, marked="")


def test_every_kind_of_mark_reaches_the_card() -> None:
    org = orderly(1, 1, 3)
    marks = {"p000": "new", "s001": "moved", "d001": "ended", "p002": "nonsense"}
    data = frame_nodes(lay_out(org), org, "ja", marks=marks)
    badges = {n["pid"]: [b[1] for b in n.get("badges", [])] for n in data["nodes"] if n.get("pid")}
    assert badges["p000"] == ["new", "gap"]
    assert badges["p001"] == ["moved"]
    assert badges["p002"] == []
    assert next(b for b in data["boxes"] if b.get("did") == "d001")["mark"] == "ended"


def test_a_fold_counts_people_keys_gaps_and_stances() -> None:
    org = orderly(6, 6, 9)
    data = frame_nodes(lay_out(org), org, "ja")
    fold = next(b for b in data["boxes"] if b.get("fold") == "closed")
    assert sum(fold["bar"]) == 10
    assert fold["keys"] in (1, 2)
    assert fold["gaps"] == 0
    assert fold["count"] == "10名"
    hidden = {p for p, b in data["hidden"].items() if b == fold["id"] and p.startswith("p")}
    assert len(hidden) == 9


def test_both_languages_have_every_word() -> None:
    org = orderly(1, 1, 1)
    ja, en = (frame_nodes(lay_out(org), org, x)["texts"] for x in ("ja", "en"))
    assert ja.keys() == en.keys()
    assert ja["stances"].keys() == en["stances"].keys()


def test_paper_and_screen_use_the_same_light_colours() -> None:
    css = (STATIC_DIR / "map.css").read_text("utf-8")
    tokens = dict(re.findall(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}),", css))
    assert {k: tokens[k] for k in LIGHT} == dict(LIGHT)


def test_vis_is_the_one_pyvis_brings() -> None:
    assert "@version 9.1.2" in vis_script().read_text("utf-8")[:400]


SIGNS = {
    "ja": ("重要な人", "空席", "未特定、推定", "期間中の接点", "担当のみ", "手薄な関係がある"),
    "en": (
        "Key person",
        "Vacant",
        "Holder not known, Inferred",
        "Contact in the period",
        "Assigned only",
        "Thin coverage",
    ),
}
SCALE = {
    "ja": ("推進", "支持", "中立", "消極", "反対", "未確認"),
    "en": ("Strong supporter", "Supporter", "Neutral", "Reluctant", "Opponent", "Not known"),
}


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_a_picture_that_leaves_the_product_says_what_its_signs_mean(locale: str) -> None:
    org = make([None], [(0, 64), (0, 46), (0, 30), (0, 20)], [(0, 0), (3, 1)], [(1, 0, "line")], 2)
    layout = lay_out(org)
    said, room = legend_of(svg(layout, org, locale, marked="社外秘"))
    assert said.keys() >= {*SIGNS[locale], *SCALE[locale]}
    assert layout.height < min(said.values())
    assert max(said.values()) < room - 12
    plain = replace(org, seats=org.seats[:1], people=tuple(replace(p, key_reasons=()) for p in org.people[:1]))
    few, _ = legend_of(svg(lay_out(plain), plain, locale, marked="社外秘", with_stances=False))
    assert not few.keys() & {*SCALE[locale], *SIGNS[locale][:2]}
    assert SIGNS[locale][3] in few
    assert "legend" not in svg(layout, org, locale)


def legend_of(drawing: str) -> tuple[dict[str, float], float]:
    """What the legend says and where each text stands, and the height of the drawing."""
    (signs,) = re.findall(r'<g class="legend">(.*?)</g>', drawing)
    found = {text: float(y) for y, text in re.findall(r'<text x="[^"]+" y="([^"]+)"[^>]*>([^<]+)<', signs)}
    (tall,) = re.findall(r'^<svg [^>]*height="(\d+)"', drawing)
    return found, float(tall)
