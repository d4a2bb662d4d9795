"""The data the drawing script needs: every text already cut to its room, every colour a code."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from service.domain.orgmap import Contact, MapPerson, OrgMap
from viz.model import Box, Card, Layout
from viz.text import clean, fit, search_key, short_title, width
from viz.words import GLYPH, STANCE_CODE, STANCES, words

NAME_FONT = 13.0
TITLE_FONT = 10.5
PILL_FONT = 9.5
HEAD_FONT = 11.5
TEXT_LEFT = 28
MARKS = ("new", "moved", "changed", "ended")
_STAR = 13.0
_EDGE = 5.0
_TITLE_LEAST = 46.0


def frame_nodes(
    layout: Layout,
    org: OrgMap,
    locale: str,
    *,
    with_stances: bool = True,
    marks: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Nodes, edges, boxes and texts as JSON data for the frame, at its start or in a later `data` message.

    `marks` says what changed, by the id of a person, seat or department: `new`, `moved`, `changed` or `ended`.
    Without stances they are not in the data at all.
    """
    teller = _Teller(org, locale, with_stances, marks or {})
    cards = [teller.card(c) for c in layout.cards]
    boxes = [teller.box(b) for b in layout.boxes]
    heads = [_head(b) for b in boxes]
    spots = _spots(layout, org)
    return {
        "nodes": cards + heads,
        "edges": _edges(layout, org, spots),
        "boxes": boxes,
        "hidden": {p: b.id for b in layout.boxes for p in (*b.inside_people, *b.inside_seats) if p not in spots},
        "texts": teller.texts(),
        "width": layout.width,
        "height": layout.height,
        "stances": with_stances,
    }


def _head(box: dict[str, Any]) -> dict[str, Any]:
    """The header of a box as a node, so that it can be clicked and reached."""
    return {
        "id": box["id"],
        "kind": "dept",
        "x": box["x"] + box["w"] / 2,
        "y": box["y"] + 13,
        "w": box["w"],
        "h": 26,
        "name": box["name"],
        "title": box["title"],
        "find": box["find"],
        **({"did": box["did"]} if "did" in box else {}),
    }


def _spots(layout: Layout, org: OrgMap) -> dict[str, str]:
    """The one node that stands for a person or member in relations: the first post's card, or the fold it is in."""
    spots: dict[str, str] = {}
    seats: dict[str, str] = {}
    for card in layout.cards:
        if card.person_id and (card.person_id not in spots or not card.concurrent):
            spots[card.person_id] = card.id
        elif card.member_id:
            spots[card.member_id] = card.id
        if card.seat_id:
            seats.setdefault(card.seat_id, card.id)
    return {**{s: i for s, i in seats.items() if s in org.seat}, **spots}


def _edges(layout: Layout, org: OrgMap, spots: Mapping[str, str]) -> list[dict[str, Any]]:
    edges: list[dict[str, Any]] = [
        {
            "from": n.from_id,
            "to": n.to_id,
            "kind": "report" if n.kind == "line" else "dotted",
            "points": _flat(n.points),
        }
        for n in layout.lines
    ]
    folds = {p: b.id for b in layout.boxes for p in b.inside_people}

    def tie(a: str, b: str, kind: str) -> None:
        start, end = spots.get(a) or folds.get(a), spots.get(b) or folds.get(b)
        if start and end and start != end:
            edges.append({"from": start, "to": end, "kind": kind})

    for relation in org.relations:
        tie(relation.from_id, relation.to_id, "influence" if relation.kind == "influence" else "knows")
    for person in org.people:
        met = {c.member_id for c in person.contacts}
        for member in sorted(met):
            tie(member, person.id, "contact")
        for member in sorted(set(person.covered_by) - met):
            tie(member, person.id, "covers")
    return edges


def _flat(points: Iterable[tuple[int, int]]) -> list[int]:
    return [n for point in points for n in point]


class _Teller:
    """Finds the words for cards and boxes of one organisation in one language."""

    def __init__(self, org: OrgMap, locale: str, with_stances: bool, marks: Mapping[str, str]) -> None:
        self.org, self.with_stances, self.marks = org, with_stances, marks
        self.words = words(locale)
        self.short = short_names(clean(m.name) for m in org.members)

    def texts(self) -> dict[str, Any]:
        w = self.words
        return {
            "glyphs": dict(GLYPH) if self.with_stances else {},
            "stances": {s: w[s] for s in STANCES} if self.with_stances else {},
            "count": w["count"],
            "gaps": w["gaps"],
            "label": w["keys"],
        }

    def card(self, card: Card) -> dict[str, Any]:
        node: dict[str, Any] = {
            "id": card.id,
            "kind": "person" if card.person_id else "us" if card.member_id else "seat",
            "x": card.x + card.w / 2,
            "y": card.y + card.h / 2,
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
        chips = self._chips(person, card.w, title) if person else []
        left = TEXT_LEFT if person else 12
        if not self.with_stances and person:
            left = 10
        room = card.w - left - _EDGE - sum(b[2] + 2 for b in badges) - (_STAR if keyed else 0)
        shown = fit(name, NAME_FONT, room)
        node |= {
            "name": shown,
            "em": round(width(shown, 1), 2),
            "short": short_name(name)
            if any(c >= "\u2e80" for c in name)
            else name.split()[-1]
            if name.split()
            else name,
            "role": fit(title, TITLE_FONT, card.w - left - _EDGE - sum(c[2] + 2 for c in chips)),
            "left": left,
            "title": self._tooltip(card, person, name, full_title, keyed, gap),
            "find": self._find(card, person, full_title),
        }
        node |= {k: v for k, v in (("key", keyed), ("gap", gap), ("badges", badges), ("chips", chips)) if v}
        node |= {k: v for k, v in (("pid", card.person_id), ("sid", card.seat_id), ("did", card.department_id)) if v}
        if person:
            node |= self._stance(person)
            if person.rank is not None:
                node["rank"] = person.rank
            if not person.contacts:
                node["bare"] = True
        else:
            node["state"] = card.kind
            if seat is not None and seat.line_rank is not None:
                node["rank"] = seat.line_rank
        if self._inferred(card):
            node["inferred"] = True
        return node

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
            "find": search_key(name, title),
            "mid": member_id,
        }

    def _stance(self, person: MapPerson) -> dict[str, Any]:
        if not self.with_stances:
            return {}
        found: dict[str, Any] = {"stance": STANCE_CODE.get(person.stance, "u")}
        if person.stance_stale:
            found["stale"] = True
        if person.stance_split:
            found["split"] = True
        return found

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
        held = next((h for h in self.org.holders.get(seat.id, ()) if h.person_id == card.person_id), None)
        if held is not None and held.acting:
            short, full = self.words["acting"].format(title=short), self.words["acting"].format(title=full)
        return short, full

    def _inferred(self, card: Card) -> bool:
        seat = self.org.seat.get(card.seat_id or "")
        person = self.org.person.get(card.person_id or "")
        holdings = self.org.holders.get(card.seat_id or "", ())
        return bool(
            (seat and seat.inferred)
            or (person and person.inferred)
            or any(h.inferred for h in holdings if h.person_id == card.person_id)
        )

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
        met: list[Contact] = sorted(person.contacts, key=lambda c: (-c.on.toordinal(), c.member_id))
        names = list(dict.fromkeys(c.member_id for c in met if c.member_id in self.org.member))
        rest = [m for m in person.covered_by if m not in names and m in self.org.member]
        return ([clean(self.org.member[m].name) for m in names], [clean(self.org.member[m].name) for m in rest])

    def _chips(self, person: MapPerson, wide: int, title: str) -> list[list[Any]]:
        """Pills of ours from right to left: text, filled, width; as many as the title leaves room for."""
        met, covers = self._contacts(person)
        wanted = [(self.short[n], True) for n in met] + [(self.short[n], False) for n in covers]
        room = wide - TEXT_LEFT - _EDGE - min(_TITLE_LEAST, width(title, TITLE_FONT))
        chips: list[list[Any]] = []
        for at, (text, filled) in enumerate(wanted):
            size = max(16, round(width(text, PILL_FONT)) + 5)
            tail = 16 if at + 1 < len(wanted) else 0
            if sum(c[2] + 2 for c in chips) + size + tail > room and (chips or at):
                break
            chips.append([text, filled, size])
        if len(chips) < len(wanted):
            left = wanted[len(chips) :]
            chips.append([f"+{len(left)}", any(f for _, f in left), 16])
        return chips

    def _tooltip(self, card: Card, person: MapPerson | None, name: str, title: str, keyed: bool, gap: int) -> str:
        w = self.words
        place = " / ".join(clean(n) for n in self.org.path(card.department_id))
        rows = [name, title, place]
        facts: list[str] = []
        if person and self.with_stances:
            facts.append(f"{GLYPH[STANCE_CODE.get(person.stance, 'u')]} {w[STANCE_CODE.get(person.stance, 'u')]}")
            facts += [w[k] for k, on in (("stale", person.stance_stale), ("split", person.stance_split)) if on]
        if keyed:
            facts.append(f"★ {w['key' if person else 'key_seat']}")
        if card.concurrent:
            facts.append(w["concurrent_long"])
        if self._inferred(card):
            facts.append(w["inferred"])
        mark = self._mark(card.id, card.person_id, card.seat_id)
        if mark:
            facts.append(w[f"{mark}_long"])
        rows.append(w["comma"].join(facts))
        if person:
            met, covers = self._contacts(person)
            rows.append(w["met"].format(names=w["comma"].join(met)) if met else w["nobody"])
            if covers:
                rows.append(w["covers"].format(names=w["comma"].join(covers)))
        if gap:
            rows.append(w["gap_long"].format(n=gap))
        return "\n".join(r for r in rows if r)

    def _find(self, card: Card, person: MapPerson | None, title: str) -> str:
        names = (person.name, person.kana, person.romaji) if person else ()
        return search_key(*names, title, *self.org.path(card.department_id))

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
            "find": search_key(name),
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


def short_name(name: str) -> str:
    """The family name of a Japanese name, initials of any other."""
    words_of = name.split()
    if any(c >= "\u2e80" for c in name):
        return words_of[0] if len(words_of) > 1 else name[:4]
    return "".join(w[0] for w in words_of[:3]).upper() if len(words_of) > 1 else name[:4]


def short_names(names: Iterable[str]) -> dict[str, str]:
    """A short form for each name; those that would be equal get the beginning of the given name too."""
    all_names = list(dict.fromkeys(names))
    counts = Counter(short_name(n) for n in all_names)
    found: dict[str, str] = {}
    for name in all_names:
        short, rest = short_name(name), name.split()[-1]
        found[name] = (
            short if counts[short] == 1 or rest == name else f"{short}{rest[:2] if short.isascii() else rest[0]}"
        )
    return found
