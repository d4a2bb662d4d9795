"""Who of us is nearest to somebody we do not talk to: through whom, and since when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from service.domain.gaps.model import KeySubject, LastContact, Nearest, PathStep, Tie


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody of theirs and one of us have met at least once, up to the day asked for."""

    person_id: str
    person_name: str
    member_id: str
    member_name: str
    last_on: date
    meeting_id: str
    """The latest meeting."""
    times: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody of theirs, met by one of us, sits near a subject."""

    subject_id: str
    person_id: str
    tie: Tie
    steps: int
    via: str | None
    """The post between, when the two are two reporting steps apart."""


@dataclass(frozen=True, slots=True)
class Between:
    """A post on the way and who holds it; no holder known: the post stands for itself."""

    post_id: str
    title: str
    holder_id: str | None
    holder_name: str | None

    @property
    def step(self) -> PathStep:
        if self.holder_id is not None:
            return PathStep("person", self.holder_id, self.holder_name or "")
        return PathStep("seat", self.post_id, self.title)


class Surroundings:
    """Looks up, for each subject, the last contact ever and who of us is nearest."""

    def __init__(
        self, met: Iterable[Acquaintance], around: Iterable[Neighbour], between: Mapping[str, Between]
    ) -> None:
        self._met: dict[str, list[Acquaintance]] = {}
        for a in met:
            self._met.setdefault(a.person_id, []).append(a)
        self._around: dict[str, list[Neighbour]] = {}
        for n in around:
            self._around.setdefault(n.subject_id, []).append(n)
        self._between = between

    def last_contact(self, subject_id: str) -> LastContact | None:
        """The latest day; of several meetings on it the first by id, of several of us at the table the first by id."""
        met = self._met.get(subject_id)
        if not met:
            return None
        last = min(met, key=lambda a: (-a.last_on.toordinal(), a.meeting_id, a.member_id))
        return LastContact(last.last_on, last.meeting_id, last.member_id, last.member_name)

    def nearest(self, subject: KeySubject) -> Nearest | None:
        """The fewest steps; then who met last, then most often, then the first by id. None: nobody of us is near.

        Whoever has met the subject before is nearest of all. A member met through an opponent counts like any other:
        the stance of the one between is for people to judge.
        """
        own = [Neighbour(subject.id, subject.id, Tie.SELF, 0, None)]
        ways = [
            (n.steps, -a.last_on.toordinal(), -a.times, a.member_id, a.person_id, n.tie, n.via or "", n, a)
            for n in own + self._around.get(subject.id, [])
            for a in self._met.get(n.person_id, ())
        ]
        if not ways:
            return None
        *_, near, met = min(ways, key=lambda way: way[:-2])
        stops = [PathStep("member", met.member_id, met.member_name)]
        if near.tie is not Tie.SELF:
            stops.append(PathStep("person", met.person_id, met.person_name))
        if near.via is not None and near.via in self._between:
            stops.append(self._between[near.via].step)
        stops.append(PathStep("person" if subject.person else "seat", subject.id, subject.name))
        return Nearest(met.member_id, met.member_name, near.tie, near.steps, met.last_on, tuple(stops))
