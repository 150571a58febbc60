"""What is written to the lead about a companion who has no address."""

import pytest

from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db, write_tx
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations import letters, services
from eventreg.registrations.applicants import Applicant
from eventreg.registrations.states import State
from tests.factories import make_event
from tests.house import text_of
from tests.registrations.parties import party_of

pytestmark = pytest.mark.usefixtures("app")
OLE = Actor(ActorKind.STAFF, "ole")
STAYS = "Nothing changes about your own registration."


def ada_and_ben(event, state, **options):
    """Ben has no address: what is about him goes to Ada."""
    ada, ben = party_of(event, state, **options)
    with write_tx():
        ben.email = None
    return ada, ben


def written_about(registration, letter):
    """Subject and text of the one letter, and the title of its calendar entry."""
    rows = db.session.query(Letter).filter_by(letter=letter)
    row = rows.filter_by(registration=registration.reference).one()
    written = render(row, current_sender())
    entry = (row.calendar or {}).get("summary")
    return written.subject, written.text.replace("*", ""), entry


def test_the_lead_reads_whose_registration_has_ended_and_that_the_own_one_stays():
    event = make_event()
    ada, ben = ada_and_ben(event, State.CONFIRMED)
    with write_tx():
        services.cancel(ben, by=Actor.person(ada))

    subject, text, entry = written_about(ben, "cancelled")

    title = event.title("en")
    assert subject == f"The registration of Ben Wait is cancelled: {title}"
    assert "The registration of Ben Wait is cancelled. Thank you" in text
    assert STAYS in text
    assert entry == f"Ben Wait: {title}"


def test_a_lead_who_is_out_too_reads_nothing_of_staying():
    ada, ben = ada_and_ben(make_event(), State.CONFIRMED)
    with write_tx():
        services.cancel(ada, by=OLE)
        services.cancel(ben, by=OLE)

    assert STAYS not in written_about(ben, "cancelled")[1]
    assert written_about(ada, "cancelled")[0].startswith("Your registration is")


def test_who_gives_the_seats_of_all_back_is_not_told_to_stay():
    event = make_event(only_together=True)
    ada, ben = ada_and_ben(event, State.OFFERED, together=True)
    with write_tx():
        services.refuse(ada)

    assert STAYS not in written_about(ben, "cancelled")[1]


@pytest.mark.parametrize("is_out", [False, True])
def test_a_refusal_says_of_whom_it_speaks(is_out):
    event = make_event(needs_approval=True)
    ada, ben = ada_and_ben(event, State.PENDING)
    with write_tx():
        if is_out:
            services.decline(ada, by=OLE)
        services.decline(ben, by=OLE)

    subject, text, _entry = written_about(ben, "declined")

    assert subject.startswith("Not this time for Ben Wait: ")
    assert "we cannot offer Ben Wait a seat this time" in text
    assert (STAYS in text) is not is_out


def test_the_calendar_of_the_lead_tells_both_entries_apart():
    event = make_event()
    ada, ben = ada_and_ben(event, State.UNVERIFIED)
    with write_tx():
        services.verify(ada)

    title = event.title("en")
    assert written_about(ada, "confirmed")[2] == title
    subject, _text, entry = written_about(ben, "confirmed")
    assert (subject, entry) == (f"Ben Wait is in: {title}", f"Ben Wait: {title}")


#: What a companion reads whose registration, or application, somebody else ended.
ENDED = {
    "de": ("Ada Berg hat Ihre ", "an Ada Berg oder schreiben Sie uns", "danke, dass"),
    "en": ("Ada Berg has ", "turn to Ada Berg or just reply", "thank you for"),
    "tr": ("Ada Berg bu etkinliğe ", "Ada Berg ile görüşün", "haber verdiğiniz"),
}


@pytest.mark.parametrize("language", ENDED)
@pytest.mark.parametrize(
    ("state", "letter"),
    [(State.CONFIRMED, "cancelled"), (State.PENDING, "application_withdrawn")],
)
def test_who_was_cancelled_reads_by_whom_and_is_not_thanked(language, state, letter):
    ada, ben = party_of(make_event(), state, language=language)
    with write_tx():
        services.cancel(ben, by=Actor.person(ada))

    text = written_about(ben, letter)[1]

    who, whom_to_ask, thanks = ENDED[language]
    assert [words in text for words in (who, whom_to_ask, thanks)] == [1, 1, 0]


@pytest.mark.parametrize("language", ENDED)
@pytest.mark.parametrize(
    ("state", "letter"),
    [(State.CONFIRMED, "cancelled"), (State.PENDING, "application_withdrawn")],
)
def test_who_cancels_is_thanked_and_not_told_by_whom(language, state, letter):
    ada, _ben = party_of(make_event(), state, language=language)
    with write_tx():
        services.cancel(ada, by=Actor.person(ada))

    text = written_about(ada, letter)[1]

    who, _whom_to_ask, thanks = ENDED[language]
    assert [words in text for words in (who, thanks)] == [0, 1]


def test_who_loses_the_offered_seat_by_the_lead_reads_by_whom():
    event = make_event(only_together=True)
    ada, ben = party_of(event, State.OFFERED, together=True)
    with write_tx():
        services.refuse(ada)

    text = written_about(ben, "cancelled")[1]

    assert "Ada Berg has cancelled your registration" in text
    assert "thank you" not in text


#: What is said of somebody whose seat goes with the reader's own offer.
WITH_YOURS = {
    "de": ("Klick bis", "Plätze annehmen", "Platz annehmen", "aus der Gruppe"),
    "en": ("one click", "Accept the seats", "Accept my seat", "out of the party"),
    "tr": ("Tek tıkla", "Yerleri kabul et", "Yerimi kabul et", "gruptan ayrılın"),
}


@pytest.mark.parametrize("language", WITH_YOURS)
@pytest.mark.parametrize("letter", ["approved", "offer", "offer_extended"])
def test_the_seat_of_a_companion_goes_with_the_offer_of_who_reads(language, letter):
    event = make_event(only_together=True, offer_hours=48)
    _ada, ben = ada_and_ben(event, State.OFFERED, together=True, language=language)
    with write_tx():
        getattr(letters, letter)(ben)

    text = written_about(ben, letter)[1]

    click, several, one, leaving = WITH_YOURS[language]
    found = [words in text for words in (click, several, one, leaving)]
    assert found == [True, True, False, True]


def test_a_companion_who_comes_alone_is_accepted_alone():
    event = make_event(offer_hours=48)
    _ada, ben = ada_and_ben(event, State.OFFERED)
    with write_tx():
        letters.offer(ben)

    text = written_about(ben, "offer")[1]

    assert "Accept my seat" in text
    assert "one click" not in text


#: What somebody reads whose seat another one has handed over.
SWAPPED = {
    "de": "Ada Berg hat Ihren Platz an Eve Klug weitergegeben.",
    "en": "Ada Berg has handed your seat over to Eve Klug.",
    "tr": "Ada Berg yerinizi Eve Klug adlı kişiye devretti.",
}


def eve():
    return Applicant(
        given_name="Eve", family_name="Klug", email="eve@example.org", language="en"
    )


@pytest.mark.parametrize("language", SWAPPED)
@pytest.mark.parametrize("needs_approval", [False, True])
def test_who_is_swapped_reads_by_whom(client, language, needs_approval):
    event = make_event(needs_approval=needs_approval)
    ada, ben = party_of(event, language=language)
    with write_tx():
        new = services.substitute(ben, eve(), by=Actor.person(ada))
    if needs_approval:
        with write_tx():
            services.approve(new, by=OLE)

    assert SWAPPED[language] in written_about(ben, "substituted")[1]
    page = client.get(f"/my/{ben.token}?lang=en").page
    assert "Ada Berg has named somebody else to come" in text_of(page.main)


def test_who_hands_the_own_seat_over_reads_of_nobody_else(client):
    ada, ben = party_of(make_event())
    with write_tx():
        services.substitute(ben, eve(), by=Actor.person(ben))

    text = written_about(ben, "substituted")[1]

    assert "Your seat now belongs to Eve Klug." in text
    assert "Ada Berg" not in text
    page = client.get(f"/my/{ben.token}?lang=en").page
    assert "Somebody else comes in your place." in text_of(page.main)
    assert ada.state is State.CONFIRMED


@pytest.mark.parametrize(
    ("language", "has_address", "said"),
    [
        ("en", True, "The organiser has handed your seat over to Eve Klug."),
        (
            "en",
            False,
            "The organiser has handed the seat of Ben Wait over to Eve Klug.",
        ),
        ("de", True, "der Veranstalter hat Ihren Platz an Eve Klug weitergegeben."),
        ("tr", True, "Düzenleyen, yerinizi Eve Klug adlı kişiye devretti."),
    ],
)
def test_who_is_swapped_by_staff_reads_that_it_was_the_organiser(
    client, language, has_address, said
):
    _ada, ben = party_of(make_event(), language=language)
    with write_tx():
        ben.email = ben.email if has_address else None
        services.substitute(ben, eve(), by=OLE)

    text = written_about(ben, "substituted")[1]

    assert (said in text, "now belongs" in text) == (True, False)
    page = text_of(client.get(f"/my/{ben.token}?lang=en").page.main)
    assert "The organiser has named somebody else to come in your place." in page


def test_who_asked_for_it_is_not_told_that_the_organiser_did(client):
    _ada, ben = party_of(make_event(needs_approval=True))
    with write_tx():
        new = services.substitute(ben, eve(), by=Actor.person(ben))
    with write_tx():
        services.approve(new, by=OLE)

    page = text_of(client.get(f"/my/{ben.token}?lang=en").page.main)

    assert "Your seat now belongs to" in written_about(ben, "substituted")[1]
    assert "Somebody else comes in your place." in page
