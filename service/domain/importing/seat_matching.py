"""Which known posts the seats of a file are: by number, by holder, by place and title."""

from collections import defaultdict
from collections.abc import Sequence

from service.domain.importing import keys
from service.domain.importing.draft import Draft
from service.domain.importing.findings import Log
from service.domain.importing.seats import PERSONAL, SEAT, Seat
from service.domain.orgmap import SeatState


class SeatMatcher:
    """Finds the seats of one import among the posts of the account; each post is found once."""

    def __init__(self, draft: Draft, log: Log) -> None:
        self._draft = draft
        self._view = draft.view
        self._log = log
        self._titles: set[tuple[str | None, str]] = set()
        self._people: set[str] = set()
        self._claimed: set[str] = set()
        self._at: dict[tuple[str | None, str], list[str]] = defaultdict(list)
        self._unknown: dict[tuple[str | None, str], list[Seat]] = defaultdict(list)
        for post in self._view.posts.values():
            self._at[post.place_id, keys.exact(post.title)].append(post.id)

    def match(self, seats: Sequence[Seat]) -> None:
        """Every seat that the account knows has its `ref` afterwards; the same file finds the same posts again."""
        self._titles = {(s.place_id, keys.exact(s.title)) for s in seats}
        self._people = {h.human.ref[1] for s in seats for h in s.holders if h.human.ref}
        for seat in seats:
            if seat.state is SeatState.UNKNOWN:
                self._unknown[seat.place_id, keys.exact(seat.title)].append(seat)
        for seat in seats:
            if seat.post_id:
                self._claim(seat, self._view.by_number("Post", keys.POST, seat.post_id))
            if seat.ref is None and seat.main and seat.row.post_key:
                self._claim(seat, self._view.by_number("Post", keys.OWN, seat.row.post_key))
        for find in (self._of_holder, self._retitled, self._personal_moved, self._at_place):
            for seat in seats:
                moved = find in (self._retitled, self._personal_moved)
                if seat.ref is None and not (moved and self._is_to_come(seat)):
                    self._claim(seat, find(seat))

    def _is_to_come(self, seat: Seat) -> bool:
        """Whether the file lets a holder begin after its own day: the post of today is then another one."""
        return any(h.start is not None and h.start > self._view.as_of for h in seat.holders)

    def _claim(self, seat: Seat, post_id: str | None) -> None:
        if post_id is not None and post_id not in self._claimed:
            seat.ref = ("Post", post_id)
            self._claimed.add(post_id)

    def _free(self, seat: Seat, post_id: str) -> bool:
        """Whether a known post may be this seat: nobody took it yet, and it has no other number."""
        return post_id not in self._claimed and not (seat.post_id and self._view.number_of(post_id, keys.POST))

    def _held_by(self, seat: Seat) -> list[str]:
        """The free posts that the seat's holders are known to hold, each once."""
        return list(
            dict.fromkeys(
                f.end_id
                for holder in seat.holders
                if holder.human.ref
                for f in self._view.posts_of(holder.human.ref[1])
                if f.end_id in self._view.posts and self._free(seat, f.end_id)
            )
        )

    def _of_holder(self, seat: Seat) -> str | None:
        for post_id in self._held_by(seat):
            post = self._view.posts[post_id]
            if post.place_id == seat.place_id and keys.exact(post.title) == keys.exact(seat.title):
                return post_id
        return None

    def _retitled(self, seat: Seat) -> str | None:
        """The holder's post in the same department whose old title the file no longer has there."""
        fits = [
            p
            for p in self._held_by(seat)
            if self._view.posts[p].place_id == seat.place_id
            and (seat.place_id, keys.exact(self._view.posts[p].title)) not in self._titles
        ]
        return fits[0] if len(fits) == 1 else None

    def _personal_moved(self, seat: Seat) -> str | None:
        """A personal post goes where its holder goes."""
        if seat.kind != PERSONAL:
            return None
        fits = [p for p in self._held_by(seat) if self._view.posts[p].seat_kind == PERSONAL]
        return fits[0] if len(fits) == 1 else None

    def _at_place(self, seat: Seat) -> str | None:
        """A seat of this title in this department that is still free, preferably one whose state fits."""
        if seat.kind != SEAT or (seat.holders and not seat.title):
            return None
        free = [p for p in self._at[seat.place_id, keys.exact(seat.title)] if self._free(seat, p)]
        free = [p for p in free if self._view.posts[p].seat_kind == SEAT]
        if seat.row.is_card:
            free = [p for p in free if not self._view.holders_of(p)]
            if not free:
                self._note_held(seat)
        free.sort(key=lambda p: (self._misfit(seat, p), p))
        if seat.state is SeatState.UNKNOWN:  # nothing tells such seats apart: they take their posts in one order
            alike = self._unknown[seat.place_id, keys.exact(seat.title)]
            free = sorted(free[: sum(s.ref is None for s in alike)])
        return free[0] if free else None

    def _misfit(self, seat: Seat, post_id: str) -> tuple[bool, bool]:
        """How badly a known post fits: a vacant seat is rather one known as vacant, a new holder comes to an empty one,
        and a seat nobody is named for is none whose holder the file does not place."""
        holders, vacant_from = self._view.holders_of(post_id), self._view.vacant_from(post_id)
        if seat.state is SeatState.HELD:
            return (bool(holders), not vacant_from)
        if seat.state is SeatState.VACANT:
            return (seat.row.start not in vacant_from, bool(holders))
        return (bool(vacant_from), not self._people.issuperset(holders))

    def _note_held(self, seat: Seat) -> None:
        """A card has the title of a seat that somebody else is known to hold: it may be of before or after."""
        row = seat.row
        posts = self._at[seat.place_id, keys.exact(seat.title)]
        holder = next((holder for p in posts for holder in self._view.holders_of(p)), None)
        if holder is None:
            return
        self._log.add(
            "seat_held", "warning", row.where, [row.number], row.headings.get("title"), name=row.name,
            title=seat.title, holder=self._draft.known_name(("Person", holder)),
        )  # fmt: skip
