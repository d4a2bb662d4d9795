"""Random stories full of the awkward: unknown starts, moves, concurrent posts, vacancies, nulls, several customers."""

import random
from datetime import date, timedelta

from tests.story import ALWAYS, Period, Story

FIRST, LAST = date(2025, 1, 1), date(2027, 6, 1)
TURNS = [date(2025, 4, 1), date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1), date(2027, 4, 1)]
LEVELS = ["strong_support", "support", "neutral", "reluctant", "oppose"]
TITLES = ["部長", "課長", "本部長", "担当", "係長"]


def days_of_interest() -> list[date]:
    """The turns themselves, and the days before and after."""
    return [t + timedelta(days=n) for t in TURNS for n in (-1, 0, 1)]


def _period(r: random.Random) -> Period:
    """Mostly always; else between turns, with a known or an unknown start."""
    if r.random() < 0.5:
        return ALWAYS
    a, b = sorted(r.sample(TURNS, 2))
    return r.choice([(a, b), (a, None), (None, b), (None, None), (a, b)])


def _day(r: random.Random) -> date:
    if r.random() < 0.3:
        return r.choice(days_of_interest())
    return FIRST + timedelta(days=r.randrange((LAST - FIRST).days))


def _seen(r: random.Random) -> dict[str, object]:
    return {
        "observed_on": r.choice([None, None, *TURNS]),
        "confidence": r.choice([None, "confirmed", "reported", "inferred"]),
    }


def random_story(seed: int, people: int = 14) -> Story:
    """An account of about `people` people, and a second customer whose people turn up at the same meetings."""
    r = random.Random(seed)
    s = Story(f"乱{seed}")
    departments: list[str] = []
    for n in range(5):
        d = s.node("Department")
        when = _period(r)
        s.fact("IN_ACCOUNT", d, s.account, when, name=f"第{n}部", kind=r.choice([None, "division", "section"]))
        if when[0] and r.random() < 0.5:
            s.fact("IN_ACCOUNT", d, s.account, name=f"旧第{n}部")
        for _ in range(r.choice([0, 1, 1, 2])):
            s.fact("PART_OF", d, r.choice([*departments, s.account]), _period(r))
        departments.append(d)
    posts: list[str] = []
    for _ in range(people):
        p = s.node("Post")
        s.fact(
            "IN_ACCOUNT", p, s.account, _period(r),
            title=r.choice(TITLES), line_rank=r.choice([None, 10, 52, 64, 72]),
            seat_kind=r.choice(["seat", "seat", "personal", None]), capacity=r.choice([None, 1, 1, 2]), **_seen(r),
        )  # fmt: skip
        for _ in range(r.choice([0, 1, 1, 1, 2])):
            s.fact("PLACED_IN", p, r.choice([*departments, s.account]), _period(r))
        if posts:
            for _ in range(r.choice([0, 1, 1, 2])):
                s.fact("REPORTS_TO", p, r.choice(posts), _period(r), kind=r.choice(["line", "line", "dotted", None]))
        if r.random() < 0.2:
            s.fact("VACANT", p, s.account, _period(r), **_seen(r))
        posts.append(p)
    members = [s.member(f"我々{n}", r.choice([None, "課長", "部長"])) for n in range(4)]
    for m in members:
        if r.random() < 0.5:
            s.fact("BELONGS_TO", m, s.node("Unit", name="支社", name_key="支社"), _period(r), title="支社長")
    for m in members:
        if r.random() < 0.4:
            s.fact("ON_TEAM_OF", m, s.account, _period(r), role="owner")
    persons: list[str] = []
    for n in range(people):
        p = s.node("Person", name=f"人{n}", name_key=f"人{n}", search_key=f"人{n}", kana=r.choice([None, "ヒト"]))
        for _ in range(r.choice([0, 1, 1, 1])):
            s.fact(
                "WORKS_FOR", p, s.account, _period(r),
                employment=r.choice([None, "regular", "seconded_in", "adviser"]),
                grade_title=r.choice([None, "執行役員"]), person_rank=r.choice([None, 64, 78]), **_seen(r),
            )  # fmt: skip
        for k, seat in enumerate(r.sample(posts, r.choice([0, 1, 1, 2]))):
            s.fact("HOLDS", p, seat, _period(r), is_primary=k == 0, acting=r.choice([None, True, False]), **_seen(r))
        persons.append(p)
    deals = [
        s.deal(f"案件{n}", r.choice([None, 1_000_000, 40_000_000]), stage=r.choice([None, "proposal", "won", "lost"]),
               when=_period(r))
        for n in range(3)
    ]  # fmt: skip
    for _ in range(5):
        s.key(r.choice([*persons, *posts]), r.choice([None, "決裁者", "影響者"]), r.choice([None, *deals]), _period(r))
    for _ in range(6):
        s.covers(r.choice(members), r.choice([*persons, *posts]), _period(r))
    for _ in range(4):
        a, b = r.sample(persons, 2)
        s.fact(r.choice(["INFLUENCES", "KNOWS"]), a, b, _period(r), note=r.choice([None, "同期"]))
    s.knows(members[0], persons[0])
    for _ in range(people * 2):
        s.stance(
            r.choice(persons), r.choice([*members, None]), r.choice(LEVELS), _day(r),
            withdrawn_on=r.choice([None, None, None, *TURNS]), evidence=r.choice([None, "面談で発言"]),
            toward=r.choice([None, None, *deals]),
        )  # fmt: skip
    for _ in range(people * 2):
        s.meeting(
            _day(r), r.sample(members, r.choice([0, 1, 2])), r.sample(persons, r.choice([0, 1, 3])),
            state=r.choice(["held", "held", "held", "planned", "cancelled"]), two_way=r.random() < 0.8,
            about=r.choice([None, *deals]), scoped=r.random() < 0.9,
        )  # fmt: skip
    return s
