"""The gaps of one account on one day, and what can be counted from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from service.domain.gaps.checks import CheckCode, Gap
from service.domain.gaps.dismissals import AnyGap, Dismissal, Dismissed, key_of, part
from service.domain.gaps.model import AccountFacts, KeySubject, Note, Risk, RiskCode, UncoveredKey
from service.domain.gaps.money import MoneySum, sum_of
from service.domain.gaps.ranking import Ranked, rank
from service.domain.gaps.settings import DEFAULTS, GapSettings


@dataclass(frozen=True, slots=True)
class GapReport:
    """Both lists have the most money first; `key_subjects` are all key people and seats, met or not, by id."""

    account: AccountFacts
    as_of: date
    since: date
    """First day of the period; `as_of` is its last."""
    key_subjects: tuple[KeySubject, ...]
    uncovered: tuple[UncoveredKey, ...]
    risks: tuple[Risk, ...]
    notes: tuple[Note, ...]
    settings: GapSettings = DEFAULTS
    """By what it was decided what is thin."""
    checks: tuple[Gap, ...] = ()
    """What the further checks found, the highest score first; empty where they were not asked."""
    nothing_found: tuple[CheckCode, ...] = ()
    """The further checks that were made and found nothing, not even a gap that is set aside."""
    dismissals: tuple[Dismissal, ...] = ()
    """All of the account, of whatever days."""
    dismissed: tuple[Dismissed, ...] = ()
    """Gaps that are set aside on the day: none of them is in the lists above."""

    @property
    def declared(self) -> Mapping[str, bool]:
        """Key people and seats by id: whether they were entered as such."""
        return {s.id: s.declared for s in self.key_subjects}

    @property
    def declared_keys(self) -> int:
        return sum(s.declared for s in self.key_subjects)

    @property
    def key_seats(self) -> int:
        """Key posts that nobody, or nobody known, holds; the other key subjects are people."""
        return sum(not s.person for s in self.key_subjects)

    @property
    def missed_people(self) -> int:
        """Key people without contact whose gap is open."""
        return sum(u.subject.person for u in self.uncovered)

    @property
    def missed_seats(self) -> int:
        """Key posts without a known holder whose gap is open."""
        return len(self.uncovered) - self.missed_people

    @property
    def key_people(self) -> int:
        return len(self.key_subjects) - self.key_seats

    @property
    def lapsed(self) -> int:
        """Key people whom we met, but not in the period."""
        return sum(u.subject.person and u.last_contact is not None for u in self.uncovered)

    @property
    def never_met(self) -> int:
        """Key people with whom no two-way contact is on record, up to the day."""
        return sum(u.subject.person and u.last_contact is None for u in self.uncovered)

    @property
    def uncovered_money(self) -> MoneySum:
        """Open deals in which an uncovered key person or seat plays a role, each deal once."""
        return self.money({d for u in self.uncovered for d in u.subject.deals})

    def money(self, deal_ids: Iterable[str]) -> MoneySum:
        """The sum over those of the deals that are open, each once."""
        return sum_of(deal_ids, self.account.deals, self.account.currency)

    def gap_counts(self) -> dict[str, int]:
        """Open gaps by person or seat id: being uncovered, each deal, department or account that hangs on this one, and
        what the further checks found about it."""
        counts: dict[str, int] = {}
        alone = [r.people[0].id for r in self.risks if r.has(RiskCode.ONE_CONTACT)]
        found = [g.id for g in self.checks if g.kind in ("person", "seat")]
        for subject_id in [*(u.subject.id for u in self.uncovered), *alone, *found]:
            counts[subject_id] = counts.get(subject_id, 0) + 1
        return counts

    @property
    def dismissed_keys(self) -> frozenset[str]:
        """Key people and seats without contact whose gap is set aside."""
        return frozenset(d.gap.subject.id for d in self.dismissed if isinstance(d.gap, UncoveredKey))

    @property
    def open_gaps(self) -> tuple[AnyGap, ...]:
        """The gaps of all lists, without those that are set aside."""
        return (*self.uncovered, *self.risks, *self.checks)

    @property
    def count(self) -> int:
        """How many gaps are open: the one number that every page, file and command tells."""
        return len(self.open_gaps)

    def find(self, gap_id: str) -> AnyGap | None:
        """The gap of that name, open or set aside."""
        every = (*self.open_gaps, *(d.gap for d in self.dismissed))
        return next((g for g in every if key_of(g) == gap_id), None)

    def ranked(self) -> tuple[Ranked, ...]:
        """All gaps, those of both lists and of the further checks, the highest score first."""
        return rank(self.open_gaps, self.settings["floor_yen"])

    def meeting_ids(self) -> list[str]:
        """Every meeting a number of the report was counted from, and every last contact, each once."""
        found = {v for r in self.risks for v in r.evidence}
        found |= {u.last_contact.meeting_id for u in self.uncovered if u.last_contact}
        return sorted(found)


def set_aside(report: GapReport) -> GapReport:
    """The report with the gaps that are dismissed on its day out of its lists and among `dismissed`."""
    uncovered, first = part(report.uncovered, report.dismissals, report.as_of)
    risks, second = part(report.risks, report.dismissals, report.as_of)
    checks, third = part(report.checks, report.dismissals, report.as_of)
    dismissed = (*report.dismissed, *first, *second, *third)
    return replace(report, uncovered=uncovered, risks=risks, checks=checks, dismissed=dismissed)
