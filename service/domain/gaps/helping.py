"""Who can help to reach somebody: a way through the graph, told step by step."""

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
        HelpTie.MET: Words("{name}が{day}に会った", "{name} met on {day}"),
        HelpTie.COVERS: Words("{name}が担当する", "{name} covers"),
        HelpTie.KNOWS: Words("{name}が知っている", "{name} knows"),
    }
)
"""How one of us is tied to the next; `name` is the one of us."""

LATER: Mapping[HelpTie, Words] = MappingProxyType(
    {
        HelpTie.KNOWS: Words("知り合いの{name}", "acquaintance {name}"),
        HelpTie.TOGETHER: Words("{day}に同席した{name}", "{name}, at the same meeting on {day}"),
        HelpTie.SUPERIOR: Words("上司 {name}", "superior {name}"),
        HelpTie.SUBORDINATE: Words("部下 {name}", "direct report {name}"),
        HelpTie.DEPARTMENT: Words("同じ{via}の{name}", "{name}, also in {via}"),
        HelpTie.POST: Words("同じポストの{name}", "{name}, of the same post"),
    }
)
"""How somebody of theirs is tied to the one before; `name` is who comes next."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A node of the way, as the graph has it."""

    label: str
    """`Member`, `Person`, `Post`, `Department` or `Meeting`."""
    id: str
    name: str
    on: date | None = None


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
    tie: HelpTie | None = None
    via: str | None = None
    """The department both belong to, or the subject of the meeting."""
    on: date | None = None
    meeting_id: str | None = None


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
    last, types = between[-1], {t.type for t in ties}
    kind = _KIND[last.label]
    for stop in between[1:-1]:
        if stop.label == "Meeting":
            tie = HelpTie.MET if between[0].label == "Member" else HelpTie.TOGETHER
            return HelpStep(kind, last.id, last.name, tie, stop.name or None, stop.on, stop.id)
        if stop.label == "Department":
            return HelpStep(kind, last.id, last.name, HelpTie.DEPARTMENT, stop.name)
    if "COVERS" in types:
        return HelpStep(kind, last.id, last.name, HelpTie.COVERS)
    if "KNOWS" in types:
        return HelpStep(kind, last.id, last.name, HelpTie.KNOWS)
    for k, tie_ in enumerate(ties):
        if tie_.type == "REPORTS_TO":
            up = tie_.start_id == between[k].id
            return HelpStep(kind, last.id, last.name, HelpTie.SUPERIOR if up else HelpTie.SUBORDINATE)
    return HelpStep(kind, last.id, last.name, HelpTie.POST)


def sentence(path: HelpPath, locale: str) -> str:
    """The way in one line: 佐伯が9/10に会った → 能登 → 上司 真壁."""
    parts = []
    for k, step in enumerate(path.steps):
        after = path.steps[k + 1] if k + 1 < len(path.steps) else None
        if k == 0 and after is not None and after.tie is not None:
            parts.append(_say(FIRST[after.tie], step.name, after, locale))
        elif k == 1 or step.tie is None:
            parts.append(step.name)
        else:
            parts.append(_say(LATER[step.tie], step.name, step, locale))
    return " → ".join(parts)


def _say(words: Words, name: str, tied: HelpStep, locale: str) -> str:
    day = format_day(tied.on, locale, "table") if tied.on else ""
    return words.of(locale).format(name=name, day=day, via=tied.via or "")
