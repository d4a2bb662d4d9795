"""What is true of every chart: a random organisation written as rows comes back as it was, and nobody gets lost."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.importing.fold import World

SURNAMES = ["佐藤", "鈴木", "髙橋", "田中", "伊藤", "渡邊", "山本", "中村", "小林", "加藤"]
GIVEN = ["健", "花子", "一郎", "美緒", "誠", "光"]
TITLES = ["社長", "本部長", "部長", "次長", "課長", "係長", "主任", "担当", "推進リード"]
UNITS = ["本部", "部", "課"]


@dataclass
class Seat:
    number: int
    title: str
    path: tuple[str, ...]
    above: int | None
    holder: str | None
    """A name; None = vacant; "" = not known."""


@dataclass
class Firm:
    """An organisation, told without the code under test."""

    seats: list[Seat] = field(default_factory=list)

    def rows(self, reports_to: Callable[[Seat], str]) -> list[str]:
        by_number = {s.number: s for s in self.seats}
        return [
            f"E{s.number:04d},P{s.number:04d},{s.holder or ('空席' if s.holder is None else '非公開')},{s.title},"
            f"{'/'.join(s.path)},{reports_to(by_number[s.above]) if s.above is not None else ''},"
            f"{f'p{s.number}@x.example' if s.holder else ''}"
            for s in self.seats
        ]

    def depth(self) -> int:
        by_number = {s.number: s for s in self.seats}

        def level(seat: Seat) -> int:
            return 1 if seat.above is None else 1 + level(by_number[seat.above])

        return max(level(s) for s in self.seats)

    def departments(self) -> set[str]:
        return {"/".join(s.path[:n]) for s in self.seats for n in range(1, len(s.path) + 1)}


@st.composite
def firms(draw: st.DrawFn) -> Firm:
    firm = Firm()
    size = draw(st.integers(1, 25))
    for number in range(size):
        above = None if number == 0 else draw(st.one_of(st.none(), st.integers(0, number - 1)))
        depth = draw(st.integers(0, 3))
        path = tuple(f"第{draw(st.integers(1, 2))}{UNITS[n]}" for n in range(depth))
        name = f"{draw(st.sampled_from(SURNAMES))} {draw(st.sampled_from(GIVEN))}"
        holder = draw(st.sampled_from([name, name, name, None, ""]))
        firm.seats.append(Seat(number, draw(st.sampled_from(TITLES)), path, above, holder))
    return firm


WAYS: list[Callable[[Seat], str]] = [
    lambda above: f"P{above.number:04d}",
    lambda above: f"E{above.number:04d}" if above.holder else f"P{above.number:04d}",
    lambda above: f"p{above.number}@x.example" if above.holder else f"P{above.number:04d}",
]
HEADER = "社員番号,ポスト番号,氏名,役職,所属,上司,メール"


@settings(max_examples=40, deadline=None)
@given(firms(), st.sampled_from(WAYS), st.randoms(use_true_random=False))
def test_a_random_firm_comes_back(firm: Firm, way: Callable[[Seat], str], shuffle: Random) -> None:
    rows = firm.rows(way)
    shuffle.shuffle(rows)
    world = World()
    plan = world.add(("組織図.csv", "\n".join([HEADER, *rows])))
    held = [s for s in firm.seats if s.holder]
    assert world.holdings() == sorted((s.holder or "", s.title, "/".join(s.path)) for s in held)
    assert plan.report.rows_used == len(firm.seats)
    assert plan.report.people == len(held), "a number each: nobody is merged"
    assert plan.report.posts == len(firm.seats)
    assert plan.report.vacant_posts == sum(s.holder is None for s in firm.seats)
    assert plan.report.unknown_holders == sum(s.holder == "" for s in firm.seats)
    assert plan.report.roots == sum(s.above is None for s in firm.seats)
    assert plan.report.depth == firm.depth()
    assert set(world.departments()) == firm.departments()
    by_number = {s.number: s for s in firm.seats}
    lines = sorted(
        (s.holder or s.title, by_number[s.above].holder or by_number[s.above].title)
        for s in firm.seats
        if s.above is not None
    )
    assert world.lines() == lines
    assert not [f for f in plan.findings if f.level == "error"]


NAMES = st.sampled_from(["甲 一", "乙 二", "丙 三", "丁 四", "空席", "非公開", "廃止", ""])
CELLS = st.sampled_from(["", "1", "2", "3", "甲 一", "乙 二", "丙 三", "-", "だれか", "a@x.example"])
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", "1", "2", "3"]),
        st.sampled_from(["", "P1", "P2", "P3"]),
        NAMES,
        st.sampled_from(["", "部長", "課長", "主任", "部長 兼 課長", "謎"]),
        st.sampled_from(["", "A部", "A部/B課", "B課", "C部/B課"]),
        CELLS,
        st.sampled_from(["", "a@x.example", "b@x.example", "壊れ"]),
        st.sampled_from(["", "兼務", "2026/4/1", "2026/2/31"]),
        st.sampled_from(["", "2026/4/1", "2026/2/31", "2027/4/1"]),
    ),
    max_size=9,
)
MESSY = "社員番号,ポスト番号,氏名,役職,所属,上司,メール,備考,発令日"


TWO_UNKNOWN = [
    ("", "", "甲 一", "", "", "", "", "", ""),
    ("1", "", "非公開", "部長", "A部", "", "", "", ""),
    ("", "", "甲 一", "", "", "1", "", "", ""),
    ("", "", "非公開", "部長", "A部", "", "", "", ""),
]
"""Two seats that nothing tells apart, of which one is told as a superior."""
TWO_CHIEFS = [("2", "", "甲 一", "課長", "A部", "", "", "", ""), ("", "", "非公開", "課長", "A部", "", "", "", "")]
MOVED_UNDER_UNNAMED = [("1", "", "", "課長", "A部", "", "", "", ""), ("2", "", "乙 二", "", "", "1", "", "", "")]
"""A seat without a name, and under it somebody who held such a seat."""


@settings(max_examples=80, deadline=None)
@given(ROWS, ROWS)
@example([("", "", "乙 二", "部長", "A部", "", "", "", "")], TWO_UNKNOWN)
@example(TWO_CHIEFS, MOVED_UNDER_UNNAMED)
def test_any_rows_are_used_or_skipped_and_planned_only_once(
    first: list[tuple[str, ...]], second: list[tuple[str, ...]]
) -> None:
    """However contradictory: no exception, the law of rows, a valid batch, and the same file twice changes nothing."""
    world = World()
    for number, rows in enumerate((first, second)):
        if not any(map(any, rows)):
            continue  # a file without a row is refused
        text = "\n".join([MESSY, *(",".join(row) for row in rows)])
        plan = world.add((f"{number}.csv", text))
        assert plan.report.rows_read == sum(any(row) for row in rows)
        names = {row[2].strip() for row in rows} - {"", "空席", "非公開", "廃止"}
        skipped = {s.row for s in plan.report.skipped}
        kept = {row[2] for n, row in enumerate(rows, start=2) if n not in skipped} & names
        assert kept <= set(world.people()), "whoever stands in a row that is used is on the map"
        no_two_in_a_slot(world)
        no_circle(world)


def no_two_in_a_slot(world: World) -> None:
    primary = [h.start_id for h in world.now("HOLDS") if h.properties["is_primary"]]
    assert len(primary) == len(set(primary))
    for kind in ("IN_ACCOUNT", "PART_OF", "PLACED_IN", "VACANT"):
        starts = [f.start_id for f in world.now(kind)]
        assert len(starts) == len(set(starts)), kind
    lines = [f.start_id for f in world.now("REPORTS_TO") if f.properties["kind"] == "line"]
    assert len(lines) == len(set(lines))
    held: dict[str, int] = {}
    for holding in world.now("HOLDS"):
        held[holding.end_id] = held.get(holding.end_id, 0) + 1
    room = {f.start_id: f.properties.get("capacity") for f in world.now("IN_ACCOUNT")}
    assert all(n <= int(str(room[post])) for post, n in held.items())
    assert not {v.start_id for v in world.now("VACANT")} & set(held), "nobody holds a vacant seat"


def no_circle(world: World) -> None:
    above = {f.start_id: f.end_id for f in world.now("REPORTS_TO") if f.properties["kind"] == "line"}
    for post in above:
        steps, at = 0, post
        while at in above:
            at, steps = above[at], steps + 1
            assert steps <= len(above)
