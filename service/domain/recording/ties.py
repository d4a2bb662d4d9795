"""Who is key to the account or a deal, and who of us covers whom: dated facts with an end of their own."""

from dataclasses import dataclass
from datetime import date

from service.domain.recording.checking import Problems
from service.domain.recording.hand import Hand
from service.domain.recording.known import Ref
from service.domain.wording import Words

RELATIONSHIPS = (1, 2, 3, 4)
"""How far a relationship has come: vendor, … trusted adviser."""


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """The person or post is key to the account, or to one deal, from the day on; with the reason."""

    subject: Ref
    reason: str
    since: date
    opportunity_id: str | None = None

    @property
    def refs(self) -> list[Ref]:
        return [self.subject, *([("Opportunity", self.opportunity_id)] if self.opportunity_id else [])]


@dataclass(frozen=True, slots=True)
class CoverEntry:
    """One of us covers the person or post from the day on; levels 1 to 4, None = not said."""

    subject: Ref
    member_id: str
    since: date
    level: int | None = None
    desired_level: int | None = None

    @property
    def refs(self) -> list[Ref]:
        return [self.subject, ("Member", self.member_id)]


def plan_key(entry: KeyEntry, hand: Hand) -> None:
    """Declared from the day on; declared already, it has this reason."""
    problems = Problems()
    problems.there("subject", entry.subject, hand.known)
    toward: Ref = ("Account", hand.known.account_id)
    if entry.opportunity_id:
        toward = problems.there("opportunity_id", ("Opportunity", entry.opportunity_id), hand.known)
    reason = problems.text("reason", entry.reason, needed=True)
    problems.refuse()
    hand.begin("KEY_TO", entry.subject, toward, {"reason": reason}, valid_from=entry.since)


def plan_cover(entry: CoverEntry, hand: Hand) -> None:
    """Covered from the day on; covered already by the same member, with these levels."""
    problems = Problems()
    problems.there("subject", entry.subject, hand.known)
    member = problems.there("member_id", ("Member", entry.member_id), hand.known)
    for where, level in (("level", entry.level), ("desired_level", entry.desired_level)):
        if level is not None and level not in RELATIONSHIPS:
            problems.add("unknown_value", where, str(level), Words("1〜4", "1 to 4"))
    problems.refuse()
    levels = {"level": entry.level, "desired_level": entry.desired_level}
    hand.begin("COVERS", member, entry.subject, levels, valid_from=entry.since)
