"""What a letter about seats says to one, and to who answers for several."""

import pytest
from bs4 import BeautifulSoup

from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db, write_tx
from eventreg.events import services as events
from eventreg.events.states import Kind
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations import services
from eventreg.registrations.states import State
from tests.factories import make_event, make_party, make_registration
from tests.house import text_of

pytestmark = pytest.mark.usefixtures("app")
OLE = Actor(ActorKind.STAFF, "ole")

#: What is said to who answers for three, and to one alone.
SEATS = {
    "de": ("Plätze annehmen", "auch für Ben Yu und Cyd Yu an", "Platz annehmen"),
    "en": ("Accept the seats", "also accept for Ben Yu and Cyd Yu", "Accept my seat"),
    "tr": ("Yerleri kabul et", "Ben Yu ve Cyd Yu adına da", "Yerimi kabul et"),
}


def text_to(registration, letter):
    rows = db.session.query(Letter).filter_by(letter=letter)
    row = rows.filter_by(registration=registration.reference).one()
    return render(row, current_sender()).text.replace("*", "")


def named(event, size, language):
    people = make_party(
        event, State.PENDING, size, together=size > 1, language=language
    )
    with write_tx():
        for name, one in zip(("Ada", "Ben", "Cyd"), people, strict=False):
            one.given_name, one.family_name = name, "Yu"
    return people[0]


@pytest.mark.parametrize("language", SEATS)
@pytest.mark.parametrize("size", [1, 3])
def test_an_approval_speaks_of_one_seat_or_of_several(language, size):
    event = make_event(needs_approval=True, accept_hours=48, only_together=True)
    ada = named(event, size, language)
    with write_tx():
        services.approve(ada, by=OLE)

    text = text_to(ada, "approved")

    several, names, one = SEATS[language]
    assert [words in text for words in (several, names, one)] == [
        size > 1,
        size > 1,
        size == 1,
    ]


@pytest.mark.parametrize(
    ("size", "headings"),
    [
        (1, ["A seat is free for you"]),
        (3, ["Seats are free for you"]),
    ],
)
def test_the_heading_of_an_offer_counts_too(size, headings):
    event = make_event(capacity=0, offer_hours=48, only_together=True)
    ada, *_ = make_party(event, State.WAITLISTED, size, together=size > 1)
    with write_tx():
        events.set_capacity(event, event.pools[0], size, by=OLE)

    row = db.session.query(Letter).filter_by(letter="offer", to=ada.email).one()
    html = BeautifulSoup(render(row, current_sender()).html, "html.parser")
    assert [text_of(heading) for heading in html.select("h1")] == headings
    assert [a.get_text() for a in html.select("a") if "Accept" in a.get_text()] == [
        "Accept the seats" if size > 1 else "Accept my seat"
    ]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Kind.EVENING, "Please show this code at the entrance"),
        (Kind.TRIP, "Please keep this code at hand on the trip"),
    ],
)
def test_the_code_of_a_trip_is_not_for_an_entrance(kind, words):
    ada = make_registration(make_event(kind=kind), State.UNVERIFIED)
    with write_tx():
        services.verify(ada)

    text = text_to(ada, "confirmed")

    assert (words in text, "entrance" in text) == (True, kind is Kind.EVENING)


#: How many seats two need and have, and who answers; then what one alone reads.
WAITS = {
    "de": (
        ["nicht genug Plätze für Sie alle frei", "braucht 2 Plätze auf einmal"],
        [
            "Frei sind im Moment: 1",
            "Sobald genug Plätze frei sind",
            "Sie antworten für alle: auch für Ben Yu.",
        ],
        "Für Sie alle antwortet Ada Yu.",
        "im Moment ist leider kein Platz für Sie frei",
    ),
    "en": (
        ["not enough free seats for all of you", "needs 2 seats at once"],
        [
            "Free at the moment: 1",
            "As soon as enough seats come free",
            "You answer for all of you: also for Ben Yu.",
        ],
        "Ada Yu answers for all of you.",
        "there is no free seat for you at the moment",
    ),
    "tr": (
        ["hepinize yetecek kadar boş yer yok", "aynı anda 2 yere ihtiyaç"],
        [
            "Şu an boş olan: 1",
            "Yeterince yer boşaldığında",
            "Ben Yu adına da siz yanıt verirsiniz.",
        ],
        "Hepiniz adına Ada Yu yanıt verir.",
        "sizin için boş yer yok",
    ),
}


def on_the_line(size, language):
    event = make_event(needs_approval=True, capacity=1, only_together=True)
    ada = named(event, size, language)
    with write_tx():
        if size == 1:
            events.set_capacity(event, event.pools[0], 0, by=OLE)
        services.onto_waitlist(ada, by=OLE)
    return ada, text_to(ada, "waitlisted")


@pytest.mark.parametrize("language", WAITS)
def test_a_party_in_line_reads_how_many_seats_it_needs_and_who_answers(language):
    needs, leads, answered, alone = WAITS[language]

    ada, text = on_the_line(2, language)

    companion = text_to(ada.companions[0], "waitlisted")
    assert [words for words in (*needs, *leads) if words not in text] == []
    assert [words for words in (*needs, answered) if words not in companion] == []
    assert [words for words in (alone, answered) if words in text] == []


@pytest.mark.parametrize("language", WAITS)
def test_one_alone_in_line_reads_nothing_of_a_party(language):
    needs, leads, answered, alone = WAITS[language]

    _ada, text = on_the_line(1, language)

    assert alone in text
    assert [words for words in (*needs, *leads, answered) if words in text] == []
