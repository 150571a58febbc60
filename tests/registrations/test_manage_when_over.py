"""Staff pages of an event that is over, or was cancelled: nothing is promised."""

from datetime import timedelta

import pytest

from eventreg.events.states import EventState
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.house import text_of

OVER = (
    "This event is over. After its end nobody is given a seat, declined or cancelled "
    "any more, and nobody is written to. Who was there is noted on the page “Who came”."
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


@pytest.mark.every_case
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("page", "state"),
    [
        ("/manage/registrations/%s/promote", State.WAITLISTED),
        ("/manage/inbox/%s/ask", State.PENDING),
    ],
)
def test_nobody_is_given_a_seat_or_asked_after_the_end(
    client, letters, page, state, method
):
    ada = make_registration(make_over(offer_hours=48), state)

    answer = getattr(client, method)(page % ada.reference)

    assert answer.location == page_of(ada)
    assert client.get(answer.location).flashes == [OVER]
    assert (ada.state, letters()) == (state, [])


@pytest.mark.parametrize(
    ("page", "field", "state"),
    [
        ("/manage/registrations/%s/promote", "note", State.WAITLISTED),
        ("/manage/registrations/%s/cancel", "note", State.CONFIRMED),
        ("/manage/inbox/%s/ask", "question", State.PENDING),
    ],
)
def test_words_of_an_act_after_the_end_are_kept(client, page, field, state):
    ada = make_registration(make_over(offer_hours=48, capacity=1), state)

    answer = client.post(page % ada.reference, data={field: "As agreed"})

    assert (answer.status_code, len(answer.errors)) == (409, 1)
    assert not answer.heading.startswith(("No seat is free", "Too late"))
    assert answer.page.select_one(f"#{field}").text.strip() == "As agreed"
    assert [text_of(each) for each in answer.page.select("main form button")] == []


def test_nobody_is_let_in_after_the_end(client, letters):
    ada = make_registration(make_over(), State.WAITLISTED)

    answer = client.post(page_of(ada, "/let-in"))

    assert client.get(answer.location).flashes == [OVER]
    assert (ada.state, letters()) == (State.WAITLISTED, [])


def test_places_of_somebody_in_line_are_not_changed_after_the_end(client, letters):
    ada = make_registration(make_over(), State.WAITLISTED)

    opened = client.get(page_of(ada, "/places"))
    assert client.get(opened.location).flashes == [OVER]
    pressed = client.post(page_of(ada, "/places"), data={"role": "team"})

    assert (pressed.status_code, len(pressed.errors)) == (409, 1)
    assert (ada.state, letters()) == (State.WAITLISTED, [])


@pytest.mark.parametrize("act", ["approve", "onto-waitlist", "later"])
def test_an_old_inbox_says_of_each_row_that_it_is_too_late(client, letters, act):
    ada = make_registration(make_over(), State.PENDING)
    ben = make_registration(make_event(), State.PENDING)

    both = {"act": act, "reference": [ada.reference, ben.reference]}
    page = client.get(client.post("/manage/inbox/many", data=both).location)

    [said] = [each for each in page.flashes if "After its end" in each]
    assert said.startswith(ada.given_name)
    assert (ada.state, [to for _name, to in letters() if to == ada.email]) == (
        State.PENDING,
        [],
    )


def test_many_are_not_declined_after_the_end(client, letters):
    ada = make_registration(make_over(), State.PENDING)

    client.post(f"/manage/inbox/decline?mark={ada.reference}", data={"text_en": "x"})

    assert (ada.state, letters()) == (State.PENDING, [])


def test_until_its_end_a_running_event_still_cancels(client):
    event = make_event(starts_in=timedelta(hours=-1), lasts=timedelta(hours=3))
    ada = make_registration(event)

    client.post(page_of(ada, "/cancel"))

    assert ada.state is State.CANCELLED


@pytest.mark.parametrize(
    ("starts_in", "said"),
    [
        (timedelta(days=5), "it goes to the next in line at once"),
        (timedelta(hours=-1), "nobody in line moves up by themselves"),
    ],
    ids=["ahead", "begun"],
)
def test_who_cancels_somebody_reads_where_the_seat_goes(client, starts_in, said):
    ada = make_registration(make_event(starts_in=starts_in))

    assert said in text_of(client.get(page_of(ada, "/cancel")).page.main)


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


@pytest.mark.parametrize("has_begun", [True, False])
def test_places_go_down_the_waitlist_only_before_the_event(
    client, sign_in, clock_at, has_begun
):
    event = make_event(starts_in=timedelta(days=9), lasts=timedelta(hours=6))
    ada = make_registration(event, State.CONFIRMED)
    if has_begun:
        clock_at(timedelta(days=9, hours=1))
    sign_in("office")

    page = client.get(f"/manage/registrations/{ada.reference}/places").page

    promised = "go down the waitlist at once" in text_of(page.select_one(".lede"))
    assert promised is not has_begun
