"""Where members come before guests, whoever waits or will wait reads so."""

from datetime import timedelta

import pytest

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
