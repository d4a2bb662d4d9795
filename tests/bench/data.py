"""Large invented accounts for measuring: the shape of a real one, any size, always the same for the same seed."""

import random
from datetime import date, timedelta

from tests.story import Story

AS_OF = date(2026, 11, 24)


def large_account(number: int, people: int = 1000) -> Story:
    """An account of about so many people: four levels of departments, two years of meetings, stances, deals."""
    rng = random.Random(number)
    s = Story(f"大口顧客{number:03d}", account_id=f"bench{number:021d}")
    heads = _seats(s, rng, people)
    everyone = list(s.nodes("Person"))
    ours = [s.member(f"当社 {n:02d}", "営業") for n in range(8)]
    deals = []
    for n in range(20):
        stage = rng.choice(("proposal", "proposal", "idea", None, "won", "lost"))
        deal = s.deal(f"商談 {n:02d}", rng.randrange(2, 400) * 1_000_000, stage=stage, targets=[rng.choice(heads)[0]])
        for role, who in zip(("approver", "champion", "budget_holder"), rng.sample(everyone, 3), strict=True):
            s.role(who, deal, role)
        deals.append(deal)
    for _ in range(people * 3 // 10):
        day = AS_OF - timedelta(days=rng.randrange(0, 730))
        about = rng.choice([*deals, None, None])
        s.meeting(day, rng.sample(ours, rng.choice((1, 2))), rng.sample(everyone, rng.choice((1, 2, 3))), about=about)
    levels = ("strong_support", "support", "neutral", "reluctant", "oppose")
    for who in rng.sample(everyone, people * 35 // 100):
        s.stance(
            who, rng.choice(ours), rng.choice(levels), AS_OF - timedelta(days=rng.randrange(0, 500)), evidence="面談"
        )
    for who in rng.sample(everyone, max(1, people // 25)):
        s.key(who, "決裁者")
    return s


def _seats(s: Story, rng: random.Random, people: int) -> list[tuple[str, str]]:
    """Departments with their heads and staff; answers (department, post of its head)."""
    board = s.department("役員")
    president = s.post("社長", board, line_rank=96)
    s.person("社長 太郎", president, person_rank=96)
    heads: list[tuple[str, str]] = []
    made = 1
    for a in range(6):
        division = s.department(f"本部{a}")
        top = s.post("本部長", division, under=president, line_rank=72)
        s.person(f"本部長 {a}", top)
        heads.append((division, top))
        for b in range(3):
            part = s.department(f"部{a}-{b}", division)
            boss = s.post("部長", part, under=top, line_rank=64)
            s.person(f"部長 {a}-{b}", boss)
            heads.append((part, boss))
            for c in range(2):
                section = s.department(f"課{a}-{b}-{c}", part)
                chief = s.post("課長", section, under=boss, line_rank=52)
                s.person(f"課長 {a}-{b}-{c}", chief)
                heads.append((section, chief))
        made += 1 + 3 + 6
    for n in range(people - made):
        place, boss = rng.choice(heads)
        post = s.post("担当", place, under=boss, line_rank=10, seat_kind="personal")
        s.person(f"担当 {n:04d}", post)
    return heads
