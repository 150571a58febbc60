"""The director decides on many at once, with a result for each."""

from datetime import UTC, datetime

import pytest

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.registrations import services
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.house import text_of


@pytest.fixture
def trip(app):
    return make_event(title="Trip", needs_approval=True)


@pytest.fixture
def director(sign_in):
    return sign_in("director")


def make_pending(event, given_name="Ada", **columns):
    return make_registration(
        event, State.PENDING, given_name=given_name, family_name="Berg", **columns
    )


def test_what_was_decided_together_shows_every_undo(client, director, trip):
    people = [make_pending(trip, name) for name in ("Ada", "Ben", "Cyd")]

    answer = client.post(
        "/manage/inbox/many",
        data={"act": "approve", "reference": [each.reference for each in people]},
    )

    decided = client.get(answer.location).page.select_one(".decided")
    assert {text_of(who) for who in decided.select("strong")} == {
        f"{name} Berg" for name in ("Ada", "Ben", "Cyd")
    }
    assert len(decided.select("form[action*='/undo']")) == 3
    assert decided.select_one("details").has_attr("open")


def test_what_was_decided_one_by_one_keeps_the_list_in_sight(client, director, trip):
    for name in ("Ada", "Ben"):
        reference = make_pending(trip, name).reference
        answer = client.post(f"/manage/inbox/{reference}/approve")

    decided = client.get(answer.location).page.select_one(".decided")
    assert len(decided.select("form[action*='/undo']")) == 2
    assert not decided.select_one("details").has_attr("open")


def test_all_without_a_flag_are_approved_but_nobody_unseen(client, director, trip):
    plain = make_pending(trip)
    flagged = [make_pending(trip, name, company="Same") for name in ("Ben", "Cyd")]
    unseen = make_pending(trip, "Una")

    client.post(
        "/manage/inbox/approve-plain",
        data={"reference": [r.reference for r in (plain, *flagged)]},
    )

    assert plain.state is State.CONFIRMED
    assert {r.state for r in (*flagged, unseen)} == {State.PENDING}


def test_of_many_marked_one_that_fails_undoes_no_other(client, clock_at, sign_in):
    clock_at(datetime(2027, 5, 3, 16, 4, tzinfo=UTC))
    sign_in("director")
    trip = make_event(needs_approval=True)
    ada, ben, cyd = (make_pending(trip, name) for name in ("Ada", "Ben", "Cyd"))
    with write_tx():
        services.cancel(ben, by=Actor.person(ben))

    client.post(
        "/manage/inbox/many",
        data={"act": "approve", "reference": [r.reference for r in (ada, ben, cyd)]},
    )

    page = client.get("/manage/inbox")
    assert [r.state for r in (ada, ben, cyd)] == [
        State.CONFIRMED,
        State.CANCELLED,
        State.CONFIRMED,
    ]
    assert page.flashes == [
        "Ada Berg: Confirmed",
        "Ben Berg no longer waits for a decision (18:04): Cancelled. "
        "Your click has changed nothing.",
        "Cyd Berg: Confirmed",
    ]


def test_nobody_marked_is_said(client, director):
    client.post("/manage/inbox/many", data={"act": "approve"})

    assert client.get("/manage/inbox").flashes == ["Mark somebody first."]


def test_a_forged_act_is_refused(client, director):
    assert client.post("/manage/inbox/many", data={"act": "burn"}).status_code == 400


def test_many_decisions_are_said_in_one_sentence(client, director):
    trip = make_event(needs_approval=True)
    people = [make_pending(trip, f"Ada{number}") for number in range(11)]

    client.post(
        "/manage/inbox/many",
        data={"act": "approve", "reference": [each.reference for each in people]},
    )

    page = client.get("/manage/inbox?several=1")
    assert page.flashes == ["11 decisions are taken; below stands each of them."]
    assert len(page.page.select(".decided form[action*='/undo']")) == 11


def test_put_off_together_each_is_named(client, director, trip):
    people = [make_pending(trip, name) for name in ("Ada", "Ben")]

    client.post(
        "/manage/inbox/many",
        data={"act": "later", "reference": [each.reference for each in people]},
    )

    assert client.get("/manage/inbox").flashes == [
        "Ada Berg: later, in a week",
        "Ben Berg: later, in a week",
    ]
