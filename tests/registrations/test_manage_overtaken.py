"""Who presses a button on an old page reads what happened meanwhile."""

import re

import pytest
from flask_babel import force_locale

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.events import services as events
from eventreg.events.states import EventState
from eventreg.registrations import services
from eventreg.registrations.overtaken import overtaken_words
from eventreg.registrations.states import State, Why
from tests.factories import make_account, make_event, make_registration
from tests.house import text_of

NOTHING = "Your click has changed nothing."


@pytest.fixture(autouse=True)
def director(sign_in):
    return sign_in("director")


def page_of(registration, rest=""):
    return f"/manage/registrations/{registration.reference}{rest}"


def make_ada(event, state=State.CONFIRMED, **columns):
    named = {"given_name": "Ada", "family_name": "Berg", "company": "Berg GmbH"}
    return make_registration(event, state, **(named | columns))


def told(client, answer):
    """What the page says to which an answer leads, without the hour."""
    assert answer.status_code == 303
    [said] = client.get(answer.location).flashes
    return re.sub(r"\d\d:\d\d", "14:05", said)


def move_up(event):
    with write_tx():
        event.pools[0].capacity += 1
        services.move_up(event, by=Actor.worker())


def cancel(registration):
    with write_tx():
        services.cancel(registration, by=Actor.person(registration))


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_has_moved_up_needs_no_seat_by_hand(client, method):
    event = make_event(capacity=0)
    ada = make_ada(event, State.WAITLISTED)
    move_up(event)

    answer = getattr(client, method)(page_of(ada, "/promote"))

    assert answer.location == page_of(ada)
    assert told(client, answer) == f"Ada Berg has moved up (14:05). {NOTHING}"


@pytest.mark.parametrize(
    ("hours", "said"),
    [(0, "has a free seat"), (48, "is offered a free seat")],
    ids=["at once", "offered"],
)
def test_who_came_back_onto_a_free_seat_needs_none_by_hand(client, hours, said):
    ada = make_ada(make_event(offer_hours=hours), State.EXPIRED)
    with write_tx():
        services.rejoin(ada)

    answer = client.post(page_of(ada, "/promote"))

    words = f"Ada Berg has come back and {said} (14:05). {NOTHING}"
    assert told(client, answer) == words


@pytest.mark.parametrize("act", ["/cancel", "/promote", "/pause", "/let-in", "/extend"])
def test_who_has_cancelled_is_out_already(client, act):
    ada = make_ada(make_event())
    cancel(ada)

    answer = client.post(page_of(ada, act))

    assert told(client, answer) == f"Ada Berg has cancelled (14:05). {NOTHING}"
    assert ada.state is State.CANCELLED


@pytest.mark.parametrize("act", ["/cancel", "/promote"])
def test_the_reason_of_whoever_came_too_late_is_kept(client, act):
    ada = make_ada(make_event())
    cancel(ada)

    answer = client.post(page_of(ada, act), data={"note": "Has called us"})

    [said] = answer.errors
    assert (answer.status_code, NOTHING in said) == (409, True)
    assert said.startswith("Ada Berg has cancelled")
    assert answer.page.select_one("#note").text.strip() == "Has called us"
    assert answer.page.select("main form button") == []


def test_what_a_colleague_did_names_the_colleague(client):
    ada = make_ada(make_event())
    client.post(page_of(ada, "/cancel"))

    answer = client.post(page_of(ada, "/cancel"))

    flashes = client.get(answer.location).flashes
    assert [re.sub(r"\d\d:\d\d", "14:05", said) for said in flashes] == [
        "The registration is cancelled.",
        f"Ole Director has cancelled Ada Berg already (14:05). {NOTHING}",
    ]


@pytest.mark.parametrize(
    ("state", "service", "sentence"),
    [
        (State.OFFERED, services.refuse, "Ada Berg does not want the seat (14:05)."),
        (State.OFFERED, services.accept, "Ada Berg has accepted the seat (14:05)."),
        (
            State.EXPIRED,
            services.rejoin,
            "Ada Berg has come back and is offered a free seat",
        ),
        (State.PENDING, services.verify, "Ada Berg is marked “Being considered” since"),
    ],
)
def test_each_step_is_a_sentence_for_a_person(client, state, service, sentence):
    ada = make_ada(make_event(offer_hours=48), state)
    with write_tx():
        service(ada)

    answer = client.post(page_of(ada, "/reconsider"))

    assert told(client, answer).startswith(sentence)


@pytest.mark.parametrize("why", list(Why))
def test_no_step_is_told_as_the_log_tells_it(app, why):
    ada = make_ada(make_event())
    with write_tx():
        ada.moves[-1].why = why

    with force_locale("en"):
        said = overtaken_words(ada, "Ada Berg")

    assert re.fullmatch(r"(?!.*%)[^:]*(\d\d:\d\d)?[^:]*\. " + NOTHING, said)
    assert why is Why.MERGED or "Ada Berg" in said


def test_who_is_back_in_is_not_taken_back_again(client):
    ada = make_ada(make_event(), State.CANCELLED)
    client.get(client.post(page_of(ada, "/reinstate")).location)

    answer = client.post(page_of(ada, "/reinstate"))

    assert told(client, answer) == (
        f"Ole Director has taken Ada Berg back already (14:05). {NOTHING}"
    )


def test_a_seat_that_is_gone_is_not_handed_on_and_what_was_typed_stays(client):
    ada = make_ada(make_event())
    cancel(ada)
    typed = {"given_name": "Ben", "email": "ben@example.org", "language": "en"}

    response = client.post(page_of(ada, "/substitute"), data=typed)

    assert response.status_code == 409
    [error] = response.errors
    assert error.startswith("Ada Berg has cancelled (")
    assert response.page.select_one("[name=given_name]")["value"] == "Ben"


@pytest.mark.parametrize("method", ["get", "post"])
def test_two_that_are_one_already_lead_to_the_one_that_is_left(client, method):
    event = make_event()
    one, two = make_ada(event), make_ada(event, State.WAITLISTED, email="b@x.org")
    client.get(client.post(page_of(one, f"/merge/{two.reference}")).location)

    answer = getattr(client, method)(page_of(two, f"/merge/{one.reference}"))

    assert answer.location == page_of(one)
    assert told(client, answer) == (
        f"Ole Director has merged it already (14:05); number {one.reference} remains."
        f" {NOTHING}"
    )


def test_one_that_was_cancelled_meanwhile_is_not_merged(client):
    event = make_event()
    one, two = make_ada(event), make_ada(event, State.WAITLISTED, email="b@x.org")
    cancel(two)

    answer = client.post(page_of(one, f"/merge/{two.reference}"))

    assert answer.location == page_of(one)
    assert told(client, answer) == f"Ada Berg has cancelled (14:05). {NOTHING}"


def test_who_asked_to_hand_the_seat_on_is_not_offered_it_again(client):
    event = make_event(needs_approval=True)
    ada = make_ada(event)
    ben = make_registration(
        event, State.PENDING, given_name="Ben", family_name="Sea", replaces_id=ada.id
    )

    page = client.get(page_of(ada)).page

    assert page.select("a[href$='/substitute']") == []
    assert text_of(page.select_one(".standing")) == (
        "Confirmed Has a seat and the check-in code. Wants to hand the seat on; the "
        "director has not decided yet: Ben Sea"
    )
    assert page.select_one(".standing a")["href"] == page_of(ben)


OVERTAKEN = {
    "taken back": "Ole Director has taken back the decision on Ada Berg already",
    "cancelled": "Ada Berg has cancelled",
    "sent": "The e-mail about the decision on Ada Berg has gone out already",
}


@pytest.mark.parametrize("act", ["undo", "send-now"])
@pytest.mark.parametrize("case", list(OVERTAKEN))
def test_a_decision_that_waits_no_more_says_what_came_of_it(client, act, case):
    ada = make_ada(make_event(needs_approval=True), State.PENDING)
    inbox = f"/manage/inbox/{ada.reference}"
    client.post(f"{inbox}/approve")
    if case == "cancelled":
        cancel(ada)
    else:
        client.post(f"{inbox}/{'undo' if case == 'taken back' else 'send-now'}")
    client.get("/manage/inbox")
    before = ada.state

    answer = client.post(f"{inbox}/{act}")

    said = told(client, answer)
    assert said.startswith(f"{OVERTAKEN[case]} (14:05)")
    assert (said.endswith(NOTHING), ada.state) == (True, before)


def test_a_decision_at_an_event_that_is_over_is_not_said_to_be_sent(client):
    ada = make_ada(make_event(needs_approval=True), State.PENDING)
    client.post(
        f"/manage/inbox/{ada.reference}/decline", data={"text": "", "reason": ""}
    )
    with write_tx():
        ada.event.state = EventState.CANCELLED
    client.get("/manage/inbox")

    answer = client.post(f"/manage/inbox/{ada.reference}/undo")

    assert told(client, answer) == "Ada Berg: It is too late to take this back."


def test_an_approval_after_the_event_was_cancelled_says_who_cancelled_it(client):
    ada = make_ada(make_event(needs_approval=True), State.PENDING)
    ole = make_account("ole@example.org", role="director", name="Ole Director")
    with write_tx():
        events.cancel(ada.event, by=Actor.staff(ole))

    answer = client.post(f"/manage/inbox/{ada.reference}/approve")

    assert told(client, answer) == (
        f"Ole Director has cancelled the event, and Ada Berg with it (14:05). {NOTHING}"
    )
