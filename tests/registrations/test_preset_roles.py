"""As what somebody comes: preset by membership and contingent, changed by staff."""

import pytest

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.events.services import copy
from eventreg.events.states import ContingentRole
from eventreg.registrations import queries, services
from eventreg.registrations.states import RegistrationRole, State
from tests.factories import make_account, make_event, make_registration, pool_named


@pytest.fixture
def event(app):
    event = make_event(contingents={"Press": 5, "Honour": 5, "Business": 5})
    with write_tx():
        pool_named(event, "Press").role = ContingentRole.PRESS
        pool_named(event, "Honour").role = ContingentRole.VIP
    return event


def changed(registration, event, *names, by=None, role=None):
    with write_tx():
        services.choose(
            registration,
            [pool_named(event, name) for name in names],
            by=by or Actor.person(registration),
            language="en",
            role=role,
        )
    return registration.role


def test_who_chooses_a_contingent_comes_as_it_says(event):
    ada = make_registration(event, State.PENDING)

    assert changed(ada, event, "Press") is RegistrationRole.PRESS
    assert changed(ada, event, "Honour") is RegistrationRole.VIP
    assert changed(ada, event, "Business") is RegistrationRole.GUEST


def test_a_member_is_one_again_without_the_contingent(event):
    ada = make_registration(
        event, State.PENDING, is_member=True, role=RegistrationRole.MEMBER
    )

    assert changed(ada, event, "Press") is RegistrationRole.PRESS
    assert changed(ada, event, "Business") is RegistrationRole.MEMBER


def test_what_staff_say_stays(event):
    ole = Actor.staff(make_account("ole@example.org"))
    ada = make_registration(event, State.PENDING)
    changed(ada, event, "Press")

    role = RegistrationRole.GUEST
    assert changed(ada, event, "Press", by=ole, role=role) is RegistrationRole.GUEST
    role = RegistrationRole.DELEGATION
    changed(ada, event, "Press", by=ole, role=role)
    assert changed(ada, event, "Honour") is RegistrationRole.DELEGATION


def test_a_form_brings_the_role(client, event):
    page = client.get(f"/events/{event.slug}/register").page
    radios = page.select("input[type=radio][name=contingent]")
    labels = {
        page.select_one(f"label[for={radio['id']}]").get_text(" ", strip=True): radio
        for radio in radios
    }
    [press] = [radio for words, radio in labels.items() if words.startswith("Press")]

    client.post(
        f"/events/{event.slug}/register",
        data={
            "given_name": "Ada",
            "family_name": "Berg",
            "email": "ada@example.org",
            "language": "en",
            "contingent": press["value"],
        },
    )

    [ada] = queries.of_event(event, queries.Wanted())
    assert ada.role is RegistrationRole.PRESS


def test_a_copy_of_the_event_keeps_the_roles(event):
    with write_tx():
        made = copy(
            event, starts_local=event.starts_local, titles={}, by=Actor.worker()
        )

    roles = {pool.name("en"): pool.role for pool in made.pools if pool.names}
    assert roles == {"Press": "press", "Honour": "vip", "Business": None}
