"""The gaps of a story, computed from its telling in plain Python: slow, literal, and without the code under test."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.domain.batch import NewFact
from tests.story import Story, holds_on

CLOSED = ("won", "lost")


@dataclass(frozen=True)
class Met:
    """A held two-way meeting of the account with both sides there."""

    id: str
    on: date
    people: frozenset[str]
    members: frozenset[str]


class Oracle:
    """Answers about one day and one period of one story."""

    def __init__(self, story: Story, as_of: date, since: date, deciding: Set[str], wanted: Any) -> None:
        self.story, self.as_of, self.since, self.deciding, self.wanted = story, as_of, since, deciding, wanted
        self.ever = [m for m in self._meetings() if m.on <= as_of]
        self.period = [m for m in self.ever if since <= m.on]

    # --- facts ------------------------------------------------------------------------------------------------------

    def on(self, kind: str, day: date | None = None, **ends: str) -> list[NewFact]:
        """Facts of a type on a day (the day asked for), by start or end."""
        return [
            f
            for f in self.story.facts(kind)
            if holds_on(f, day or self.as_of)
            and ends.get("start") in (None, f.start_id)
            and ends.get("end") in (None, f.end_id)
        ]

    def tied(self, kind: str, **ends: str) -> list[tuple[str, str]]:
        return [
            (t.start_id, t.end_id)
            for t in self.story.ties(kind)
            if ends.get("start") in (None, t.start_id) and ends.get("end") in (None, t.end_id)
        ]

    def is_a(self, label: str, node_id: str) -> bool:
        return self.story.label(node_id) == label

    def _meetings(self) -> list[Met]:
        found = []
        for meeting_id, told in self.story.nodes("Meeting").items():
            there = {who for who, _ in self.tied("ATTENDED", end=meeting_id)}
            people = frozenset(x for x in there if self.is_a("Person", x))
            members = frozenset(x for x in there if self.is_a("Member", x))
            ours = self.tied("SCOPED_TO", start=meeting_id, end=self.story.account)
            if told.get("state") == "held" and told.get("two_way") is True and ours and people and members:
                found.append(Met(meeting_id, told["held_on"], people, members))
        return found

    def in_account(self, post: str) -> bool:
        return bool(self.on("IN_ACCOUNT", start=post, end=self.story.account))

    def posts(self, person: str, day: date | None = None) -> set[str]:
        return {f.end_id for f in self.on("HOLDS", day, start=person) if person in self.holders(f.end_id, day)}

    def holders(self, post: str, day: date | None = None) -> set[str]:
        """Who holds the post, if it is in the account: those with a start, and others by id while it has room."""
        places = self.on("IN_ACCOUNT", day, start=post, end=self.story.account)
        if not places:
            return set()
        room = places[0].properties.get("capacity") or 1
        facts = self.on("HOLDS", day, end=post)
        dated = {f.start_id for f in facts if f.valid_from}
        loose = sorted({f.start_id for f in facts} - dated)
        return dated | set(loose[: max(room - len(dated), 0)])

    def departments_of(self, person: str, day: date) -> set[str]:
        """Where the person holds a post on the day, and all that lies above on that day."""
        found = {f.end_id for p in self.posts(person, day) for f in self.on("PLACED_IN", day, start=p)}
        found = {d for d in found if self.is_a("Department", d)}
        while True:
            more = {f.end_id for d in found for f in self.on("PART_OF", day, start=d)} - found
            more = {d for d in more if self.is_a("Department", d)}
            if not more:
                return found
            found |= more

    def above(self, person: str) -> set[str]:
        seats, todo = set[str](), self.posts(person)
        while todo:
            todo = {f.end_id for p in todo for f in self.lines() if f.start_id == p} - seats
            seats |= todo
        return {h for s in seats for h in self.holders(s)}

    def lines(self) -> list[NewFact]:
        return [f for f in self.on("REPORTS_TO") if f.properties["kind"] == "line"]

    def open_deals(self) -> dict[str, Mapping[str, Any]]:
        return {
            f.start_id: f.properties
            for f in self.on("FOR", end=self.story.account)
            if f.properties.get("stage") not in CLOSED
        }

    def departments(self) -> dict[str, str]:
        return {
            f.start_id: f.properties["name"]
            for f in self.on("IN_ACCOUNT", end=self.story.account)
            if self.is_a("Department", f.start_id)
        }

    # --- key people -------------------------------------------------------------------------------------------------

    def keys(self) -> dict[str, set[tuple[str, str | None, str | None, str | None]]]:
        """Reasons (code, text, deal, seat) by person, or by seat without a holder."""
        found: dict[str, set[tuple[str, str | None, str | None, str | None]]] = {}

        def note(who: str, code: str, text: str | None, deal: str | None) -> None:
            if self.is_a("Person", who):
                found.setdefault(who, set()).add((code, text, deal, None))
            elif self.in_account(who):
                for holder in self.holders(who) or {who}:
                    found.setdefault(holder, set()).add((code, text, deal, who))

        deals = self.open_deals()
        for f in self.on("KEY_TO"):
            if f.end_id == self.story.account:
                note(f.start_id, "declared", f.properties.get("reason"), None)
            elif f.end_id in deals:
                note(f.start_id, "declared", f.properties.get("reason"), f.end_id)
        for f in self.on("PLAYS_ROLE_IN"):
            if f.end_id in deals and f.properties["role"] in self.deciding:
                note(f.start_id, "role", f.properties["role"], f.end_id)
        for f in self.on("IN_ACCOUNT", end=self.story.account):
            rank = f.properties.get("line_rank")
            if self.is_a("Post", f.start_id) and f.properties["seat_kind"] == "seat" and rank and rank >= 64:
                note(f.start_id, "rank", f.properties["title"], None)
        for f in self.on("WORKS_FOR", end=self.story.account):
            rank = f.properties.get("person_rank")
            if rank and rank >= 78 and f.properties.get("employment") not in ("former", "adviser"):
                note(f.start_id, "rank", f.properties.get("grade_title") or f.properties.get("legal_organ"), None)
        return found

    def roles(self, who: str) -> set[str]:
        """Open deals in which the person (or a seat held), or the seat, plays a role."""
        players = {who} | {p for p in self.posts(who) if self.in_account(p)}
        deals = self.open_deals()
        return {f.end_id for f in self.on("PLAYS_ROLE_IN") if f.start_id in players and f.end_id in deals}

    def money(self, deals: Iterable[str]) -> tuple[dict[str, int], int]:
        """Sums in minor units by currency, and how many amounts are unknown."""
        sums: dict[str, int] = {}
        unknown = 0
        told = self.open_deals()
        for deal in set(deals):
            amount, currency = told[deal].get("amount_minor"), told[deal].get("currency") or "JPY"
            if amount is None:
                unknown += 1
            else:
                sums[currency] = sums.get(currency, 0) + amount
        return sums, unknown

    def uncovered(self) -> set[str]:
        met = {p for m in self.period for p in m.people}
        return set(self.keys()) - met

    def last_contact(self, who: str) -> tuple[date, str, str] | None:
        """(day, meeting, member): of the members of the latest day the one who met the person most often."""
        talks = [m for m in self.ever if who in m.people]
        if not talks:
            return None
        day = max(m.on for m in talks)
        then = [m for m in talks if m.on == day]
        times = {x: sum(x in m.members for m in talks) for m in then for x in m.members}
        member = min(times, key=lambda x: (-times[x], x))
        return day, min(m.id for m in then if member in m.members), member

    def stances(self, who: str) -> list[tuple[bool, date, str, str | None]]:
        """(about us, day, id, member) of every judgement that stands on the day."""
        told = self.story.nodes("Stance")
        toward = {s for s, _ in self.tied("TOWARD")}
        return [
            (s not in toward, told[s]["assessed_on"], s, next((m for _, m in self.tied("BY", start=s)), None))
            for s, _ in self.tied("OF", end=who)
            if told[s]["assessed_on"] <= self.as_of
            and ("withdrawn_on" not in told[s] or self.as_of < told[s]["withdrawn_on"])
        ]

    def stance(self, who: str) -> str | None:
        mine = [(us, on, s) for us, on, s, _ in self.stances(who)]
        return self.story.nodes("Stance")[max(mine)[2]]["level"] if mine else None

    def stances_differ(self, who: str) -> bool:
        """Whether the latest of one member is favourable and the latest of another is not."""
        latest: dict[str | None, tuple[bool, date, str]] = {}
        for us, on, s, member in self.stances(who):
            latest[member] = max(latest.get(member, (us, on, s)), (us, on, s))
        if any(us for us, _, _ in latest.values()):
            latest = {m: x for m, x in latest.items() if x[0]}
        levels = {self.story.nodes("Stance")[s]["level"] for _, _, s in latest.values()}
        return bool(levels & {"strong_support", "support"}) and not levels <= {"strong_support", "support"}

    def ways(self, who: str) -> set[tuple[int, str, str]]:
        """(steps, member, person met): everybody of us who is near, through no opponent; 0: has met it."""
        opposed = {p for p in self.story.nodes("Person") if p != who and self.stance(p) == "oppose"}
        starts = {p for p in ({who} if self.is_a("Post", who) else self.posts(who)) if self.in_account(p)}
        near: dict[str, int] = {who: 0} if self.is_a("Person", who) else {}

        def reach(posts: Iterable[str], steps: int) -> None:
            for post in posts:
                for holder in (self.holders(post) - {who}) if self.in_account(post) else ():
                    if holder in opposed:
                        continue
                    near[holder] = min(steps, near.get(holder, steps))

        reach(starts, 1)
        homes = {f.end_id for p in starts for f in self.on("PLACED_IN", start=p) if self.is_a("Department", f.end_id)}
        reach((f.start_id for f in self.on("PLACED_IN") if f.end_id in homes), 1)
        edges = {(f.start_id, f.end_id) for f in self.lines()}
        for start in starts:
            one = {b for a, b in edges if a == start} | {a for a, b in edges if b == start}
            held = {p: {f.start_id for f in self.on("HOLDS", end=p)} for p in one}
            between = {p for p in one if self.in_account(p) and not (held[p] and held[p] <= opposed)}
            two = {b for a, b in edges if a in between} | {a for a, b in edges if b in between}
            reach(one, 1)
            reach(two - {start}, 2)
        return {(near[p], m, p) for talk in self.ever for p in talk.people if p in near for m in talk.members}

    def nearest(self, who: str) -> tuple[int, date, int, str] | None:
        """(steps, last day, times, member) of the one chosen."""
        found = []
        for steps, member, person in self.ways(who):
            talks = [m for m in self.ever if person in m.people and member in m.members]
            found.append((steps, -max(m.on for m in talks).toordinal(), -len(talks), member))
        if not found:
            return None
        steps, day, times, member = min(found)
        return steps, date.fromordinal(-day), -times, member

    # --- single-contact risks -----------------------------------------------------------------------------------------

    def scopes(self) -> dict[tuple[str, str], set[tuple[str, str]]]:
        """(scope, id) → (person, meeting) pairs that count for it."""
        everybody = {(p, m.id) for m in self.period for p in m.people}
        day = {m.id: m.on for m in self.period}
        found = {("account", self.story.account): everybody}
        for deal in self.open_deals():
            players = {
                h
                for f in self.on("PLAYS_ROLE_IN", end=deal)
                for h in ({f.start_id} if self.is_a("Person", f.start_id) else self._passed(f.start_id))
            }
            about = {m for m, _ in self.tied("ABOUT", end=deal)}
            found["opportunity", deal] = {(p, m) for p, m in everybody if p in players or m in about}
            for f in self.on("TARGETS", start=deal):
                if f.end_id in self.departments():
                    found["department", f.end_id] = {
                        (p, m)
                        for p, m in everybody
                        if f.end_id in self.departments_of(p, self.as_of) | self.departments_of(p, day[m])
                    }
        return found

    def _passed(self, post: str) -> set[str]:
        return self.holders(post) if self.in_account(post) else set()

    def risk(self, scope: str, id: str) -> dict[str, Any]:
        met = self.scopes()[scope, id]
        people = {p for p, _ in met}
        meetings = {m for _, m in met}
        members = {x for m in self.period if m.id in meetings for x in m.members}
        codes = []
        if not people:
            codes.append("no_contact")
        if len(people) == 1:
            codes.append("one_contact")
        if len(people) > 1 and any(people - {p} <= self.above(p) for p in people):
            codes.append("one_line")
        if len(people) > 1 and len(members) == 1:
            codes.append("one_member")
        deals = {
            "account": set(self.open_deals()),
            "opportunity": {id},
            "department": {f.start_id for f in self.on("TARGETS", end=id) if f.start_id in self.open_deals()},
        }[scope]
        sums, _ = self.money(deals)
        if scope == "opportunity" and sums:
            ((currency, amount),) = sums.items()
            if len(people) < self.wanted(amount, currency):
                codes.append("below_threshold")
        return {
            "people": people, "members": members, "evidence": meetings, "codes": codes, "money": self.money(deals),
        }  # fmt: skip
