"""Search by what people type: other glyphs, readings, parts of names, and signs that mean something to an index."""

from datetime import date, timedelta

import pytest

from service import org
from service.domain import searching
from service.domain.actor import LOCAL_USER, Actor
from service.domain.errors import NotFoundError
from service.domain.importing import keys
from service.graph.database import Graph
from service.org import Hit
from tests.org.conftest import Tell
from tests.story import ALWAYS, Period, Story

pytestmark = pytest.mark.graph

DAY = date(2026, 4, 1)
NEXT = date(2027, 4, 1)


def told(s: Story, name: str, *posts: str, kana: str = "", romaji: str = "", when: Period = ALWAYS) -> str:
    """A person as an import writes it: with the search key that it makes."""
    key = keys.search(name, kana, romaji)
    return s.person(name, *posts, kana=kana or None, romaji=romaji or None, search_key=key, when=when)


@pytest.fixture(scope="module")
def story(tell: Tell) -> Story:
    s = Story("検索")
    d = s.department("経理部")
    post = s.post("経理部長", d)
    s.post("主計課長", d)
    s.deal("経理システム刷新", 100)
    told(s, "髙橋 健一", post, kana="タカハシ ケンイチ", romaji="TAKAHASHI Kenichi")
    told(s, "高橋健", kana="たかはし けん")
    told(s, "大野 洋子", kana="オオノ ヨウコ", romaji="Ohno Yoko")
    told(s, "Anna-Lena Müller")
    told(s, "退職 太郎", when=(None, DAY))
    told(s, "入社 次郎", when=(DAY, NEXT))
    return tell(s)


def names(found: list[Hit], kind: str = "person") -> set[str]:
    return {h.name for h in found if h.kind == kind}


def find(graph: Graph, story: Story, text: str, day: date = DAY) -> list[Hit]:
    return graph.read(LOCAL_USER, org.search, text=text, account_id=story.account, as_of=day)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("髙橋", {"髙橋 健一", "高橋健"}),
        ("高橋", {"髙橋 健一", "高橋健"}),
        ("橋健", {"髙橋 健一", "高橋健"}),
        ("健", {"髙橋 健一", "高橋健"}),
        ("健一", {"髙橋 健一"}),
        ("髙橋　健一", {"髙橋 健一"}),
        ("髙橋健一", {"髙橋 健一"}),
        ("高橋 大野", set()),
        ("たかはし", {"髙橋 健一", "高橋健"}),
        ("タカハシ", {"髙橋 健一", "高橋健"}),
        ("takaha", {"髙橋 健一"}),
        ("KENICHI", {"髙橋 健一"}),
        ("ono", {"大野 洋子"}),
        ("Ohno", {"大野 洋子"}),
        ("ＯＨＮＯ", {"大野 洋子"}),
        ("Müller", {"Anna-Lena Müller"}),
        ("muller", {"Anna-Lena Müller"}),
        ("anna muller", {"Anna-Lena Müller"}),
        ("lena", {"Anna-Lena Müller"}),
        ("", set()),
        ("  ・ ", set()),
        ("a/b(", set()),
        ("*", set()),
        ("\\", set()),
        ("髙橋 OR 大野", set()),
        ("name:大野", set()),
        ("x" * 400, set()),
    ],
)  # fmt: skip
def test_what_is_typed_finds_what_is_meant(graph: Graph, story: Story, text: str, expected: set[str]) -> None:
    assert names(find(graph, story, text)) == expected


@pytest.mark.parametrize("sign", list("+-&|!(){}[]^\"~*?:\\/'`$%#@;"))
def test_no_sign_breaks_the_query(graph: Graph, story: Story, sign: str) -> None:
    for text in (sign, f"大{sign}野", f"{sign}ohno", f"ohno{sign}"):
        find(graph, story, text)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(DAY - timedelta(days=1), set()), (DAY, {"入社 次郎"}), (NEXT - timedelta(days=1), {"入社 次郎"}), (NEXT, set())],
)
def test_only_people_of_that_day_are_found(graph: Graph, story: Story, day: date, expected: set[str]) -> None:
    assert names(find(graph, story, "入社", day)) == expected


def test_departments_posts_and_deals_of_the_account(graph: Graph, story: Story) -> None:
    found = find(graph, story, "経理")
    assert names(found, "department") == {"経理部"}
    assert names(found, "post") == {"経理部長"}
    assert names(found, "opportunity") == {"経理システム刷新"}
    assert next(h for h in find(graph, story, "健一") if h.kind == "person").detail == "経理部長"


def test_only_what_may_be_seen_is_found_and_nothing_of_it_is_lost(graph: Graph, tell: Tell) -> None:
    mine = Story("少")
    told(mine, "多々良 一")
    others = [Story(f"多{n}") for n in range(3)]
    for s in others:
        for _ in range(10):
            told(s, "多々良 多々良")
    for s in [mine, *others]:
        tell(s)
    actor = Actor("m", visible=frozenset({mine.account}))
    found = graph.read(actor, org.search, text="多々良", account_id=None, as_of=DAY, limit=3)
    assert [(h.name, h.account_id) for h in found] == [("多々良 一", mine.account)]
    assert len(graph.read(LOCAL_USER, org.search, text="多々良", account_id=None, as_of=DAY, limit=3)) == 3
    with pytest.raises(NotFoundError):
        graph.read(actor, org.search, text="多々良", account_id=others[0].account, as_of=DAY)


def test_one_who_works_for_two_customers_is_found_at_both(graph: Graph, tell: Tell) -> None:
    here, there = Story("此方"), Story("彼方")
    who = told(here, "両属 一郎")
    there.adopt(here, who)
    there.fact("WORKS_FOR", who, there.account)
    tell(here)
    tell(there)
    found = graph.read(LOCAL_USER, org.search, text="両属", account_id=None, as_of=DAY)
    assert {h.account_name for h in found} == {"此方", "彼方"}


def test_words_are_few_and_folded() -> None:
    assert searching.words_of("髙橋、ケンイチ 髙橋") == ("高橋", "ケンイチ")
    assert len(searching.words_of(" ".join(f"w{n}" for n in range(99)))) == searching.MOST_WORDS
    assert searching.index_query("…") is None
