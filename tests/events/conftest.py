"""Machinery for tests of events."""

from datetime import datetime

import pytest
from flask_babel import force_locale

from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db, write_tx
from eventreg.events import services
from eventreg.events.states import Kind


@pytest.fixture
def english(app):
    """Sentences outside of any page are English, as the tests expect."""
    with force_locale("en"):
        yield


@pytest.fixture
def ole() -> Actor:
    """Ole of the office, who organises."""
    return Actor(ActorKind.STAFF, "Aole")


@pytest.fixture
def create(english, ole):
    """``create(title=…)``: a new draft, made as the office makes it."""

    def make(kind: Kind = Kind.EVENING, **values):
        values = {
            "title": "Summer school",
            "language": "en",
            "starts_local": datetime(2027, 6, 17, 19, 30),
            "ends_local": datetime(2027, 6, 17, 22, 0),
            "place_name": "Haus der Wirtschaft",
            "capacity": 20,
            **values,
        }
        with write_tx():
            return services.create(kind, by=ole, **values)

    return make


@pytest.fixture
def log():
    """``log()``: act, target and changes of all audit rows, in order."""

    def rows():
        from eventreg.audit.models import AuditEntry

        entries = db.session.query(AuditEntry).order_by(AuditEntry.id)
        return [(entry.act, entry.target, entry.changes) for entry in entries]

    return rows
