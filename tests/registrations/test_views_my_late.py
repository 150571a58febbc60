"""Two tabs, an old link, somebody quicker: what the own page says then."""

import pytest
import sqlalchemy as sa

from eventreg.database import write_tx
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration

ADA = {"given_name": "Ada", "family_name": "Berg", "email": "ada@example.org"}


@pytest.mark.parametrize(
    ("state", "act"),
    [
        (State.CANCELLED, "accept"),
        (State.DECLINED, "cancel"),
        (State.CONFIRMED, "refuse"),
        (State.CANCELLED, "confirm"),
        (State.WAITLISTED, "substitute"),
        (State.CANCELLED, "change"),
    ],
)
def test_a_click_that_came_too_late_says_that_nothing_changed(client, state, act):
    ada = make_registration(make_event(), state, **ADA)

    page = client.get(client.post(f"/my/{ada.token}/{act}").location)

    assert page.flashes == [
        "Your click has changed nothing. This is how things stand now."
    ]
    assert ada.state is state


@pytest.mark.parametrize(
    ("state", "act"),
    [
        (State.OFFERED, "accept"),
        (State.OFFERED, "refuse"),
        (State.CONFIRMED, "cancel"),
        (State.CONFIRMED, "substitute"),
    ],
)
def test_whoever_is_overtaken_in_the_same_moment_reads_how_things_stand(
    client, monkeypatch, state, act
):
    ada = make_registration(make_event(), state, **ADA)
    overtake(monkeypatch, ada)

    form = {"given_name": "Ben", "email": "ben@example.org", "language": "en"}
    response = client.post(f"/my/{ada.token}/{act}", data=form)
    page = client.get(response.location)

    assert response.status_code == 303
    assert page.flashes == [
        "This has changed in the meantime, so that is no longer possible. "
        "Please look again."
    ]
    assert page.heading == "Not this time, Ada Berg"


def overtake(monkeypatch, registration):
    """Between looking and acting, somebody else brings it into another state."""
    from eventreg.registrations.views import my_changes, own

    for module in (own, my_changes):
        real = module.form_errors

        def first(form, real=real):
            with write_tx() as session:
                declined = {"state": State.DECLINED, "offer_expires_at": None}
                row = sa.update(Registration).where(Registration.id == registration.id)
                session.execute(row.values(**declined))
            return real(form)

        monkeypatch.setattr(module, "form_errors", first)


@pytest.mark.parametrize("act", ["confirm", "change"])
def test_a_form_that_was_forgotten_in_the_same_moment_is_not_there(
    client, monkeypatch, act
):
    ada = make_registration(make_event(), State.UNVERIFIED, **ADA)
    path = f"/my/{ada.token}/{act}"
    forget(monkeypatch)

    response = client.post(path, data={"language": "en"})

    assert response.status_code == 404
    assert response.heading == "This link no longer works"


def forget(monkeypatch):
    from eventreg.registrations.views import my_changes, own

    for module in (own, my_changes):
        real = module.form_errors

        def first(form, real=real):
            with write_tx() as session:
                session.execute(sa.delete(Registration))
            return real(form)

        monkeypatch.setattr(module, "form_errors", first)
