"""Key people: declared for the account or for a deal, on a person or on a seat."""

from service.domain.importing import keys
from service.domain.importing.deals import Deals, find_deal
from service.domain.importing.draft import Ref
from service.domain.importing.orgrows import OrgRow
from service.domain.importing.sheets import Desk, find_person, skip_if_lost
from service.domain.importing.tables import MappedTable, Row
from service.domain.importing.vocabulary import yes_or_no

LISTED = {True: "キーパーソンの一覧による", False: "Listed as a key person"}
"""The reason that stands where the file gives none, in the language of the row."""


class KeyPeople:
    """Gathers who is key to what and why; several reasons of one person for one thing become one text."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._reasons: dict[tuple[Ref, Ref], dict[str, str]] = {}

    def add(self, key: Ref, toward: Ref, reason: str, source: str) -> None:
        self._reasons.setdefault((key, toward), {}).setdefault(reason, source)

    def add_marked(self, row: OrgRow, person: Ref | None, seat: Ref | None) -> None:
        """A mark or a reason in a chart's own column: the person is a key person; without a holder the seat is key."""
        text = row.key_reason
        key = person or seat
        if not text or key is None or yes_or_no(text) is False:
            return
        reason = LISTED[keys.is_japanese(row.name + row.title_text)] if yes_or_no(text) else text
        self.add(key, self._desk.account, reason, row.source)

    def write(self) -> None:
        for (key, toward), reasons in self._reasons.items():
            known = [f for f in self._desk.draft.view.now("KEY_TO", key[1]) if f.end_id == toward[1]]
            unsaid = bool(known) and set(reasons) <= set(LISTED.values())
            properties = {} if unsaid else {"reason": "; ".join(reasons)}
            self._desk.draft.fact("KEY_TO", key, toward, properties, source=next(iter(reasons.values())))


def plan_key_people(desk: Desk, deals: Deals, key_people: KeyPeople, table: MappedTable) -> None:
    for row in table.rows():
        post_id, who = row.text("post_id"), keys.clean(row.text("person"))
        if not post_id and not who and skip_if_lost(desk, table, row, "person", "post_id"):
            continue
        if not post_id and not who:
            desk.log.add("empty_row", "error", table.label, [row.number], table.heading("person"))
            desk.log.skip(table.label, row.number, "empty_row")
            continue
        key = _key_of(desk, table, row, post_id, who)
        if key is None:
            desk.log.skip(table.label, row.number, "unknown_person", value=who or post_id)
            continue
        deal, named = find_deal(desk, deals, table, row, "opportunity")
        if named and deal is None:
            desk.log.skip(table.label, row.number, "unknown_opportunity", value=named)
            continue
        reason = keys.clean(row.text("reason")) or LISTED[keys.is_japanese(who + table.heading("person"))]
        key_people.add(key, deal or desk.account, reason, table.source)


def _key_of(desk: Desk, table: MappedTable, row: Row, post_id: str, who: str) -> Ref | None:
    """The seat of the number, else the person of the name, else the one seat that the title names."""
    if post_id:
        seat = desk.directory.seat(post_id)
        if seat is not None:
            return seat
        desk.log.add("unknown_post", "warning", table.label, [row.number], table.heading("post_id"), value=post_id)
        if not who:
            return None
    seat = desk.directory.seat(who)
    if seat is not None:
        return seat
    if not desk.directory.person(who)[0]:
        seats = desk.directory.seats_titled(who)
        if len(seats) == 1:
            desk.log.add(
                "key_seat", "info", table.label, [row.number], table.heading("person"), value=who,
                name=desk.draft.name_of(seats[0]),
            )  # fmt: skip
            return seats[0]
    return find_person(desk, table, row, "person", who, create=False)
