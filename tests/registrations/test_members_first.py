"""Where members come before guests, whoever waits or will wait reads so."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations import services
from eventreg.registrations.states import State
from tests.factories import (
    make_event,
    make_member,
    make_party,
    make_person,
    make_personal_link,
    make_registration,
)
from tests.house import text_of

ORDER = {
    "en": "Members come before guests on the waitlist.",
    "de": "Auf der Warteliste kommen Mitglieder vor Gästen.",
    "tr": "Bekleme listesinde üyeler konuklardan önce gelir.",
}
GUEST = {
    "en": "members come before guests: when a member joins",
    "de": "kommen Mitglieder vor Gästen: Kommt ein Mitglied dazu",
    "tr": "üyeler konuklardan önce gelir: Listeye bir üye girerse",
}
MEMBER = "On this waitlist you come before guests, as a member."


def full_event(*, members_first=True, **columns):
    return make_event(capacity=0, members_first=members_first, **columns)


def letter_of(registration):
    with write_tx():
        services.verify(registration)
    row = db.session.query(Letter).filter_by(letter="waitlisted").one()
    return render(row, current_sender()).text


@pytest.mark.every_case
@pytest.mark.parametrize("language", ["en", "de", "tr"])
def test_the_event_page_and_both_forms_say_it(client, language):
    event = full_event()
    token = make_personal_link(make_person(make_member("Ada AG"))).token
    pages = (
        f"/events/{event.slug}",
        f"/events/{event.slug}/register",
        f"/members/{token}/events/{event.slug}/register",
    )

    said = [text_of(client.get(f"{page}?lang={language}").page.main) for page in pages]

    assert [ORDER[language] in text for text in said] == [True, True, True]


@pytest.mark.parametrize("columns", [{"line_paused": True}, {"needs_approval": True}])
def test_so_they_do_while_the_line_holds_up_free_seats(client, columns):
    event = make_event(capacity=2, members_first=True, only_together=True, **columns)
    make_party(event, State.WAITLISTED, 3, together=True)

    page = client.get(f"/events/{event.slug}?lang=en").page

    assert text_of(page.select_one(".seats")).endswith(ORDER["en"])


def test_where_first_come_is_first_served_nobody_reads_of_it(client):
    event = full_event(members_first=False)
    ada = make_registration(event, State.UNVERIFIED)

    page = text_of(client.get(f"/events/{event.slug}?lang=en").page.main)
    letter = letter_of(ada)
    own = text_of(client.get(f"/my/{ada.token}?lang=en").page.main)

    assert "before guests" not in page + letter + own


@pytest.mark.every_case
@pytest.mark.parametrize("language", ["en", "de", "tr"])
def test_a_guest_in_line_reads_it_in_the_letter_and_on_the_own_page(client, language):
    ada = make_registration(full_event(), State.UNVERIFIED, language=language)

    letter = " ".join(letter_of(ada).split())
    own = text_of(client.get(f"/my/{ada.token}?lang={language}").page.main)

    assert GUEST[language] in letter
    assert GUEST[language] in own


def test_a_member_reads_that_members_come_first(client):
    ada = make_registration(full_event(), State.WAITLISTED, is_member=True)

    own = text_of(client.get(f"/my/{ada.token}?lang=en").page.main)

    assert MEMBER in own
    assert GUEST["en"] not in own


def test_a_guest_who_comes_only_with_a_member_stands_where_the_member_does(client):
    event = full_event(only_together=True, starts_in=timedelta(days=9))
    head = make_registration(event, State.WAITLISTED, together=True, is_member=True)
    party = {"lead_id": head.id, "head_id": head.id, "together": True}
    ben = make_registration(event, State.WAITLISTED, **party)

    own = text_of(client.get(f"/my/{ben.token}?lang=en").page.main)

    assert GUEST["en"] not in own


def test_whoever_has_yet_to_confirm_reads_it_too(client):
    ada = make_registration(full_event(), State.UNVERIFIED)

    own = text_of(client.get(f"/my/{ada.token}?lang=en").page.main)

    assert ORDER["en"] in own


def own_text(client, registration, page=""):
    return text_of(client.get(f"/my/{registration.token}{page}?lang=en").page.main)


STANDING_STILL = [
    ({"starts_in": timedelta(hours=2)}, {}),
    ({}, {"is_paused": True}),
]


@pytest.mark.parametrize(("columns", "row"), STANDING_STILL, ids=["cut-off", "hold"])
def test_who_can_be_overtaken_by_members_is_not_promised_the_place(
    client, columns, row
):
    ada = make_registration(full_event(**columns), State.WAITLISTED, **row)

    assert "keep your place" not in own_text(client, ada)


@pytest.mark.every_case
@pytest.mark.parametrize("language", ["en", "de", "tr"])
@pytest.mark.parametrize("away", [timedelta(hours=2), timedelta(days=9)])
def test_the_order_is_left_out_where_seats_go_to_who_has_come(client, language, away):
    event = full_event(starts_in=away)
    ada = make_registration(event, State.UNVERIFIED, language=language)
    bea = make_registration(event, State.WAITLISTED, is_member=True)

    letter = " ".join(letter_of(ada).split())
    own = text_of(client.get(f"/my/{ada.token}?lang={language}").page.main)

    is_open = away > timedelta(days=1)
    assert (GUEST[language] in letter, GUEST[language] in own) == (is_open, is_open)
    assert (MEMBER in own_text(client, bea)) is is_open


@pytest.mark.parametrize(("columns", "row"), STANDING_STILL, ids=["cut-off", "hold"])
def test_a_member_keeps_the_place_there(client, columns, row):
    event = full_event(**columns)
    ada = make_registration(event, State.WAITLISTED, is_member=True, **row)

    assert "keep your place" in own_text(client, ada)


@pytest.mark.parametrize("page", ["", "/rejoin"])
@pytest.mark.parametrize("is_member", [True, False])
def test_who_comes_back_reads_where_they_will_stand(client, page, is_member):
    ada = make_registration(full_event(), State.EXPIRED, is_member=is_member)

    own = own_text(client, ada, page)

    before = "behind the other members and before all guests"
    assert (before in own, "at its end" in own or "at the end" in own) == (
        is_member,
        not is_member,
    )


@pytest.mark.parametrize("is_member", [True, False])
def test_a_member_who_comes_back_is_not_behind_guests_who_wait(client, is_member):
    event = make_event(capacity=1, members_first=True)
    make_registration(event, State.WAITLISTED)
    ada = make_registration(event, State.EXPIRED, is_member=is_member)

    said = "nobody is waiting for it" in own_text(client, ada)
    client.post(f"/my/{ada.token}/rejoin")

    assert (ada.state is State.CONFIRMED) is is_member
    assert said is is_member


@pytest.mark.parametrize(
    ("language", "guest", "member"),
    [
        ("en", "is at its end.", "behind the other members and before all guests."),
        ("de", "ist ganz hinten.", "hinter den anderen Mitgliedern und vor allen"),
        ("tr", "en sondadır.", "diğer üyelerin arkasında"),
    ],
)
@pytest.mark.parametrize("is_member", [True, False])
def test_the_letter_of_an_ended_offer_says_it(app, language, guest, member, is_member):
    ada = make_registration(
        make_event(members_first=True, offer_hours=48),
        State.OFFERED,
        is_member=is_member,
        language=language,
        offer_expires_at=clock.now(),
    )
    with write_tx():
        services.expire(ada, by=Actor.worker())

    row = db.session.query(Letter).filter_by(letter="offer_expired").one()
    text = " ".join(render(row, current_sender()).text.split())
    assert (member in text, guest in text) == (is_member, not is_member)
