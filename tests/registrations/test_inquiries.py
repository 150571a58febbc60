"""The director asks somebody who waits, and reads the answer in the inbox."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.audit.models import AuditEntry
from eventreg.database import db, write_tx
from eventreg.registrations import queries, services
from eventreg.registrations.inquiries.models import Inquiry
from eventreg.registrations.inquiries.queries import inquiries
from eventreg.registrations.states import State
from tests.factories import (
    make_event,
    make_inquiry,
    make_party,
    make_registration,
)
from tests.house import text_of


@pytest.fixture
def trip(app):
    return make_event(title="Trip", needs_approval=True)


@pytest.fixture
def ada(trip):
    return make_registration(
        trip,
        State.PENDING,
        given_name="Ada",
        family_name="Berg",
        email="ada@example.org",
        language="tr",
    )


@pytest.fixture
def director(sign_in):
    return sign_in("director")


def decide(service, registration):
    with write_tx():
        service(registration, by=Actor.worker())


def reply_page(registration):
    return f"/my/{registration.token}/inquiries/{inquiries(registration)[-1].code}"


def send(client, registration, words):
    return client.post(reply_page(registration), data={"reply": words})


def test_the_question_goes_out_in_the_language_of_the_person(
    client, director, ada, letters
):
    page = client.get(f"/manage/inbox/{ada.reference}/ask").page

    answer = client.post(
        f"/manage/inbox/{ada.reference}/ask", data={"question": "Whom\nwould you meet?"}
    )

    hint = "E-mails to this person are in: Turkish."
    assert text_of(page.select_one(".field__hint")).startswith(hint)
    assert client.get(answer.location).flashes == [
        "The question to Ada Berg is on its way."
    ]
    assert letters() == [("asked", "ada@example.org")]
    [asked] = inquiries(ada)
    assert (asked.question, asked.asked_by) == (
        "Whom\nwould you meet?",
        director.reference,
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Write what you would like to know"),
        (" \u200b ", "Write what you would like to know"),
        ("x" * 1001, "Your question: use 1000 characters or fewer"),
    ],
    ids=["empty", "invisible", "long"],
)
def test_a_wrong_question_comes_back(client, director, ada, letters, typed, said):
    answer = client.post(f"/manage/inbox/{ada.reference}/ask", data={"question": typed})

    assert answer.status_code == 422
    assert [text_of(e) for e in answer.page.select(".error-summary li")] == [said]
    assert answer.page.select_one("#question").text.strip() == typed.strip(" \u200b")
    assert letters() == []


def test_nobody_asks_whoever_was_decided_on(client, director, ada, letters):
    decide(services.decline, ada)
    before = letters()

    address = f"/manage/inbox/{ada.reference}/ask"
    answer = client.post(address, data={"question": "Why?"})

    [said] = [text_of(each) for each in answer.page.select(".error-summary li")]
    assert said.startswith("Ada Berg no longer waits for a decision")
    assert (letters(), inquiries(ada)) == (before, [])
    assert answer.status_code == 409
    assert answer.page.select_one("#question").text.strip() == "Why?"
    assert "Send the question" not in answer.text
    assert client.get(address).location == "/manage/inbox"


def test_the_office_looks_on_and_asks_nothing(client, sign_in, ada):
    sign_in("office")
    make_inquiry(ada, "Whom?")

    answer = client.post(f"/manage/inbox/{ada.reference}/ask", data={"question": "?"})

    assert answer.status_code == 403
    assert "Whom?" in text_of(client.get("/manage/inbox").page.select_one(".asked"))


def test_of_a_companion_without_an_address_the_lead_is_asked(
    client, director, trip, letters
):
    lead, companion = make_party(trip, State.PENDING)
    with write_tx():
        companion.email = None

    client.post(f"/manage/inbox/{companion.reference}/ask", data={"question": "Why?"})

    assert letters() == [("asked", lead.email)]
    assert [one.question for one in inquiries(companion)] == ["Why?"]


def test_the_own_page_asks_and_the_answer_appears_in_the_row(client, director, ada):
    make_inquiry(ada, "Whom would you meet?")
    with write_tx():
        ada.language = "en"
        ada.later_until = clock.now() + timedelta(days=7)

    asked = client.get(f"/my/{ada.token}").page.select_one(".quote")
    answer = send(client, ada, "A maker\nof pumps")

    assert text_of(asked) == "Whom would you meet?"
    assert client.get(answer.location).flashes == [
        "Thank you, the organiser can read your answer now."
    ]
    [row] = client.get("/manage/inbox").page.select(".people > li")
    assert text_of(row.select_one(".asked strong")) == "A maker of pumps"
    assert [text_of(tag) for tag in row.select(".tag")] == ["Has answered"]


def test_question_and_answer_stand_in_both_histories(client, director, ada):
    make_inquiry(ada, "Whom?", "Pumps")

    staff = client.get(f"/manage/registrations/{ada.reference}").page
    own = client.get(f"/my/{ada.token}?language=en").page

    words = [text_of(each) for each in staff.select(".note")]
    assert {"Whom?", "Pumps"} <= set(words)
    assert {"Whom?", "Pumps"} <= {text_of(e) for e in own.select(".history .lines")}


@pytest.mark.parametrize("typed", ["", "x" * 2001], ids=["empty", "long"])
def test_a_wrong_answer_comes_back_in_the_persons_language(client, ada, typed):
    make_inquiry(ada)

    answer = send(client, ada, typed)

    assert answer.status_code == 422
    assert answer.page.html["lang"] == "tr"
    assert answer.page.select_one("#reply").text.strip() == typed
    assert inquiries(ada)[0].replied_at is None


def test_a_second_answer_changes_nothing(client, ada):
    make_inquiry(ada, reply="First")

    answer = send(client, ada, "Second")

    assert answer.status_code == 409
    assert text_of(answer.page.select_one("main dd")) == "Second"
    assert inquiries(ada)[0].reply == "First"


def test_who_does_not_know_of_a_decision_can_still_answer(client, ada):
    make_inquiry(ada)
    decide(services.approve, ada)

    send(client, ada, "Pumps")

    assert (ada.state, inquiries(ada)[0].reply) == (State.CONFIRMED, "Pumps")


def test_a_decision_that_is_known_ends_the_question(client, ada):
    make_inquiry(ada)
    page = reply_page(ada)
    decide(services.decline, ada)
    decide(services.send_now, ada)

    answer = client.post(page, data={"reply": "Pumps"})

    assert answer.status_code == 409
    assert text_of(answer.page.select_one("main dd")) == "Pumps"
    assert inquiries(ada)[0].replied_at is None
    assert client.get(f"/my/{ada.token}").page.select(".quote") == []


def test_the_question_of_another_is_missing(client, ada, trip):
    una = make_registration(trip, State.PENDING)
    code = make_inquiry(ada).code

    answer = client.post(f"/my/{una.token}/inquiries/{code}", data={"reply": "x"})

    assert answer.status_code == 404


def test_who_was_asked_is_not_approved_unseen_until_answered_or_pressed(app, trip):
    plain, asked, replied = (make_registration(trip, State.PENDING) for _ in "123")
    make_inquiry(asked)
    make_inquiry(replied, reply="Yes")

    flags = {row.registration.id: row.flags for row in queries.inbox()}
    is_plain = {row.registration.id: row.is_plain for row in queries.inbox()}

    assert flags == {plain.id: (), asked.id: ("asked",), replied.id: ("replied",)}
    assert is_plain == {plain.id: True, asked.id: False, replied.id: False}


def test_it_can_be_asked_again_and_each_is_answered_by_itself(client, director, ada):
    make_inquiry(ada, "Whom?", "Pumps")
    page = f"/manage/inbox/{ada.reference}/ask"

    before = client.get(page).page
    shown = before.select_one("[name=shown]")["value"]
    client.post(page, data={"question": "Which pumps?", "shown": shown})

    assert "Pumps" in text_of(before.select_one(".facts"))
    assert [row.flags for row in queries.inbox()] == [("asked",)]
    assert [one.reply for one in inquiries(ada)] == ["Pumps", ""]


def test_the_log_says_that_and_not_what(client, director, ada):
    client.post(f"/manage/inbox/{ada.reference}/ask", data={"question": "Secret?"})
    send(client, ada, "Hush")

    rows = db.session.scalars(
        sa.select(AuditEntry).where(AuditEntry.target == ada.reference)
    ).all()
    assert [(row.act, row.changes) for row in rows] == [
        ("registration.asked", {}),
        ("registration.replied", {}),
    ]


def test_questions_go_with_the_registration(ada):
    make_inquiry(ada)

    with write_tx() as session:
        session.delete(ada)

    assert db.session.scalars(sa.select(Inquiry)).all() == []
