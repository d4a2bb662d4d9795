"""Rows of business cards and customer systems beside a chart: they say who somebody is and little of where.

A chart shows the organisation; such a row shows one person as somebody once met or wrote him or her down. So it never
takes a seat away from anybody, says nothing of the line above, and where it is older or less exact than what is known
of the person's place, what is known stays.
"""

from collections.abc import Sequence
from datetime import date

from service.domain.importing import keys
from service.domain.importing.account import AccountView, KnownPost
from service.domain.importing.departments import Departments
from service.domain.importing.findings import Log
from service.domain.importing.orgrows import OrgRow
from service.domain.titles import read_title


def choose_placing_row(rows: Sequence[OrgRow]) -> None:
    """Of the rows of one human those of a chart say where he or she stands; without one, the newest card alone."""
    cards = [r for r in rows if r.is_card]
    for card in cards:
        card.places = False
    telling = [r for r in cards if r.title_text or r.path]
    if telling and len(cards) == len(rows):
        max(telling, key=lambda r: r.seen_on or date.min).places = True


def fit_to_known(row: OrgRow, person_id: str, view: AccountView, departments: Departments, log: Log) -> None:
    """Let a card say of a known person's place only what is newer and more exact than what is known."""
    held = next((f for f in view.posts_of(person_id) if f.end_id in view.posts), None)
    if held is None or not row.places:
        return
    post = view.posts[held.end_id]
    seen = held.properties.get("observed_on")
    if row.seen_on and seen and row.seen_on < seen:
        if not _says_the_same(row, post, departments):
            log.add(
                "older_card", "info", row.where, [row.number], row.headings.get("seen_on"), name=row.name,
                on=row.seen_on.isoformat(), seen=seen.isoformat(),
            )  # fmt: skip
        row.places = False
        return
    place = departments.of_path(row.path)
    if not row.path or place in departments.chain(post.place_id):
        row.at = post.place_id or ""
    if _is_shorter(row.title_text, post.title):
        row.title_text = post.title
        row.title = read_title(post.title) if post.title else None


def _says_the_same(row: OrgRow, post: KnownPost, departments: Departments) -> bool:
    same_place = not row.path or departments.of_path(row.path) in departments.chain(post.place_id)
    return same_place and _is_shorter(row.title_text, post.title)


def _is_shorter(title: str, known: str) -> bool:
    """Whether a title says no more than the known one: it is empty, the same, or its end (部長, 情報システム部長)."""
    return keys.exact(known).endswith(keys.exact(title))
