"""What several members' judgements about one person come to: the latest, whether it is old, whether they differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.domain.orgmap import Assessment
from service.domain.stance import SCORE, STALE_DAYS, Level, is_stale


@dataclass(frozen=True, slots=True)
class Shown:
    """What the map shows of a person's stance. `level` None = nobody has judged it yet, which is not neutral."""

    level: str | None = None
    stale: bool = False
    split: bool = False


NOBODY_KNOWS = Shown()


def order(assessments: Sequence[Assessment]) -> tuple[Assessment, ...]:
    """Judgements about us before judgements about one deal, the newest first."""
    if len(assessments) < 2:
        return tuple(assessments)
    newest = sorted(assessments, key=lambda a: (a.assessed_on, a.id), reverse=True)
    return tuple(sorted(newest, key=lambda a: a.toward is not None))


def fold(
    assessments: Sequence[Assessment], *, as_of: date, last_move: date | None, stale_days: int = STALE_DAYS
) -> Shown:
    """The latest of all members' judgements, one per member.

    Judgements about us decide; those about a deal only where there is no other. Old = `stance.is_stale`. Split = one
    member sees a supporter where another does not.
    """
    if not assessments:
        return NOBODY_KNOWS
    about_us = [a for a in assessments if a.toward is None]
    deciding = order(about_us or assessments)
    latest = deciding[0]
    scores = [SCORE[Level(a.level)] for a in deciding]
    return Shown(
        level=latest.level,
        stale=is_stale(latest.assessed_on, as_of, last_move, stale_days),
        split=max(scores) > 0 >= min(scores),
    )
