"""The page of a signed-in member, and how events and forms greet one."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from eventreg import clock
from eventreg.database import db
from eventreg.events.questions.states import QuestionKind, Stage
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from tests.factories import (
    make_answer,
    make_event,
    make_member,
    make_person,
    make_question,
    make_registration,
)
from tests.house import count_queries, text_of


@pytest.fixture
def ada(app):
    return make_person(make_member("Ada AG"), given_name="Ada", family_name="King")


def registrations():
    return db.session.scalars(sa.select(Registration).order_by(Registration.id)).all()


def test_the_members_page_shows_registrations_and_what_is_coming(
    client, ada, sign_in_member
):
    summer, winter = make_event(title="Summer"), make_event(title="Winter")
    past = make_event(title="Past", starts_in=timedelta(days=-9))
    for event in (summer, past):
        make_registration(event, person_id=ada.id)
    make_registration(winter, title="Somebody else's")
    sign_in_member(ada)

    page = client.get("/members").page
    lists = [
        [text_of(a) for a in part.select("li > div > a")]
        for part in page.select("main ul.mine")
    ]

    assert lists == [["Summer"], ["Winter"], ["Past"]]


def test_the_members_page_says_from_when_an_event_was_moved(
    client, ada, sign_in_member
):
    before = datetime(2027, 6, 10, 17, 30, tzinfo=UTC)
    make_registration(make_event(previous_starts_at=before), person_id=ada.id)
    make_event(previous_starts_at=before)
    make_event()
    sign_in_member(ada)

    lists = [
        [text_of(each) for each in part.select("p.soft strong")]
        for part in client.get("/members").page.select("main ul.mine")
    ]

    assert lists == [["New date, moved from Thu 10 June 2027, 19:30"]] * 2


def test_a_decision_does_not_show_before_its_letter(client, ada, sign_in_member):
    make_registration(
        make_event(needs_approval=True),
        State.CONFIRMED,
        person_id=ada.id,
        decision_shown_at=clock.now() + timedelta(minutes=5),
    )
    sign_in_member(ada)

    assert "Being considered" in text_of(client.get("/members").page.main)


def make_asked(ada, state=State.CONFIRMED, **columns):
    """A registration of hers at an event with two questions that come later."""
    event = make_event(**columns)
    later = Stage.AFTER_CONFIRMATION
    must = make_question(
        event, QuestionKind.ONE_OF, required=True, choices="ab", stage=later
    )
    make_question(event, shown_if=(must, "a"), stage=later)
    registration = make_registration(event, state, person_id=ada.id)
    return registration, must


OPEN = {
    "owed": "1 question is still open. Please answer it by",
    "free": "If you like, answer 1 more question by",
}


@pytest.mark.parametrize(("answer", "said"), [(None, "owed"), ("a", "free"), ("b", "")])
def test_open_questions_stand_there_with_the_way_to_answer(
    client, ada, sign_in_member, answer, said
):
    registration, must = make_asked(ada)
    if answer:
        make_answer(registration, must, answer)
    sign_in_member(ada)

    main = client.get("/members").page.main

    href = f"/my/{registration.token}/answers"
    assert [words in text_of(main) for words in OPEN.values()] == [
        said == name for name in OPEN
    ]
    assert len(main.select(f'a[href="{href}"]')) == bool(said)
    assert client.get(href).status_code == 200


@pytest.mark.parametrize(
    ("state", "columns"),
    [
        (State.WAITLISTED, {}),
        (State.CANCELLED, {}),
        (State.CONFIRMED, {"change_until_local": datetime(2020, 1, 1)}),
    ],
    ids=["in line", "out", "too late"],
)
def test_whoever_cannot_answer_is_not_asked_to(
    client, ada, sign_in_member, state, columns
):
    make_asked(ada, state, **columns)
    sign_in_member(ada)

    assert "question" not in text_of(client.get("/members").page.main)


def test_the_members_page_costs_the_same_with_many(client, ada, sign_in_member):
    make_asked(ada)
    make_event()
    sign_in_member(ada)
    with count_queries() as with_one:
        client.get("/members")
    for _ in range(30):
        make_asked(ada)
        make_event()

    with count_queries() as with_many:
        client.get("/members")

    assert len(with_many) == len(with_one)


def test_a_signed_in_member_is_led_to_the_short_form(client, ada, sign_in_member):
    event = make_event()
    before = client.get(f"/events/{event.slug}").page.select_one("a.button")["href"]
    sign_in_member(ada)

    button = client.get(f"/events/{event.slug}").page.select_one("a.button")["href"]
    guests = client.get(f"/events/{event.slug}/register")

    assert before == f"/events/{event.slug}/register"
    assert button == f"/members/events/{event.slug}/register"
    assert guests.status_code == 303
    assert guests.location == button


def test_a_member_who_signs_up_somebody_else_is_under_no_limit(
    client, app, ada, sign_in_member
):
    app.config["FORM_LIMIT"] = 0
    sign_in_member(ada)
    event = make_event()

    response = client.post(
        f"/events/{event.slug}/register",
        data={"given_name": "Ben", "email": "ben@example.org", "language": "en"},
    )

    assert response.status_code == 303
    assert [r.state for r in registrations()] == [State.UNVERIFIED]
