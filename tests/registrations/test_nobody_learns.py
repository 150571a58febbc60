"""What a guest's form answers is the same, whoever is registered already."""

import pytest
import sqlalchemy as sa

from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.registrations import services
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration, pool_named

ADA = {"given_name": "Ada", "family_name": "Berg", "email": "ada@example.org"}


def sign_up(client, event, **values):
    form = {**ADA, "language": "en", **values}
    return client.post(f"/events/{event.slug}/register", data=form)


def registrations():
    return db.session.scalars(sa.select(Registration).order_by(Registration.id)).all()


@pytest.mark.parametrize("was", [None, State.CONFIRMED], ids=["new", "registered"])
@pytest.mark.parametrize("left", [False, True], ids=["stays", "has left"])
def test_send_again_answers_all_alike(client, letters, was, left):
    event = make_event()
    if was is not None:
        make_registration(event, was, **ADA)
    sign_up(client, event)
    [ada] = registrations()
    if left:
        with write_tx():
            services.cancel(ada, by=Actor.person(ada))
    before = len(letters())

    response = client.post(f"/events/{event.slug}/register/sent")

    assert response.status_code == 303
    assert client.get(response.location).flashes == [
        "If the form you sent still counts, we have written to you once more. If no "
        "e-mail arrives, please fill it in again."
    ]
    assert len(letters()) - before == (0 if left else 1)


@pytest.mark.parametrize("is_registered", [False, True])
def test_a_corrected_address_tells_nobody_who_is_registered(client, is_registered):
    event = make_event(sessions={"Morning": 1})
    morning = pool_named(event, "Morning")
    if is_registered:
        make_registration(event, State.CONFIRMED, **ADA)
    sign_up(client, event, email="wrong@example.org", sessions="morning")
    make_registration(event, pools=[morning])

    response = client.post(
        f"/events/{event.slug}/register/correct", data={"email": "ada@example.org"}
    )

    assert (response.status_code, response.errors) == (
        409,
        ["“Morning” is full meanwhile. Please choose something else."],
    )
