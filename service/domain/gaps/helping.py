"""Who can help to reach somebody: a way through the graph, told as a colleague would tell it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType

from service.domain.dates import format_day
from service.domain.wording import Words


class HelpTie(StrEnum):
    """How a step is tied to the one before it."""

    MET = "met"
    COVERS = "covers"
    KNOWS = "knows"
    TOGETHER = "together"
    SUPERIOR = "superior"
    SUBORDINATE = "subordinate"
    DEPARTMENT = "department"
    POST = "post"


FIRST: Mapping[HelpTie, Words] = MappingProxyType(
    {
        HelpTie.MET: Words("{us}が{day}に{name}に会っています", "On {day} {us} met {name}"),
        HelpTie.COVERS: Words("{us}が{name}の担当です", "{us} looks after {name}"),
        HelpTie.KNOWS: Words("{us}が{name}を知っています", "{us} knows {name}"),
    }
)
"""How one of us is tied to the next."""

LATER: Mapping[HelpTie, Words] = MappingProxyType(
    {
        HelpTie.KNOWS: Words("その知り合いが{name}", "{who} knows {name}"),
        HelpTie.TOGETHER: Words("{day}に同席したのが{name}", "{who} was in a meeting with {name} on {day}"),
        HelpTie.SUPERIOR: Words("その上司が{name}", "{who} reports to {name}"),
        HelpTie.SUBORDINATE: Words("その部下が{name}", "to {whom} {name} reports"),
        HelpTie.DEPARTMENT: Words("同じ{via}にいるのが{name}", "{who} is in {via}, like {name}"),
        HelpTie.POST: Words("同じポストにいるのが{name}", "{who} shares the post with {name}"),
    }
)
"""How somebody of theirs is tied to the one before, who is `who` or `whom` in English and その in Japanese."""

HELD = Words("{holder}さん（{title}）", "{holder} ({title})")
VACANT = Words("{place}（空席）", "the vacant post of {place}")
UNKNOWN = Words("{place}（担当者未特定）", "the post of {place} (holder not known)")
PLACE = Words("{department} {title}", "{title} in {department}")


@dataclass(frozen=True, slots=True)
class Stop:
    """A node of the way, as the graph has it. Of a post also where it lies, who holds it, and whether it is vacant."""

    label: str
    """`Member`, `Person`, `Post`, `Department` or `Meeting`."""
    id: str
    name: str
    on: date | None = None
    department: str | None = None
    holder: str | None = None
    vacant: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge between two neighbouring stops."""

    type: str
    start_id: str


@dataclass(frozen=True, slots=True)
class HelpStep:
    """One stop a person would name, and how it is tied to the stop before (none at the first, who is one of us)."""

    kind: str
    """`member`, `person` or `seat`."""
    id: str
    name: str
    """Of a seat its title."""
    tie: HelpTie | None = None
    via: str | None = None
    """The department both belong to, or the subject of the meeting."""
    on: date | None = None
    meeting_id: str | None = None
    department: str | None = None
    """Where the seat lies; None also for people."""
    holder: str | None = None
    """Who holds the seat; None also for people."""
    vacant: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it is a seat that nobody, or nobody known, holds."""
        return self.kind == "seat" and self.holder is None

    def called(self, locale: str) -> str:
        """What one says for it: a person by name, a seat by its holder, an empty one by its place and title."""
        if self.kind != "seat":
            return self.name
        words = HELD if self.holder else VACANT if self.vacant else UNKNOWN
        place = PLACE.of(locale).format(department=self.department, title=self.name) if self.department else self.name
        return words.of(locale).format(holder=self.holder, title=self.name, place=place)


@dataclass(frozen=True, slots=True)
class HelpPath:
    """A way from one of us to the subject; its first step is the one of us, its last the subject."""

    steps: tuple[HelpStep, ...]
    hops: int
    """Edges of the graph on the way: the measure of what is shorter."""


@dataclass(frozen=True, slots=True)
class Help:
    """Who of us is nearest to a person or seat, and how: the shortest way first, then the alternatives."""

    id: str
    name: str
    person: bool
    paths: tuple[HelpPath, ...]

    def called(self, locale: str) -> str:
        """What one says for the subject, as far as a way tells it."""
        return self.paths[0].steps[-1].called(locale) if self.paths else self.name


_KIND = {"Member": "member", "Person": "person", "Post": "seat"}


def told_path(stops: Sequence[Stop], edges: Sequence[Edge]) -> HelpPath:
    """The way from one of us to the subject, given from the subject to the one of us.

    Meetings, departments and posts that lie between people become ties; a post stays a step where it is the subject,
    or where nobody on the way holds it.
    """
    way, ties = list(reversed(stops)), list(reversed(edges))
    shown = [k for k in range(len(way)) if _is_step(k, way, ties)]
    first = way[0]
    steps = [HelpStep("member", first.id, first.name)]
    steps += [_step(way[a : b + 1], ties[a:b]) for a, b in pairwise(shown)]
    return HelpPath(tuple(steps), len(edges))


def _is_step(k: int, way: Sequence[Stop], ties: Sequence[Edge]) -> bool:
    stop = way[k]
    if stop.label in ("Member", "Person") or k == len(way) - 1:
        return True
    return stop.label == "Post" and not any(tie.type == "HOLDS" for tie in ties[k - 1 : k + 1])


def _step(between: Sequence[Stop], ties: Sequence[Edge]) -> HelpStep:
    """The last of these stops, tied to the first by what lies between them."""
    last = between[-1]
    tie, by = _tie(between, ties)
    return HelpStep(
        kind=_KIND[last.label],
        id=last.id,
        name=last.name,
        tie=tie,
        via=(by.name or None) if by else None,
        on=by.on if by else None,
        meeting_id=by.id if by and by.label == "Meeting" else None,
        department=last.department,
        holder=last.holder,
        vacant=last.vacant,
    )


def _tie(between: Sequence[Stop], ties: Sequence[Edge]) -> tuple[HelpTie, Stop | None]:
    """What ties the last of these stops to the first, and the meeting or department that does."""
    for stop in between[1:-1]:
        if stop.label == "Meeting":
            return (HelpTie.MET if between[0].label == "Member" else HelpTie.TOGETHER), stop
        if stop.label == "Department":
            return HelpTie.DEPARTMENT, stop
    types = {t.type for t in ties}
    if "COVERS" in types:
        return HelpTie.COVERS, None
    if "KNOWS" in types:
        return HelpTie.KNOWS, None
    for k, edge in enumerate(ties):
        if edge.type == "REPORTS_TO":
            return (HelpTie.SUPERIOR if edge.start_id == between[k].id else HelpTie.SUBORDINATE), None
    return HelpTie.POST, None


def sentence(path: HelpPath, locale: str) -> str:
    """The way as a colleague would say it: 佐伯が9/10に能登さんに会っています。その上司が真壁さんです。"""
    first, *rest = [
        _say((LATER if k else FIRST)[step.tie], before, step, locale)
        for k, (before, step) in enumerate(pairwise(path.steps))
        if step.tie is not None
    ]
    if locale == "ja":
        return f"{first}。" + ("、".join(rest) + "です。" if rest else "")
    return ", ".join([first, *rest]) + "."


def _say(words: Words, before: HelpStep, step: HelpStep, locale: str) -> str:
    """One tie in words; in Japanese their people are spoken of with さん."""
    name = step.called(locale)
    return words.of(locale).format(
        us=before.name,
        name=f"{name}さん" if locale == "ja" and step.kind == "person" else name,
        who="which" if before.is_empty else "who",
        whom="which" if before.is_empty else "whom",
        day=format_day(step.on, locale, "table") if step.on else "",
        via=step.via or "",
    )
