"""A link of staff that no longer works is not mailed any more."""

import sqlalchemy as sa

from eventreg.accounts.models import LinkToken
from eventreg.database import db
from eventreg.outbox.models import Letter
from tests.factories import make_account


def test_the_letter_ends_when_its_link_does(app, client):
    make_account("ole@example.org")

    client.post("/account/forgotten", data={"email": "ole@example.org"})

    letter = db.session.scalars(sa.select(Letter)).one()
    link = db.session.scalars(sa.select(LinkToken)).one()
    assert (letter.letter, letter.not_after) == ("password_reset", link.expires_at)
