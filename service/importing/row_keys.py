"""A column nobody named that the rows of a chart refer to: what “id” is when superiors are given by it."""

from collections.abc import Collection, Sequence

from service.domain.importing.department_lists import lists_departments
from service.domain.importing.tables import RawTable, as_text
from service.domain.names import key_exact
from service.importing.headers import UNUSED, header_key

_KEY_OF = {
    "reports_to": "post_id",
    "reports_to_post": "post_id",
    "reports_to_employee": "employee_id",
    "parent_department": "department_id",
}
"""What a column must hold whose values stand in the column of superiors, by the field of that one."""

LEAST_FOUND = 0.8
"""The share of the superiors that must stand in the column."""

LEAST_OF_ID = 0.5
"""That share for a column that calls itself an id."""
_CALLED_ID = frozenset({"id", "uid", "key", "code", "uuid", "コード"})


def referred_to(table: RawTable, fields: Sequence[str | None], decided: Collection[int] = ()) -> tuple[int, str] | None:
    """(column, field) of the one column without a field in which the superiors of the chart stand; None where the
    chart has its own numbers, gives superiors by name, or no such column has a different value in every row.

    `fields` is the field of each column; columns in `decided` are left as they are.
    """
    above = next((at for at, field in enumerate(fields) if field in _KEY_OF), None)
    if above is None:
        return None
    target = "department_id" if lists_departments(fields) else _KEY_OF[str(fields[above])]
    if target in fields:
        return None
    wanted = {v for v in _values(table, above) if v}
    best: tuple[float, int] | None = None
    for at, field in enumerate(fields):
        if field not in (None, UNUSED) or at in decided:
            continue
        own = [v for v in _values(table, at) if v]
        found = len(wanted & set(own)) / len(wanted) if wanted else 0.0
        least = LEAST_OF_ID if header_key(table.header[at]) in _CALLED_ID else LEAST_FOUND
        if found >= least and len(set(own)) == len(own) and (best is None or found > best[0]):
            best = (found, at)
    return None if best is None else (best[1], target)


def _values(table: RawTable, at: int) -> list[str]:
    return [key_exact(as_text(row.values[at])) if at < len(row.values) else "" for row in table.rows]
