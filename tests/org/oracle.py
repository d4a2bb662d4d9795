"""What the map must say, computed from the story alone: fact by fact, with nothing of the code under test."""

from collections import defaultdict
from datetime import date
from typing import Any

from service.domain.batch import NewFact
from service.domain.orgmap import OrgMap
from tests.story import Story, holds_on

WEIGHT = {"strong_support": 2, "support": 1, "neutral": 0, "reluctant": -1, "oppose": -2}


def strongest(facts: list[NewFact]) -> list[NewFact]:
    """Where a fact with a start stands beside one without, only the former."""
    dated = [f for f in facts if f.valid_from is not None]
    return dated or facts


class Oracle:
    """The account of a story on a day."""

    def __init__(self, story: Story, day: date, since: date) -> None:
        self.s, self.day, self.since = story, day, since
        self.titles = self.one_each("IN_ACCOUNT")
        self.places = self.one_each("PLACED_IN")
        self.parents = self.one_each("PART_OF")
        self.jobs = {
            k: f for k, f in self.one_each("WORKS_FOR").items() if f.end_id == story.account
        }  # fmt: skip
        self.holders = self.count_holders()

    def today(self, kind: str) -> list[NewFact]:
        return [f for f in self.s.facts(kind) if holds_on(f, self.day)]

    def one_each(self, kind: str) -> dict[str, NewFact]:
        """Per start the one that counts; stories never have two of equal certainty that an assertion looks at."""
        groups: dict[str, list[NewFact]] = defaultdict(list)
        for f in self.today(kind):
            groups[f.start_id].append(f)
        return {k: strongest(v)[0] for k, v in groups.items()}

    def candidates(self, kind: str) -> dict[str, set[str]]:
        """Per start all ends among which the answer must be."""
        groups: dict[str, list[NewFact]] = defaultdict(list)
        for f in self.today(kind):
            groups[f.start_id].append(f)
        return {k: {f.end_id for f in strongest(v)} for k, v in groups.items()}

    def unsure(self, f: NewFact) -> bool:
        return f.confidence == "inferred" or (f.observed_on is not None and self.day < f.observed_on)

    def count_holders(self) -> dict[str, list[NewFact]]:
        found: dict[str, list[NewFact]] = defaultdict(list)
        for f in sorted(self.today("HOLDS"), key=lambda f: (f.valid_from is None, f.start_id)):
            seat = self.titles.get(f.end_id)
            if seat is None:
                continue
            room = seat.properties.get("capacity", 1)
            if f.valid_from is not None or len(found[f.end_id]) < room:
                found[f.end_id].append(f)
        return {k: v for k, v in found.items() if v}

    def seats_of(self, person: str) -> list[str]:
        return [seat for seat, facts in self.holders.items() if person in {f.start_id for f in facts}]

    def people(self) -> set[str]:
        return set(self.jobs) | {f.start_id for facts in self.holders.values() for f in facts}

    def rank(self, person: str) -> int | None:
        ranks = [self.titles[x].properties.get("line_rank") for x in self.seats_of(person)]
        if person in self.jobs:
            ranks.append(self.jobs[person].properties.get("person_rank"))
        return max((x for x in ranks if x is not None), default=None)

    def keys(self, who: str) -> set[str]:
        found = set()
        open_deals = {
            f.start_id: f.properties["name"]
            for f in self.today("FOR")
            if f.properties.get("stage") not in ("won", "lost")
        }
        for f in self.today("KEY_TO"):
            if f.start_id == who and f.end_id == self.s.account:
                found.add(f.properties.get("reason", ""))
            elif f.start_id == who and f.end_id in open_deals:
                found.add(f.properties.get("reason", open_deals[f.end_id]))
        return found

    def met(self, person: str) -> dict[str, date]:
        """Member → latest held two-way meeting of the account up to the day."""
        scoped = {t.start_id for t in self.s.ties("SCOPED_TO")}
        guests: dict[str, set[str]] = defaultdict(set)
        for t in self.s.ties("ATTENDED"):
            guests[t.end_id].add(t.start_id)
        members = set(self.s.nodes("Member"))
        latest: dict[str, date] = {}
        for meeting, p in self.s.nodes("Meeting").items():
            if meeting not in scoped or p["state"] != "held" or not p["two_way"] or p["held_on"] > self.day:
                continue
            if person in guests[meeting]:
                for m in guests[meeting] & members:
                    latest[m] = max(latest.get(m, p["held_on"]), p["held_on"])
        return latest

    def judged(self, person: str) -> dict[str | None, tuple[str, Any, bool]]:
        """Member (None: not said) → (stance, its properties, about a deal): the latest that stands, about us first."""
        of = {t.start_id: t.end_id for t in self.s.ties("OF")}
        by = {t.start_id: t.end_id for t in self.s.ties("BY")}
        bound = {t.start_id for t in self.s.ties("TOWARD")}
        best: dict[str | None, tuple[tuple[bool, date, str], str, Any, bool]] = {}
        for stance, p in self.s.nodes("Stance").items():
            gone = p.get("withdrawn_on")
            if of[stance] != person or p["assessed_on"] > self.day or (gone is not None and gone <= self.day):
                continue
            weight = (stance not in bound, p["assessed_on"], stance)
            who = by.get(stance)
            if who not in best or best[who][0] < weight:
                best[who] = (weight, stance, p, stance in bound)
        return {m: (stance, p, is_bound) for m, (_, stance, p, is_bound) in best.items()}

    def toward(self, stance: str) -> str | None:
        """What the deal is called that the judgement is about; empty where it has no name on the day."""
        bound = {t.start_id: t.end_id for t in self.s.ties("TOWARD")}
        if stance not in bound:
            return None
        names = [f.properties["name"] for f in self.today("FOR") if f.start_id == bound[stance]]
        return names[0] if names else ""

    def stance(self, person: str) -> tuple[str | None, bool, bool]:
        """Level, old, split."""
        found = list(self.judged(person).values())
        if any(not bound for *_, bound in found):
            found = [x for x in found if not x[2]]
        if not found:
            return None, False, False
        _, latest, _ = max(found, key=lambda x: (x[1]["assessed_on"], x[0]))
        moves = [
            f.valid_from
            for facts in self.holders.values()
            for f in facts
            if f.start_id == person and f.valid_from is not None
        ]
        age = (self.day - latest["assessed_on"]).days
        old = age > 180 or any(latest["assessed_on"] < x for x in moves)
        weights = [WEIGHT[p["level"]] for _, p, _ in found]
        return latest["level"], old, any(w > 0 for w in weights) and any(w <= 0 for w in weights)

    def covered(self, person: str) -> set[str]:
        targets = {person, *self.seats_of(person)}
        working = {f.start_id for f in self.today("WORKS_FOR")}
        return {
            f.start_id
            for f in self.today("COVERS")
            if f.end_id in targets and (f.end_id != person or person in working)
        }

    def check(self, org: OrgMap) -> int:
        """The map says exactly this; gives the number of comparisons made."""
        n = 0

        def same(found: object, expected: object, *about: object) -> None:
            nonlocal n
            n += 1
            assert found == expected, (self.s.account, self.day, *about, found, expected)

        label = self.s.label
        same({d.id for d in org.departments}, {x for x in self.titles if label(x) == "Department"})
        same({x.id for x in org.seats}, {x for x in self.titles if label(x) == "Post"})
        same({p.id for p in org.people}, self.people())
        same({(h.seat_id, h.person_id) for h in org.holdings},
             {(seat, f.start_id) for seat, facts in self.holders.items() for f in facts})  # fmt: skip
        for d in org.departments:
            same(d.name, self.titles[d.id].properties["name"], d.id)
            wanted = {x if x in org.department else None for x in self.candidates("PART_OF").get(d.id, {None})}
            same(d.parent_id in wanted, True, d.id, d.parent_id, wanted)
        vacant = {f.start_id for f in self.today("VACANT")}
        for seat in org.seats:
            fact = self.titles[seat.id]
            same(seat.title, fact.properties["title"], seat.id)
            same(seat.personal, fact.properties.get("seat_kind") == "personal", seat.id)
            state = "held" if seat.id in self.holders else "vacant" if seat.id in vacant else "unknown"
            same(seat.state.value, state, seat.id)
            wanted = {x if x in org.department else None for x in self.candidates("PLACED_IN").get(seat.id, {None})}
            same(seat.department_id in wanted, True, seat.id, seat.department_id, wanted)
            if state != "vacant":
                same(seat.inferred, self.unsure(fact), seat.id)
            same(set(seat.key_reasons), self.keys(seat.id), seat.id)
        dotted = {(f.start_id, f.end_id) for f in self.today("REPORTS_TO")
                  if f.properties.get("kind") == "dotted" and {f.start_id, f.end_id} <= set(org.seat)}  # fmt: skip
        same({(x.from_id, x.to_id) for x in org.lines if x.kind == "dotted"}, dotted)
        straight: dict[str, list[NewFact]] = defaultdict(list)
        for f in self.today("REPORTS_TO"):
            if f.properties.get("kind") != "dotted" and {f.start_id, f.end_id} <= set(org.seat):
                straight[f.start_id].append(f)
        lines = [x for x in org.lines if x.kind == "line"]
        same({x.from_id for x in lines}, set(straight))
        for x in lines:
            same(x.to_id in {f.end_id for f in strongest(straight[x.from_id])}, True, x)
        for p in org.people:
            met = self.met(p.id)
            same(p.last_contact_on, max(met.values(), default=None), p.id)
            same({c.member_id: c.on for c in p.contacts}, {m: on for m, on in met.items() if on >= self.since}, p.id)
            same((p.stance, p.stance_stale, p.stance_split), self.stance(p.id), p.id)
            same({a.member_id: a.id for a in p.assessments}, {m: x[0] for m, x in self.judged(p.id).items()}, p.id)
            same(p.rank, self.rank(p.id), p.id)
            same(set(p.covered_by), self.covered(p.id), p.id)
            same(set(p.key_reasons), self.keys(p.id).union(*(self.keys(x) for x in self.seats_of(p.id))), p.id)
            same(p.employment, self.jobs[p.id].properties.get("employment") if p.id in self.jobs else None, p.id)
            for m in (
                *p.covered_by,
                *(a.member_id for a in p.assessments if a.member_id),
                *(c.member_id for c in p.contacts),
            ):
                same(m in org.member, True, m)
            for a in p.assessments:
                same(a.toward, self.toward(a.id), a.id)
        working = {f.start_id for f in self.today("WORKS_FOR")}
        ours = {f.start_id for f in self.today("ON_TEAM_OF")}
        ours |= {f.start_id for f in self.today("COVERS") if f.end_id in working | set(org.seat)}
        for p in org.people:
            ours |= {a.member_id for a in p.assessments if a.member_id} | {c.member_id for c in p.contacts}
        same(set(org.member), ours)
        for member in org.members:
            titles = [f for f in self.today("BELONGS_TO") if f.start_id == member.id]
            called = {f.properties.get("title") for f in strongest(titles)} or {None}
            same(member.title in called, True, member, called)
        ties = {
            (f.start_id, f.end_id, "influence" if f.type == "INFLUENCES" else "knows", f.properties.get("note"))
            for f in [*self.today("INFLUENCES"), *self.today("KNOWS")]
            if f.start_id in working and f.end_id in self.people()
        }
        same({(x.from_id, x.to_id, x.kind, x.note) for x in org.relations}, ties)
        return n
