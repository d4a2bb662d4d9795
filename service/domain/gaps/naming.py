"""A filter of a gap report, asked for by names: what a command is given, where a page offers lists of ids."""

from collections.abc import Mapping

from service.domain.errors import InvalidInputError, Problem, worded
from service.domain.gaps.checks import CheckCode
from service.domain.gaps.filtering import GapFilter, Places, Standing
from service.domain.gaps.ranking import SINGLE_CONTACT, UNCOVERED
from service.domain.names import key_exact

KINDS = (UNCOVERED, SINGLE_CONTACT, *(c.value for c in CheckCode))
"""What kinds of gaps there are, as `--kind` and `?check=` name them."""


def named_filter(
    places: Places, *, kind: str | None, department: str | None, owner: str | None, standing: Standing | None
) -> GapFilter:
    """The filter for a kind by its code, a department by name, path (`本部 / 部`) or id, one of us by name or id.

    InvalidInputError lists every name that there is not on the day, or that several departments or members have.
    """
    wrong: list[Problem] = []
    org = places.org
    if kind and kind not in KINDS:
        wrong.append(Problem("unknown_kind", "--kind", kind, ", ".join(KINDS)))
    departments = {d.id: (d.name, " / ".join(org.path(d.id))) for d in org.departments}
    members = {m.id: (m.name,) for m in org.members}
    chosen = GapFilter(
        check=kind or "",
        department=_one("--department", department, departments, wrong) if department else "",
        owner=_one("--owner", owner, members, wrong) if owner else "",
        standing=standing,
    )
    if wrong:
        raise worded(InvalidInputError("The filter names what there is not.", wrong), "条件にない名前があります。")
    return chosen


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
