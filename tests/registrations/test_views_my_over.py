"""Once an event has begun, or is over, no own page says what held before."""

from datetime import timedelta

import pytest

from eventreg.database import write_tx
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.house import text_of
from tests.registrations.parties import main_text, party_of, show

OVER = {
    "de": "Diese Veranstaltung ist vorbei, Ada Berg",
    "en": "This event is over, Ada Berg",
    "tr": "Bu etkinlik sona erdi, Sayın Ada Berg",
}
BEGUN, PAST = timedelta(days=30, hours=1), timedelta(days=31)


def standing_of(client, registration):
    return text_of(show(client, registration).page.select_one(".standing"))


def party(state, **options):
    event = make_event(only_together=True)
    return party_of(event, state, together=True, **options)


@pytest.mark.parametrize("language", OVER)
@pytest.mark.parametrize("state", [State.PENDING, State.WAITLISTED], ids=str)
def test_whoever_was_not_in_reads_that_it_is_over(client, clock_at, state, language):
    [ada, _ben] = party(state)
    with write_tx():
        ada.language = language
    clock_at(PAST)

    page = show(client, ada)

    assert page.heading == OVER[language]
    assert page.page.select(".standing .tag") == []
    assert page.page.select_one("main .actions a")["href"].rstrip("/") == ""


@pytest.mark.parametrize(
    ("state", "said", "never"),
    [
        (State.PENDING, "Your application was not decided on.", "You will get an"),
        (State.WAITLISTED, "no seat came free for you", "given at the entrance"),
    ],
    ids=str,
)
def test_nothing_is_promised_after_the_end(client, clock_at, state, said, never):
    ada = make_registration(make_event(), state)
    clock_at(PAST)

    assert said in standing_of(client, ada)
    assert never not in main_text(client, ada)


def test_nobody_who_waits_is_told_to_leave_when_it_has_begun(client, clock_at):
    ada, _ben = party(State.WAITLISTED)
    clock_at(BEGUN)

    assert "The event has begun." in standing_of(client, ada)
    assert "after leaving the waitlist" not in main_text(client, ada)


@pytest.mark.parametrize("who", [0, 1], ids=["who answers", "who comes along"])
def test_a_party_is_bound_together_only_before_the_start(client, clock_at, who):
    one = party(State.PENDING)[who]
    before = main_text(client, one).lower()
    clock_at(BEGUN)

    assert "you come only together" in before
    assert "you come only together" not in main_text(client, one).lower()


@pytest.mark.parametrize("state", [State.OFFERED, State.EXPIRED], ids=str)
def test_the_seat_of_an_old_offer_is_free_for_nobody_afterwards(
    client, clock_at, state
):
    ada = make_registration(make_event(capacity=1, offer_hours=48), state)
    clock_at(BEGUN)

    assert "the seat was no longer kept for you" in standing_of(client, ada)


def test_an_unconfirmed_form_leads_nowhere_when_all_is_over(client, clock_at):
    ada = make_registration(make_event(), State.UNVERIFIED)
    clock_at(timedelta(days=40))

    said = main_text(client, ada)

    assert "This event is over. This form will be deleted automatically." in said
    assert "Please write to the organiser" not in said


def test_whoever_was_named_is_asked_once_whether_it_is_them(client):
    _ada, ben = party(State.UNVERIFIED)

    ways = [a for a in show(client, ben).page.select("a") if "not-me" in a["href"]]

    assert [text_of(way) for way in ways] == ["That was not me"]
