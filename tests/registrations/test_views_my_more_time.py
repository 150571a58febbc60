"""More time to accept, asked for on the own page."""

from datetime import timedelta

from flask_babel import force_locale

from eventreg import clock
from eventreg.database import write_tx
from eventreg.events.states import Kind
from eventreg.registrations.states import State
from eventreg.web.dates import format_when
from tests.factories import make_event, make_registration
from tests.house import text_of


def test_an_offer_is_extended_once(client):
    event = make_event(kind=Kind.WORKSHOP, offer_hours=48)
    ada = make_registration(event, State.OFFERED)
    with write_tx():
        ada.offer_expires_at = before = clock.now() + timedelta(hours=3)
    page = client.get(f"/my/{ada.token}").page
    links = page.select(".actions a")
    with force_locale("en"):
        later = format_when(before + timedelta(hours=48), event.timezone)
    asked = client.get(f"/my/{ada.token}/extend").page

    first = client.post(f"/my/{ada.token}/extend")
    after = ada.offer_expires_at
    second = client.post(f"/my/{ada.token}/extend")

    assert f"/my/{ada.token}/extend" in [link["href"] for link in links]
    assert (first.status_code, second.status_code) == (303, 303)
    assert f"You can ask once: then we keep it until {later}." in text_of(page.main)
    assert f"then we keep it until {later}." in text_of(asked.main)
    assert after == before + timedelta(hours=48)
    assert ada.offer_expires_at == after
    row = client.get(f"/my/{ada.token}").page.select_one(".history tbody tr")
    newest = text_of(row.select("td")[1])
    assert newest == "The seat is kept longer"


def test_the_button_is_gone_when_there_is_no_more_time(client):
    event = make_event(offer_hours=48)
    ada = make_registration(event, State.OFFERED, is_extended=True)

    assert f"/my/{ada.token}/extend" not in client.get(f"/my/{ada.token}").text
