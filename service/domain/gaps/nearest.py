"""Who of us is nearest to somebody we do not talk to: through whom, and since when."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from service.domain.gaps.model import KeySubject, LastContact, Nearest, PathStep, Tie

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody of theirs whom any of us has met, up to the day asked for, and the one of us who did last.

    Of several of us on the latest day it is the one who met the person most often, then the first by id.
    """

    person_id: str
    person_name: str
    member_id: str
    member_name: str
    last_on: date
    meeting_id: str
    """The latest meeting of the two."""
    times: int
    """How often the two have met."""
    opposed: bool
    """Whether the person's latest judgement is opposed: nobody is led through such a person."""

    @property
    def preference(self) -> tuple[int, int, str, str]:
        """Sorts who met last first, then who met most often, then by id."""
        return (-self.last_on.toordinal(), -self.times, self.member_id, self.person_id)


@dataclass(frozen=True, slots=True)
class KnownSeat:
    """A post that somebody holds whom one of us has met."""

    person_id: str
    post_id: str
    department_id: str | None


@dataclass(frozen=True, slots=True)
class Superior:
    """A post with somebody below it; no holder known: the post stands for itself. No opposed holder is named."""

    post_id: str
    title: str
    superior_id: str | None
    holder_id: str | None
    holder_name: str | None
    closed: bool
    """Whether only opposed people hold it: no way leads over it."""

    @property
    def step(self) -> PathStep:
        if self.holder_id is not None:
            return PathStep("person", self.holder_id, self.holder_name or "")
        return PathStep("seat", self.post_id, self.title)


_Way = tuple[str, Tie, str | None]
"""Who of theirs has been met, how that person is tied to the subject, and the post between."""


class Surroundings:
    """Looks up, for each subject, the last contact ever and who of us is nearest.

    `lines` are (post, superior) of the seats given and of the posts of the subjects that will be asked for; only
    superiors that are among `superiors` count.
    """

    def __init__(
        self,
        met: Iterable[Acquaintance],
        seats: Iterable[KnownSeat],
        lines: Iterable[tuple[str, str]],
        superiors: Iterable[Superior],
    ) -> None:
        self._met = {a.person_id: a for a in met}
        self.last_talk_on = max((a.last_on for a in self._met.values()), default=None)
        """The latest two-way meeting ever, up to the day asked for."""
        seats = [s for s in seats if not self._met[s.person_id].opposed]
        self._in_department = _grouped((s.department_id, s.person_id) for s in seats if s.department_id is not None)
        self._at_post = _grouped((s.post_id, s.person_id) for s in seats)
        self._superiors = {s.post_id: s for s in superiors}
        self._above = _grouped(line for line in lines if line[1] in self._superiors)
        self._open = {s.post_id for s in self._superiors.values() if not s.closed}
        under = [(superior, s.person_id) for s in seats for superior in self._above.get(s.post_id, ())]
        self._below = _grouped(under)
        self._two_below = _grouped(
            (higher, (person_id, superior))
            for superior, person_id in under
            if superior in self._open and (higher := self._superiors[superior].superior_id) is not None
        )

    def last_contact(self, subject_id: str) -> LastContact | None:
        """The latest contact of any of us with this person, ever."""
        met = self._met.get(subject_id)
        if met is None:
            return None
        return LastContact(met.last_on, met.meeting_id, met.member_id, met.member_name)

    def nearest(self, subject: KeySubject) -> Nearest | None:
        """The fewest steps; then who met last, then most often, then the first by id. None: nobody of us is near.

        Whoever has met the subject before is nearest of all, whatever the subject's stance. Nobody between is opposed,
        as in the answer to who can help: the next way that avoids opponents is told.
        """
        if subject.id in self._met:
            return self._answer(subject, 0, (subject.id, Tie.SELF, None))
        for steps, ways in ((1, self._one_step(subject)), (2, self._two_steps(subject))):
            others = [w for w in ways if w[0] != subject.id]
            if others:
                best = min(others, key=lambda way: (*self._met[way[0]].preference, way[1], way[2] or ""))
                return self._answer(subject, steps, best)
        return None

    def _one_step(self, subject: KeySubject) -> Iterator[_Way]:
        for post in subject.posts:
            mates = [*self._at_post.get(post.id, ()), *self._in_department.get(post.department_id or "", ())]
            yield from ((person, Tie.DEPARTMENT, None) for person in mates)
            lines = [p for superior in self._above.get(post.id, ()) for p in self._at_post.get(superior, ())]
            yield from ((person, Tie.LINE, None) for person in [*lines, *self._below.get(post.id, ())])

    def _two_steps(self, subject: KeySubject) -> Iterator[_Way]:
        for post in subject.posts:
            for superior in (s for s in self._above.get(post.id, ()) if s in self._open):
                beside = self._below.get(superior, ())
                over = self._at_post.get(self._superiors[superior].superior_id or "", ())
                yield from ((person, Tie.LINE, superior) for person in [*beside, *over])
            yield from ((person, Tie.LINE, via) for person, via in self._two_below.get(post.id, ()))

    def _answer(self, subject: KeySubject, steps: int, way: _Way) -> Nearest:
        person_id, tie, via = way
        met = self._met[person_id]
        stops = [PathStep("member", met.member_id, met.member_name)]
        if tie is not Tie.SELF:
            stops.append(PathStep("person", met.person_id, met.person_name))
        if via is not None:
            stops.append(self._superiors[via].step)
        stops.append(PathStep("person" if subject.person else "seat", subject.id, subject.name))
        return Nearest(met.member_id, met.member_name, tie, steps, met.last_on, tuple(stops))


def _grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, list[V]]:
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
