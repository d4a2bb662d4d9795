"""Lists in pages: the cursor is the id of the last item of the page before."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from service.api.models import Page
from service.domain.errors import InvalidInputError, Problem, worded
from service.domain.wording import Words

T = TypeVar("T")


def page_of(items: Sequence[T], cursor: str | None, limit: int, *, key: Callable[[T], str]) -> Page[T]:
    """The `limit` items after the one that `cursor` names; InvalidInputError for a cursor of no item."""
    start = 0
    if cursor is not None:
        places = [n for n, item in enumerate(items) if key(item) == cursor]
        if not places:
            expected = Words("この一覧のページの `next`", "the `next` of a page of this list")
            problem = Problem("bad_cursor", "query.cursor", cursor, expected.en, expected_ja=expected.ja)
            raise worded(
                InvalidInputError("This cursor belongs to no item of the list.", [problem]),
                "このカーソルに当たる項目は、この一覧にありません。",
            )
        start = places[0] + 1
    chosen = list(items[start : start + limit])
    more = start + limit < len(items)
    return Page(items=chosen, next=key(chosen[-1]) if more and chosen else None)
