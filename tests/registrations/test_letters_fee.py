"""What the letters that ask for an answer say of the fee."""

import pytest

from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db, write_tx
from eventreg.events import services as events
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations import services
from eventreg.registrations.money import services as money
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.states import RegistrationRole, State
from tests.factories import make_event, make_fees, make_party, make_registration

pytestmark = pytest.mark.usefixtures("app")
OLE = Actor(ActorKind.STAFF, "ole")

#: What is said of one seat, and to who answers for two.
COSTS = {
    "de": ("Die Teilnahme kostet 45,00 €.", "für Sie alle zusammen 90,00 €."),
    "en": ("Taking part costs €45.00.", "costs €90.00 for all of you together."),
    "tr": ("Katılım ücreti: €45,00.", "toplam katılım ücreti: €90,00."),
}


#: What is said to who has paid before.
COUNTS = {
    "de": "Davon sind 45,00 € schon bezahlt; sie werden angerechnet.",
    "en": "€45.00 of it is paid already and counts.",
    "tr": "Bunun €45,00 tutarındaki kısmı zaten ödendi ve sayılır.",
}


def text_to(registration, letter):
    rows = db.session.query(Letter).filter_by(letter=letter)
    row = rows.filter_by(registration=registration.reference).one()
    return " ".join(render(row, current_sender()).text.replace("*", "").split())


def answer(letter, size, *, fees=4_500, language="en"):
    """People who get ``letter``, who answers first."""
    state = {"approved": State.PENDING, "offer": State.WAITLISTED}[letter]
    event = make_event(
        capacity=9 if letter == "approved" else 0,
        needs_approval=letter == "approved",
        accept_hours=48,
        offer_hours=48,
        only_together=True,
    )
    if fees:
        make_fees(event, {RegistrationRole.GUEST: fees})
    people = make_party(event, state, size, together=size > 1, language=language)
    with write_tx():
        if letter == "approved":
            services.approve(people[0], by=OLE)
        else:
            events.set_capacity(event, event.pools[0], size, by=OLE)
    return people


@pytest.mark.parametrize("language", COSTS)
@pytest.mark.parametrize("letter", ["approved", "offer"])
def test_one_reads_the_fee_of_the_seat(letter, language):
    [ada] = answer(letter, 1, language=language)

    alone, for_all = COSTS[language]
    text = text_to(ada, letter)
    assert (alone in text, for_all in text) == (True, False)
    assert COUNTS[language].partition(" ")[2] not in text


@pytest.mark.parametrize("language", COSTS)
@pytest.mark.parametrize("letter", ["approved", "offer"])
def test_who_answers_for_two_reads_what_both_cost(letter, language):
    ada, ben = answer(letter, 2, language=language)

    alone, for_all = COSTS[language]
    assert for_all in text_to(ada, letter)
    assert alone in text_to(ben, "party_offer")


@pytest.mark.parametrize("language", COUNTS)
def test_who_is_taken_back_reads_that_what_was_paid_counts(language):
    event = make_event(accept_hours=48)
    ada = make_registration(event, language=language)
    make_fees(event, {RegistrationRole.GUEST: 4_500})
    with write_tx():
        money.mark(ada, PaymentState.PAID, by=OLE)
    with write_tx():
        services.cancel(ada, by=Actor.person(ada))

    with write_tx():
        services.reinstate(ada, by=OLE)

    alone, _for_all = COSTS[language]
    assert f"{alone} {COUNTS[language]}" in text_to(ada, "offer")


@pytest.mark.parametrize("letter", ["approved", "offer"])
def test_without_a_fee_nothing_is_said_of_one(letter):
    ada, ben = answer(letter, 2, fees=0)

    assert "costs" not in text_to(ada, letter) + text_to(ben, "party_offer")
