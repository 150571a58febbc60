"""Staff invite a known person; the letter knows the form and the way out."""

from datetime import timedelta
from email import message_from_bytes
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa

from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.events.states import EventState
from eventreg.outbox.message import LetterMessage
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.people import services as people
from eventreg.registrations import services
from eventreg.registrations.invitations import invitations_of
from tests.factories import make_event, make_member, make_person, make_registration
from tests.house import text_of


@pytest.fixture
def ada(app):
    return make_person(make_member("Ada AG"), email="ada@example.org", language="en")


def invite(client, person, event, **values):
    return client.post(
        f"/manage/people/{person.reference}/invite",
        data={"event": event.slug, **values},
    )


def sent():
    letter = db.session.scalars(sa.select(Letter)).one()
    sender = current_sender()
    return letter, render(letter, sender), sender


def test_office_invites_and_the_link_opens_the_form(client, app, sign_in, ada):
    event = make_event(title="Summer", text={"summary": "An evening by the water."})
    sign_in("office")

    response = invite(client, ada, event, note="Do come, Ada!\nOle")
    letter, rendered, _sender = sent()

    token = letter.links["sign_up"][1]["token"]
    form = app.test_client().get(f"/members/{token}/events/{event.slug}/register")
    assert response.location == f"/manage/people/{ada.reference}"
    assert rendered.subject == "Invitation: Summer"
    for words in ("Dear Ada King,", "Do come, Ada!\nOle", "An evening by the water."):
        assert words in rendered.text
    assert "Ada King" in text_of(form.page.main)
    assert list(invitations_of(ada)) == [event.id]


#: The page speaks the person's language, as the letter does.
HEADINGS = {
    "de": "Keine Einladungen mehr?",
    "en": "No more invitations?",
    "tr": "Artık davet gönderilmesin mi?",
}


@pytest.mark.parametrize("language", HEADINGS)
def test_the_letter_says_how_to_get_no_more_of_them(app, client, language):
    person = make_person(email="una@example.org", language=language)
    event = make_event(languages=["de", "en", "tr"], contact_email="ole@example.org")
    with write_tx():
        services.invite(event, person, by=Actor.worker())
    letter, rendered, sender = sent()

    message = message_from_bytes(LetterMessage(letter, rendered, sender).as_bytes())
    page = client.get(urlsplit(rendered.unsubscribe).path)

    assert message["List-Unsubscribe"] == f"<{rendered.one_click}>"
    assert rendered.unsubscribe in rendered.text
    assert message["Reply-To"] == "ole@example.org"
    assert page.heading == HEADINGS[language]


def test_other_letters_carry_no_way_to_refuse_them(app):
    ada = make_registration(make_event())
    with write_tx():
        services.cancel(ada, by=Actor.person(ada))
    letter, rendered, sender = sent()

    message = message_from_bytes(LetterMessage(letter, rendered, sender).as_bytes())

    assert message["List-Unsubscribe"] is None


def test_who_wants_no_invitations_gets_none(client, sign_in, ada, letters):
    with write_tx():
        people.refuse_invitations(ada, by=Actor.person(ada))
    sign_in("office")

    response = invite(client, ada, make_event(), note="Please")

    assert response.status_code == 409
    assert response.errors == ["This person wants no invitations."]
    assert response.page.select_one("#note").text.strip() == "Please"
    assert letters() == []


def test_who_has_signed_up_needs_no_invitation(client, sign_in, ada, letters):
    event = make_event()
    make_registration(event, person_id=ada.id)
    sign_in("office")

    response = invite(client, ada, event)

    assert response.errors == ["This person has signed up for this event already."]
    assert letters() == []


def test_two_clicks_are_one_letter(client, sign_in, ada, letters, clock_at):
    clock_at(timedelta(0))
    event = make_event()
    sign_in("office")

    invite(client, ada, event)
    invite(client, ada, event)

    assert letters() == [("invitation", "ada@example.org")]


def test_only_events_that_take_sign_ups_are_offered(client, sign_in, ada):
    make_event(title="Open")
    make_event(title="Closed", state=EventState.CLOSED)
    make_event(title="Draft", state=EventState.DRAFT)
    make_event(title="Past", starts_in=timedelta(days=-9))
    sign_in("office")

    page = client.get(f"/manage/people/{ada.reference}/invite").page

    offered = [text_of(label) for label in page.select(".choices label")]
    assert [words.partition(",")[0] for words in offered] == ["Open"]


def test_an_earlier_invitation_is_shown(client, sign_in, ada):
    event = make_event()
    with write_tx():
        services.invite(event, ada, by=Actor.worker())
    sign_in("office")

    page = client.get(f"/manage/people/{ada.reference}/invite").page

    assert "(invited on" in text_of(page.main)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"event": ""}, "Choose an event"),
        ({"event": "nothing"}, "Event: choose one of the answers in the list"),
        ({"note": "x" * 601}, "A word to this person: use 600 characters or fewer"),
    ],
)
def test_a_mistake_comes_back(client, sign_in, ada, letters, values, error):
    event = make_event()
    sign_in("office")

    response = client.post(
        f"/manage/people/{ada.reference}/invite",
        data={"event": event.slug, "note": "Hi"} | values,
    )

    assert (response.status_code, response.errors) == (422, [error])
    assert letters() == []


def test_without_an_address_nobody_is_invited(client, sign_in):
    una = make_person(email=None)
    sign_in("office")

    response = invite(client, una, make_event())

    assert response.errors == ["This person has no e-mail address."]


def test_the_token_is_masked_for_staff_and_in_the_log(client, sign_in, ada, caplog):
    event = make_event()
    with write_tx():
        services.invite(event, ada, by=Actor.worker())
    letter, _rendered, _sender = sent()
    token = letter.links["sign_up"][1]["token"]
    sign_in("office")

    shown = client.get(f"/manage/letters/{letter.reference}")
    html = client.get(f"/manage/letters/{letter.reference}/html", rules=False)
    client.get(f"/members/{token}/events/{event.slug}/register")
    client.get(f"/members/{token}/nowhere")

    paths = [getattr(r, "fields", {}).get("path", "") for r in caplog.records]
    assert token not in shown.text + html.text
    assert not any(token in path for path in paths)


def test_staff_read_when_sign_up_opens_for_the_invited(client, sign_in, ada):
    make_event()
    sign_in("office")

    page = client.get(f"/manage/people/{ada.reference}/invite?lang=en").page

    assert text_of(page.select_one(".lede")).endswith(
        "Sign-up opens for the invited person when it does for members; where members "
        "have no date of their own, at once."
    )
