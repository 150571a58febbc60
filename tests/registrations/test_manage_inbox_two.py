"""Two directors have the same inbox open: the first decides, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest

from eventreg.database import db
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.house import text_of


@pytest.fixture
def trip(app):
    return make_event(title="Trip", needs_approval=True)


def make_pending(event, given_name="Ada", **columns):
    return make_registration(
        event, State.PENDING, given_name=given_name, family_name="Berg", **columns
    )


def test_who_comes_second_is_told_and_changes_nothing(client, app, sign_in, clock_at):
    clock_at(datetime(2027, 5, 3, 16, 4, tzinfo=UTC))
    director, other = sign_in("director"), app.test_client()
    sign_in("director", on=other)
    ada = make_pending(make_event(needs_approval=True, timezone="Asia/Tokyo"))
    client.post(f"/manage/inbox/{ada.reference}/approve")

    other.post(f"/manage/inbox/{ada.reference}/decline")
    other.post(f"/manage/inbox/{ada.reference}/onto-waitlist")

    assert ada.state is State.CONFIRMED
    assert len(ada.moves) == 3
    assert (
        other.get("/manage/inbox").flashes
        == [
            f"{director.name} has decided on Ada Berg already (18:04): Confirmed. "
            "Your click has changed nothing."
        ]
        * 2
    )


def test_who_declines_second_reads_who_was_quicker(client, app, sign_in, trip):
    ada, other = make_pending(trip), app.test_client()
    quick = sign_in("director")
    sign_in("director", on=other)
    client.post(f"/manage/inbox/{ada.reference}/approve")

    answer = other.post(f"/manage/inbox/{ada.reference}/decline", data={"text": "No"})

    [said] = answer.errors
    assert said.startswith(f"{quick.name} has decided on Ada Berg already (")
    assert text_of(answer.page.select_one("#text")) == "No"
    assert (len(ada.moves), ada.reason) == (3, "")


def test_two_directors_at_once_give_one_decision_and_one_notice(
    client, app, sign_in, trip
):
    ada, other = make_pending(trip), app.test_client()
    sign_in("director")
    sign_in("director", on=other)
    page, barrier = f"/manage/inbox/{ada.reference}", Barrier(2)
    db.session.rollback()

    def press(who, act):
        with app.app_context():
            barrier.wait()
            who.post(f"{page}/{act}")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(press, (client, other), ("approve", "decline")))

    said = [*client.get("/manage/inbox").flashes, *other.get("/manage/inbox").flashes]
    assert len(ada.moves) == 3
    assert ["has decided on Ada Berg already" in words for words in said] == [True]
