"""The gap report as the outside sees it: the JSON of `gaps --json` and of the API, in one language.

Amounts are in whole units of their currency (yen, euros); null is unknown. Days are ISO dates.
"""

from datetime import date
from typing import Any, Literal

from service.domain.dates import format_day
from service.domain.gaps import texts
from service.domain.gaps.advice import advice
from service.domain.gaps.check_document import (
    CheckOut,
    NothingFoundOut,
    RankedOut,
    checks_out,
    nothing_found_out,
    ranking_out,
)
from service.domain.gaps.compare import Comparison
from service.domain.gaps.comparison_document import ComparisonOut, comparison_out
from service.domain.gaps.dismissed_document import DismissedOut, dismissed_out
from service.domain.gaps.model import KeyReason, KeyReasonCode, KeySubject, Note, Risk, RiskReason, UncoveredKey
from service.domain.gaps.parts import MoneyOut, Part, money_out
from service.domain.gaps.proposals import DECIDING
from service.domain.gaps.ranking import severity_of
from service.domain.gaps.report import GapReport


class NoteOut(Part):
    code: str
    text: str
    how: str


class PostOut(Part):
    post_id: str
    title: str
    department_path: str
    """Names from the top down, with " / " between; empty for a post directly under the account."""


class KeyReasonOut(Part):
    code: str
    text: str


class LastContactOut(Part):
    on: date
    member_id: str
    name: str
    meeting_id: str


class StepOut(Part):
    kind: str
    """member, person or seat."""
    id: str
    name: str


class NearestOut(Part):
    member_id: str
    name: str
    path: list[StepOut]
    """From one of us, over the people who know each other, to the key person or seat."""
    code: str
    """self (has met before), department, line."""
    text: str
    last_met_on: date


class UncoveredOut(Part):
    id: str
    kind: Literal["person", "seat"]
    declared: bool
    """False: proposed by rank or role, see the reasons."""
    person_id: str | None
    name: str
    """The person's name, or the title of a seat that nobody (or nobody known) holds."""
    seat_state: Literal["vacant", "unknown"] | None
    posts: list[PostOut]
    reasons: list[KeyReasonOut]
    stance: str | None
    """The latest judgement; null: nobody has judged the person."""
    stances_differ: bool
    """One of us sees a supporter where another does not."""
    stance_stale: bool
    """The judgement must be looked at again."""
    last_contact: LastContactOut | None
    money: MoneyOut
    nearest: NearestOut | None
    severity: int
    """1 to see to, 2 to plan, 3 to act on."""
    why: str
    do: str


class RiskReasonOut(Part):
    code: str
    found: int
    expected: int
    text: str


class PersonOut(Part):
    person_id: str
    name: str


class RiskOut(Part):
    scope: Literal["opportunity", "department", "account"]
    id: str
    name: str
    contacts: int
    reasons: list[RiskReasonOut]
    money: MoneyOut
    people: list[PersonOut]
    members: list[str]
    wanted: int | None
    evidence: list[str]
    severity: int
    """1 to see to, 2 to plan, 3 to act on: that of the gravest reason."""
    why: str
    do: str


class SummaryOut(Part):
    """Counts over the report. `money_at_risk`: open deals with an uncovered key person, each once.

    `gaps` counts all that are open: `uncovered_key_people`, `single_contact_risks` and `further_checks` together.
    People and seats together; `key_seats` are the vacant ones and those of unknown holder among them, all uncovered.
    """

    gaps: int
    key_people: int
    key_seats: int
    declared_key_people: int
    uncovered_key_people: int
    uncovered_declared: int
    single_contact_risks: int
    further_checks: int
    money_at_risk: MoneyOut


class GapDocument(Part):
    account_id: str
    as_of: date
    since: date
    notes: list[NoteOut]
    summary: SummaryOut
    uncovered_key_people: list[UncoveredOut]
    single_contact_risks: list[RiskOut]
    checks: list[CheckOut]
    """What the further checks found; a check that found nothing is left out."""
    nothing_found: list[NothingFoundOut]
    """The further checks that were made and found nothing."""
    ranking: list[RankedOut]
    """All gaps above, the highest score (money × severity) first."""
    dismissed: list[DismissedOut]
    """Gaps that somebody has set aside; they are in none of the lists above, nor in their counts."""
    comparison: ComparisonOut | None
    """What has become of the gaps since the day that was asked for; null: none was."""


def document(report: GapReport, locale: str, comparison: Comparison | None = None) -> GapDocument:
    """The report in the language of `locale` ("ja", else English), with what was compared."""
    return GapDocument(
        account_id=report.account.id,
        as_of=report.as_of,
        since=report.since,
        notes=[_note(n, locale) for n in report.notes],
        summary=SummaryOut(
            gaps=report.count,
            key_people=len(report.key_subjects),
            key_seats=report.key_seats,
            declared_key_people=report.declared_keys,
            uncovered_key_people=len(report.uncovered),
            uncovered_declared=sum(u.subject.declared for u in report.uncovered),
            single_contact_risks=len(report.risks),
            further_checks=len(report.checks),
            money_at_risk=money_out(report.uncovered_money),
        ),
        uncovered_key_people=[_uncovered(u, report, locale) for u in report.uncovered],
        single_contact_risks=[_risk(r, locale) for r in report.risks],
        checks=checks_out(report, locale),
        nothing_found=nothing_found_out(report, locale),
        ranking=ranking_out(report, locale),
        dismissed=dismissed_out(report, locale),
        comparison=comparison_out(comparison, locale),
    )


def to_json(report: GapReport, locale: str) -> dict[str, Any]:
    """The same as plain JSON data."""
    return document(report, locale).model_dump(mode="json")


def _note(note: Note, locale: str) -> NoteOut:
    text, how = texts.NOTE[note.code]
    day = format_day(note.on, locale, "table") if note.on else ""
    return NoteOut(code=note.code, text=text.of(locale).format(count=note.count, day=day), how=how.of(locale))


def _key_reason(reason: KeyReason, report: GapReport, locale: str) -> KeyReasonOut:
    deal = report.account.deals.get(reason.deal_id or "")
    if reason.code is KeyReasonCode.DECLARED:
        text = reason.text or texts.KEY_DECLARED.of(locale)
        if deal:
            text = texts.KEY_FOR_DEAL.of(locale).format(reason=text, deal=deal.name)
    elif reason.code is KeyReasonCode.ROLE:
        role = DECIDING[reason.text or ""].of(locale)
        text = texts.KEY_ROLE.of(locale).format(role=role, deal=deal.name if deal else "")
    elif reason.text is None:
        text = texts.KEY_RANK.of(locale)
    else:
        words = texts.KEY_RANK_SEAT if reason.seat_id else texts.KEY_RANK_PERSON
        text = words.of(locale).format(title=reason.text)
    return KeyReasonOut(code=reason.code, text=text)


def reasons_of(subject: KeySubject, report: GapReport, locale: str) -> list[KeyReasonOut]:
    """Why the person or seat is key, in words."""
    return [_key_reason(r, report, locale) for r in subject.reasons]


def posts_of(subject: KeySubject, report: GapReport) -> list[PostOut]:
    """The posts of a key person, the primary one first; of a key seat itself."""
    return [
        PostOut(
            post_id=p.id,
            title=p.title,
            department_path=" / ".join(d.name for d in report.account.upwards(p.department_id)),
        )
        for p in subject.posts
    ]


def _uncovered(gap: UncoveredKey, report: GapReport, locale: str) -> UncoveredOut:
    subject, last, near = gap.subject, gap.last_contact, gap.nearest
    return UncoveredOut(
        id=gap.gap_id,
        kind="person" if subject.person else "seat",
        declared=subject.declared,
        person_id=subject.id if subject.person else None,
        name=subject.name,
        seat_state=None if subject.seat_state is None else ("vacant" if subject.seat_state == "vacant" else "unknown"),
        posts=posts_of(subject, report),
        reasons=reasons_of(subject, report, locale),
        stance=subject.stance.level,
        stances_differ=subject.stance.split,
        stance_stale=subject.stance.stale,
        last_contact=last
        and LastContactOut(on=last.on, member_id=last.member_id, name=last.member_name, meeting_id=last.meeting_id),
        money=money_out(gap.money),
        nearest=near
        and NearestOut(
            member_id=near.member_id,
            name=near.member_name,
            path=[StepOut(kind=s.kind, id=s.id, name=s.name) for s in near.path],
            code=near.tie,
            text=texts.TIE[near.tie].of(locale),
            last_met_on=near.last_met_on,
        ),
        severity=severity_of(gap),
        why=advice(gap).why.of(locale),
        do=advice(gap).do.of(locale),
    )


def _risk_reason(reason: RiskReason, locale: str) -> RiskReasonOut:
    text = texts.RISK[reason.code].of(locale).format(found=reason.found, expected=reason.expected)
    return RiskReasonOut(code=reason.code, found=reason.found, expected=reason.expected, text=text)


def _risk(risk: Risk, locale: str) -> RiskOut:
    return RiskOut(
        scope=risk.scope.value,
        id=risk.id,
        name=risk.name,
        contacts=len(risk.people),
        reasons=[_risk_reason(r, locale) for r in risk.reasons],
        money=money_out(risk.money),
        people=[PersonOut(person_id=c.id, name=c.name) for c in risk.people],
        members=sorted(risk.members),
        wanted=risk.wanted,
        evidence=list(risk.evidence),
        severity=severity_of(risk),
        why=advice(risk).why.of(locale),
        do=advice(risk).do.of(locale),
    )
