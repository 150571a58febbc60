"""Two of the staff press the same button: the second reads what happened."""

import re
from datetime import timedelta

import pytest
from flask_babel import force_locale

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.registrations import services
from eventreg.registrations.states import State
from eventreg.web.dates import format_when
from tests.factories import make_account, make_event, make_registration

NOTHING = "Your click has changed nothing."


@pytest.fixture(autouse=True)
def _director(sign_in):
    sign_in("director")


def page_of(registration, rest=""):
    return f"/manage/registrations/{registration.reference}{rest}"


def make_ada(event, state, **columns):
    named = {"given_name": "Ada", "family_name": "Berg", "email": "ada@example.org"}
    return make_registration(event, state, **(named | columns))


@pytest.mark.parametrize("from_line", [True, False])
def test_an_offer_extended_already_names_who_did_it_and_until_when(client, from_line):
    event = make_event(offer_hours=48)
    ada, dora = make_ada(event, State.OFFERED), make_account("director", name="Dora")
    with write_tx():
        ada.offer_expires_at -= timedelta(hours=20)
    with write_tx():
        services.extend(ada, by=Actor.staff(dora))

    answer = client.post(page_of(ada, "/extend" + "?line=1" * from_line))

    line = f"/manage/events/{event.slug}/waitlist"
    assert answer.location == (line if from_line else page_of(ada))
    [said] = client.get(answer.location).flashes
    with force_locale("en"):
        end = format_when(ada.offer_expires_at, event.timezone)
    assert re.sub(r"\(\d\d:\d\d\)", "(14:05)", said) == (
        "Dora has extended the offer of Ada Berg already (14:05): the seat is kept "
        f"until {end}. {NOTHING}"
    )


def test_an_offer_without_time_left_is_not_extended(client):
    event = make_event(starts_in=timedelta(hours=5))
    ada = make_ada(event, State.OFFERED)
    with write_tx():
        ada.offer_expires_at = event.cut_off_at

    answer = client.post(page_of(ada, "/extend"))

    assert client.get(answer.location).flashes == [
        "Ada Berg: This offer cannot be extended any further."
    ]


def test_who_signed_up_anew_is_not_reconsidered_but_shown(client):
    event = make_event()
    declined = make_ada(event, State.DECLINED)
    anew = make_ada(event, State.CONFIRMED)

    answer = client.post(page_of(declined, "/reconsider"))

    assert answer.location == page_of(anew)
    assert client.get(answer.location).flashes == [
        "Ada Berg has signed up anew, and this is that registration, number "
        f"{anew.reference}. {NOTHING}"
    ]
    assert declined.state is State.DECLINED
