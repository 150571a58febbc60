"""Several people are declined at once: a text for each language, a result each."""

import pytest
import sqlalchemy as sa

from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.outbox.models import Letter
from eventreg.registrations import services
from eventreg.registrations.states import State
from tests.factories import make_event, make_party, make_registration
from tests.house import count_queries, text_of


@pytest.fixture
def trip(app):
    return make_event(title="Trip", needs_approval=True)


@pytest.fixture(autouse=True)
def director(sign_in):
    return sign_in("director")


def make_pending(event, given_name="Ada", **columns):
    return make_registration(
        event, State.PENDING, given_name=given_name, family_name="Berg", **columns
    )


def address(*people):
    marks = "&".join(f"mark={each.reference}" for each in people)
    return f"/manage/inbox/decline?{marks}"


def test_the_marked_ones_are_named_before_anything_happens(client, trip):
    ada, ben = make_pending(trip), make_pending(trip, "Ben", company="Berg GmbH")
    make_pending(trip, "Una")

    answer = client.post(
        "/manage/inbox/many",
        data={"act": "decline", "reference": [ada.reference, ben.reference]},
    )

    page = client.get(answer.location)
    assert answer.location == address(ada, ben)
    assert page.heading == "Decline 2 people?"
    assert [text_of(each) for each in page.page.select("main li")] == [
        "Ada Berg",
        "Ben Berg · Berg GmbH",
    ]
    assert ada.state is State.PENDING


def test_each_reads_the_text_of_the_own_language(client, trip):
    ada = make_pending(trip, language="de")
    ben = make_pending(trip, "Ben", language="tr")
    data = {"text_de": "Nächstes Jahr!", "text_tr": "Seneye!", "reason": "Full"}

    answer = client.post(address(ada, ben), data=data)

    assert [(r.state, r.reason, r.moves[-1].note) for r in (ada, ben)] == [
        (State.DECLINED, "Nächstes Jahr!", "Full"),
        (State.DECLINED, "Seneye!", "Full"),
    ]
    sent = db.session.scalars(sa.select(Letter).order_by(Letter.id)).all()
    assert [letter.values["reason"] for letter in sent] == ["Nächstes Jahr!", "Seneye!"]
    page = client.get(answer.location)
    assert page.flashes == ["Ada Berg: Declined", "Ben Berg: Declined"]
    assert len(page.page.select(".decided form[action*='/undo']")) == 2


def test_only_the_languages_that_are_read_are_asked_for(client, trip):
    ada, ben = make_pending(trip, language="tr"), make_pending(trip, language="en")

    page = client.get(address(ada, ben)).page

    assert [each["name"] for each in page.select("textarea")] == [
        "text_en",
        "text_tr",
        "reason",
    ]


def test_who_was_decided_on_meanwhile_keeps_that(client, trip):
    ada, ben = make_pending(trip), make_pending(trip, "Ben")
    with write_tx():
        trip.pools[0].capacity = trip.pools[0].taken
        services.onto_waitlist(ben, by=Actor.worker())

    answer = client.post(address(ada, ben), data={})

    said = client.get(answer.location).flashes
    assert [ada.state, ben.state] == [State.DECLINED, State.WAITLISTED]
    assert said[0] == "Ada Berg: Declined"
    assert "Ben Berg" in said[1]
    assert "Your click has changed nothing." in said[1]


def test_a_party_is_declined_together(client, trip):
    party = make_party(trip, State.PENDING, 3, together=True)

    page = client.get(address(party[0]))
    client.post(address(party[0]), data={})

    assert page.heading == "Decline 3 people?"
    assert {each.state for each in party} == {State.DECLINED}


def test_too_long_a_text_comes_back_with_all_that_was_typed(client, trip):
    ada, ben = make_pending(trip, language="de"), make_pending(trip, language="tr")

    response = client.post(
        address(ada, ben), data={"text_de": "x" * 601, "text_tr": "Seneye!"}
    )

    assert response.status_code == 422
    assert response.page.select_one("#text_tr").text.strip() == "Seneye!"
    assert ada.state is State.PENDING


def test_when_nobody_of_them_waits_any_more_that_is_said(client, trip):
    ada = make_pending(trip)
    client.post(f"/manage/inbox/{ada.reference}/approve")

    answer = client.get(address(ada))

    assert answer.location == "/manage/inbox"
    none, decided = client.get(answer.location).flashes
    assert none == "None of these people is waiting any more."
    assert decided.startswith("Ada Berg: Confirmed (")


def test_nobody_marked_is_said(client):
    client.post("/manage/inbox/many", data={"act": "decline"})

    assert client.get("/manage/inbox").flashes == ["Mark somebody first."]


def test_the_page_asks_as_often_for_thirty_as_for_one(client, trip):
    people = [make_pending(trip)]
    for_one = address(*people)
    with count_queries() as one:
        client.get(for_one)
    people += [make_pending(trip, f"Ben{number}") for number in range(29)]
    for_thirty = address(*people)

    with count_queries() as thirty:
        client.get(for_thirty)

    assert len(thirty) == len(one)
