"""Our people, meetings, deals, stances and key people as of a day, as rows of their sheets."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from service.domain.currencies import MINOR_DIGITS
from service.domain.exporting import columns as words
from service.domain.exporting.chart import Chart
from service.domain.exporting.names import Names
from service.domain.exporting.tables import Cells, Omitted
from service.domain.importing import keys
from service.domain.importing.account import AccountView, nearest
from service.domain.importing.tables import Cell
from service.domain.money import Money
from service.domain.roles import parse_role, role_of
from service.domain.stance import LABEL, Level

_EXACT = 10**15
"""A spreadsheet keeps 15 digits of a number; a larger one is written as text."""
_ROLE_MARKS = frozenset(";；、,，:：=＝\n")


class Lists:
    """The rows of the sheets beside the chart; what has no place in them is counted in `omitted`."""

    def __init__(self, view: AccountView, names: Names, chart: Chart, locale: str, omitted: Omitted) -> None:
        self._view = view
        self._names = names
        self._chart = chart
        self._locale = locale
        self._omitted = omitted
        self.deals = {
            d: fact
            for d in sorted(view.snapshot.records("Opportunity"))
            if (fact := nearest([f for f in view.now("FOR", d) if f.end_id == view.account_id], view.as_of))
        }

    def _word(self, table: Mapping[str, Any], code: object, otherwise: Cell = None) -> Cell:
        found = table.get(str(code or ""))
        return found.of(self._locale) if found else otherwise

    # ---- our own people

    def members(self) -> list[Cells]:
        """Those on the team of the account."""
        view = self._view
        rows: list[Cells] = []
        for member_id, properties in sorted(view.snapshot.records("Member").items()):
            team = nearest([f for f in view.now("ON_TEAM_OF", member_id) if f.end_id == view.account_id], view.as_of)
            if team is None:
                continue
            units = view.now("BELONGS_TO", member_id)
            path = self._unit_path(units[0].end_id) if len(units) == 1 else ""
            self._omitted.note("unit", len(units) if units and not path else 0)
            rows.append(
                {
                    "name": str(properties.get("name") or ""),
                    "title": units[0].properties.get("title") if path else None,
                    "department": path,
                    "email": properties.get("email"),
                    "role": team.properties.get("role"),
                    "member_key": self._names.member_key(member_id),
                }
            )
        return rows

    def _unit_path(self, unit_id: str) -> str:
        """The path of one of our units; "" where its names do not go into one cell."""
        parts: list[str] = []
        seen: set[str] = set()
        at: str | None = unit_id
        while at is not None and at not in seen:
            seen.add(at)
            parts.insert(0, str(self._view.record("Unit", at).get("name") or ""))
            above = nearest(self._view.now("PART_OF", at), self._view.as_of)
            at = above.end_id if above else None
        plain = all(p and p == keys.clean(p) and not set("/／") & set(p) for p in parts)
        return "/".join(parts) if plain else ""

    # ---- meetings

    def meetings(self) -> list[Cells]:
        """Those held, planned or cancelled; what was held after the day does not exist yet."""
        found: list[tuple[date, str, Cells]] = []
        for meeting_id, properties in self._view.snapshot.records("Meeting").items():
            state = str(properties.get("state") or "held")
            day = properties.get("held_on") if state == "held" else properties.get("planned_on")
            day = day or properties.get("held_on") or properties.get("planned_on")
            if day is None:
                self._omitted.note("meeting")
            elif state != "held" or day <= self._view.as_of:
                found.append((day, meeting_id, self._meeting(meeting_id, day, state, properties)))
        return [row for _, _, row in sorted(found, key=lambda f: f[:2])]

    def _meeting(self, meeting_id: str, day: date, state: str, properties: Mapping[str, Any]) -> Cells:
        there = sorted(self._view.tied_to("ATTENDED", meeting_id))
        ours, theirs = (self._view.snapshot.records(label) for label in ("Member", "Person"))
        about = sorted(self._view.tied_from("ABOUT", meeting_id))
        self._omitted.note("about", sum(a not in self.deals for a in about))
        return {
            "meeting_id": self._names.number(meeting_id, keys.MEETING),
            "meeting_key": self._names.key("Meeting", meeting_id, keys.MEETING),
            "date": day,
            "ours": "; ".join(self._names.member(a) for a in there if a in ours),
            "theirs": "; ".join(self._names.person(a) for a in there if a in theirs),
            "kind": self._word(words.MEETING_KINDS, properties.get("kind")),
            "subject": properties.get("subject"),
            "two_way": (words.YES if properties.get("two_way") else words.NO).of(self._locale),
            "opportunity": [self._names.deal(a) for a in about if a in self.deals],
            "state": self._word(words.MEETING_STATES, state),
            "note": properties.get("note"),
        }

    # ---- deals

    def opportunities(self) -> list[Cells]:
        found: list[Cells] = []
        for deal_id, fact in self.deals.items():
            known = fact.properties
            self._omitted.note("phasing", bool(known.get("phasing")))
            stage = str(known.get("stage") or "")
            found.append(
                {
                    "opportunity_id": self._names.number(deal_id, keys.OPPORTUNITY),
                    "opportunity_key": self._names.key("Opportunity", deal_id, keys.OPPORTUNITY),
                    "name": str(known.get("name") or ""),
                    "amount": _amount(known.get("amount_minor"), known.get("currency") or self._view.currency),
                    "currency": known.get("currency") if known.get("amount_minor") is not None else None,
                    "stage": self._word(words.STAGE_WORDS, stage, stage),
                    "close_date": known.get("order_on"),
                    "department": self._targets(deal_id),
                    "people": "; ".join(self._roles(deal_id)),
                    "kind": known.get("kind"),
                    "probability": known.get("probability"),
                }
            )
        return found

    def _targets(self, deal_id: str) -> str:
        targets = sorted({f.end_id for f in self._view.now("TARGETS", deal_id)})
        paths = [self._chart.paths[t] for t in targets if t in self._chart.paths]
        self._omitted.note("target", len(targets) - len(paths))
        return "; ".join(paths) + (";" if len(paths) == 1 and set("、,，") & set(paths[0]) else "")

    def _roles(self, deal_id: str) -> Iterable[str]:
        for fact in sorted(self._view.to("PLAYS_ROLE_IN", deal_id), key=lambda f: (f.start_id, f.id)):
            if not fact.interval.holds(self._view.as_of):
                continue
            word = self._role(str(fact.properties.get("pack") or ""), str(fact.properties.get("role") or ""))
            who = self._who(fact.start_label, fact.start_id)
            if word and who:
                yield f"{who}:{word}"
            else:
                self._omitted.note("role")

    def _role(self, pack: str, code: str) -> str:
        """A word that is read as this role and no other."""
        label = role_of(pack, code).label
        for word in (label.of(self._locale), label.en, label.ja, code):
            read = parse_role(word)
            if (read.pack, read.code) == (pack, code) and not _ROLE_MARKS & set(word):
                return word
        return ""

    def _who(self, label: str, record_id: str) -> str:
        """A person of the chart, or a post of it; "" for anybody else."""
        if label == "Person":
            return self._names.person(record_id) if record_id in self._chart.people else ""
        return self._names.post(record_id, [self._title(record_id)]) if record_id in self._chart.posts else ""

    def _title(self, post_id: str) -> str:
        fact = self._view.current("IN_ACCOUNT", post_id)
        return str(fact.properties.get("title") or "") if fact else ""

    # ---- stances

    def stances(self) -> list[Cells]:
        """The assessments that stand: of one member, person, topic and day the last one."""
        view = self._view
        found: dict[tuple[object, ...], tuple[date, str, Cells]] = {}
        for stance_id, properties in sorted(view.snapshot.records("Stance").items()):
            on, withdrawn = properties.get("assessed_on"), properties.get("withdrawn_on")
            if on is None or on > view.as_of or (withdrawn is not None and withdrawn <= view.as_of):
                continue
            of, by, toward = (sorted(view.tied_from(kind, stance_id)) for kind in ("OF", "BY", "TOWARD"))
            topic = self._topic(toward[0]) if toward else ""
            if not of or of[0] not in self._chart.people or topic is None:
                self._omitted.note("stance")
                continue
            row: Cells = {
                "person": self._names.person(of[0]),
                "level": LABEL[self._locale if self._locale == "ja" else "en"][Level(properties["level"])],
                "topic": topic,
                "date": on,
                "evidence": properties.get("evidence"),
                "by": self._names.member(by[0]) if by else None,
                "source": properties.get("source") or words.NONE,
                "confidence": self._word(words.CONFIDENCE, properties.get("confidence"), words.NONE),
            }
            face = (of[0], by[0] if by else None, on, toward[0] if toward else None)
            self._omitted.note("assessment", face in found)
            found[face] = (on, stance_id, row)
        return [row for _, _, row in sorted(found.values(), key=lambda f: f[:2])]

    def _topic(self, record_id: str) -> str | None:
        """What a stance is towards; None where the sheet cannot name it."""
        if record_id in self._view.snapshot.records("Opportunity"):
            return self._names.deal(record_id) if record_id in self.deals else None
        for label in ("Initiative", "Product"):
            if name := self._view.record(label, record_id).get("name"):
                return str(name)
        return None

    # ---- key people

    def key_people(self) -> list[Cells]:
        rows: list[Cells] = []
        for label, known in (("Person", self._chart.people), ("Post", self._chart.posts)):
            for record_id in sorted(known):
                for fact in sorted(self._view.now("KEY_TO", record_id), key=lambda f: (f.end_id, f.id)):
                    if fact.end_label == "Opportunity" and fact.end_id not in self.deals:
                        self._omitted.note("key")
                        continue
                    deal = self._names.deal(fact.end_id) if fact.end_label == "Opportunity" else None
                    person = self._names.person(record_id) if label == "Person" else None
                    post = self._names.id("Post", record_id, keys.POST) if label == "Post" else None
                    reason = fact.properties.get("reason")
                    rows.append({"person": person, "post_id": post, "reason": reason, "opportunity": deal})
        return rows


def _amount(minor: int | None, currency: str) -> Cell:
    """The amount in the currency itself; as text where a spreadsheet would round it."""
    if minor is None:
        return None
    amount: Decimal = Money(minor, currency).amount
    if abs(minor) >= _EXACT:
        return f"{amount:f}"
    return float(amount) if MINOR_DIGITS[currency] else int(amount)
