"""What one card or box says: every text cut to its room, every colour a code."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from service.domain.names import short_name
from service.domain.orgmap import Holding, MapPerson, OrgMap
from viz.model import Box, Card
from viz.text import clean, fit, short_title, width
from viz.words import SIGN, STANCE_CODE, STANCES, words

NAME_FONT = 13.0
TITLE_FONT = 10.5
PILL_FONT = 9.5
HEAD_FONT = 11.5
TEXT_LEFT = 28
MARKS = ("new", "moved", "changed", "ended")
_STAR = 13.0
_EDGE = 5.0
_TITLE_LEAST = 46.0


class Teller:
    """Finds the words for cards and boxes of one organisation in one language."""

    def __init__(
        self, org: OrgMap, locale: str, *, with_stances: bool = True, marks: Mapping[str, str] | None = None
    ) -> None:
        self.org, self.with_stances, self.marks = org, with_stances, marks or {}
        self.words = words(locale)
        self.member_names = {m.id: clean(m.name) for m in org.members}
        self.short = short_names(self.member_names.values(), "ja" if locale.startswith("ja") else "en")
        self.held: dict[tuple[str, str], Holding] = {(h.seat_id, h.person_id): h for h in org.holdings}
        self.path = cache(lambda department_id: " / ".join(clean(n) for n in org.path(department_id)))

    def texts(self) -> dict[str, Any]:
        w = self.words
        return {
            "glyphs": dict(SIGN) if self.with_stances else {},
            "stances": {s: w[s] for s in STANCES} if self.with_stances else {},
            "count": w["count"],
            "gaps": w["gaps"],
            "hits": w["hits"],
            "label": w["keys"],
        }

    def card(self, card: Card) -> dict[str, Any]:
        node: dict[str, Any] = {
            "id": card.id,
            "kind": "person" if card.person_id else "us" if card.member_id else "seat",
            "x": middle(card.x, card.w),
            "y": middle(card.y, card.h),
            "w": card.w,
            "h": card.h,
        }
        if card.member_id:
            return self._member(node, card.member_id)
        seat = self.org.seat.get(card.seat_id or "")
        person = self.org.person.get(card.person_id or "")
        title, full_title = self._title(card)
        keyed = bool(seat and seat.key_reasons) or bool(person and person.is_key)
        gap = self.org.gap_counts.get(card.person_id or card.seat_id or "", 0)
        name = clean(person.name) if person else self.words["vacant" if card.kind == "vacant" else "unknown"]
        badges = self._badges(card, gap)
        contacts = self._contacts(person) if person else ([], [])
        chips = self._chips(contacts, card.w, title)
        left = 12 if not person else TEXT_LEFT if self.with_stances else 10
        room = card.w - left - _EDGE - sum(b[2] + 2 for b in badges) - (_STAR if keyed else 0)
        shown = fit(name, NAME_FONT, room)
        node |= {
            "name": shown,
            "em": round(width(shown, 1), 2),
            "short": short_name(name, "ja") if person else name,
            "role": fit(title, TITLE_FONT, card.w - left - _EDGE - sum(c[2] + 2 for c in chips)),
            "left": left,
            "title": self._tooltip(card, person, (name, full_title), contacts),
        }
        if shown != name and person:
            node["full"] = name  # from further away there are no badges beside it
        node |= {k: v for k, v in (("key", keyed), ("gap", gap), ("badges", badges), ("chips", chips)) if v}
        node |= {k: v for k, v in (("pid", card.person_id), ("sid", card.seat_id), ("did", card.department_id)) if v}
        if person:
            node |= self._person(person)
        else:
            node["state"] = card.kind
            if seat is not None and seat.line_rank is not None:
                node["rank"] = seat.line_rank
        if self._inferred(card):
            node["inferred"] = True
        return node

    def _person(self, person: MapPerson) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if self.with_stances:
            found["stance"] = STANCE_CODE.get(person.stance, "u")
            found |= {k: True for k, on in (("stale", person.stance_stale), ("split", person.stance_split)) if on}
        if person.kana or person.romaji:
            found["also"] = " ".join(t for t in (person.kana, person.romaji) if t)
        if person.rank is not None:
            found["rank"] = person.rank
        if not person.contacts:
            found["bare"] = True
        return found

    def _member(self, node: dict[str, Any], member_id: str) -> dict[str, Any]:
        member = self.org.member[member_id]
        name, title = clean(member.name), clean(member.title or "")
        pill = self.short[name]
        wide = round(max(34.0, width(pill, 10.5) + 12))
        room = node["w"] - wide - 20
        shown = fit(name, NAME_FONT, room)
        return node | {
            "name": shown,
            "em": round(width(shown, 1), 2),
            "short": pill,
            "role": fit(title, TITLE_FONT, room),
            "left": wide + 16,
            "pill": [pill, wide],
            "title": "\n".join(t for t in (name, title) if t),
            "mid": member_id,
        }

    def _title(self, card: Card) -> tuple[str, str]:
        """The title as the card shows it, and in full."""
        seat = self.org.seat.get(card.seat_id or "")
        if seat is None:
            person = self.org.person.get(card.person_id or "")
            grade = clean(person.grade_title or "") if person else ""
            return grade, grade
        full = clean(seat.title)
        department = self.org.department.get(seat.department_id or "")
        short = short_title(full, clean(department.name) if department else None)
        held = self.held.get((seat.id, card.person_id or ""))
        if held is not None and held.acting:
            short, full = self.words["acting"].format(title=short), self.words["acting"].format(title=full)
        return short, full

    def _inferred(self, card: Card) -> bool:
        seat = self.org.seat.get(card.seat_id or "")
        person = self.org.person.get(card.person_id or "")
        held = self.held.get((card.seat_id or "", card.person_id or ""))
        return bool((seat and seat.inferred) or (person and person.inferred) or (held and held.inferred))

    def _mark(self, *ids: str | None) -> str | None:
        found = (self.marks.get(i) for i in ids if i)
        return next((m for m in found if m in MARKS), None)

    def _badges(self, card: Card, gap: int) -> list[list[Any]]:
        """Small marks at the top right, from right to left: text, style, width."""
        badges: list[list[Any]] = []
        mark = self._mark(card.id, card.person_id, card.seat_id)
        if mark:
            badges.append([self.words[mark], mark, self._badge_width(self.words[mark])])
        if gap:
            badges.append([self.words["gap"], "gap", 14])
        if card.concurrent:
            badges.append([self.words["concurrent"], "also", self._badge_width(self.words["concurrent"])])
        return badges

    def _badge_width(self, text: str) -> int:
        return max(14, round(width(text, PILL_FONT)) + 5)

    def _contacts(self, person: MapPerson) -> tuple[list[str], list[str]]:
        """Names of our members who met the person, latest first, and of those who only cover."""
        latest = sorted(person.contacts, key=lambda c: (-c.on.toordinal(), c.member_id))
        met = list(dict.fromkeys(c.member_id for c in latest if c.member_id in self.member_names))
        rest = [m for m in person.covered_by if m not in met and m in self.member_names]
        return [self.member_names[m] for m in met], [self.member_names[m] for m in rest]

    def _chips(self, contacts: tuple[list[str], list[str]], wide: int, title: str) -> list[list[Any]]:
        """Pills of ours from right to left: text, filled, width; as many as the title leaves room for."""
        wanted = [(self.short[n], filled) for names, filled in zip(contacts, (True, False), strict=True) for n in names]
        room = wide - TEXT_LEFT - _EDGE - min(_TITLE_LEAST, width(title, TITLE_FONT))
        chips: list[list[Any]] = []
        used = 0
        for at, (text, filled) in enumerate(wanted):
            size = max(16, round(width(text, PILL_FONT)) + 5)
            tail = 18 if at + 1 < len(wanted) else 0
            if at and used + size + tail > room:
                break
            chips.append([text, filled, size])
            used += size + 2
        left = wanted[len(chips) :]
        if left:
            chips.append([f"+{len(left)}", any(f for _, f in left), 16])
        return chips

    def _tooltip(
        self, card: Card, person: MapPerson | None, texts: tuple[str, str], contacts: tuple[list[str], list[str]]
    ) -> str:
        """Everything the card shows, in words; `texts` are the name and the full title."""
        w = self.words
        seat = self.org.seat.get(card.seat_id or "")
        facts: list[str] = []
        if person and self.with_stances:
            code = STANCE_CODE.get(person.stance, "u")
            facts.append(f"{SIGN[code]} {w[code]}")
            facts += [w[k] for k, on in (("stale", person.stance_stale), ("split", person.stance_split)) if on]
        if person and person.is_key:
            facts.append(f"★ {w['key']}")
        elif seat and seat.key_reasons:
            facts.append(f"★ {w['key_seat']}")
        if card.concurrent:
            facts.append(w["concurrent_long"])
        if self._inferred(card):
            facts.append(w["inferred"])
        if mark := self._mark(card.id, card.person_id, card.seat_id):
            facts.append(w[f"{mark}_long"])
        rows = [*texts, self.path(card.department_id), w["comma"].join(facts)]
        if person:
            met, covers = contacts
            rows.append(w["met"].format(names=w["comma"].join(met)) if met else w["nobody"])
            if covers:
                rows.append(w["covers"].format(names=w["comma"].join(covers)))
        if gap := self.org.gap_counts.get(card.person_id or card.seat_id or "", 0):
            rows.append(w["gap_long"].format(n=gap))
        return "\n".join(r for r in rows if r)

    def box(self, box: Box) -> dict[str, Any]:
        w = self.words
        department = self.org.department.get(box.department_id or "")
        own = {"d:account": clean(self.org.account_name), "d:unassigned": w["unassigned"], "d:ours": w["ours"]}
        name = clean(department.name) if department else own.get(box.id, "")
        count = "" if box.id == "d:ours" else w["count"].format(n=box.people)
        shift = 14 if box.foldable else 0
        found: dict[str, Any] = {
            "id": box.id,
            "name": fit(name, HEAD_FONT, box.name_w - shift),
            "full": name,
            "room": box.name_w - shift,
            "x": box.x,
            "y": box.y,
            "w": box.w,
            "h": box.h,
            "level": box.level,
            "count": count,
            "title": name + (f" {count}" if count else ""),
        }
        if box.department_id:
            found["did"] = box.department_id
        if box.foldable:
            found["fold"] = "closed" if box.folded else "open"
        mark = self._mark(box.department_id)
        if mark:
            found["mark"] = mark
        if box.folded:
            found |= self._fold(box)
        return found

    def _fold(self, box: Box) -> dict[str, Any]:
        """What a closed box says about the people in it."""
        people = [self.org.person[p] for p in box.inside_people]
        gaps = sum(self.org.gap_counts.get(i, 0) for i in (*box.inside_people, *box.inside_seats))
        found: dict[str, Any] = {"keys": sum(1 for p in people if p.is_key), "gaps": gaps}
        if self.with_stances:
            counts = Counter(STANCE_CODE.get(p.stance, "u") for p in people)
            found["bar"] = [counts[s] for s in STANCES]
        return found


def middle(at: int, size: int) -> float:
    """The middle of a stretch, as a whole number where it is one."""
    return at + size // 2 if size % 2 == 0 else at + size / 2


def short_names(names: Iterable[str], locale: str) -> dict[str, str]:
    """A short form for each name; those that would be equal get the beginning of the given name too."""
    short = {name: short_name(name, locale) for name in names}
    counts = Counter(short.values())
    found: dict[str, str] = {}
    for name, text in short.items():
        rest = name.split()[-1] if name.split() else ""
        more = rest[:2] if text.isascii() else rest[:1]
        found[name] = text if counts[text] == 1 or rest in ("", name) else text + more
    return found
