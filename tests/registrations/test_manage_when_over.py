"""Staff pages of an event that is over, or was cancelled: nothing is promised."""

from datetime import timedelta

import pytest

from eventreg.events.states import EventState
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.house import text_of

OVER = (
    "This event is over. After its end nobody is cancelled or declined any more, and "
    "nobody is written to. Who was there is noted on the page “Who came”."
)


@pytest.fixture(autouse=True)
def _director(sign_in):
    sign_in("director")


def make_over(**columns):
    return make_event(starts_in=timedelta(days=-1), **columns)


def page_of(registration, rest=""):
    return f"/manage/registrations/{registration.reference}{rest}"


@pytest.mark.every_case
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "state", [State.CONFIRMED, State.OFFERED, State.WAITLISTED, State.PENDING]
)
def test_nobody_is_cancelled_after_the_end(client, letters, state, method):
    ada = make_registration(make_over(), state)

    answer = getattr(client, method)(page_of(ada, "/cancel"))

    assert answer.location == page_of(ada)
    assert client.get(answer.location).flashes == [OVER]
    assert (ada.state, letters()) == (state, [])


@pytest.mark.every_case
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("state", [State.WAITLISTED, State.PENDING])
def test_nobody_is_declined_after_the_end(client, letters, state, method):
    ada = make_registration(make_over(), state)

    answer = getattr(client, method)(f"/manage/inbox/{ada.reference}/decline")

    assert client.get(answer.location).flashes == [OVER]
    assert (ada.state, letters()) == (state, [])


def test_words_of_a_late_refusal_are_kept(client):
    ada = make_registration(make_over(), State.PENDING)

    answer = client.post(
        f"/manage/inbox/{ada.reference}/decline", data={"text": "Next time!"}
    )

    assert (answer.status_code, len(answer.errors)) == (409, 1)
    assert answer.page.select_one("#text").text.strip() == "Next time!"
    assert [text_of(each) for each in answer.page.select("main form button")] == []


def test_many_are_not_declined_after_the_end(client, letters):
    ada = make_registration(make_over(), State.PENDING)

    client.post(f"/manage/inbox/decline?mark={ada.reference}", data={"text_en": "x"})

    assert (ada.state, letters()) == (State.PENDING, [])


def test_until_its_end_a_running_event_still_cancels(client):
    event = make_event(starts_in=timedelta(hours=-1), lasts=timedelta(hours=3))
    ada = make_registration(event)

    client.post(page_of(ada, "/cancel"))

    assert ada.state is State.CANCELLED


@pytest.mark.parametrize("starts_in", [timedelta(days=-1), timedelta(days=5)])
def test_an_expired_person_joins_again_only_before_the_start(client, starts_in):
    ada = make_registration(make_event(starts_in=starts_in), State.EXPIRED)

    page = client.get(page_of(ada)).page

    may_join = "Can join the waitlist again." in text_of(page.main)
    assert may_join == (starts_in > timedelta())


@pytest.mark.every_case
@pytest.mark.parametrize(
    ("columns", "said", "why"),
    [
        (
            {"starts_in": timedelta(days=-1), "line_paused": True},
            "This event is over, so nobody moves up any more.",
            "the event is over",
        ),
        (
            {"starts_in": timedelta(hours=-1), "lasts": timedelta(hours=3)},
            "Nobody moves up by themselves: the event has begun.",
            "the event has begun",
        ),
        (
            {"state": EventState.CANCELLED, "line_paused": True},
            "This event is cancelled, so nobody moves up any more.",
            "the event does not run",
        ),
    ],
    ids=["over", "begun", "cancelled"],
)
def test_a_line_that_is_done_says_so(client, columns, said, why):
    event = make_event(**columns)
    make_registration(event, State.WAITLISTED)

    page = client.get(f"/manage/events/{event.slug}/waitlist").page

    assert text_of(page.select_one("main .standing")).startswith(said)
    assert text_of(page.select_one(".line__why > p")) == why
    assert page.select("form[action$='/pause'], form[action$='/resume']") == []


def test_an_old_page_of_a_cancelled_event_does_not_pause_its_line(client):
    event = make_event(state=EventState.CANCELLED)

    answer = client.post(f"/manage/events/{event.slug}/waitlist/pause")

    assert (answer.status_code, event.line_paused) == (409, False)
