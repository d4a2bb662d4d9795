"""A filter of a gap report, asked for by names: what a command is given, where a page offers lists of ids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from service.domain.errors import InvalidInputError, Problem, worded
from service.domain.gaps.checks import CheckCode
from service.domain.gaps.filtering import GapFilter, Places, Standing
from service.domain.gaps.ranking import SINGLE_CONTACT, UNCOVERED
from service.domain.names import key_exact

KINDS = (UNCOVERED, SINGLE_CONTACT, *(c.value for c in CheckCode))
"""What kinds of gaps there are, as `--kind` and `?kind=` name them."""


@dataclass(frozen=True, slots=True)
class AskedFilter:
    """A filter in the words of who asks: a kind by its code, a department by name, path (`本部 / 部`) or id, one of us
    by name or id; empty is no filter."""

    kind: str = ""
    department: str = ""
    owner: str = ""
    standing: str = ""

    @property
    def is_on(self) -> bool:
        return bool(self.kind or self.department or self.owner or self.standing)


def known_part(places: Places, asked: AskedFilter) -> tuple[GapFilter, tuple[Problem, ...]]:
    """The filter for what there is on the day; a problem for every name that there is not, or that several have."""
    wrong: list[Problem] = []
    org = places.org
    departments = {d.id: (d.name, " / ".join(org.path(d.id))) for d in org.departments}
    members = {m.id: (m.name,) for m in org.members}
    standing = _code("standing", asked.standing, tuple(Standing), wrong)
    chosen = GapFilter(
        kind=_code("kind", asked.kind, KINDS, wrong),
        department=_one("department", asked.department, departments, wrong) if asked.department else "",
        owner=_one("owner", asked.owner, members, wrong) if asked.owner else "",
        standing=Standing(standing) if standing else None,
    )
    return chosen, tuple(wrong)


def named_filter(places: Places, asked: AskedFilter, prefix: str = "") -> GapFilter:
    """The filter for all that is asked. InvalidInputError lists every name that is not known, or that several have;
    `prefix` stands before the name of each part."""
    chosen, wrong = known_part(places, asked)
    if wrong:
        listed = [replace(p, where=prefix + p.where) for p in wrong]
        raise worded(InvalidInputError("The filter names what there is not.", listed), "条件にない名前があります。")
    return chosen


def _code(where: str, asked: str, known: Sequence[str], wrong: list[Problem]) -> str:
    """The code, if there is such a one; a problem more otherwise."""
    if not asked or asked in known:
        return asked
    wrong.append(Problem(f"unknown_{where}", where, asked, ", ".join(known)))
    return ""


def _one(where: str, asked: str, known: Mapping[str, tuple[str, ...]], wrong: list[Problem]) -> str:
    """The id of the one record that is called so; a problem more when it is none or several."""
    if asked in known:
        return asked
    key = key_exact(asked)
    fits = [i for i, names in known.items() if any(key_exact(n) == key for n in names)]
    if len(fits) == 1:
        return fits[0]
    told = sorted({known[i][-1] for i in (fits or known)})
    wrong.append(Problem("several" if fits else "unknown_name", where, asked, ", ".join(told[:MOST_TOLD])))
    return ""


MOST_TOLD = 30
"""Names that are offered in place of one that there is not."""
