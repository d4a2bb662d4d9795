"""Random stories for the comparison with the oracle: small, full of boundary days, unknowns and traps."""

from datetime import date, timedelta
from random import Random

from tests.story import ALWAYS, Period, Story

FIRST = date(2026, 1, 5)
DAYS = [FIRST + timedelta(days=30 * n) for n in range(10)]
"""The days on which things change; meetings lie on and between them."""

ROLES = ("final_approver", "budget_holder", "economic_buyer", "promoter", "opponent", "相談相手")
LEVELS = ("strong_support", "support", "neutral", "reluctant", "oppose")


def period(random: Random) -> Period:
    """Unknown start or a day, open end or a later day."""
    start = random.choice([None, None, *DAYS[:6]])
    end = random.choice([None, None, None, *(d for d in DAYS if start is None or d > start)])
    return start, end


def often(random: Random) -> Period:
    return ALWAYS if random.random() < 0.7 else period(random)


def random_story(seed: int, run: str = "") -> Story:
    """An account with about 16 people, 7 departments, 6 deals and 30 meetings, and a second one that shares people.

    `run` keeps apart the stories of several runs on one engine.
    """
    random = Random(seed)
    story = Story(f"乱数{seed}", account_id=f"coverage-{seed}-{run}")
    departments: list[str] = []
    for n in range(7):
        under = random.choice([None, *departments]) if departments else None
        departments.append(story.department(f"第{n}部", under, when=ALWAYS if n < 4 else often(random)))
    mover, old, new = departments[5], departments[0], departments[1]
    moved = random.choice(DAYS)
    story.batch.facts[:] = [f for f in story.batch.facts if not (f.type == "PART_OF" and f.start_id == mover)]
    story.fact("PART_OF", mover, old, (None, moved))
    story.fact("PART_OF", mover, new, (moved, None))

    posts: list[str] = []
    for _ in range(16):
        post = story.post(
            random.choice(["部長", "課長", "本部長", "担当"]),
            random.choice([None, *departments, *departments]),
            under=random.choice([None, *posts[-5:], *posts[-5:]]) if posts else None,
            dotted=random.sample(posts, k=min(len(posts), random.choice([0, 0, 1]))),
            line_rank=random.choice([None, 52, 63, 64, 72]),
            seat_kind=random.choice(["seat", "seat", "personal"]),
            capacity=random.choice([1, 1, 2, None]),
            vacant=random.choice([None, None, None, period(random)]),
            when=often(random),
        )
        posts.append(post)
    people: list[str] = []
    for n in range(16):
        person = story.person(
            random.choice(["佐藤 健", "鈴木 愛", "高橋 誠"]) if n < 3 else f"人物 {n:02d}",
            employment=random.choice(["regular", "regular", "adviser", "former", None]),
            person_rank=random.choice([None, None, None, 77, 78, 88]),
            grade_title=random.choice([None, "執行役員", "理事"]),
            when=often(random),
        )
        for post in random.sample(posts, k=random.choice([0, 1, 1, 1, 2])):
            story.hold(person, post, period(random), is_primary=random.random() < 0.7)
        people.append(person)
    members = [story.member(f"当社 {n}") for n in range(4)]

    deals = []
    for n in range(6):
        amount = random.choice([None, 0, 2_000_000, 29_999_999, 30_000_000, 400_000_000])
        deal = story.deal(
            f"商談{n}",
            amount,
            currency=random.choice(["JPY", "JPY", "JPY", "EUR"]),
            stage=random.choice([None, "proposal", "proposal", "won", "lost"]),
            targets=random.sample(departments, k=random.choice([0, 1, 2])),
            when=often(random),
        )
        deals.append(deal)
        for who in random.sample(people + posts, k=4):
            story.role(who, deal, random.choice(ROLES), often(random))
    closing = story.deal("途中で失注", 50_000_000, stage="proposal", targets=departments[:1], when=(None, DAYS[5]))
    story.fact(
        "FOR", closing, story.account, (DAYS[5], None),
        name="途中で失注", name_key="途中で失注", stage="lost", amount_minor=50_000_000, currency="JPY",
    )  # fmt: skip
    deals.append(closing)
    for who in random.sample(people + posts, k=6):
        story.key(who, random.choice([None, "決裁者", "窓口"]), random.choice([None, None, *deals]), period(random))

    other = Story(f"別の客{seed}", account_id=f"{story.account}-other")
    for n in range(34):
        day = random.choice(DAYS) + timedelta(days=random.choice([-1, 0, 0, 1, 12]))
        story.meeting(
            day,
            random.sample(members, k=random.choice([0, 1, 1, 1, 2])),
            random.sample(people, k=random.choice([0, 1, 1, 2, 3])),
            state=random.choice(["held", "held", "held", "held", "planned", "cancelled"]),
            two_way=random.random() < 0.85,
            subject=random.choice([None, f"話 {n}"]),
            about=random.choice([None, None, *deals]),
            scoped=random.random() < 0.9,
        )
    silent = story.node("Meeting", state="held", held_on=DAYS[2])
    story.tie("SCOPED_TO", silent, story.account)
    for who in (members[0], people[0]):
        story.tie("ATTENDED", who, silent)
    other.adopt(story, *people, *members)
    other.meeting(DAYS[4], members[:1], people[:2])
    for person in random.choices(people, k=16):
        story.stance(
            person,
            random.choice([None, *members]),
            random.choice(LEVELS),
            random.choice(DAYS),
            withdrawn_on=random.choice([None, None, DAYS[-1]]),
            toward=random.choice([None, None, *deals]),
        )
    story.batch.nodes.extend(other.batch.nodes)
    story.batch.facts.extend(other.batch.facts)
    story.batch.ties.extend(other.batch.ties)
    return story


def days_to_ask(random: Random, count: int) -> list[date]:
    """Boundary days and their neighbours, and a day before and after everything."""
    near = [d + timedelta(days=shift) for d in DAYS for shift in (-1, 0, 1)]
    return [FIRST - timedelta(days=400), DAYS[-1] + timedelta(days=200), *random.sample(near, k=count - 2)]
