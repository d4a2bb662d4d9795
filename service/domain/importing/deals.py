"""Opportunities: what they are worth, when they close, whom they target and who plays which role in them."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from service.domain.currencies import MINOR_DIGITS
from service.domain.importing import keys, vocabulary
from service.domain.importing.draft import Draft, Ref
from service.domain.importing.findings import row_named
from service.domain.importing.lists import entries
from service.domain.importing.resolve import referenced
from service.domain.importing.sheets import Desk, find_person, order_of, read_day, skip_if_lost
from service.domain.importing.tables import MappedTable, Row
from service.domain.money import amount_absent, parse_money
from service.domain.roles import parse_role
from service.domain.wording import UnreadableError

_UNITS = (
    ("百万", 10**6),
    ("千万", 10**7),
    ("十億", 10**9),
    ("億", 10**8),
    ("万", 10**4),
    ("千", 10**3),
    ("兆", 10**12),
)
_UNITS_EN = ((r"\bk\b|thousand|'000|\b000s\b", 10**3), (r"\bm\b|\bmn\b|million", 10**6), (r"\bbn\b|billion", 10**9))
_CODE = re.compile(r"\b[A-Z]{3}\b")
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "￥": "JPY", "円": "JPY"}
_ROLE = re.compile(r"\s*[:：=＝]\s*")
_PERCENT = re.compile(r"^\s*([\d.]+)\s*[%％]?\s*$")


class Deals:
    """Finds an opportunity by its number or name, of the files or known; none is two rows' at once."""

    def __init__(self, draft: Draft) -> None:
        self._view = draft.view
        self._by_name: dict[str, list[Ref]] = defaultdict(list)
        self._names: dict[str, str] = {}
        self._by_key: dict[str, Ref] = {}
        self._claimed: set[str] = set()
        self.rows: dict[str, tuple[str, int]] = {}
        """Number, else name, of an opportunity of the files → its row."""
        for opportunity_id in sorted(self._view.snapshot.records("Opportunity")):
            fact = self._view.current("FOR", opportunity_id)
            if fact is not None and fact.end_id == self._view.account_id:
                self._enter(("Opportunity", opportunity_id), str(fact.properties.get("name") or ""))

    def named(self, name: str) -> list[Ref]:
        """The opportunities of a name; the one whose number or key stands in brackets at its end."""
        number = referenced(name)
        found = self._by_key.get(keys.number(number)) if number else None
        for system in (keys.OPPORTUNITY, keys.OWN):
            if number and found is None and (known := self._view.by_number("Opportunity", system, number)):
                found = ("Opportunity", known)
        if found is not None:
            return [found]
        return self._by_name.get(keys.exact(name), [])

    def reserve(self, numbers: Iterable[tuple[str, str]]) -> None:
        """Known opportunities whose number a file has are no longer found for a row that has only the name."""
        known = (self._view.by_number("Opportunity", system, number) for system, number in numbers if number)
        self._claimed.update(k for k in known if k)

    def match(self, number: str, name: str, key: str = "") -> Ref | None:
        """The known opportunity of a row: by number or the key of an export, else by name if its number does not
        differ."""
        known = self._view.by_number("Opportunity", keys.OPPORTUNITY, number) if number else None
        known = known or (self._view.by_number("Opportunity", keys.OWN, key) if key else None)
        if known:
            return ("Opportunity", known)
        free = [d for d in self.named(name) if d[1] not in self._claimed]
        plain = [d for d in free if self._view.number_of(d[1], keys.OPPORTUNITY) is None]
        return next(iter(plain if number else plain or free), None)

    def claim(self, ref: Ref, name: str, *numbers: str) -> None:
        """A row is this opportunity; from now on it has this name only, and these numbers and keys."""
        self._claimed.add(ref[1])
        self._by_key |= {keys.number(n): ref for n in numbers if n}
        old = self._names.get(ref[1])
        if old is not None:
            self._by_name[old].remove(ref)
        self._enter(ref, name)

    def _enter(self, ref: Ref, name: str) -> None:
        self._names[ref[1]] = keys.exact(name)
        self._by_name[keys.exact(name)].append(ref)


def find_deal(desk: Desk, deals: Deals, table: MappedTable, row: Row, name: str) -> tuple[Ref | None, str]:
    """The opportunity a cell names, and what the cell says; a name that is not known is a finding."""
    return _find_deal(desk, deals, table, row, name, keys.clean(row.text(name)))


def find_deals(desk: Desk, deals: Deals, table: MappedTable, row: Row, name: str) -> list[Ref]:
    """The opportunities that the columns of a field name, one each."""
    found = (_find_deal(desk, deals, table, row, name, keys.clean(text))[0] for text in row.texts(name))
    return [deal for deal in found if deal is not None]


def _find_deal(desk: Desk, deals: Deals, table: MappedTable, row: Row, name: str, text: str) -> tuple[Ref | None, str]:
    if not text or vocabulary.is_nobody(text):
        return None, ""
    found = deals.named(text)
    if len(found) == 1:
        return found[0], text
    code = "ambiguous_opportunity" if found else "unknown_opportunity"
    desk.log.add(code, "warning", table.label, [row.number], table.heading(name), value=text)
    return None, text


def plan_opportunities(desk: Desk, deals: Deals, table: MappedTable) -> None:
    order = order_of(table, "close_date")
    deals.reserve(
        (system, row.text(column))
        for row in table.rows()
        for system, column in ((keys.OPPORTUNITY, "opportunity_id"), (keys.OWN, "opportunity_key"))
    )
    for row in table.rows():
        name = keys.clean(row.text("name"))
        if skip_if_lost(desk, table, row, "name"):
            continue
        if not name:
            desk.log.add("empty_row", "error", table.label, [row.number], table.heading("name"))
            desk.log.skip(table.label, row.number, "empty_row")
            continue
        number, key = row.text("opportunity_id"), row.text("opportunity_key")
        identity = keys.number(number or key) if number or key else keys.exact(name)
        if identity in deals.rows:
            desk.log.add(
                "duplicate_opportunity", "error", table.label, [row.number], table.heading("name"), name=name,
                first_row=row_named(*deals.rows[identity], table.label),
            )  # fmt: skip
            desk.log.skip(table.label, row.number, "duplicate_opportunity", name=name)
            continue
        deals.rows[identity] = (table.label, row.number)
        ref = deals.match(number, name, key)
        if ref is None:
            ref = desk.draft.create("Opportunity", name, {})
        else:
            desk.draft.mention(ref, name)
        deals.claim(ref, name, number, key)
        for system, value in ((keys.OPPORTUNITY, number), (keys.OWN, key)):
            if value:
                desk.draft.identify(ref, system, value)
        properties = _properties(desk, table, row, name)
        close = read_day(desk, table, row, "close_date", order, needed=False, by_period=True)
        if close is not None:
            properties["order_on"] = close
        desk.draft.fact(
            "FOR", ref, desk.account, properties, source=table.source, instead_of=desk.draft.view.of("FOR", ref[1])
        )  # fmt: skip
        _targets(desk, table, row, ref)
        _roles(desk, table, row, ref)


def _properties(desk: Desk, table: MappedTable, row: Row, name: str) -> dict[str, Any]:
    """What the row says of the deal; what it leaves open is not among it, so that nothing known is erased."""
    properties: dict[str, Any] = {"name": name, "name_key": keys.exact(name)}
    cell = row.cell("amount")
    if cell is not None and not amount_absent(row.text("amount")) and not row.unreadable("amount"):
        try:
            money = parse_money(
                cell if isinstance(cell, int | float) else row.text("amount"),
                currency=_currency(desk, table, row),
                unit=_unit(table.heading("amount")),
            )
            properties |= {"amount_minor": money.amount_minor, "currency": money.currency}
        except UnreadableError as error:
            desk.log.add(
                "bad_amount", "warning", table.label, [row.number], table.heading("amount"), value=str(cell),
                reason_ja=error.cause.ja, reason_en=error.cause.en,
            )  # fmt: skip
    stage = row.text("stage")
    if stage:
        known = vocabulary.stage(stage)
        properties["stage"] = known or stage
        if known is None:
            desk.log.add("unknown_stage", "warning", table.label, [row.number], table.heading("stage"), value=stage)
    kind = keys.clean(row.text("kind"))
    if kind:
        properties["kind"] = kind
    chance = row.cell("probability")
    if chance is not None:
        probability = _probability(chance, row.text("probability"))
        if probability is None:
            desk.log.add(
                "bad_probability", "warning", table.label, [row.number], table.heading("probability"), value=str(chance)
            )  # fmt: skip
        else:
            properties["probability"] = probability
    return properties


def _currency(desk: Desk, table: MappedTable, row: Row) -> str:
    own = row.text("currency").upper()
    for text in (own, table.heading("amount")):
        code = _CODE.search(text)
        if code and code.group() in MINOR_DIGITS:
            return code.group()
        for sign, currency in _SIGNS.items():
            if sign in text:
                return currency
    return desk.draft.view.currency


def _unit(heading: str) -> int:
    for word, factor in _UNITS:
        if word in heading:
            return factor
    inside = " ".join(re.findall(r"[(\[（].*?[)\]）]", heading)).casefold()
    return next((factor for pattern, factor in _UNITS_EN if re.search(pattern, inside)), 1)


def _probability(cell: object, text: str) -> float | None:
    """A share of one: 0.6, 60, 60 % and 60％ are the same."""
    found = _PERCENT.match(text)
    if not found:
        return None
    value = float(found.group(1))
    if (isinstance(cell, str) and ("%" in text or "％" in text)) or value > 1:
        value /= 100
    return value if 0 <= value <= 1 else None


def _targets(desk: Desk, table: MappedTable, row: Row, ref: Ref) -> None:
    for text in row.texts("department"):
        for entry in entries(text):
            found = desk.directory.departments.find(entry)
            if len(found) == 1:
                desk.draft.fact("TARGETS", ref, ("Department", found[0]), {}, source=table.source)
            else:
                code = "ambiguous_department.target" if found else "unknown_department"
                desk.log.add(code, "warning", table.label, [row.number], table.heading("department"), value=entry)


def _roles(desk: Desk, table: MappedTable, row: Row, ref: Ref) -> None:
    stated: dict[Ref, dict[str, str]] = {}
    for text in row.texts("people"):
        for entry in entries(text):
            who, *roles = _ROLE.split(entry)
            person = desk.directory.seat(who)
            if person is None and not desk.directory.person(who)[0]:
                seats = desk.directory.seats_titled(who)
                person = seats[0] if len(seats) == 1 else None
            if person is None:
                person = find_person(desk, table, row, "people", who, create=True)
            if person is None:
                continue
            for role_text in roles or ["関係者" if keys.is_japanese(who + table.heading("people")) else "Stakeholder"]:
                role = parse_role(role_text)
                stated.setdefault(person, {})[role.code] = role.pack
    for person, codes in stated.items():
        known = [f for f in desk.draft.view.now("PLAYS_ROLE_IN", person[1]) if f.end_id == ref[1]]
        for code, pack in codes.items():
            wrong = [f for f in known if f.properties.get("role") not in codes]
            desk.draft.fact(
                "PLAYS_ROLE_IN", person, ref, {"pack": pack}, source=table.source, instead_of=wrong,
                naming={"role": code},
            )  # fmt: skip
