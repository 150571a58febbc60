"""Naming a substitute does not tell who is registered, but for a few times a day."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.registrations import queries, services
from eventreg.registrations.states import State
from tests.factories import make_event, make_party, make_registration

BEN = {"given_name": "Ben", "family_name": "Wait", "email": "ben@example.org"}


@pytest.fixture
def event(app):
    return make_event()


def name_somebody(client, registration, *, companion=None, **values):
    whose = f"/companions/{companion.reference}" if companion else ""
    form = {**BEN, "language": "en", **values}
    return client.post(f"/my/{registration.token}{whose}/substitute", data=form)


def test_after_three_in_vain_everybody_is_refused_alike(client, event):
    ada = make_registration(event)
    make_registration(event, State.CONFIRMED, **BEN)
    refused = [name_somebody(client, ada).errors for _ in range(3)]

    unknown = name_somebody(client, ada, given_name="Cyd")

    assert unknown.errors == refused[0] == refused[2]
    assert (unknown.status_code, ada.state) == (409, State.CONFIRMED)
    assert unknown.page.select_one("#given_name")["value"] == "Cyd"
    with clock.at(clock.now() + timedelta(days=1)):
        assert name_somebody(client, ada, given_name="Cyd").status_code == 303


def test_a_party_has_no_more_tries_than_one_person(client, event):
    lead, *others = make_party(event, State.CONFIRMED, 4)
    with write_tx():
        for other in others:
            other.email = None
    make_registration(event, State.CONFIRMED, **BEN)
    for other in others:
        assert name_somebody(client, lead, companion=other).status_code == 409

    unknown = name_somebody(client, lead, given_name="Cyd")

    assert (unknown.status_code, lead.state) == (409, State.CONFIRMED)


def test_what_else_goes_wrong_is_no_try(client):
    ada = make_registration(make_event(needs_approval=True))
    name_somebody(client, ada, given_name="Cyd")
    for _ in range(4):
        name_somebody(client, ada, given_name="Dan")
    with write_tx():
        services.decline(queries.substitute_of(ada), by=Actor.worker())

    assert name_somebody(client, ada, given_name="Dan").status_code == 303


def test_staff_read_which_registration_is_in_the_way(client, sign_in, event):
    ada = make_registration(event)
    ben = make_registration(event, State.CONFIRMED, **BEN)
    sign_in("office")

    response = client.post(
        f"/manage/registrations/{ada.reference}/substitute",
        data={**BEN, "language": "en", "salutation": ""},
    )

    assert response.errors == [f"This person is already registered: {ben.reference}"]
