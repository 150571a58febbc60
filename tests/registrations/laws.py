"""What must hold after every change to an event, checked without the rules' code."""

from collections import Counter
from datetime import datetime, timedelta

import sqlalchemy as sa

from eventreg import clock
from eventreg.audit.actors import ActorKind
from eventreg.database import db
from eventreg.events.states import EventState, PoolKind
from eventreg.outbox.models import Letter
from eventreg.registrations import queries
from eventreg.registrations.models import Registration, RegistrationMove
from eventreg.registrations.seats_audit import differences
from eventreg.registrations.states import (
    DECIDED,
    FROM_THE_LINE,
    LIVE,
    MOVES,
    SEATED,
    State,
    Why,
)
from tests.registrations.stage import Stage

#: These tell of something else than a move of the person they are about.
NO_MOVE = {
    *("already_registered", "event_moved"),
    *("substitute_declined", "offer_extended", "party_changed"),
}
SEAT = {State.CONFIRMED: "confirmed", State.WAITLISTED: "waitlisted"}
#: Of a move made for a newcomer: the seat decision, or the director's inbox.
NEWCOMER = {Why.ADDRESS_CONFIRMED, Why.SIGNED_UP, Why.APPROVED, Why.REINSTATED}
#: The one letter that each reason of a move causes, by where the move led.
LETTERS: dict[Why, dict[State, str | None]] = {
    # Of a companion the lead's form tells; staff enter whom they know.
    Why.SIGNED_UP: SEAT
    | {State.UNVERIFIED: "confirm_your_address", State.PENDING: "received"},
    Why.ADDRESS_CONFIRMED: SEAT | {State.PENDING: "received"},
    Why.APPROVED: SEAT | {State.OFFERED: "approved"},
    Why.ONTO_WAITLIST: SEAT,
    Why.DECLINED: {State.DECLINED: "declined"},
    # Nobody was told of what is taken back.
    Why.UNDONE: {State.PENDING: None},
    Why.SEAT_CAME_FREE: SEAT | {State.OFFERED: "offer"},
    Why.MOVED_UP: SEAT | {State.OFFERED: "offer"},
    Why.SEAT_WAS_FREE: SEAT | {State.OFFERED: "offer"},
    Why.PROMOTED: SEAT | {State.OFFERED: "offer"},
    Why.LET_IN: SEAT,
    Why.ACCEPTED: SEAT,
    Why.REFUSED: {State.CANCELLED: "cancelled"},
    Why.OFFER_EXPIRED: {State.EXPIRED: "offer_expired"},
    Why.REJOINED: SEAT,
    Why.CANCELLED: {State.CANCELLED: "cancelled"},
    Why.WITHDRAWN: {State.CANCELLED: "cancelled"},
    # They asked not to be written to; whoever named them is told.
    Why.NOT_ME: {State.CANCELLED: "companion_gone"},
    Why.EVENT_CANCELLED: {State.CANCELLED: "event_cancelled"},
    Why.RECONSIDERED: {State.PENDING: "reconsidered"},
    Why.REINSTATED: SEAT | {State.PENDING: "received", State.OFFERED: "offer"},
    Why.SUBSTITUTED: SEAT | {State.PENDING: "received", State.CANCELLED: "substituted"},
    Why.MERGED: {State.CANCELLED: "merged"},
}


class Laws:
    """Looks at a stage after each step, and knows what was there a step ago."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._people: list[Registration] = []
        self._known: set[tuple[int, datetime]] = set()
        self._last_letter = db.session.scalar(sa.func.max(Letter.id)) or 0
        self._before = self._seats()

    def check(self) -> None:
        db.session.rollback()
        self._people = self.stage.people()
        moves, letters = self._new_moves(), self._new_letters()
        self._books_are_right()
        self._logs_replay()
        self._nobody_is_passed_over(moves)
        self._no_more_moved_up_than_seats_came_free(moves)
        self._one_letter_a_move(moves, letters)
        self._a_dead_event_is_dead()
        self._parties_are_whole()
        self._before = self._seats()
        db.session.rollback()

    def _new_moves(self) -> list[RegistrationMove]:
        moves = [move for one in self._people for move in one.moves]
        # SQLite gives the number of a deleted row to another.
        new = [m for m in moves if (m.id, m.at) not in self._known]
        self._known = {(move.id, move.at) for move in moves}
        return sorted(new, key=lambda move: move.id)

    def _new_letters(self) -> list[Letter]:
        found = db.session.scalars(
            sa.select(Letter).where(Letter.id > self._last_letter).order_by(Letter.id)
        ).all()
        self._last_letter = max([self._last_letter, *(row.id for row in found)])
        return list(found)

    def _seats(self) -> dict[str, int]:
        pool = self.stage.event.pool(PoolKind.EVENT)
        return {"capacity": pool.capacity, "free": pool.free}

    def _books_are_right(self) -> None:
        assert differences() == []
        for pool in self.stage.event.pools:
            assert 0 <= pool.taken <= pool.capacity

    def _logs_replay(self) -> None:
        for registration in self._people:
            state = None
            for move in registration.moves:
                assert move.old == state
                if move.why is Why.UNDONE:
                    assert (move.old in DECIDED, move.new) == (True, State.PENDING)
                elif move.old is not None:
                    assert move.new in MOVES[move.old]
                state = move.new
            assert state == registration.state

    def line(self) -> list[list[Registration]]:
        """The line as units, in order; paused ones and still parties are not in it."""
        waiting = [r for r in self._people if r.state is State.WAITLISTED]
        heads = [r for r in waiting if r.head_id is None and not r.is_paused]
        heads.sort(
            key=lambda r: (
                self.stage.event.members_first and not r.is_member,
                r.waiting_since,
                r.id,
            )
        )
        units = [[h, *(r for r in waiting if r.head_id == h.id)] for h in heads]
        last_days = self.stage.now >= self.stage.event.starts_at - timedelta(hours=48)
        return [u for u in units if not (last_days and u[0].together)]

    def stands_still(self) -> bool:
        event = self.stage.event
        if event.state not in {EventState.PUBLISHED, EventState.CLOSED}:
            return True
        cut_off = event.starts_at - timedelta(hours=event.cut_off_hours)
        if event.line_paused or self.stage.now >= cut_off:
            return True
        if not event.offer_hours:
            return False
        left = [timedelta(hours=event.offer_hours), cut_off - self.stage.now]
        return min(*left, (event.starts_at - self.stage.now) / 4) < timedelta(hours=1)

    def _nobody_is_passed_over(self, moves: list[RegistrationMove]) -> None:
        newcomers = self._seated_newcomers(moves)
        self._nobody_jumps(newcomers)
        self._the_line_moved_in_order(moves, newcomers)
        if self.stands_still() or (self.stage.is_stale and not newcomers):
            return
        lacked: set[int] = set()
        for unit in self.line():
            needs, lacks = self._needs(unit), self._lacks(unit)
            assert lacks or needs.keys() & lacked, f"{unit[0].reference} could move up"
            lacked |= lacks

    def _seated_newcomers(self, moves: list[RegistrationMove]) -> list[Registration]:
        """Who was given a public seat without having stood in line."""
        public = self.stage.event.pool(PoolKind.EVENT).id
        seated = [
            m.registration for m in moves if m.why in NEWCOMER and m.new in SEATED
        ]
        return [r for r in seated if public in {c.pool_id for c in r.claims}]

    def _nobody_jumps(self, newcomers: list[Registration]) -> None:
        """Neither past who stands before them, nor past a paused line.

        Who could not move up blocks the pools that lacked a seat before the
        newcomers sat down.
        """
        given = self._needs(newcomers)
        for newcomer in newcomers:
            assert not self.stage.event.line_paused, "past a paused line"
            line = [u for u in self.line() if self._stands_before(u[0], newcomer)]
            blocked = set().union(*(self._lacks(unit, given) for unit in line))
            if self.stands_still():
                blocked = set().union(*(self._needs(unit) for unit in line))
            assert not blocked & self._needs([newcomer]).keys(), "jumped the line"

    def _the_line_moved_in_order(
        self, moves: list[RegistrationMove], newcomers: list[Registration]
    ) -> None:
        """Walk the line as it stood, with the seats that were given since."""
        moved = [m.registration for m in moves if m.why in FROM_THE_LINE]
        heads = [r for r in moved if r.head_id not in {other.id for other in moved}]
        units = [[h, *(r for r in moved if r.head_id == h.id)] for h in heads]
        free = Counter({pool.id: pool.free for pool in self.stage.event.pools})
        free += self._needs([*moved, *newcomers])
        blocked: set[int] = set()
        for unit in sorted([*units, *self.line()], key=lambda u: self._place(u[0])):
            needs = self._needs(unit)
            lacks = {pool for pool, n in needs.items() if free[pool] < n}
            if unit in units:
                assert not lacks | (blocked & needs.keys()), "moved past somebody"
                free -= needs
            blocked |= lacks

    def _place(self, head: Registration) -> tuple[bool, datetime, int]:
        """Where somebody stands, or stood before moving up."""
        joined = [m.at for m in head.moves if m.new is State.WAITLISTED][-1]
        last = self.stage.event.members_first and not head.is_member
        return last, joined, head.id

    def _stands_before(self, waiting: Registration, newcomer: Registration) -> bool:
        """All who had joined; but members come before guests where it says so."""
        if waiting.moves[-1].at >= newcomer.moves[-1].at:
            return False
        first = self.stage.event.members_first and newcomer.is_member
        return waiting.is_member or not first

    def _needs(self, unit: list[Registration]) -> Counter[int]:
        return Counter(claim.pool_id for one in unit for claim in one.claims)

    def _lacks(
        self, unit: list[Registration], given: Counter[int] | None = None
    ) -> set[int]:
        """The pools with too few free seats, as if ``given`` were free too."""
        free = {pool.id: pool.free for pool in self.stage.event.pools}
        more = given or Counter()
        needs = self._needs(unit).items()
        return {pool for pool, n in needs if free[pool] + more[pool] < n}

    def _no_more_moved_up_than_seats_came_free(
        self, moves: list[RegistrationMove]
    ) -> None:
        moved = [m for m in moves if m.why in FROM_THE_LINE]
        # A role or a substitute may have changed hands besides; that frees one.
        left = [m for m in moves if m.old in SEATED and m.new not in SEATED]
        raised = max(0, self._seats()["capacity"] - self._before["capacity"])
        room = self._before["free"] + len(left) + raised
        extra = 1 if len(moved) > room else 0
        assert len(moved) <= room + extra

    def _one_letter_a_move(
        self, moves: list[RegistrationMove], letters: list[Letter]
    ) -> None:
        wanted = Counter(x for m in moves if (x := self._letter_of(m, moves)))
        about = {r.reference for r in self._people}
        written = Counter(
            (row.registration, row.letter)
            for row in letters
            if row.letter not in NO_MOVE and row.registration in about
        )
        again = Counter(
            {
                key: n
                for key, n in (written - wanted).items()
                # A form sent once more, or a decision told with the new date.
                if key[1] == "confirm_your_address"
                or self._is_told_anew(key[0], moves)
                or self._was_told_late(key[0])
            }
        )
        assert written - again == wanted
        self._what_was_taken_back_is_withdrawn(moves)

    def _is_told_anew(self, reference: str, moves: list[RegistrationMove]) -> bool:
        found = queries.by_reference(reference)
        return (
            found is not None
            and not any(m.registration_id == found.id for m in moves)
            and self.stage.is_hidden(found)
        )

    def _was_told_late(self, reference: str) -> bool:
        """The letter of an offer could not leave, and goes with another end."""
        changes = queries.by_reference(reference).changes
        return any("told_late" in c.changes and c.at == self.stage.now for c in changes)

    def _letter_of(
        self, move: RegistrationMove, moves: list[RegistrationMove]
    ) -> tuple[str, str] | None:
        registration = move.registration
        letter = LETTERS[move.why][move.new]
        about = registration
        begins_elsewhere = registration.lead_id or move.actor_kind is ActorKind.STAFF
        if move.old is None and letter == "confirm_your_address" and begins_elsewhere:
            return None
        if move.why is Why.NOT_ME:
            about = registration.replaces or registration.lead
            if move.old is State.UNVERIFIED or about is None:
                return None
            letter = "substitute_gone" if registration.replaces else letter
        if move.why is Why.EVENT_CANCELLED and move.old is State.UNVERIFIED:
            return None
        if move.why is Why.REJOINED and self._moved_on(move, moves):
            return None  # the seat that was free is the better news
        if move.why is Why.UNDONE or letter is None:
            return None
        if about.written_to.email is None:
            return None
        return about.reference, self._in_these_words(move, letter)

    def _in_these_words(self, move: RegistrationMove, letter: str) -> str:
        """Another letter for who only applied, or does not answer, or never waited."""
        if letter == "cancelled" and move.old is State.PENDING:
            return "application_withdrawn"
        if letter not in {"offer", "approved"}:
            return letter
        if self._somebody_else_answers(move.registration):
            return "party_offer"
        never = self._never_read_of_waiting(move.registration)
        return "approved" if never else letter

    def _never_read_of_waiting(self, registration: Registration) -> bool:
        """A decision for the line whose letter was overtaken before it was due."""
        return bool(
            db.session.scalar(
                sa.select(Letter.id).where(
                    Letter.registration == registration.reference,
                    Letter.letter == "waitlisted",
                    Letter.state == "withdrawn",
                    Letter.due_at > self.stage.now,
                )
            )
        )

    def _somebody_else_answers(self, registration: Registration) -> bool:
        head_id = registration.head_id
        return head_id is not None and head_id != registration.written_to.id

    def _moved_on(self, move: RegistrationMove, moves: list[RegistrationMove]) -> bool:
        return any(
            m.registration_id == move.registration_id and m.id > move.id for m in moves
        )

    def _what_was_taken_back_is_withdrawn(self, moves: list[RegistrationMove]) -> None:
        for move in moves:
            if move.why is Why.UNDONE:
                open_ = db.session.scalars(
                    sa.select(Letter.letter).where(
                        Letter.registration == move.registration.reference,
                        Letter.state == "held",
                        # A decision that was told before stays told.
                        Letter.due_at > clock.now(),
                    )
                ).all()
                assert list(open_) == []

    def _a_dead_event_is_dead(self) -> None:
        if self.stage.event.state is EventState.CANCELLED:
            assert [r.state for r in self._people if r.state in LIVE] == []
            assert [r for r in self._people if self.stage.is_hidden(r)] == []

    def _parties_are_whole(self) -> None:
        """Whoever comes only together stands where the head stands."""
        people = {r.id: r for r in self._people}
        for one in people.values():
            if one.together and one.state in LIVE:
                head = people[one.head_id or one.id]
                others = [r for r in people.values() if r.head_id == head.id]
                assert (head.state, head.head_id) == (one.state, None)
                assert [r for r in others if r.state == one.state], "a party of one"
