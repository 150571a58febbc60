"""One event for the machine: who is there, what time it is, and pressing buttons."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.errors import DomainError
from eventreg.events.models import Event
from eventreg.registrations import queries, services
from eventreg.registrations.models import Registration
from tests.factories import letters_leave, make_event

BEGAN = datetime(2027, 3, 1, 12, tzinfo=UTC)


class Stage:
    """One event at an instant of its own."""

    def __init__(self) -> None:
        self.now = BEGAN
        self._names = count(1)
        #: The clock alone set somebody free, and the worker has not looked yet.
        self.is_stale = False
        self.event_id = 0

    def open(self, **values) -> None:
        with self._at():
            self.event_id = make_event(starts_in=timedelta(days=12), **values).id

    @property
    def event(self) -> Event:
        return db.session.get_one(Event, self.event_id)

    def people(self) -> list[Registration]:
        return list(
            db.session.scalars(
                sa.select(Registration)
                .where(Registration.event_id == self.event_id)
                .order_by(Registration.id)
                .options(
                    selectinload(Registration.claims),
                    selectinload(Registration.moves),
                )
            )
        )

    def by_id(self, id_: int) -> Registration:
        return db.session.get_one(Registration, id_)

    def is_hidden(self, registration: Registration) -> bool:
        shown_at = registration.decision_shown_at
        return shown_at is not None and shown_at > self.now

    def applicant(self, member: int | None, **values) -> services.Applicant:
        """Somebody new, or one of the members."""
        number = next(self._names) if member is None else member
        given, family = ("Ada", "Berg") if member is None else ("Mia", "Member")
        return services.Applicant(
            given_name=given,
            family_name=f"{family} {number}",
            email=f"{given.lower()}{number}@example.org",
            language="en",
            **values,
        )

    def without_address(self, applicant: services.Applicant) -> services.Applicant:
        return replace(applicant, email="")

    def again(self, one: Registration) -> services.Applicant:
        return services.Applicant(
            given_name=one.given_name,
            family_name=one.family_name,
            email=one.email or "",
            language=one.language,
        )

    @contextmanager
    def _at(self) -> Iterator[None]:
        with clock.at(self.now):
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._at(), write_tx():
            yield

    def act(self, service, *args, **options):
        """Call a service in a transaction of its own; ``None`` when it refused."""
        self.now += timedelta(seconds=1)
        try:
            with self.writing():
                return service(*args, **options)
        except DomainError:
            return None

    def post(self) -> None:
        """Letters leave, those of decisions some minutes from now."""
        with clock.at(self.now + timedelta(minutes=11)):
            letters_leave()

    def wait(self, span: timedelta, *, at_most: timedelta) -> None:
        """Let time pass, but not beyond so long before the start."""
        was = self.now
        self.now = max(was, min(was + span, self.event.starts_at - at_most))
        edge = self.event.starts_at - timedelta(hours=48)
        self.is_stale = self.is_stale or was < edge <= self.now

    def work(self) -> Iterator[None]:
        """What the worker does within a minute, one transaction a step."""
        with self._at():
            ended = [r for r in queries.ended_offers() if r.event_id == self.event_id]
        for registration in ended:
            self.act(services.expire, registration, by=Actor.worker())
            yield
        self.act(services.settle_lines)
        self.is_stale = False
        yield

    def close(self) -> None:
        """Out of the way of the next one."""
        if self.event_id:
            with write_tx() as session:
                people = sa.delete(Registration)
                session.execute(people.where(Registration.event_id == self.event_id))
                session.execute(sa.delete(Event).where(Event.id == self.event_id))
