"""The staff's start page: what needs somebody now."""

from datetime import timedelta

import pytest
from flask_babel import force_locale, gettext

from eventreg import clock
from eventreg.database import write_tx
from eventreg.events.states import EventState, Kind
from eventreg.jobs.models import Heartbeat
from eventreg.outbox.models import Letter
from eventreg.outbox.states import LetterState
from eventreg.registrations.states import State, Why
from eventreg.web.dates import format_when
from eventreg.web.roles import Role
from tests.factories import make_event, make_issued, make_registration
from tests.home.networks import change
from tests.house import count_queries, text_of


@pytest.fixture(autouse=True)
def worker(app):
    """A worker that was seen a moment ago."""
    beat(clock.now())


def beat(seen_at):
    with write_tx() as session:
        session.merge(Heartbeat(worker="here", seen_at=seen_at))


def make_failed_letter():
    with write_tx() as session:
        session.add(
            Letter(
                letter="test",
                to="ada@example.org",
                language="en",
                state=LetterState.FAILED,
                last_error="550 no such mailbox",
            )
        )


def test_what_is_put_off_again_and_again_is_an_alarm_in_its_own_words(client, sign_in):
    since = clock.now() - timedelta(hours=3)
    with write_tx() as session:
        session.add(
            Letter(
                letter="test",
                to="ada@example.org",
                language="en",
                state=LetterState.RETRYING,
                due_at=clock.now() + timedelta(hours=2),
                troubled_at=since,
                last_error="451 greylisted",
            )
        )
    sign_in()

    card = text_of(client.get("/manage").page.select_one("#troubles").parent)

    assert "1 e-mail has waited for the receiving server since" in card
    assert "What happened: 451 greylisted" in card
    assert "delivered" not in card


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "1 E-Mail wurde vom empfangenden Server zurückgestellt"),
        ("en", "1 e-mail was put off by the receiving server"),
        ("tr", "1 e-postayı alıcının sunucusu erteledi"),
    ],
)
def test_what_is_put_off_for_minutes_is_told_calmly(client, sign_in, language, said):
    next_try = clock.now() + timedelta(minutes=9)
    with write_tx() as session:
        session.add(
            Letter(
                letter="test",
                to="ada@example.org",
                language="en",
                state=LetterState.RETRYING,
                due_at=next_try,
                troubled_at=clock.now() - timedelta(minutes=6),
                last_error="451 greylisted",
            )
        )
    sign_in()

    page = client.get("/manage", headers={"Accept-Language": language}).page

    link = page.select_one("a[href='/manage/letters?state=retrying']")
    assert text_of(link.parent).startswith(said)
    with force_locale(language):
        at = format_when(next_try)
    assert " ".join(str(at).split()) in text_of(link.parent)
    assert page.select_one("#troubles") is None
    with force_locale(language):
        gone, leaves = gettext("All e-mails have gone out."), "1 e-mail is on its way."
    assert gone not in text_of(page.select_one("main .lede"))
    assert leaves not in text_of(page.main)


def titles(response):
    return [text_of(a) for a in response.page.select("main .people__name")]


def test_who_waits_stands_in_the_headline(client, sign_in):
    event = make_event(needs_approval=True)
    for _ in range(3):
        make_registration(event, State.PENDING)
    make_registration(event, State.PENDING, later_until=clock.now() + timedelta(days=1))
    make_registration(event, State.CONFIRMED)
    sign_in()

    response = client.get("/manage")

    assert response.heading == "3 requests are waiting"
    assert response.page.select_one('main a[href="/manage/inbox"]')


def test_a_quiet_day_says_so(client, sign_in):
    sign_in()

    response = client.get("/manage")

    assert response.heading == "Good to see you, Ole Director"
    assert response.page.select("main .card") == []


def test_who_is_put_off_until_later_is_not_forgotten_on_a_quiet_day(client, sign_in):
    event = make_event(needs_approval=True)
    make_registration(event, State.PENDING, later_until=clock.now() + timedelta(days=1))
    sign_in("office")

    response = client.get("/manage")

    assert text_of(response.page.select_one("main .lede")) == (
        "Nobody is waiting for a decision now; 1 request is put off until later. "
        "All e-mails have gone out."
    )


SOON = timedelta(minutes=3)


#: Cases are made when they are collected, and run many minutes later.
TOMORROW = clock.now() + timedelta(days=1)


@pytest.mark.every_case
@pytest.mark.parametrize(
    ("letters", "words"),
    [
        ([], "All e-mails have gone out."),
        ([{}, {"state": LetterState.RETRYING}], "2 e-mails are on their way."),
        (
            [{"state": LetterState.SENDING, "lease_until": TOMORROW}],
            "1 e-mail is on its way.",
        ),
        (
            [{"state": LetterState.HELD, "due_at": TOMORROW}],
            "1 e-mail is held back as long as its decision can be undone.",
        ),
        (
            [{}, {"state": LetterState.HELD, "due_at": TOMORROW}],
            "1 e-mail is on its way. "
            "1 e-mail is held back as long as its decision can be undone.",
        ),
        ([{"state": LetterState.KEPT}], "All e-mails have gone out."),
    ],
    ids=["none", "two", "sending", "held", "both", "kept"],
)
def test_that_all_e_mails_have_gone_out_is_said_when_it_is_true(
    client, sign_in, letters, words
):
    with write_tx() as session:
        for letter in letters:
            to = {"letter": "test", "to": "ada@example.org", "language": "en"}
            session.add(Letter(**to, **letter))
    sign_in()

    page = client.get("/manage").page

    assert text_of(page.select_one("main .lede")) == (
        f"Nobody is waiting for a decision. {words}"
    )


def test_failed_letters_are_said_with_what_the_server_answered(client, sign_in):
    make_failed_letter()
    sign_in("office")

    response = client.get("/manage")

    card = text_of(response.page.select_one("main .card"))
    assert response.heading == "Something needs your attention"
    assert "1 e-mail could not be delivered." in card
    assert "550 no such mailbox" in card


def test_from_failed_letters_one_click_leads_to_just_these(client, sign_in):
    make_failed_letter()
    sign_in("director")

    page = client.get("/manage").page

    link = page.find("a", string="Look at the e-mails")
    assert link["href"] == "/manage/letters?state=failed"


def test_a_worker_that_stopped_is_said(client, sign_in):
    beat(clock.now() - timedelta(minutes=6))
    sign_in()

    card = client.get("/manage").page.select_one("main .card")

    assert "The worker is not running" in text_of(card)


def test_the_director_sees_what_keeps_events_from_publishing(client, sign_in):
    change(street="")
    sign_in()

    card = client.get("/manage").page.select_one("main .card")

    assert "Fill in the imprint in the settings." in text_of(card)


@pytest.mark.parametrize("role", ["travel_lead", "desk"])
def test_others_are_not_bothered_with_it(client, sign_in, role):
    make_failed_letter()
    make_registration(make_event(needs_approval=True), State.PENDING)
    make_event(state=EventState.DRAFT, title="Not yet")
    sign_in(role)

    response = client.get("/manage")

    assert response.heading.startswith("Good to see you")
    assert response.page.select("main .card") == []
    assert "Not yet" not in text_of(response.page.main)


def test_next_events_come_first_with_their_seats(client, sign_in):
    later = make_event(title="Later", capacity=10, starts_in=timedelta(days=9))
    make_event(title="Sooner", starts_in=timedelta(days=2))
    make_event(title="Over", starts_in=timedelta(days=-2))
    make_event(title="Called off", state=EventState.CANCELLED)
    make_event(title="Not yet", state=EventState.DRAFT)
    make_registration(later, State.CONFIRMED)
    sign_in()

    response = client.get("/manage")

    assert titles(response) == ["Sooner", "Later", "Not yet"]
    assert "1 of 10 seats taken" in text_of(response.page.main)


def test_the_travel_lead_sees_trips(client, sign_in):
    make_event(title="Evening")
    make_event(title="Istanbul", kind=Kind.TRIP)
    sign_in("travel_lead")

    assert titles(client.get("/manage")) == ["Istanbul"]


def make_all_that_the_page_can_show(account):
    """An event of today whose line is stopped, an offer, a list, a failed letter."""
    event = make_event(
        capacity=9, line_paused=True, starts_in=timedelta(minutes=5), offer_hours=2
    )
    soon = clock.now() + timedelta(hours=1)
    make_registration(event, State.WAITLISTED)
    make_registration(event, State.OFFERED, offer_expires_at=soon)
    make_issued(event, account)
    make_registration(event, State.CONFIRMED, given_name="New")
    make_registration(make_event(needs_approval=True), State.PENDING)
    make_failed_letter()


@pytest.mark.parametrize("role", Role)
def test_more_of_all_cost_no_more_queries(client, sign_in, role):
    ole = sign_in(role)
    make_all_that_the_page_can_show(ole)
    client.get("/manage")

    with count_queries() as few:
        client.get("/manage")
    for _ in range(29):
        make_all_that_the_page_can_show(ole)
    with count_queries() as many:
        client.get("/manage")

    assert len(many) == len(few)
    assert len(many) <= 8


def test_a_slash_at_the_end_leads_there_too(client, sign_in):
    sign_in("office")

    answer = client.get("/manage/")

    assert answer.status_code == 308
    assert answer.location.endswith("/manage")


@pytest.mark.parametrize("note", ["", "untold", "undelivered"])
def test_whose_offer_ended_untold_is_named(client, sign_in, note):
    event = make_event(offer_hours=48)
    ada = make_registration(event, State.EXPIRED, given_name="Ada", family_name="Noor")
    with write_tx():
        ada.moves[-1].why, ada.moves[-1].note = Why.OFFER_EXPIRED, note

    sign_in("director")
    page = client.get("/manage").page

    links = [a["href"] for a in page.main.find_all("a", string="Ada Noor")]
    named = [f"/manage/registrations/{ada.reference}"]
    assert links == (named if note else [])
