"""Who reads of those who wait, when, and how often."""

from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest
import sqlalchemy as sa

from eventreg import clock
from eventreg.accounts.tokens import hash_of
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.messages import services
from eventreg.messages.jobs import send_digests
from eventreg.messages.models import DecisionLink
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.outbox.states import LetterState
from eventreg.registrations import services as registrations
from tests.factories import make_account, make_event, make_letter
from tests.messages.links import letters_named, make_pending

pytestmark = pytest.mark.usefixtures("app")

#: 7:00 at home, in summer.
MORNING = datetime(2027, 6, 1, 5, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def _night(clock_at):
    clock_at(MORNING - HOUR)


@pytest.fixture
def director(_night):
    return make_account("ole@example.org", role="director")


@pytest.fixture
def trip(director):
    return make_event(title="Trip", needs_approval=True)


def told(name="digest"):
    return [letter.to for letter in letters_named(name)]


def test_each_morning_the_director_reads_who_waits(trip, clock_at):
    make_pending(trip)
    send_digests()
    early = told()

    for _day in range(2):
        clock_at(MORNING + _day * DAY)
        send_digests()
        send_digests()

    assert (early, told()) == ([], ["ole@example.org"] * 2)


def test_when_nobody_waits_nothing_is_sent(director, clock_at):
    clock_at(MORNING)

    send_digests()

    assert told() == []


def test_who_comes_after_the_hour_waits_for_the_next_morning(trip, clock_at):
    clock_at(MORNING)
    send_digests()
    make_pending(trip)
    clock_at(MORNING + HOUR)
    send_digests()
    same_day = told()
    clock_at(MORNING + DAY)

    send_digests()

    assert (same_day, told()) == ([], ["ole@example.org"])


def test_who_was_put_off_does_not_wait(trip, clock_at):
    ada = make_pending(trip)
    with write_tx():
        registrations.later(ada, by=Actor.worker())
    clock_at(MORNING)

    send_digests()

    assert told() == []


def test_after_a_night_without_worker_it_comes_until_noon(trip, clock_at):
    make_pending(trip)

    clock_at(MORNING + 6 * HOUR)
    send_digests()
    late = told()
    clock_at(MORNING + DAY + 5 * HOUR)
    send_digests()

    assert (late, told()) == ([], ["ole@example.org"])


def test_each_director_chooses_the_hour(director, trip, clock_at):
    make_pending(trip)
    with write_tx():
        services.choose_digest(director, hour=9)

    clock_at(MORNING)
    send_digests()
    early = told()
    clock_at(MORNING + 2 * HOUR)
    send_digests()

    assert (early, told()) == ([], ["ole@example.org"])


def test_who_wants_none_gets_none(director, trip, clock_at):
    make_pending(trip)
    with write_tx():
        services.choose_digest(director, hour=None)
    clock_at(MORNING)

    send_digests()

    assert told() == []


def test_only_directors_who_can_sign_in_read_it(trip, clock_at):
    make_account("office@example.org")
    make_account("una@example.org", role="director", is_active=False)
    make_account("ida@example.org", role="director", password=None)
    make_pending(trip)
    clock_at(MORNING)

    send_digests()

    assert told() == ["ole@example.org"]


def test_several_workers_write_one(app, trip, clock_at):
    make_pending(trip)
    clock_at(MORNING)

    def work():
        with app.app_context():
            send_digests()
            db.session.remove()

    workers = [Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    db.session.rollback()

    assert told() == ["ole@example.org"]


def away(director, deputy, first, last):
    with write_tx():
        services.choose_digest(
            director, hour=7, away_from=first, away_until=last, deputy=deputy
        )


def test_while_the_director_is_away_the_deputy_reads_it(director, trip, clock_at):
    deputy = make_account("dora@example.org")
    away(director, deputy, date(2027, 6, 1), date(2027, 6, 2))
    make_pending(trip)

    for days in range(3):
        clock_at(MORNING + days * DAY)
        send_digests()

    assert told() == ["dora@example.org"] * 2 + ["ole@example.org"]
    owners = [
        (link.account.email, link.director.email)
        for link in db.session.query(DecisionLink)
    ]
    assert owners[0] == ("dora@example.org", "ole@example.org")


def test_a_deputy_who_is_a_director_too_reads_one(director, trip, clock_at):
    una = make_account("una@example.org", role="director")
    away(director, una, date(2027, 6, 1), date(2027, 6, 2))
    make_pending(trip)
    clock_at(MORNING)

    send_digests()

    assert told() == ["una@example.org"]


def test_a_deputy_whose_account_is_closed_does_not_hide_who_waits(
    director, trip, clock_at
):
    deputy = make_account("dora@example.org")
    away(director, deputy, date(2027, 6, 1), date(2027, 6, 2))
    with write_tx():
        deputy.is_active = False
    make_pending(trip)
    clock_at(MORNING)

    send_digests()

    assert told() == ["ole@example.org"]


def test_the_letter_names_person_company_and_event_and_nothing_else(trip, clock_at):
    make_pending(trip, company="Berg GmbH", message="I am ill", phone="+4924155501")
    make_letter("received", to="x@example.org")
    clock_at(MORNING)
    send_digests()

    [letter] = letters_named("digest")
    rendered = render(letter, current_sender())

    assert letter.values["waiting"] == "Ada Berg, Berg GmbH – Trip (new)"
    assert rendered.subject == "1 person waits for a decision"
    assert "I am ill" not in rendered.text
    assert "ada@example.org" not in rendered.text
    assert rendered.text.count("/decide/") == 1


def test_it_says_which_deadline_comes_next(director, clock_at):
    deadline = datetime(2027, 6, 4, 12, 0)
    make_pending(make_event(title="Trip", deadline_local=deadline))
    clock_at(MORNING)
    send_digests()

    [letter] = letters_named("digest")

    assert letter.values["due"] == "Trip: sign-up closes on Fri 4 June 2027, 12:00"


def test_of_many_the_first_are_named(trip, clock_at):
    for number in range(32):
        make_pending(trip, f"Ada{number}")
    clock_at(MORNING)
    send_digests()

    [letter] = letters_named("digest")

    assert letter.values["people"] == "32 people wait"
    assert letter.values["waiting"].splitlines()[-1] == "… and 2 others"


def test_the_secret_is_kept_as_a_hash(trip, clock_at):
    make_pending(trip)
    clock_at(MORNING)
    send_digests()

    [letter] = letters_named("digest")
    [link] = db.session.query(DecisionLink)

    token = letter.links["decide"][1]["token"]
    assert link.token_hash == hash_of(token)
    assert link.expires_at == MORNING + 7 * DAY


def near(clock_at, **options):
    """An event whose sign-up closes in ten hours, now in the afternoon."""
    clock_at(MORNING + 8 * HOUR)
    deadline = clock.to_local(clock.now() + 10 * HOUR, "Europe/Berlin")
    return make_event(title="Trip", deadline_local=deadline, **options)


def test_when_a_deadline_is_near_a_note_comes_at_once_and_once(director, clock_at):
    make_pending(near(clock_at))

    for _round in range(3):
        send_digests()
        clock_at(2 * HOUR)

    assert told("urgent") == ["ole@example.org"]


def test_when_no_deadline_is_near_no_note_comes(trip, clock_at):
    make_pending(trip)
    clock_at(MORNING + 8 * HOUR)

    send_digests()

    assert told("urgent") == []


def test_who_comes_later_is_told_of_once_an_hour(director, clock_at):
    event = near(clock_at)
    make_pending(event)
    send_digests()
    make_pending(event, "Ben")
    send_digests()
    at_once = len(told("urgent"))
    clock_at(HOUR)
    send_digests()

    [_first, second] = letters_named("urgent")

    assert at_once == 1
    assert second.values["waiting"] == "Ben Berg – Trip (new)"


def test_the_line_stopping_is_a_deadline_too(director, clock_at):
    clock_at(MORNING + 8 * HOUR)
    make_pending(make_event(title="Trip", starts_in=20 * HOUR))

    send_digests()

    assert told("urgent") == ["ole@example.org"]


def test_what_stood_in_the_digest_needs_no_note(director, clock_at):
    deadline = clock.to_local(MORNING + 10 * HOUR, "Europe/Berlin")
    make_pending(make_event(deadline_local=deadline))
    with write_tx():
        services.choose_digest(director, hour=6)
    clock_at(MORNING)

    send_digests()

    assert (told(), told("urgent")) == (["ole@example.org"], [])


def test_links_and_notes_of_old_are_forgotten(director, clock_at):
    make_pending(near(clock_at))
    send_digests()
    clock_at(15 * DAY)

    with write_tx():
        services.forget_links()

    assert db.session.query(DecisionLink).count() == 0


@pytest.mark.parametrize("has_failed", [True, False])
def test_what_failed_leads_to_what_to_do(trip, clock_at, has_failed):
    make_pending(trip)
    if has_failed:
        failed = {"state": LetterState.FAILED, "last_error": "550 no such user"}
        letter = make_letter(to="ada@example.org")
        with write_tx() as session:
            session.execute(sa.update(Letter).filter_by(id=letter.id).values(failed))
    clock_at(MORNING)
    send_digests()

    [digest] = letters_named("digest")
    text = render(digest, current_sender()).text
    assert ("/manage/letters?state=failed" in text) is has_failed
