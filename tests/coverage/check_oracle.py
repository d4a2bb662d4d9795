"""What each further check finds in a story, told in plain Python: slow, literal, and without the code under test."""

from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from service.domain.thresholds import Thresholds
from tests.coverage.oracle import Met, Oracle

APPROVING = {"final_approver", "economic_buyer", "decision_maker", "approver"}
FAVOURABLE = {"support", "strong_support"}


class Found(NamedTuple):
    """What is compared of a finding; names and evidence as sorted lists."""

    grave: bool
    number: int | None
    on: date | None
    names: list[str]
    evidence: list[str]


class CheckOracle(Oracle):
    """The further checks of one day; `t` are the thresholds."""

    t: Thresholds = Thresholds()

    def name(self, node_id: str) -> str:
        return str(self.story.nodes(self.story.label(node_id))[node_id]["name"])

    def employed(self, person: str) -> bool:
        facts = self.on("WORKS_FOR", start=person, end=self.story.account)
        return any(f.properties.get("employment") not in ("former", "adviser") for f in facts)

    def rank(self, person: str) -> int | None:
        own = [f.properties.get("person_rank") for f in self.on("WORKS_FOR", start=person, end=self.story.account)]
        seats = [f.properties.get("line_rank") for p in self.posts(person) for f in self.on("IN_ACCOUNT", start=p)]
        return max((r for r in own + seats if r is not None), default=None)

    def met(self, meetings: list[Met]) -> set[str]:
        return {p for m in meetings for p in m.people}

    def players(self, deal: str, roles: set[str] | None = None) -> set[str]:
        found: set[str] = set()
        for f in self.on("PLAYS_ROLE_IN", end=deal):
            if roles is None or f.properties["role"] in roles:
                found |= {f.start_id} if self.is_a("Person", f.start_id) else self.holders(f.start_id)
        return found

    def latest(self, who: str) -> list[tuple[str, date, str, str | None]]:
        """(level, day, id, member): the latest judgement of each of us, one about us before one about a deal."""
        best: dict[str | None, tuple[bool, date, str]] = {}
        for us, on, s, member in self.stances(who):
            best[member] = max(best.get(member, (us, on, s)), (us, on, s))
        told = self.story.nodes("Stance")
        return [(told[s]["level"], on, s, member) for member, (_, on, s) in best.items()]

    def people(self) -> list[str]:
        return sorted(self.story.nodes("Person"))

    def upwards(self, department: str) -> set[str]:
        found = {department}
        while True:
            more = {f.end_id for d in found for f in self.on("PART_OF", start=d)} - found
            more = {d for d in more if self.is_a("Department", d)}
            if not more:
                return found
            found |= more

    def touched(self, kind: str, id: str) -> set[str]:
        """The open deals that hang on the subject of a gap."""
        if kind == "person":
            return self.roles(id)
        if kind == "seat":
            roles = {f.end_id for f in self.on("PLAYS_ROLE_IN", start=id)}
            return roles & self.open_deals().keys() if self.in_account(id) else set()
        if kind == "department":
            targets = [f for f in self.on("TARGETS") if f.start_id in self.open_deals()]
            return {f.start_id for f in targets if id in self.upwards(f.end_id)}
        return {id} if kind == "opportunity" else set(self.open_deals())

    # --- the checks -------------------------------------------------------------------------------------------------

    def opponent_without_meeting(self) -> dict[str, Found]:
        found = {}
        until = self.as_of + timedelta(days=self.t.action_days)
        told = self.story.nodes("Meeting")
        planned = {
            p
            for p, m in self.tied("ATTENDED")
            if told[m].get("state") == "planned"
            and self.as_of <= told[m]["planned_on"] <= until
            and self.tied("SCOPED_TO", start=m, end=self.story.account)
        }
        for p in self.people():
            against = [x for x in self.latest(p) if x[0] in ("reluctant", "oppose")]
            if against and self.employed(p) and p not in planned:
                found[p] = Found(
                    any(x[0] == "oppose" for x in against),
                    None,
                    max(x[1] for x in against),
                    sorted(self.name(x[3]) for x in against if x[3]),
                    sorted(x[2] for x in against),
                )
        return found

    def above_approver(self) -> dict[str, Found]:
        found = {}
        met = self.met(self.period)
        chart = [f.properties.get("line_rank") for f in self.on("IN_ACCOUNT", end=self.story.account)]
        chart += [
            f.properties.get("person_rank")
            for f in self.on("WORKS_FOR", end=self.story.account)
            if f.properties.get("employment") not in ("former", "adviser")
        ]
        top = max((r for r in chart if r is not None), default=-1)
        reached = max((r for p in met if (r := self.rank(p)) is not None), default=-1)
        for deal in self.open_deals():
            approvers = self.players(deal, APPROVING)
            ranks = [r for p in approvers if (r := self.rank(p)) is not None]
            if ranks and top >= max(ranks) + self.t.approver_ranks > reached:
                names = sorted(self.name(p) for p in approvers)
                found[deal] = Found(not approvers & met, None, None, names, sorted(approvers))
        return found

    def executive_alone(self) -> dict[str, Found]:
        found = {}
        first = self.as_of - timedelta(days=self.t.counterpart_days)
        for p in self.people():
            rank = self.rank(p)
            if rank is None or rank < self.t.executive_rank or not self.employed(p):
                continue
            told = self.story.nodes("Meeting")
            ours = {f.start_id for x in {p} | self.posts(p) for f in self.on("COVERS", end=x)}
            for _, m in self.tied("ATTENDED", start=p):
                if (
                    told[m].get("state") == "held"
                    and told[m].get("two_way")
                    and first <= told[m]["held_on"] <= self.as_of
                    and self.tied("SCOPED_TO", start=m, end=self.story.account)
                ):
                    ours |= {x for x, _ in self.tied("ATTENDED", end=m) if self.is_a("Member", x)}
            ranks = [f.properties.get("rank") for m in ours for f in self.on("BELONGS_TO", start=m)]
            if not any(r is not None and r >= rank - self.t.counterpart_ranks for r in ranks):
                found[p] = Found(not ours, rank, None, sorted(self.name(m) for m in ours), sorted(ours))
        return found

    def leaver(self) -> dict[str, Found]:
        found = {}
        until = self.as_of + timedelta(days=self.t.leaving_days)
        for p in self.people():
            if not self.employed(p):
                continue
            ours = {f.start_id for x in {p} | self.posts(p) for f in self.on("COVERS", end=x)}
            ours |= {x for m in self.period if p in m.people for x in m.members}
            ends = {m: end for m in ours if (end := self.leaves(m, until))}
            if ours and len(ends) == len(ours):
                on = max(ends.values())
                found[p] = Found(on <= self.as_of, len(ours), on, sorted(self.name(m) for m in ours), sorted(ours))
        for s in self.story.nodes("Post"):
            held = self.on("HOLDS", end=s)
            chart = self.on("IN_ACCOUNT", start=s, end=self.story.account)
            if held or not any(f.properties.get("seat_kind") != "personal" for f in chart):
                continue
            ours = {f.start_id for f in self.on("COVERS", end=s)}
            ends = {m: end for m in ours if (end := self.leaves(m, until))}
            if ours and len(ends) == len(ours):
                on = max(ends.values())
                found[s] = Found(on <= self.as_of, len(ours), on, sorted(self.name(m) for m in ours), sorted(ours))
        return found

    def leaves(self, member: str, until: date) -> date | None:
        days = []
        for kind in ("ON_TEAM_OF", "BELONGS_TO"):
            if not self.on(kind, until, start=member):
                ends = [
                    f.valid_to
                    for f in self.story.facts(kind)
                    if f.start_id == member
                    and (f.valid_from is None or f.valid_from <= self.as_of)
                    and f.valid_to
                    and f.valid_to <= until
                ]
                days += [max(ends)] if ends else []
        return min(days, default=None)

    def cold(self) -> dict[str, Found]:
        found = {}
        first = self.as_of - timedelta(days=self.t.cold_days)
        for p in self.people():
            talks = [m for m in self.ever if p in m.people and first <= m.on]
            days = sorted({m.on for m in talks})
            if len(days) < max(self.t.cold_contacts, 2) or not self.employed(p):
                continue
            usual = median((b - a).days for a, b in pairwise(days))
            silence = 100 * (self.as_of - days[-1]).days
            if silence > usual * self.t.cold_percent:
                last = {x for m in talks if m.on == days[-1] for x in m.members}
                found[p] = Found(
                    silence > 2 * usual * self.t.cold_percent,
                    int(usual),
                    days[-1],
                    sorted(self.name(x) for x in last),
                    sorted(m.id for m in talks),
                )
        return found

    def department_without_key(self) -> dict[str, Found]:
        deals = self.open_deals()
        keys = {f.start_id for f in self.on("KEY_TO") if f.end_id == self.story.account or f.end_id in deals}
        homes = set()
        for k in keys:
            seats = self.posts(k) if self.is_a("Person", k) else {k} if self.in_account(k) else set()
            homes |= {
                f.end_id for s in seats for f in self.on("PLACED_IN", start=s) if self.is_a("Department", f.end_id)
            }
            homes |= {f.end_id for f in self.on("RESPONSIBLE_FOR", start=k)}
        named = {d for h in homes for d in self.upwards(h)}
        money: dict[str, set[str]] = {}
        for f in self.on("TARGETS"):
            if f.start_id in deals:
                for d in self.upwards(f.end_id) & self.departments().keys():
                    money.setdefault(d, set()).add(f.start_id)
        bare = {d: x for d, x in money.items() if d not in named and len(x) >= self.t.department_deals}
        return {
            d: Found(len(x) > 1, len(x), None, [], sorted(x))
            for d, x in bare.items()
            if not (self.upwards(d) - {d}) & bare.keys()
        }

    def everybody_favourable(self) -> dict[str, Found]:
        judged = {p: x for p in self.people() if self.employed(p) and (x := self.latest(p))}
        every = [x for found in judged.values() for x in found]
        if len(judged) < self.t.favourable_people or any(x[0] not in FAVOURABLE for x in every):
            return {}
        members = {x[3] for x in every}
        return {
            self.story.account: Found(
                len(members) == 1 and None not in members, len(judged), max(x[1] for x in every), [], sorted(judged)
            )
        }

    def one_assessor(self) -> dict[str, Found]:
        found = {}
        told = self.story.nodes("Stance")
        for deal in self.open_deals():
            judged = {p: x for p in self.players(deal) if (x := self.stances(p))}
            members = {member for x in judged.values() for _, _, _, member in x}
            if len(judged) >= self.t.assessed_players and len(members) == 1 and None not in members:
                every = [(told[s]["level"], on) for x in judged.values() for _, on, s, _ in x]
                found[deal] = Found(
                    all(level in FAVOURABLE for level, _ in every),
                    len(judged),
                    max(on for _, on in every),
                    sorted(self.name(m) for m in members if m),
                    sorted(judged),
                )
        return found

    def unfounded_stance(self) -> dict[str, Found]:
        found = {}
        told = self.story.nodes("Stance")
        for p in self.people():
            judgements = self.stances(p)
            if not judgements or not self.employed(p):
                continue
            _, on, s, member = max(judgements, key=lambda x: x[:3])
            starts = [f.valid_from for f in self.on("HOLDS", start=p) if f.valid_from and self.in_account(f.end_id)]
            moved = bool(starts) and on < max(starts)
            if moved or not (told[s].get("evidence") or "").strip():
                found[p] = Found(moved, None, on, [self.name(member)] if member else [], [s])
        return found

    def ghost(self) -> dict[str, Found]:
        found = {}
        told = self.story.nodes("Meeting")
        for p in self.people():
            meetings = [
                m
                for _, m in self.tied("ATTENDED", start=p)
                if told[m].get("state") == "held"
                and told[m]["held_on"] <= self.as_of
                and self.tied("SCOPED_TO", start=m, end=self.story.account)
            ]
            if len(meetings) < self.t.ghost_meetings or not meetings or self.posts(p) or not self.employed(p):
                continue
            last = min(meetings, key=lambda m: (-told[m]["held_on"].toordinal(), m))
            roles = {f.end_id for f in self.on("PLAYS_ROLE_IN", start=p)} & self.open_deals().keys()
            found[p] = Found(
                bool(roles),
                len(meetings),
                told[last]["held_on"],
                sorted(self.name(x) for x, _ in self.tied("ATTENDED", end=last) if self.is_a("Member", x)),
                sorted(meetings),
            )
        return found
