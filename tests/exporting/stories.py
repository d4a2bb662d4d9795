"""Random accounts with everything that is hard to write into cells: namesakes, shares, states of a seat, odd names."""

from datetime import date

from hypothesis import strategies as st

from tests.importing.fold import AS_OF
from tests.story import ALWAYS, Period, Story

NAMES = [
    "佐藤 健", "佐藤 健", "鈴木 花子", "John Smith", "Smith, John", "空席", "不明", "廃止", "田中様", "能登部長",
    "=1+1",
    "@SUM(A1)", "+81", "a;b", "名 [1]", "<b>x</b>", "O'Brien", "他2名", "x:y", "ｶﾀｶﾅ", "神" + chr(0xFA19), "👩‍💻 Ada",
    "_x0041_", "TRUE", "1234", "-", "江川／江川", "Dr. Müller", "森 (旧姓 林)", "社長", "未定", "-1", "'x",
]  # fmt: skip
TITLES = [
    "本部長", "部長", "課長", "担当", "執行役員 生産本部長", "部長 兼 課長", "空席", "不明", "廃止", "=cmd",
    "Head of IT", "謎の職", "代表取締役社長", "部長代理", "(兼) 課長", "顧問", "部長 事務取扱", "Acting Manager",
]  # fmt: skip
UNITS = [
    "生産本部",
    "第一部",
    "R&D/企画",
    "不明",
    "A;B",
    "営業、企画",
    "100%子会社",
    "=部",
    "旭波重機械",
    "一課 [x]",
    "Ops",
]
NOTES = [None, None, "兼務", "廃止", "一行目\n二行目", "出向", "=1", "TBD", "元社員"]
EMPLOYMENT = [None, "regular", "seconded_in", "seconded_out", "officer", "adviser"]
DEALS = ["更新", "更新", "当社", "-", "a;b", "名 [1]", "=A1", "新設: 二期"]
LEVELS = ["strong_support", "support", "neutral", "reluctant", "oppose"]
LEVELS_OR_NONE = st.sampled_from([None, 1, 2, 3, 4])
ROLES = [("ringi", "final_approver"), ("meddicc", "champion"), ("meddicc", "legal"), ("ringi", "concurring"),
         ("custom", "謎の役")]  # fmt: skip
DAYS = st.dates(date(2024, 1, 1), AS_OF)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    story = Story()
    departments = _departments(draw, story)
    posts = _posts(draw, story, departments)
    people = _people(draw, story, posts)
    members = [
        story.member(name, "課長", team=ALWAYS) for name in draw(st.permutations(["日野 悠", "=SUM", "早瀬 晃"]))
    ]
    if people:
        for person in draw(st.lists(st.sampled_from(people), max_size=2, unique=True)):
            if any(f.start_id == person for f in story.facts("HOLDS")):
                for member in draw(st.lists(st.sampled_from(members), min_size=1, unique=True)):
                    story.covers(member, person, level=draw(LEVELS_OR_NONE), desired=draw(LEVELS_OR_NONE))
    deals = [
        story.deal(
            draw(st.sampled_from(DEALS)),
            draw(st.sampled_from([None, 0, 12_000_000, 10**17, -5])),
            stage=draw(st.sampled_from([None, "proposal", "won", "謎"])),
            targets=draw(st.lists(st.sampled_from(departments), max_size=2, unique=True)) if departments else (),
            order_on=draw(st.one_of(st.none(), DAYS)),
        )
        for _ in range(draw(st.integers(0, 3)))
    ]
    _lists(draw, story, posts, people, members, deals)
    return story


def _departments(draw: st.DrawFn, story: Story) -> list[str]:
    found: list[str] = []
    taken: set[tuple[str | None, str]] = set()
    for _ in range(draw(st.integers(0, 5))):
        above = draw(st.one_of(st.none(), st.sampled_from(found))) if found else None
        name = draw(st.sampled_from(UNITS))
        if (above, name) not in taken:
            taken.add((above, name))
            found.append(story.department(name, above))
    return found


def _posts(draw: st.DrawFn, story: Story, departments: list[str]) -> list[str]:
    found: list[str] = []
    for _ in range(draw(st.integers(0, 6))):
        place = draw(st.one_of(st.none(), st.sampled_from(departments))) if departments else None
        found.append(
            story.post(
                draw(st.sampled_from(TITLES)),
                place,
                under=draw(st.one_of(st.none(), st.sampled_from(found))) if found else None,
                line_rank=draw(st.sampled_from([None, 20, 52, 72])),
                seat_kind=draw(st.sampled_from(["seat", "seat", "personal"])),
                capacity=draw(st.sampled_from([None, 1, 2, 3])),
            )
        )
    for post in found[2:]:
        if draw(st.booleans()):
            other = draw(st.sampled_from(found[:1]))
            lines = {(f.start_id, f.end_id) for f in story.facts("REPORTS_TO")}
            if (post, other) not in lines:
                story.report(post, other, kind="dotted")
    return found


def _people(draw: st.DrawFn, story: Story, posts: list[str]) -> list[str]:
    found: list[str] = []
    for n in range(draw(st.integers(0, 7))):
        name = draw(st.sampled_from(NAMES))
        person = story.person(
            name,
            employment=draw(st.sampled_from(EMPLOYMENT)),
            kana=draw(st.sampled_from([None, "サトウ ケン"])),
            email=draw(st.sampled_from([None, f"p{n}@x.example"])),
            phone=draw(st.sampled_from([None, "+81-3-0000-0000"])),
            note=draw(st.sampled_from(NOTES)),
            grade_title=draw(st.sampled_from([None, "執行役員"])),
            person_rank=draw(st.sampled_from([None, 78, 40])),
            representative=draw(st.sampled_from([None, True, False])),
        )
        for at, post in enumerate(draw(st.lists(st.sampled_from(posts), max_size=3, unique=True)) if posts else []):
            when: Period = (draw(st.one_of(st.none(), DAYS)), None)
            story.hold(person, post, when, is_primary=at == 0, acting=draw(st.sampled_from([None, True, False])))
        found.append(person)
    held = {f.end_id for f in story.facts("HOLDS")}
    for post in posts:
        if post not in held and draw(st.booleans()):
            story.fact("VACANT", post, story.account, (draw(st.one_of(st.none(), DAYS)), None))
    return found


def _lists(
    draw: st.DrawFn, story: Story, posts: list[str], people: list[str], members: list[str], deals: list[str]
) -> None:
    one_of_theirs = st.lists(st.sampled_from(people), max_size=3, unique=True) if people else st.just([])
    for _ in range(draw(st.integers(0, 3))):
        story.meeting(
            draw(DAYS),
            draw(st.lists(st.sampled_from(members), max_size=2, unique=True)),
            draw(one_of_theirs),
            state=draw(st.sampled_from(["held", "held", "planned"])),
            two_way=draw(st.booleans()),
            kind=draw(st.sampled_from(["meeting", "call", "web", "mail", "event", "other"])),
            subject=draw(st.sampled_from([None, "定例", "=HYPERLINK(1)"])),
            about=draw(st.one_of(st.none(), st.sampled_from(deals))) if deals else None,
        )
    faces: set[tuple[str, str, date, str | None]] = set()
    for person in draw(one_of_theirs):
        day, member = draw(DAYS), draw(st.sampled_from(members))
        toward = draw(st.one_of(st.none(), st.sampled_from(deals))) if deals else None
        if (person, member, day, toward) not in faces:
            faces.add((person, member, day, toward))
            evidence = draw(st.sampled_from([None, "「=予算」\n二行", "-"]))
            story.stance(
                person, member, draw(st.sampled_from(LEVELS)), day, evidence=evidence, toward=toward,
                source=draw(st.sampled_from([None, "=本人", "組織図.csv", "部下から; 伝聞"])),
                confidence=draw(st.sampled_from([None, "confirmed", "reported", "inferred"])),
            )  # fmt: skip
    for who in draw(one_of_theirs) + (posts[:1] if draw(st.booleans()) else []):
        to = draw(st.one_of(st.none(), st.sampled_from(deals))) if deals else None
        story.key(who, draw(st.sampled_from(["決裁者", "=理由; 二つ"])), to)
        if deals:
            pack, role = draw(st.sampled_from(ROLES))
            story.role(who, draw(st.sampled_from(deals)), role, pack=pack)
