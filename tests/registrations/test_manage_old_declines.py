"""A page for saying no, opened before somebody else decided, overturns nothing."""

import re

import pytest

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.registrations import services
from eventreg.registrations.services import AlreadyDecided
from eventreg.registrations.states import State
from tests.factories import make_account, make_event, make_registration
from tests.house import text_of


@pytest.fixture
def una(app):
    account = make_account("una@example.org", role="director", name="Una")
    return Actor.staff(account)


@pytest.fixture
def ada(sign_in):
    event = make_event(capacity=0, needs_approval=True)
    sign_in("director")
    return make_registration(event, State.PENDING, given_name="Ada", family_name="Berg")


def do(service, *args, **options):
    with write_tx():
        return service(*args, **options)


def page_of(registration):
    return f"/manage/inbox/{registration.reference}/decline"


def opened(client, registration, **typed):
    """What the browser would send from the page as it is now."""
    page = client.get(page_of(registration)).page
    return {"shown": page.select_one("main [name=shown]")["value"], **typed}


def without_time(words):
    return [re.sub(r"\(\d\d:\d\d\)", "(18:04)", each) for each in words]


def test_an_old_page_does_not_take_somebody_off_the_waitlist(client, ada, una):
    typed = opened(client, ada, text="Next year!", reason="Full")
    do(services.onto_waitlist, ada, by=una)

    answer = client.post(page_of(ada), data=typed)

    assert (answer.status_code, ada.state, ada.reason) == (409, State.WAITLISTED, "")
    assert without_time(answer.errors) == [
        "Una has decided on Ada Berg already (18:04): On the waitlist. Your click "
        "has changed nothing."
    ]
    heading = text_of(answer.page.select_one(".error-summary h2"))
    assert heading == "Something has changed meanwhile"


def test_what_was_written_is_kept_and_can_be_meant_anew(client, ada, una):
    typed = opened(client, ada, text="Next year!", reason="Full")
    do(services.onto_waitlist, ada, by=una)

    page = client.post(page_of(ada), data=typed).page
    again = {**typed, "shown": page.select_one("main [name=shown]")["value"]}
    client.post(page_of(ada), data=again)

    assert text_of(page.h1) == "Remove Ada Berg from the waitlist?"
    assert text_of(page.select_one("#text")) == "Next year!"
    assert text_of(page.select_one("#reason")) == "Full"
    assert (ada.state, ada.reason) == (State.DECLINED, "Next year!")


def test_who_is_no_longer_in_line_is_not_declined_by_removing(client, ada, una):
    do(services.onto_waitlist, ada, by=una)
    typed = opened(client, ada, text="Next year!")
    do(services.undo, ada, by=una)

    answer = client.post(page_of(ada), data=typed)

    assert (answer.status_code, ada.state) == (409, State.PENDING)
    assert without_time(answer.errors) == [
        "Una has taken back the decision on Ada Berg already (18:04). Your click "
        "has changed nothing."
    ]
    assert text_of(answer.page.h1) == "Decline Ada Berg?"
    assert text_of(answer.page.select_one("#text")) == "Next year!"


def test_what_was_written_stays_to_be_read_when_nothing_is_left_to_decide(
    client, ada, una
):
    typed = opened(client, ada, text="Next year!")
    do(services.decline, ada, by=una)

    answer = client.post(page_of(ada), data=typed)

    assert (answer.status_code, ada.reason) == (409, "")
    assert text_of(answer.page.select_one("#text")) == "Next year!"
    assert [text_of(b) for b in answer.page.select("main button")] == []


def test_whoever_left_the_line_meanwhile_leads_back_to_it(client, ada):
    ben = make_registration(
        ada.event, State.WAITLISTED, given_name="Ben", family_name="Klug"
    )
    typed = opened(client, ben)
    do(services.cancel, ben, by=Actor.person(ben))

    answer = client.post(page_of(ben), data=typed)

    assert answer.location == f"/manage/events/{ben.event.slug}/waitlist"
    assert without_time(client.get(answer.location).flashes) == [
        "Ben Klug has cancelled (18:04). Your click has changed nothing."
    ]


@pytest.mark.parametrize("shown", ["pending", "", "nonsense"])
def test_a_no_that_was_meant_for_another_state_is_refused(ada, una, shown):
    do(services.onto_waitlist, ada, by=una)

    with pytest.raises(AlreadyDecided):
        do(services.decline, ada, by=una, shown=shown)

    assert ada.state is State.WAITLISTED
