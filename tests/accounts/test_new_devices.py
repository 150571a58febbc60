"""A sign-in from a browser that was not known is told by letter, once."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventreg.accounts.models import KnownDevice, Purpose
from eventreg.accounts.services import forget_old
from eventreg.database import db, write_tx
from eventreg.outbox.models import Letter
from tests.factories import PASSWORD, make_account, make_link

FIREFOX = "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0"


def come_in(client, email="ole@example.org"):
    data = {"email": email, "password": PASSWORD}
    client.post("/account/sign-in", data=data, headers={"User-Agent": FIREFOX})


def go_out(client):
    client.post("/account/sign-out")


def test_a_new_browser_is_told_once(client, app, letters):
    make_account()
    come_in(client)
    go_out(client)
    come_in(client)

    come_in(app.test_client())

    assert letters() == [("new_device", "ole@example.org")] * 2
    values = db.session.scalars(sa.select(Letter)).first().values
    assert (values["device"], values["name"]) == ("Firefox, Android", "Ole Organiser")


def test_the_browser_of_another_is_new_to_this_account(client, letters):
    make_account()
    make_account("una@example.org")
    come_in(client)
    go_out(client)

    come_in(client, "una@example.org")

    assert letters()[-1] == ("new_device", "una@example.org")


def test_who_has_just_accepted_the_invitation_is_not_told(client, app, letters):
    ben = make_account("ben@example.org", password=None)
    token = make_link(ben, Purpose.INVITATION)[1]
    new = {"name": "Ben", "language": "en", "new_password": PASSWORD}
    client.post(f"/account/invitation/{token}", data=new)

    come_in(client, "ben@example.org")
    come_in(app.test_client(), "ben@example.org")

    assert letters() == [("new_device", "ben@example.org")]


@pytest.mark.parametrize(("days", "left"), [(89, 1), (91, 0)])
def test_a_browser_is_forgotten_after_three_months(client, clock_at, days, left):
    make_account()
    come_in(client)

    clock_at(timedelta(days=days))
    with write_tx():
        forget_old()

    assert db.session.scalar(sa.select(sa.func.count(KnownDevice.id))) == left
