"""The meetings of an account as a list: what the number of meetings on its page was counted from."""

from datetime import date

from service.domain.actor import FieldClass
from service.domain.cards import MeetingLine, Named
from service.graph.query import Row, load
from service.graph.transaction import ReadTx


class MeetingRow(Row, fields=FieldClass.ORG):
    """A held or planned meeting with everybody who is there."""

    id: str
    state: str
    on: date
    kind: str | None
    subject: str | None
    two_way: bool
    people: list[tuple[str, str | None]]
    members: list[tuple[str, str | None]]


MEETINGS = load("org.meetings", MeetingRow)


def read_meeting_list(tx: ReadTx, *, account_id: str, as_of: date, since: date) -> tuple[MeetingLine, ...]:
    """Held from `since` to `as_of`, both included, and planned for `as_of` or later; the latest first.

    `people` of a line are all of their attendees. An account that is not there has no meetings.
    """
    return tuple(
        MeetingLine(
            id=row.id,
            state=row.state,
            on=row.on,
            kind=row.kind,
            subject=row.subject,
            two_way=row.two_way,
            members=tuple(Named(i, name or "") for i, name in row.members),
            people=tuple(Named(i, name or "") for i, name in row.people),
        )
        for row in tx.rows(MEETINGS, account_id=account_id, as_of=as_of, since=since)
    )
