"""What stands in the log cannot be changed, whoever asks the database."""

import pytest
import sqlalchemy as sa

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.audit.models import AuditEntry
from eventreg.audit.services import record
from eventreg.database import db, write_tx
from eventreg.web.access import Door
from tests.guards.routes import routes

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def entry(app):
    with write_tx():
        record("event.published", "evening", by=Actor.worker())
    return db.session.scalars(sa.select(AuditEntry)).one()


def test_the_database_refuses_to_change_an_entry(entry):
    with pytest.raises(sa.exc.DBAPIError, match="never changed"), write_tx() as session:
        session.execute(sa.update(AuditEntry).values(act="event.closed"))

    assert db.session.scalar(sa.select(AuditEntry.act)) == "event.published"


def test_it_may_forget_what_is_old(entry):
    with write_tx() as session:
        session.execute(sa.delete(AuditEntry).where(AuditEntry.at <= clock.now()))

    assert db.session.scalars(sa.select(AuditEntry)).all() == []


def test_no_page_writes_to_the_log_by_itself(app):
    pages = [route for route in routes(app) if route.endpoint.startswith("log.")]

    assert [(r.methods, r.view.access.door) for r in pages] == [({"GET"}, Door.STAFF)]
