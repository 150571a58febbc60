"""Staff read what people answered, each role only what it may."""

import pytest
import sqlalchemy as sa

from eventreg.audit.actors import Actor
from eventreg.audit.models import AuditEntry
from eventreg.database import db, write_tx
from eventreg.events.questions.models import QuestionVersion
from eventreg.events.questions.states import Audience, QuestionKind
from eventreg.events.questions.words import snapshot
from eventreg.registrations import services
from eventreg.registrations.answers import queries
from eventreg.registrations.states import State
from eventreg.web.roles import Role
from tests.factories import (
    make_answer,
    make_event,
    make_question,
    make_registration,
)
from tests.house import count_queries, text_of
from tests.registrations.sending import answers, everybody

A = Audience
#: Which of the answers each role reads.
READ = {
    Role.DIRECTOR: {A.DIRECTOR_OFFICE, A.ALL_STAFF},
    Role.OFFICE: {A.DIRECTOR_OFFICE, A.OFFICE_TRAVEL, A.ALL_STAFF},
    Role.TRAVEL_LEAD: {A.OFFICE_TRAVEL, A.TRAVEL, A.ALL_STAFF},
    Role.DESK: set(),
}


@pytest.fixture
def event(app):
    return make_event(needs_approval=True)


@pytest.fixture
def ada(event):
    """Has answered one question for each audience, and then changed each answer."""
    ada = make_registration(event, State.CONFIRMED)
    asked = [make_question(event, key=f"{a}"[:12], audience=a) for a in Audience]
    for question in asked:
        make_answer(ada, question, "before")
    given = {question.key: str(question.audience) for question in asked}
    with write_tx():
        services.change_answers(ada, asked, given, by=Actor.person(ada), language="en")
    return ada


def shown_on(page):
    return {audience for audience in Audience if f">{audience}<" in str(page)}


@pytest.mark.parametrize("role", Role)
def test_each_role_reads_its_answers_and_no_others(ada, role):
    found = queries.of_one(ada, by=role)

    assert {Audience(given.value) for given in found} == READ[role]
    assert len(answers(ada)) == len(Audience)


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.OFFICE])
def test_page_and_log_of_a_registration_show_what_the_role_reads(
    client, sign_in, ada, role
):
    sign_in(role)

    page = client.get(f"/manage/registrations/{ada.reference}").page

    given = {dd.text for dd in page.select("dl.answers dd")}
    logged = [text_of(th) for th in page.select("tbody th") if "before" in th.text]
    assert given == {str(audience) for audience in READ[role]}
    told = {a for a in Audience if f"now: {a} " in f"{logged[0]} "}
    assert told == READ[role]


def readings():
    wanted = sa.select(AuditEntry.actor).where(AuditEntry.act == "answers.read")
    return db.session.scalars(wanted).all()


@pytest.mark.parametrize("page", ["", "/answers", "/answers/change"])
def test_who_reads_protected_answers_is_noted(client, sign_in, ada, page):
    office = sign_in("office")

    assert client.get(f"/manage/registrations/{ada.reference}{page}").status_code == 200

    assert readings() == [office.reference]


def test_reading_what_all_staff_may_read_is_not_noted(client, sign_in, event):
    ben = make_registration(event, State.PENDING)
    make_answer(ben, make_question(event, audience=Audience.DIRECTOR_OFFICE), "x")
    sign_in("office")

    client.get(f"/manage/registrations/{ben.reference}")

    assert readings() == []


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.DIRECTOR, 200), (Role.OFFICE, 200), (Role.TRAVEL_LEAD, 200), ("desk", 403)],
)
def test_the_page_of_answers_shows_what_the_role_reads(
    client, sign_in, ada, role, status
):
    sign_in(role)

    response = client.get(f"/manage/registrations/{ada.reference}/answers")

    assert response.status_code == status
    assert shown_on(response.page) == (READ[role] if status == 200 else set())


def test_the_travel_lead_finds_the_answers_from_the_list(client, sign_in, event, ada):
    make_registration(event, given_name="Ben", email="ben@example.org")
    sign_in("travel_lead")

    page = client.get(f"/manage/events/{event.slug}/registrations").page

    links = [link["href"] for link in page.select("tbody th a")]
    assert links == [f"/manage/registrations/{ada.reference}/answers"]


def test_an_answer_is_shown_under_the_wording_it_was_given_under(
    client, sign_in, event
):
    ask = make_question(event, label="Old words?")
    ada = make_registration(event)
    make_answer(ada, ask, "Yes")
    with write_tx():
        ask.labels, ask.version = {"en": "New words?"}, 2
        ask.versions.append(QuestionVersion(version=2, snapshot=snapshot(ask)))
    sign_in("office")

    page = client.get(f"/manage/registrations/{ada.reference}").page

    assert text_of(page.select_one("dl.answers")) == "Old words? Yes"


@pytest.mark.parametrize(
    ("role", "shown"),
    [("director", ["Why? To learn"]), ("office", ["Why? To learn Diet? Vegan"])],
)
def test_the_inbox_shows_answers_that_matter_to_those_who_read_them(
    client, sign_in, event, role, shown
):
    ada = make_registration(event, State.PENDING)
    for label, value, columns in (
        ("Why?", "To learn", {"in_inbox": True}),
        ("Diet?", "Vegan", {"in_inbox": True, "audience": A.OFFICE_TRAVEL}),
        ("Shoe size?", "44", {}),
    ):
        make_answer(ada, make_question(event, label=label, **columns), value)
    sign_in(role)

    page = client.get("/manage/inbox").page

    assert [text_of(each) for each in page.select(".people__answers")] == shown


def test_answers_of_many_cost_as_much_as_those_of_one(event):
    asked = [make_question(event, QuestionKind.YES_NO) for _each in range(4)]

    def cost(number):
        people = [
            make_registration(event, State.PENDING, email=f"p{number}-{i}@example.org")
            for i in range(number)
        ]
        for person in people:
            for question in asked:
                make_answer(person, question, value=True)
        ids = [person.id for person in people]
        with count_queries() as sent:
            found = queries.readable(ids, by=Role.DIRECTOR)
            texts = [given.text for each in found.values() for given in each]
        return len(texts), len(sent)

    (few, asked_once), (many, asked_for_many) = cost(1), cost(30)
    assert (few, many) == (4, 120)
    assert asked_once == asked_for_many <= 2


def test_staff_may_leave_out_what_must_be_answered(client, sign_in, event):
    make_question(event, key="why", required=True)
    make_question(event, QuestionKind.NUMBER, key="size", required=True)
    sign_in("office")
    address = f"/manage/events/{event.slug}/registrations/new"
    cyd = {"given_name": "Cyd", "email": "cyd@example.org", "language": "en"}

    wrong = client.post(address, data=cyd | {"answers-size": "large"})
    client.post(address, data=cyd | {"answers-size": "44"})

    assert [a["href"] for a in wrong.page.select(".error-summary a")] == [
        "#answers-size"
    ]
    assert [answers(each) for each in everybody()] == [{"size": 44}]
