"""A decision whose letter still waits is told by nothing, whatever comes next."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db, write_tx
from eventreg.events import services as events
from eventreg.outbox.models import Letter
from eventreg.registrations import services
from eventreg.registrations.seats_audit import differences
from eventreg.registrations.states import State
from tests.factories import make_event, make_party, make_question, make_registration
from tests.factories.events import pool_named
from tests.house import text_of

OLE = Actor(ActorKind.STAFF, "ole")
#: What the history of somebody who applied says before anything else happens.
APPLIED = ["Being considered: Address confirmed", "Signed up"]


@pytest.fixture
def ada(app):
    return make_registration(make_event(needs_approval=True), State.PENDING)


def do(service, *args, **options):
    with write_tx():
        return service(*args, **options)


def steps(client, registration):
    rows = client.get(f"/my/{registration.token}").page.select(".history tbody tr")
    return [text_of(row.select("td")[1]) for row in rows]


@pytest.mark.parametrize(
    ("verb", "act"),
    [
        *[("approve", "cancel"), ("approve", "event"), ("approve", "staff")],
        *[("decline", "cancel"), ("decline", "event")],
    ],
)
def test_whoever_leaves_does_not_learn_what_was_decided(client, ada, verb, act):
    do(getattr(services, verb), ada, by=OLE)

    if act == "cancel":
        client.post(f"/my/{ada.token}/cancel")
    elif act == "event":
        do(events.cancel, ada.event, by=OLE)
    else:
        do(services.cancel, ada, by=OLE)

    assert ada.state is State.CANCELLED
    assert steps(client, ada)[1:] == APPLIED
    assert differences() == []


def test_who_is_declined_unseen_reads_that_the_event_is_cancelled(ada, letters):
    do(services.decline, ada, by=OLE)

    do(events.cancel, ada.event, by=OLE, reason={"en": "Storm"})

    assert [letter for letter, _to in letters()] == ["declined", "event_cancelled"]
    states = {row.letter: row.state for row in db.session.query(Letter)}
    assert states["declined"] == "withdrawn"
    with pytest.raises(services.TooLateToUndo):
        do(services.undo, ada, by=OLE)


def test_who_was_told_keeps_the_decision_in_the_history(client, ada):
    do(services.approve, ada, by=OLE)
    do(services.send_now, ada, by=OLE)

    client.post(f"/my/{ada.token}/cancel")

    assert steps(client, ada)[1] == "Confirmed: Approved"


def test_a_seat_that_nobody_saw_goes_to_the_line(app):
    event = make_event(capacity=1, needs_approval=True)
    ada = make_registration(event, State.PENDING)
    ben = make_registration(event, State.WAITLISTED)
    do(services.pause, ben, by=OLE)
    do(services.approve, ada, by=OLE)
    do(services.resume, ben, by=OLE)

    do(services.cancel, ada, by=Actor.person(ada))

    assert ben.state is State.CONFIRMED
    assert differences() == []


def test_details_can_be_changed_while_a_decline_is_not_told(client, app):
    event = make_event(needs_approval=True, sessions={"Morning": 5})
    morning = pool_named(event, "Morning")
    ada = make_registration(event, State.PENDING)
    do(services.decline, ada, by=OLE)

    link = client.get(f"/my/{ada.token}").page.find("a", string="Change my details")
    with write_tx():
        by = Actor.person(ada)
        services.choose(ada, [morning], by=by, language="en")

    assert link is not None
    assert [claim.pool_id for claim in ada.claims][-1] == morning.id


@pytest.mark.parametrize(
    ("hours", "letter"), [({}, "confirmed"), ({"offer_hours": 48}, "approved")]
)
@pytest.mark.parametrize("told", [False, True])
def test_a_seat_came_free_only_for_who_read_of_waiting(app, hours, letter, told):
    event = make_event(capacity=1, needs_approval=True, **hours)
    ada, ben = (make_registration(event, State.PENDING) for _ in range(2))
    do(services.approve, ada, by=OLE)
    do(services.approve, ben, by=OLE)

    if told:
        do(services.send_now, ben, by=OLE)
    with clock.at(clock.now() + timedelta(minutes=2)):
        do(services.undo, ada, by=OLE)

    [row] = [
        row
        for row in db.session.query(Letter).filter_by(registration=ben.reference)
        if row.letter != "waitlisted"
    ]
    expected = "offer" if told and hours else letter
    assert row.letter == expected
    assert bool(row.values.get("seat_came_free")) is told


@pytest.fixture
def again(ada):
    """Ada is declined and does not know; meanwhile she has signed up once more."""
    do(services.decline, ada, by=OLE)
    same = {"given_name": ada.given_name, "family_name": ada.family_name}
    return make_registration(ada.event, State.UNVERIFIED, email=ada.email, **same)


def test_an_event_is_cancelled_also_for_who_signed_up_once_more(ada, again):
    do(events.cancel, ada.event, by=OLE)

    assert [ada.state, again.state] == [State.CANCELLED, State.CANCELLED]
    assert differences() == []


def test_the_older_of_two_forms_is_not_withdrawn_into_the_newer_ones_way(
    client, ada, again
):
    answer = client.post(f"/my/{ada.token}/cancel")

    assert answer.status_code == 409
    assert [ada.state, again.state] == [State.DECLINED, State.UNVERIFIED]


def form_of(client, registration):
    page = client.get(f"/my/{registration.token}/change").page
    return text_of(page.main), page.select("[name=contingent]")


def change(client, registration, **values):
    form = {"language": "en", **values}
    return client.post(f"/my/{registration.token}/change", data=form)


def with_contingents(**values):
    event = make_event(
        needs_approval=True, contingents={"Business": 5, "Science": 1}, **values
    )
    return event, pool_named(event, "Business"), pool_named(event, "Science")


@pytest.mark.parametrize("verb", ["approve", "decline"])
def test_the_form_to_change_looks_the_same_until_the_decision_is_told(client, verb):
    event, business, _science = with_contingents()
    ada = make_registration(event, State.PENDING, pools=[business])
    before = form_of(client, ada)

    do(getattr(services, verb), ada, by=OLE)

    assert form_of(client, ada) == before
    assert before[1] != []


@pytest.mark.parametrize("verb", ["approve", "decline"])
def test_another_contingent_before_being_told_is_considered_anew(client, verb):
    event, business, science = with_contingents(capacity=1)
    ada, ben = (
        make_registration(event, State.PENDING, pools=[p]) for p in (business,) * 2
    )
    waiting = make_registration(event, State.WAITLISTED)
    make_registration(event, State.PENDING, pools=[science])
    do(services.pause, waiting, by=OLE)
    do(getattr(services, verb), ada, by=OLE)
    do(services.resume, waiting, by=OLE)

    answer = change(client, ada, contingent="science")

    assert answer.status_code == 303
    assert (ada.state, ada.decision_shown_at) == (State.PENDING, None)
    assert science in [claim.pool for claim in ada.claims]
    assert waiting.state is State.CONFIRMED
    assert steps(client, ada)[1:] == APPLIED
    assert ben.state is State.PENDING
    assert differences() == []


def test_a_full_contingent_says_nothing_to_who_was_not_told(client):
    event, business, science = with_contingents()
    ada = make_registration(event, State.PENDING, pools=[business])
    make_registration(event, State.CONFIRMED, pools=[science])
    do(services.approve, ada, by=OLE)

    answer = change(client, ada, contingent="science")

    assert (answer.status_code, ada.state) == (303, State.PENDING)


def test_a_party_that_is_decided_on_together_is_considered_anew_together(client):
    event, business, _science = with_contingents(only_together=True)
    people = make_party(event, State.PENDING, together=True, pools=[business])
    do(services.approve, people[0], by=OLE)

    change(client, people[1], contingent="science")

    assert [each.state for each in people] == [State.PENDING] * 2
    assert differences() == []


def test_what_stays_as_it_is_leaves_the_decision_alone(client):
    event, business, _science = with_contingents()
    ada = make_registration(event, State.PENDING, pools=[business])
    do(services.approve, ada, by=OLE)

    answer = change(client, ada, contingent="business", company="New")

    assert (answer.status_code, ada.state) == (303, State.CONFIRMED)
    assert ada.company == "New"


def test_answers_can_be_changed_while_a_decline_is_not_told(client, app):
    event = make_event(needs_approval=True)
    make_question(event, key="why")
    ada = make_registration(event, State.PENDING)
    do(services.decline, ada, by=OLE)

    answer = change(client, ada, why="Because")

    assert answer.status_code == 303
