"""A part of a gap report, and its gaps in groups: by check, by department, by who of us covers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from service.domain.gaps.compare import Comparison
from service.domain.gaps.dismissals import AnyGap, key_of
from service.domain.gaps.model import Risk, UncoveredKey
from service.domain.gaps.ranking import Ranked
from service.domain.gaps.report import GapReport
from service.domain.orgmap import OrgMap


class Standing(StrEnum):
    """Whether the person or seat was declared key, or is proposed by rank or role."""

    DECLARED = "declared"
    PROPOSED = "proposed"


class Grouping(StrEnum):
    KIND = "kind"
    DEPARTMENT = "department"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class GapFilter:
    """What a report is narrowed to; empty is no filter."""

    kind: str = ""
    department: str = ""
    owner: str = ""
    standing: Standing | None = None

    @property
    def is_on(self) -> bool:
        return bool(self.kind or self.department or self.owner or self.standing)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the gaps of a report belong; `org` is the map of the same account and day."""

    report: GapReport
    org: OrgMap

    def departments(self, gap: AnyGap) -> tuple[str, ...]:
        """The departments a gap is about: of a person those of the posts held, the primary first; of a deal those it
        targets; none for the account."""
        kind, id = _subject(gap)
        if kind == "department":
            return (id,)
        if kind == "opportunity":
            deal = self.report.account.deals.get(id)
            return tuple(sorted(deal.targets)) if deal else ()
        seats = (id,) if kind == "seat" else tuple(h.seat_id for h in self.org.posts_of.get(id, ()))
        found = (self.org.seat[s].department_id for s in seats if s in self.org.seat)
        return tuple(dict.fromkeys(d for d in found if d is not None))

    def above(self, gap: AnyGap) -> frozenset[str]:
        """Those departments and all that lies above them."""
        return frozenset(up.id for d in self.departments(gap) for up in self.report.account.upwards(d))

    def owners(self, gap: AnyGap) -> frozenset[str]:
        """Who of us covers the person, a player of the deal or anybody of the department; with nobody of them covered,
        who met them."""
        kind, id = _subject(gap)
        covering = {m for p in self._people(kind, id) if p in self.org.person for m in self.org.person[p].covered_by}
        if covering or not isinstance(gap, Risk):
            return frozenset(covering)
        return gap.members

    def _people(self, kind: str, id: str) -> Iterable[str]:
        if kind == "person":
            return (id,)
        if kind == "opportunity":
            deal = self.report.account.deals.get(id)
            return deal.players if deal else ()
        if kind == "department":
            seats = {s.id for s in self.org.seats if s.department_id == id}
            return {h.person_id for h in self.org.holdings if h.seat_id in seats}
        return ()


def _subject(gap: AnyGap) -> tuple[str, str]:
    if isinstance(gap, UncoveredKey):
        return ("person" if gap.subject.person else "seat"), gap.subject.id
    if isinstance(gap, Risk):
        return gap.scope.value, gap.id
    return gap.kind, gap.id


def _fits(gap: AnyGap, report: GapReport, places: Places, wanted: GapFilter) -> bool:
    """Whether the gap fits every part of the filter."""
    kind, id = _subject(gap)
    return (
        (not wanted.kind or key_of(gap).partition(":")[0] == wanted.kind)
        and (not wanted.department or wanted.department in places.above(gap))
        and (not wanted.owner or wanted.owner in places.owners(gap))
        and (
            wanted.standing is None
            or (kind in ("person", "seat") and report.declared.get(id) is (wanted.standing is Standing.DECLARED))
        )
    )


def narrow(report: GapReport, places: Places, wanted: GapFilter) -> GapReport:
    """The report with the gaps that fit every part of the filter; key people and notes stay those of the day."""
    if not wanted.is_on:
        return report

    def fits(gap: AnyGap) -> bool:
        return _fits(gap, report, places, wanted)

    return replace(
        report,
        uncovered=tuple(g for g in report.uncovered if fits(g)),
        risks=tuple(g for g in report.risks if fits(g)),
        checks=tuple(g for g in report.checks if fits(g)),
        dismissed=tuple(d for d in report.dismissed if fits(d.gap)),
    )


def narrow_comparison(comparison: Comparison | None, places: Places, wanted: GapFilter) -> Comparison | None:
    """What has become of the gaps that fit the filter; the closed ones are told by where they would stand today."""
    if comparison is None or not wanted.is_on:
        return comparison
    left = {key_of(g) for g in narrow(places.report, places, wanted).open_gaps}
    return replace(
        comparison,
        new=comparison.new & left,
        still=comparison.still & left,
        closed=tuple(g for g in comparison.closed if _fits(g, places.report, places, wanted)),
    )


def grouped(report: GapReport, places: Places, by: Grouping) -> Mapping[str, tuple[Ranked, ...]]:
    """The ranked gaps under the id of their department or member, or under their check; those of none under "".

    A gap of several departments or members stands under each. The group with the highest score comes first.
    """
    groups: dict[str, list[Ranked]] = {}
    for ranked in report.ranked():
        keys: Iterable[str] = (ranked.code,)
        if by is Grouping.DEPARTMENT:
            keys = places.departments(ranked.gap) or ("",)
        elif by is Grouping.OWNER:
            keys = sorted(places.owners(ranked.gap)) or ("",)
        for key in keys:
            groups.setdefault(key, []).append(ranked)
    return {k: tuple(v) for k, v in groups.items()}
