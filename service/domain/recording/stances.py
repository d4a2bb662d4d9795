"""A stance: one member's dated assessment of one person of theirs, with its evidence. Each member's own is kept."""

from dataclasses import dataclass
from datetime import date

from service.domain.recording.checking import LONGEST_TEXT, Problems
from service.domain.recording.hand import CONFIRMED, Hand
from service.domain.recording.known import Ref
from service.domain.stance import Level

CONFIDENCES = (CONFIRMED, "reported", "inferred")


@dataclass(frozen=True, slots=True)
class StanceEntry:
    """What `member_id` thinks on `assessed_on` of the person: towards us, or towards one deal. `level` is one of
    `Level`; the evidence is what somebody said or did."""

    person_id: str
    member_id: str
    level: str
    assessed_on: date
    evidence: str
    opportunity_id: str | None = None
    source: str = ""
    confidence: str = CONFIRMED

    @property
    def refs(self) -> list[Ref]:
        toward = [("Opportunity", self.opportunity_id)] if self.opportunity_id else []
        return [("Person", self.person_id), ("Member", self.member_id), *toward]


def plan_stance(entry: StanceEntry, hand: Hand, *, today: date) -> Ref:
    """The assessment is a record of its own beside the earlier ones; the latest of each member counts.

    InvalidInputError without evidence, for a day to come, and for records that are not there.
    """
    problems = Problems()
    person = problems.there("person_id", ("Person", entry.person_id), hand.known)
    member = problems.there("member_id", ("Member", entry.member_id), hand.known)
    deal = None
    if entry.opportunity_id:
        deal = problems.there("opportunity_id", ("Opportunity", entry.opportunity_id), hand.known)
    level = problems.one_of("level", entry.level, tuple(Level))
    confidence = problems.one_of("confidence", entry.confidence, CONFIDENCES)
    day = problems.not_after("assessed_on", entry.assessed_on, today)
    evidence = problems.text("evidence", entry.evidence, needed=True, longest=LONGEST_TEXT)
    source = problems.text("source", entry.source)
    problems.refuse()
    stance = hand.create(
        "Stance",
        {"level": level, "assessed_on": day, "evidence": evidence, "source": source, "confidence": confidence},
    )
    hand.tie("OF", stance, person)
    hand.tie("BY", stance, member)
    if deal is not None:
        hand.tie("TOWARD", stance, deal)
    hand.tie("SCOPED_TO", stance, ("Account", hand.known.account_id))
    return stance
