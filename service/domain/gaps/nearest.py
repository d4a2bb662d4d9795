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
class KnownSeat:
    """A post that somebody holds whom one of us has met."""

    person_id: str
    post_id: str
    department_id: str | None


@dataclass(frozen=True, slots=True)
class Superior:
    """A post with somebody below it; no holder known: the post stands for itself."""

    post_id: str
    title: str
    superior_id: str | None
    holder_id: str | None
    holder_name: str | None

    @property
    def step(self) -> PathStep:
        if self.holder_id is not None:
            return PathStep("person", self.holder_id, self.holder_name or "")
        return PathStep("seat", self.post_id, self.title)


@dataclass(frozen=True, slots=True)
class _Way:
    person_id: str
    tie: Tie
    steps: int
    via: str | None = None


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
        self._met = _grouped((a.person_id, a) for a in met)
        seats = list(seats)
        self._in_department = _grouped((s.department_id, s.person_id) for s in seats if s.department_id is not None)
        self._at_post = _grouped((s.post_id, s.person_id) for s in seats)
        self._superiors = {s.post_id: s for s in superiors}
        self._above = _grouped(line for line in lines if line[1] in self._superiors)
        self._below = _grouped((superior, s.person_id) for s in seats for superior in self._above.get(s.post_id, ()))
        self._two_below = _grouped(
            (higher, (s.person_id, superior))
            for s in seats
            for superior in self._above.get(s.post_id, ())
            if (higher := self._higher(superior)) is not None
        )

    def last_contact(self, subject_id: str) -> LastContact | None:
        """The latest day; of several meetings on it the first by id, of several of us at the table the first by id."""
        met = self._met.get(subject_id)
        if not met:
            return None
        last = min(met, key=lambda a: (-a.last_on.toordinal(), a.meeting_id, a.member_id))
        return LastContact(last.last_on, last.meeting_id, last.member_id, last.member_name)

    def nearest(self, subject: KeySubject) -> Nearest | None:
        """The fewest steps; then who met last, then most often, then the first by id. None: nobody of us is near.

        Whoever has met the subject before is nearest of all. The stance of the person between plays no part: whether
        an opponent is a good way in is for people to judge.
        """
        for ways in (
            (_Way(subject.id, Tie.SELF, 0),),
            self._one_step(subject),
            self._two_steps(subject),
        ):
            found = [(w, a) for w in ways if w.steps == 0 or w.person_id != subject.id for a in self._met_by(w)]
            if found:
                way, met = min(found, key=_preference)
                return Nearest(
                    met.member_id, met.member_name, way.tie, way.steps, met.last_on, self._path(subject, way, met)
                )
        return None

    def _met_by(self, way: _Way) -> list[Acquaintance]:
        return self._met.get(way.person_id, [])

    def _higher(self, post_id: str) -> str | None:
        return self._superiors[post_id].superior_id if post_id in self._superiors else None

    def _one_step(self, subject: KeySubject) -> Iterator[_Way]:
        for post in subject.posts:
            mates = [*self._at_post.get(post.id, ()), *self._in_department.get(post.department_id or "", ())]
            yield from (_Way(p, Tie.DEPARTMENT, 1) for p in mates)
            lines = [p for superior in self._above.get(post.id, ()) for p in self._at_post.get(superior, ())]
            yield from (_Way(p, Tie.LINE, 1) for p in [*lines, *self._below.get(post.id, ())])

    def _two_steps(self, subject: KeySubject) -> Iterator[_Way]:
        for post in subject.posts:
            for superior in self._above.get(post.id, ()):
                beside = self._below.get(superior, ())
                over = self._at_post.get(self._higher(superior) or "", ())
                yield from (_Way(p, Tie.LINE, 2, superior) for p in [*beside, *over])
            yield from (_Way(p, Tie.LINE, 2, via) for p, via in self._two_below.get(post.id, ()))

    def _path(self, subject: KeySubject, way: _Way, met: Acquaintance) -> tuple[PathStep, ...]:
        stops = [PathStep("member", met.member_id, met.member_name)]
        if way.tie is not Tie.SELF:
            stops.append(PathStep("person", met.person_id, met.person_name))
        if way.via is not None and way.via in self._superiors:
            stops.append(self._superiors[way.via].step)
        stops.append(PathStep("person" if subject.person else "seat", subject.id, subject.name))
        return tuple(stops)


def _preference(found: tuple[_Way, Acquaintance]) -> tuple[int, int, str, str, str, str]:
    way, met = found
    return (-met.last_on.toordinal(), -met.times, met.member_id, met.person_id, way.tie, way.via or "")


def _grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, list[V]]:
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
