"""Further checks of an account's coverage: each one query, decided in the graph, put into words by `domain.gaps`."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from service.coverage import read_facts, read_gaps
from service.domain.actor import FieldClass
from service.domain.gaps.checks import CheckCode, Evidence, Gap, money_of
from service.domain.gaps.model import AccountFacts
from service.domain.gaps.ranking import score
from service.domain.gaps.report import GapReport, set_aside
from service.domain.roles import APPROVING
from service.domain.thresholds import STANDARD, Thresholds
from service.graph.query import Query, Row, load
from service.graph.transaction import ReadTx


class CheckRow(Row, fields=FieldClass.ORG):
    """One finding; each query says what `grave`, `count`, `on`, `names` and the evidence are.

    Evidence: [kind, id, name, day].
    """

    kind: str
    id: str
    name: str
    grave: bool
    count: int | None
    on: date | None
    names: list[str]
    evidence: list[tuple[str, str, str | None, date | None]]


class StanceCheckRow(CheckRow, fields=FieldClass.STANCE):
    """A finding that tells of stances: only for those who may read them."""


QUERIES: Mapping[CheckCode, Query[Any]] = {
    CheckCode.OPPONENT_WITHOUT_MEETING: load("coverage.checks.opponent_without_meeting", StanceCheckRow),
    CheckCode.ABOVE_APPROVER: load("coverage.checks.above_approver", CheckRow),
    CheckCode.EXECUTIVE_ALONE: load("coverage.checks.executive_alone", CheckRow),
    CheckCode.LEAVER: load("coverage.checks.leaver", CheckRow),
    CheckCode.COLD: load("coverage.checks.cold", CheckRow),
    CheckCode.DEPARTMENT_WITHOUT_KEY: load("coverage.checks.department_without_key", CheckRow),
    CheckCode.EVERYBODY_FAVOURABLE: load("coverage.checks.everybody_favourable", StanceCheckRow),
    CheckCode.ONE_ASSESSOR: load("coverage.checks.one_assessor", StanceCheckRow),
    CheckCode.UNFOUNDED_STANCE: load("coverage.checks.unfounded_stance", StanceCheckRow),
    CheckCode.GHOST: load("coverage.checks.ghost", CheckRow),
}

_APPROVING = sorted({code for _, code in APPROVING})


def read_checks(
    tx: ReadTx,
    *,
    account_id: str,
    as_of: date,
    since: date,
    thresholds: Thresholds = STANDARD,
    facts: AccountFacts | None = None,
) -> list[Gap]:
    """What the further checks find on the day, the highest score first; contacts count from `since` to `as_of`.

    One query a check; checks of stances are left out for an actor who may not read stances. `facts` are those of the
    same account and day, read again where they are not given. NotFoundError when there is no such account.
    """
    known = facts or read_facts(tx, account_id=account_id, as_of=as_of)
    found = []
    for code, query in QUERIES.items():
        if all(tx.actor.reads(x) for x in query.row.classes.values()):
            rows: list[CheckRow] = tx.rows(
                query, account_id=account_id, as_of=as_of, **_parameters(code, as_of, since, thresholds)
            )
            found += [_gap(code, row, known) for row in rows]
    return sorted(found, key=lambda g: (-score(g.money, g.severity, thresholds.floor_yen), g.name, g.gap_id))


def read_report(tx: ReadTx, *, account_id: str, as_of: date, since: date | None = None) -> GapReport:
    """The gaps of the account on the day, as `read_gaps` tells them, and what the further checks find.

    The account's settings count for both. NotFoundError when there is no such account.
    """
    report = read_gaps(tx, account_id=account_id, as_of=as_of, since=since)
    checks = read_checks(
        tx,
        account_id=account_id,
        as_of=as_of,
        since=report.since,
        thresholds=report.settings.thresholds,
        facts=report.account,
    )
    found = {g.code for g in checks}
    nothing_found = tuple(code for code in CheckCode if code not in found)
    return set_aside(replace(report, checks=tuple(checks), nothing_found=nothing_found))


def _parameters(code: CheckCode, as_of: date, since: date, t: Thresholds) -> Mapping[str, Any]:
    """What the query of a check is sent beside the account and the day."""
    match code:
        case CheckCode.OPPONENT_WITHOUT_MEETING:
            return {"until": as_of + timedelta(days=t.action_days)}
        case CheckCode.ABOVE_APPROVER:
            return {"since": since, "approving_roles": _APPROVING, "approver_ranks": t.approver_ranks}
        case CheckCode.EXECUTIVE_ALONE:
            return {
                "first": as_of - timedelta(days=t.counterpart_days),
                "executive_rank": t.executive_rank,
                "counterpart_ranks": t.counterpart_ranks,
            }
        case CheckCode.LEAVER:
            return {"since": since, "until": as_of + timedelta(days=t.leaving_days)}
        case CheckCode.COLD:
            return {
                "first": as_of - timedelta(days=t.cold_days),
                "cold_contacts": t.cold_contacts,
                "cold_percent": t.cold_percent,
            }
        case CheckCode.DEPARTMENT_WITHOUT_KEY:
            return {"department_deals": t.department_deals}
        case CheckCode.EVERYBODY_FAVOURABLE:
            return {"favourable_people": t.favourable_people}
        case CheckCode.ONE_ASSESSOR:
            return {"assessed_players": t.assessed_players}
        case CheckCode.UNFOUNDED_STANCE:
            return {}
        case CheckCode.GHOST:
            return {"ghost_meetings": t.ghost_meetings}


def _gap(code: CheckCode, row: CheckRow, facts: AccountFacts) -> Gap:
    return Gap(
        code=code,
        kind=row.kind,
        id=row.id,
        name=row.name,
        grave=row.grave,
        money=money_of(row.kind, row.id, facts),
        count=row.count,
        on=row.on,
        names=tuple(row.names),
        evidence=tuple(Evidence(*values) for values in row.evidence),
    )
