"""Inviting many, what they answer, and asking once more."""

from datetime import timedelta
from email import message_from_bytes

import pytest

from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.events.models import Event
from eventreg.messages import queries
from eventreg.messages.queries import Wanted, Who
from eventreg.outbox.message import LetterMessage
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.people import services as people
from eventreg.people.models import CompanyCountry, Person
from eventreg.registrations import services
from eventreg.registrations.invitations import invitation
from eventreg.registrations.models import Registration
from eventreg.registrations.services import applicant_for, sign_up_known
from eventreg.registrations.states import State
from tests.factories import (
    make_company,
    make_event,
    make_member,
    make_person,
    make_personal_link,
    make_registration,
    make_sector,
)
from tests.house import count_queries, text_of
from tests.messages.links import letters_named


@pytest.fixture
def event(app):
    return make_event(title="Trip", needs_approval=True)


@pytest.fixture
def ada(app):
    return make_person(make_member("Ada AG"), email="ada@example.org", language="en")


def invite(event, person, **options):
    with write_tx():
        return services.invite(event, person, by=Actor.worker(), **options)


def names(event, **wanted):
    found = queries.can_be_invited(event, Wanted(**wanted))
    return {person.given_name for person in found}


def page_of(event):
    return f"/manage/events/{event.slug}/messages/invitations"


def ask_page(event, person):
    return f"/members/{make_personal_link(person).token}/events/{event.slug}"


def test_members_are_chosen_by_sector_country_and_language(event):
    sector = make_sector("energy")
    energy = make_member("Energy AG", sector=sector)
    trade = make_member("Trade AG")
    with write_tx():
        db.session.add(CompanyCountry(company_id=trade.id, country="TR"))
    make_person(energy, given_name="Ada", language="de")
    make_person(trade, given_name="Cem", language="tr")
    make_person(make_company(), given_name="Guest")

    assert names(event) == {"Ada", "Cem"}
    assert names(event, sector="energy") == {"Ada"}
    assert names(event, country="TR") == {"Cem"}
    assert names(event, language="tr") == {"Cem"}
    assert names(event, language="en") == set()


def test_past_participants_are_those_who_had_a_seat(event):
    past = make_event(starts_in=timedelta(days=-9))
    came, left = make_person(given_name="Came"), make_person(given_name="Left")
    make_registration(past, person_id=came.id)
    make_registration(past, State.CANCELLED, person_id=left.id)
    make_registration(make_event(), person_id=make_person(given_name="Next").id)

    assert names(event, who=Who.PAST) == {"Came"}


def test_nobody_is_offered_who_should_not_be_invited(event, ada):
    company = ada.company
    make_person(company, given_name="Silent", email=None)
    refuses = make_person(company, given_name="Refuses")
    registered = make_person(company, given_name="Registered")
    make_registration(event, State.CANCELLED, person_id=registered.id)
    invite(event, make_person(company, given_name="Invited"))
    with write_tx():
        people.refuse_invitations(refuses, by=Actor.worker())

    assert names(event) == {"Ada"}


@pytest.mark.parametrize(
    ("counts", "state"), [(False, State.PENDING), (True, State.CONFIRMED)]
)
def test_an_invitation_may_count_as_approved(event, ada, counts, state):
    invite(event, ada, counts_as_approved=counts)

    with write_tx():
        registration = sign_up_known(event, ada, applicant_for(ada))

    assert registration.state == state


def test_companions_of_somebody_approved_wait_for_the_director(event, ada):
    invite(event, ada, counts_as_approved=True)
    ben = applicant_for(make_person(given_name="Ben"))

    with write_tx():
        sign_up_known(event, ada, applicant_for(ada), [ben])

    states = [r.state for r in db.session.query(Registration).order_by("id")]
    assert states == [State.CONFIRMED, State.PENDING]


def test_full_is_full_also_for_who_counts_as_approved(ada):
    event = make_event(capacity=0, needs_approval=True)
    invite(event, ada, counts_as_approved=True)

    with write_tx():
        registration = sign_up_known(event, ada, applicant_for(ada))

    assert registration.state == State.WAITLISTED


def test_the_link_shows_name_and_company_only_and_asks(client, event, ada):
    page = client.get(ask_page(event, ada))

    main = text_of(page.page.main)
    links = [a["href"] for a in page.page.select("main .actions a")]
    assert page.heading == "Are you Ada King?"
    assert "Ada AG" in main
    assert "ada@example.org" not in page.text
    assert links == [
        f"{ask_page(event, ada)}/register",
        f"/events/{event.slug}/register",
    ]


def test_the_letter_leads_to_the_question_and_to_no(event, ada):
    invite(event, ada)
    [letter] = letters_named("invitation")

    assert letter.links["sign_up"][0] == "invited.ask"
    assert letter.links["no_thanks"][0] == "invited.no_thanks"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_opening_the_page_says_no_to_nothing(client, event, ada, method):
    invite(event, ada)

    for _twice in range(2):
        client.open(f"{ask_page(event, ada)}/no-thanks", method=method)

    assert invitation(event, ada).declined_at is None


def test_one_click_says_no(client, event, ada):
    invite(event, ada)
    page = f"{ask_page(event, ada)}/no-thanks"

    answer = client.post(page)

    assert invitation(event, ada).declined_at is not None
    assert client.get(answer.location).heading == (
        "You have said no to this invitation"
    )


def test_who_said_no_can_still_come(event, ada):
    invite(event, ada)
    with write_tx():
        services.say_no(event, ada)
        sign_up_known(event, ada, applicant_for(ada))

    [invited] = queries.invited_to(event)
    assert invited.answer == "signed_up"


def test_without_an_invitation_no_is_harmless(client, event, ada):
    assert client.post(f"{ask_page(event, ada)}/no-thanks").status_code == 303


def answered(event, **people_by_answer):
    for answer, person in people_by_answer.items():
        invite(event, person)
        with write_tx():
            if answer == "signed_up":
                sign_up_known(event, person, applicant_for(person))
            elif answer == "said_no":
                services.say_no(event, person)
            elif answer == "refused":
                people.refuse_invitations(person, by=Actor.worker())


def all_answers(event, company):
    kinds = ("signed_up", "said_no", "refused", "none")
    answered(event, **{kind: make_person(company, given_name=kind) for kind in kinds})


def test_staff_read_who_answered_what(client, sign_in, event, ada):
    all_answers(event, ada.company)
    sign_in("office")

    page = client.get(page_of(event)).page

    figures = [text_of(dd) for dd in page.select("main dl dd")]
    assert figures == ["4", "1", "1", "1", "1"]


def test_only_who_does_not_answer_is_asked_once_more_and_once(
    client, sign_in, event, ada, clock_at
):
    all_answers(event, ada.company)
    sign_in("office")
    client.post(f"{page_of(event)}/remind")
    early = letters_named("invitation_reminder")
    clock_at(timedelta(days=3))
    sign_in("office")

    page = client.get(client.post(f"{page_of(event)}/remind").location)
    client.post(f"{page_of(event)}/remind")

    [reminder] = letters_named("invitation_reminder")
    assert early == []
    assert reminder.values["name"] == "none King"
    assert page.flashes[-1] == "1 person is asked once more."


def test_mail_programs_unsubscribe_with_one_post(client, event, ada):
    invite(event, ada)
    [letter] = letters_named("invitation")
    letter.message_id = "<x@example.org>"
    rendered = render(letter, current_sender())
    message = message_from_bytes(
        LetterMessage(letter, rendered, current_sender()).as_bytes()
    )
    db.session.rollback()
    address = message["List-Unsubscribe"].strip("<>")
    path = "/" + address.split("/", 3)[3]

    answer = client.post(path, data={"List-Unsubscribe": "One-Click"}, csrf=False)
    opened = path.replace("unsubscribe", "invitations")

    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (answer.status_code, answer.location) == (200, None)
    assert answer.heading == "You get no more invitations"
    assert db.session.get(Person, ada.id).no_invitations_since is not None
    assert answer.page.main.form["action"] == opened
    again = client.post(opened, data={"wish": "allow"})
    assert again.location == opened
    assert db.session.get(Person, ada.id).no_invitations_since is None


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_opening_that_address_unsubscribes_nobody(client, ada, method):
    token = make_personal_link(ada).token

    answer = client.open(f"/members/{token}/unsubscribe", method=method)

    assert answer.location == f"/members/{token}/invitations"
    assert db.session.get(Person, ada.id).no_invitations_since is None


def test_a_wrong_secret_unsubscribes_nobody(client, ada):
    assert client.post("/members/nothing/unsubscribe", csrf=False).status_code == 404


def test_the_pages_ask_no_more_with_many(client, sign_in, event, ada):
    sign_in("office")
    invite(event, make_person(ada.company, given_name="First"))
    pages = [page_of(event), f"{page_of(event)}/rounds/new"]
    for page in pages:
        client.get(page)
    with count_queries() as one:
        for page in pages:
            client.get(page)
    for number in range(15):
        make_person(ada.company, given_name=f"P{number}")
        invite(event, make_person(make_member(), given_name=f"I{number}"))

    with count_queries() as many:
        for page in pages:
            client.get(page)

    assert len(many) <= len(one)


def test_the_single_invitation_may_count_as_approved_too(client, sign_in, event, ada):
    sign_in("office")

    client.post(
        f"/manage/people/{ada.reference}/invite",
        data={"event": event.slug, "counts_as_approved": "y"},
    )

    found = db.session.get(Event, event.id)
    assert invitation(found, ada).counts_as_approved is True
