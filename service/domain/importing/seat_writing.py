"""The seats of a file written into the draft: their posts, places, holders and vacancies."""

from collections.abc import Sequence

from service.domain.importing import keys
from service.domain.importing.draft import Draft, Ref
from service.domain.importing.findings import Log
from service.domain.importing.seat_matching import SeatMatcher
from service.domain.importing.seats import Seat, by_human
from service.domain.orgmap import SeatState


class SeatWriter:
    """Gives every seat of the file its post in the graph, and states its place, holders and vacancy."""

    def __init__(self, draft: Draft, log: Log) -> None:
        self._draft = draft
        self._view = draft.view
        self._log = log

    def write(self, seats: Sequence[Seat]) -> None:
        SeatMatcher(self._draft, self._log).match(seats)
        self._give_primary(seats)
        for seat in seats:
            if seat.ref is None:
                seat.ref = self._draft.create("Post", seat.title or seat.row.shown(), {})
            else:
                self._draft.mention(seat.ref, seat.title or self._view.posts[seat.ref[1]].title)
            self._describe(seat, seat.ref)
        named = {
            (seat.ref[1], holder.human.ref[1])
            for seat in seats
            for holder in seat.holders
            if seat.ref and holder.human.ref
        }
        for seat in seats:
            if seat.ref is not None:
                self._hold(seat, seat.ref, named)

    def _give_primary(self, seats: Sequence[Seat]) -> None:
        """Of a human whose posts are all marked as held beside another, the one known as primary stays so.

        Where none is known the first is primary; where a post is that the file does not give to others, none of these.
        """
        seat_of = {id(holder): seat for seat in seats for holder in seat.holders}
        others = {s.ref[1] for s in seats if s.ref and s.state is not SeatState.UNKNOWN}
        for holders in by_human(seats).values():
            ref = holders[0].human.ref
            if ref is None or any(h.is_primary for h in holders):
                continue
            if all(self._is_beside(ref, seat_of[id(h)].ref) for h in holders):
                continue
            known = {f.end_id for f in self._view.posts_of(ref[1]) if f.properties.get("is_primary")}
            same = [h for h in holders if (post := seat_of[id(h)].ref) and post[1] in known]
            if same or not known - others:
                (same or holders)[0].is_primary = True

    def _is_beside(self, person: Ref, post: Ref | None) -> bool:
        """Whether the person is known to hold the post beside another one."""
        held = [f for f in self._view.now("HOLDS", person[1]) if post and f.end_id == post[1]]
        return any(not f.properties.get("is_primary") for f in held)

    def _describe(self, seat: Seat, ref: Ref) -> None:
        account = ("Account", self._view.account_id)
        source = seat.row.source
        known = self._view.current("IN_ACCOUNT", ref[1])
        old = known.properties if known else {}
        properties = {
            "title": seat.title or old.get("title") or "",
            "line_rank": seat.line_rank
            if seat.row.title is not None or seat.row.grade is not None or "line_rank" in seat.row.told
            else old.get("line_rank"),
            "seat_kind": old.get("seat_kind") or seat.kind,
            "capacity": max(seat.capacity, int(old.get("capacity") or 1)),
        }
        if known and old.get("capacity") is None and properties["capacity"] == 1:
            del properties["capacity"]
        self._draft.fact("IN_ACCOUNT", ref, account, properties, source=source)
        if seat.place_id is not None or self._draft.is_new(ref):
            place = ("Department", seat.place_id) if seat.place_id else account
            self._draft.fact("PLACED_IN", ref, place, {}, source=source, instead_of=self._view.of("PLACED_IN", ref[1]))
        if seat.post_id:
            self._draft.identify(ref, keys.POST, seat.post_id)
        if seat.main and seat.row.post_key:
            self._draft.identify(ref, keys.OWN, seat.row.post_key)

    def _hold(self, seat: Seat, ref: Ref, named: set[tuple[str, str]]) -> None:
        source = seat.row.source
        known = [h for h in self._view.to("HOLDS", ref[1]) if h.interval.holds(self._view.as_of)]
        vacant = [v for v in self._view.now("VACANT", ref[1]) if self._draft.stands(v)]
        if seat.state is SeatState.VACANT:
            self._draft.fact(
                "VACANT", ref, ("Account", self._view.account_id), {}, source=source, valid_from=seat.row.start,
                instead_of=known,
            )  # fmt: skip
            return
        starts = [h.start for h in seat.holders]
        taken_on = min((s for s in starts if s), default=None) if starts and all(starts) else None
        for fact in vacant:
            self._draft.displace(fact, taken_on, source)
        strangers = [h for h in known if (ref[1], h.start_id) not in named]
        naming = self._view.current("IN_ACCOUNT", ref[1])
        room = max(seat.capacity, int(naming.properties.get("capacity") or 1) if naming else 1)
        too_many = len(strangers) + len(seat.holders) > room
        for holder in seat.holders:
            person = holder.human.ref
            if person is None:
                continue
            instead = [f for f in strangers if too_many]
            if holder.is_primary:
                instead += [
                    f
                    for f in self._view.of("HOLDS", person[1])
                    if f.properties.get("is_primary") and (f.end_id, person[1]) not in named
                ]
            stated = self._draft.fact(
                "HOLDS", person, ref, {"is_primary": holder.is_primary, "acting": holder.acting}, source=source,
                valid_from=holder.start, instead_of=instead,
            )  # fmt: skip
            if not stated and holder.start:
                row = holder.human.rows[0]
                self._log.add(
                    "future_start", "warning", row.where, [row.number], row.headings.get("start"), name=row.name,
                    on=holder.start.isoformat(),
                )  # fmt: skip
