"""A compact way to tell a small story of an account, to write it into a graph, and to look at it as plain data.

A story is a `Batch`: oracles read `story.batch`, `story.load(driver)` writes exactly that. Every method answers the id
of what it made; ids begin with the id of the account, which no other story has, whatever engine it is told to.
Members need names of their own: nobody can tell which of two namesakes a file means (the demo brings its team along).
Periods are `(from, to)`, half-open, None = unknown start or open end.

    s = Story("Asahi")
    works = s.department("生産本部")
    head = s.post("本部長", works, line_rank=72)
    sato = s.person("佐藤 健", head, person_rank=78, grade_title="執行役員")
    us = s.member("江藤 亮", "営業部 課長")
    s.meeting(date(2026, 11, 2), [us], [sato])
    s.load(driver)
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import count
from typing import Any, Protocol

from service.domain.batch import Batch, NewFact, NewNode, NewTie
from service.domain.schema import LABELS, PLAIN, TIMED

Period = tuple[date | None, date | None]
ALWAYS: Period = (None, None)

RECORDED_AT = datetime(2026, 1, 1, tzinfo=UTC)
CHANGE_ID = "story"

_RUN = secrets.token_hex(5)
_accounts = count(1)


class Runs(Protocol):
    """What `load` needs of a driver: the driver of `neo4j`, or anything that sends a statement the same way."""

    def execute_query(self, query_: str, parameters_: dict[str, Any] | None = None, /) -> Any: ...


class Story:
    """One account and all that hangs off it, as a growing batch."""

    def __init__(self, name: str = "旭波重機械", *, account_id: str | None = None, currency: str = "JPY") -> None:
        self.account = account_id or f"story-{_RUN}-{next(_accounts):09d}"
        self.name = name
        self.batch = Batch()
        self._label: dict[str, str] = {}
        self._ids = count(1)
        self._unit: str | None = None
        self._note(
            "Account",
            self.account,
            {"name": name, "name_key": name, "revision": 0, "state": "live", "currency": currency},
        )

    # --- anything -------------------------------------------------------------------------------------------------

    def node(self, label: str, /, **properties: Any) -> str:
        """A record of any label; properties that are None are left out."""
        node_id = f"{self.account}/{label.lower():>11}-{next(self._ids):05d}".replace(" ", "-")
        self._note(label, node_id, properties)
        return node_id

    def fact(self, kind: str, start: str, end: str, when: Period = ALWAYS, /, **properties: Any) -> str:
        """A timed relationship of any type; `observed_on`, `source` and `confidence` may be among the properties."""
        timed = TIMED[kind]
        start_label, end_label = self._label[start], self._label[end]
        if start_label not in timed.starts or end_label not in timed.ends:
            raise ValueError(f"{kind} does not go from {start_label} to {end_label}")
        fact_id = f"{self.account}/fact-{next(self._ids):05d}"
        own = {k: v for k, v in properties.items() if v is not None}
        observed_on = own.pop("observed_on", None)
        source = own.pop("source", None)
        confidence = own.pop("confidence", None)
        if unknown := set(own) - set(timed.properties):
            raise ValueError(f"{kind} has no {sorted(unknown)}")
        self.batch.facts.append(
            NewFact(
                kind, fact_id, start_label, start, end_label, end, *when, observed_on, source, confidence, own,
            )
        )  # fmt: skip
        return fact_id

    def tie(self, kind: str, start: str, end: str) -> None:
        """A plain relationship of any type."""
        plain = PLAIN[kind]
        start_label, end_label = self._label[start], self._label[end]
        if start_label not in plain.starts or end_label not in plain.ends:
            raise ValueError(f"{kind} does not go from {start_label} to {end_label}")
        self.batch.ties.append(NewTie(kind, start_label, start, end_label, end))

    # --- their side -----------------------------------------------------------------------------------------------

    def department(self, name: str, under: str | None = None, *, kind: str | None = None, when: Period = ALWAYS) -> str:
        """A department of the account, under another one or directly under the account."""
        found = self.node("Department")
        self.fact("IN_ACCOUNT", found, self.account, when, name=name, kind=kind)
        self.fact("PART_OF", found, under or self.account, when)
        return found

    def post(
        self,
        title: str,
        department: str | None = None,
        *,
        under: str | None = None,
        dotted: Iterable[str] = (),
        line_rank: int | None = None,
        seat_kind: str = "seat",
        capacity: int | None = 1,
        vacant: Period | None = None,
        when: Period = ALWAYS,
        **more: Any,
    ) -> str:
        """A post in a department (None: in the account itself), reporting to the post `under` and to those `dotted`."""
        found = self.node("Post")
        self.fact(
            "IN_ACCOUNT", found, self.account, when,
            title=title, line_rank=line_rank, seat_kind=seat_kind, capacity=capacity, **more,
        )  # fmt: skip
        self.fact("PLACED_IN", found, department or self.account, when)
        if under:
            self.report(found, under, when)
        for other in dotted:
            self.report(found, other, when, kind="dotted")
        if vacant:
            self.fact("VACANT", found, self.account, vacant)
        return found

    def report(self, post: str, to: str, when: Period = ALWAYS, *, kind: str = "line") -> str:
        return self.fact("REPORTS_TO", post, to, when, kind=kind)

    def person(
        self,
        name: str,
        *posts: str,
        when: Period = ALWAYS,
        employment: str | None = "regular",
        kana: str | None = None,
        romaji: str | None = None,
        search_key: str | None = None,
        email: str | None = None,
        phone: str | None = None,
        note: str | None = None,
        **works: Any,
    ) -> str:
        """A person of the account who holds the posts, the first one primary; `works` are properties of WORKS_FOR."""
        found = self.node(
            "Person",
            name=name, name_key=name.replace(" ", ""), kana=kana, romaji=romaji,
            search_key=search_key or name.replace(" ", ""), email=email, phone=phone, note=note,
        )  # fmt: skip
        self.fact("WORKS_FOR", found, self.account, when, employment=employment, **works)
        for n, post in enumerate(posts):
            self.hold(found, post, when, is_primary=n == 0)
        return found

    def hold(
        self, person: str, post: str, when: Period = ALWAYS, *, is_primary: bool = True, acting: bool | None = None,
        **more: Any,
    ) -> str:  # fmt: skip
        return self.fact("HOLDS", person, post, when, is_primary=is_primary, acting=acting, **more)

    def key(self, who: str, reason: str | None, to: str | None = None, when: Period = ALWAYS) -> str:
        """A person or post declared key to the account, or to the opportunity `to`."""
        return self.fact("KEY_TO", who, to or self.account, when, reason=reason)

    def influences(self, start: str, end: str, when: Period = ALWAYS, *, note: str | None = None) -> str:
        return self.fact("INFLUENCES", start, end, when, note=note)

    def knows(self, start: str, end: str, when: Period = ALWAYS, *, note: str | None = None) -> str:
        return self.fact("KNOWS", start, end, when, note=note)

    # --- our side -------------------------------------------------------------------------------------------------

    def member(
        self, name: str, title: str | None = None, *, team: Period | None = None, role: str | None = None
    ) -> str:
        """One of us, with a title in our unit, and on the team of the account in the period `team` if there is one."""
        found = self.node("Member", name=name, name_key=name, search_key=name)
        if title:
            self._unit = self._unit or self.node("Unit", name="営業本部", name_key="営業本部")
            self.fact("BELONGS_TO", found, self._unit, title=title)
        if team:
            self.fact("ON_TEAM_OF", found, self.account, team, role=role)
        return found

    def covers(
        self, member: str, who: str, when: Period = ALWAYS, *, level: int | None = None, desired: int | None = None
    ) -> str:
        return self.fact("COVERS", member, who, when, level=level, desired_level=desired)

    def meeting(
        self,
        on: date | None,
        members: Sequence[str],
        people: Sequence[str],
        *,
        state: str = "held",
        two_way: bool = True,
        kind: str = "meeting",
        subject: str | None = None,
        about: str | None = None,
        scoped: bool = True,
    ) -> str:
        """A meeting held or planned on a day; `scoped=False` leaves out that it counts for this account.

        A cancelled one carries the day twice: a reader that does not look at the state takes it for a held one.
        """
        day = {} if state == "planned" else {"held_on": on}
        if state != "held":
            day["planned_on"] = on
        found = self.node("Meeting", state=state, two_way=two_way, kind=kind, subject=subject, **day)
        if scoped:
            self.tie("SCOPED_TO", found, self.account)
        for who in (*members, *people):
            self.tie("ATTENDED", who, found)
        if about:
            self.tie("ABOUT", found, about)
        return found

    def stance(
        self,
        person: str,
        member: str | None,
        level: str,
        on: date,
        *,
        withdrawn_on: date | None = None,
        evidence: str | None = None,
        toward: str | None = None,
        source: str | None = None,
        confidence: str | None = None,
    ) -> str:
        """One of us judges one of theirs on a day; `toward` an opportunity, or us when None."""
        found = self.node(
            "Stance",
            level=level, assessed_on=on, withdrawn_on=withdrawn_on, evidence=evidence, source=source,
            confidence=confidence,
        )  # fmt: skip
        self.tie("OF", found, person)
        if member:
            self.tie("BY", found, member)
        self.tie("SCOPED_TO", found, self.account)
        if toward:
            self.tie("TOWARD", found, toward)
        return found

    # --- the plan -------------------------------------------------------------------------------------------------

    def deal(
        self,
        name: str,
        amount_minor: int | None = None,
        *,
        currency: str | None = "JPY",
        stage: str | None = "proposal",
        targets: Iterable[str] = (),
        order_on: date | None = None,
        when: Period = ALWAYS,
    ) -> str:
        """An opportunity of the account; a stage of None is unknown (and so open)."""
        found = self.node("Opportunity")
        self.fact(
            "FOR", found, self.account, when,
            name=name, name_key=name, stage=stage, amount_minor=amount_minor,
            currency=currency if amount_minor is not None else None, order_on=order_on,
        )  # fmt: skip
        for department in targets:
            self.fact("TARGETS", found, department, when)
        return found

    def role(self, who: str, deal: str, role: str, when: Period = ALWAYS, *, pack: str = "ringi") -> str:
        """A person or a post plays a role in a deal."""
        return self.fact("PLAYS_ROLE_IN", who, deal, when, pack=pack, role=role)

    # --- writing --------------------------------------------------------------------------------------------------

    def load(self, driver: Runs) -> "Story":
        """The whole story is in the graph, on an engine whose constraints exist; returns itself."""
        nodes: dict[str, list[dict[str, Any]]] = {}
        for node in self.batch.nodes:
            row = {"id": node.id, **node.properties}
            if "recorded_at" in LABELS[node.label].properties:
                row |= {"recorded_at": RECORDED_AT, "change_id": CHANGE_ID}
            nodes.setdefault(node.label, []).append(row)
        for label, rows in nodes.items():
            labels = "Company:Account" if label == "Account" else label
            _run(driver, f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row", rows)
        edges: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
        for fact in self.batch.facts:
            timed = {
                "id": fact.id, "valid_from": fact.valid_from, "valid_to": fact.valid_to,
                "observed_on": fact.observed_on, "source": fact.source, "confidence": fact.confidence,
                "recorded_at": RECORDED_AT, "change_id": CHANGE_ID,
            }  # fmt: skip
            row = {"start": fact.start_id, "end": fact.end_id, "p": {**timed, **fact.properties}}
            edges.setdefault((fact.type, fact.start_label, fact.end_label), []).append(row)
        for tie in self.batch.ties:
            row = {"start": tie.start_id, "end": tie.end_id, "p": {}}
            edges.setdefault((tie.type, tie.start_label, tie.end_label), []).append(row)
        for (kind, start, end), rows in edges.items():
            _run(
                driver,
                f"UNWIND $rows AS row MATCH (a:{start} {{id: row.start}}) MATCH (b:{end} {{id: row.end}}) "
                f"CREATE (a)-[e:{kind}]->(b) SET e = row.p",
                rows,
            )
        return self

    def account_property(self, name: str, value: Any) -> None:
        """Sets a property of the account before the story is loaded."""
        first = self.batch.nodes[0]
        self.batch.nodes[0] = NewNode(first.label, first.id, {**first.properties, name: value})

    def facts(self, *kinds: str) -> list[NewFact]:
        """The facts of these types, in the order in which they were told."""
        return [f for f in self.batch.facts if f.type in kinds]

    def ties(self, *kinds: str) -> list[NewTie]:
        return [t for t in self.batch.ties if t.type in kinds]

    def nodes(self, label: str) -> dict[str, Mapping[str, Any]]:
        """Properties of the records of this label, by id."""
        return {n.id: n.properties for n in self.batch.nodes if n.label == label}

    def label(self, node_id: str) -> str:
        return self._label[node_id]

    def adopt(self, other: "Story", *node_ids: str) -> None:
        """Records another story has told may be used here (a person of two customers, a member who serves both)."""
        for node_id in node_ids:
            self._label[node_id] = other.label(node_id)

    def _note(self, label: str, node_id: str, properties: Mapping[str, Any]) -> None:
        own = {k: v for k, v in properties.items() if v is not None}
        if unknown := set(own) - set(LABELS[label].properties):
            raise ValueError(f"{label} has no {sorted(unknown)}")
        self._label[node_id] = label
        self.batch.nodes.append(NewNode(label, node_id, own))


def holds_on(fact: NewFact, day: date) -> bool:
    """Whether the fact holds on the day: half-open, an unknown start lies before every day."""
    return (fact.valid_from is None or fact.valid_from <= day) and (fact.valid_to is None or day < fact.valid_to)


def _run(driver: Runs, text: str, rows: list[dict[str, Any]]) -> None:
    driver.execute_query(text, {"rows": rows})
