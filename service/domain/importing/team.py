"""The sheet of our own people: members on the team of the account, with their units and titles."""

from service.domain.importing import keys
from service.domain.importing.members import Units
from service.domain.importing.sheets import Desk
from service.domain.importing.tables import MappedTable
from service.domain.names import strip_honorific
from service.domain.titles import read_title


def plan_members(desk: Desk, table: MappedTable) -> None:
    """Members of ours on the team of the account, their unit and title."""
    units = Units(desk.draft)
    seen: dict[str, int] = {}
    for row in table.rows():
        email = keys.mail(row.text("email")) or ""
        name = strip_honorific(row.text("name"))[0]
        if row.unreadable("name"):
            desk.log.skip(table.label, row.number, "unreadable_bytes")
            continue
        if not name or keys.unknown(name):
            desk.log.add("empty_row", "error", table.label, [row.number], table.heading("name"))
            desk.log.skip(table.label, row.number, "empty_row")
            continue
        if row.text("email") and not email:
            desk.log.add(
                "bad_email", "warning", table.label, [row.number], table.heading("email"), value=row.text("email")
            )  # fmt: skip
        ref = desk.members.match(name, email)
        if ref is None:
            ref = desk.members.add(name, email)
        else:
            desk.draft.mention(ref, name)
            desk.draft.correct(
                ref,
                {"name": name, "name_key": keys.exact(name), "search_key": keys.search(name), "email": email},
                shown=("name", "email"),
            )
            desk.members.remember(ref, name, email)
        if ref[1] in seen:
            desk.log.add(
                "duplicate_person.same_row", "warning", table.label, [seen[ref[1]], row.number],
                table.heading("name"), name=name,
            )  # fmt: skip
        seen.setdefault(ref[1], row.number)
        title = keys.clean(row.text("title"))
        path = [p for p in (keys.clean(p) for p in row.text("department").replace("／", "/").split("/")) if p]
        if title and not path:
            path = ["自社" if keys.is_japanese(title + name) else "Our company"]
        if path:
            known = desk.draft.view.now("BELONGS_TO", ref[1])
            properties = {"title": title, "rank": read_title(title).rank} if title else {}
            desk.draft.fact(
                "BELONGS_TO", ref, units.at(path, table.source), properties, source=table.source, instead_of=known
            )  # fmt: skip
        role = keys.clean(row.text("role"))
        desk.draft.fact("ON_TEAM_OF", ref, desk.account, {"role": role} if role else {}, source=table.source)
