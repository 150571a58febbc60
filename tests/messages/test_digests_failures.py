"""The digest tells of e-mails that failed, also while nobody waits."""

from datetime import UTC, datetime, timedelta

import pytest

from eventreg.database import db, write_tx
from eventreg.messages.jobs import send_digests
from eventreg.messages.models import DecisionLink
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.outbox.states import LetterState
from tests.factories import make_account, make_event, make_letter
from tests.house import text_of
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


def told():
    return [letter.to for letter in letters_named("digest")]


def make_failed(at, name="failed@example.org", **options):
    """A letter that was refused for good at that time."""
    letter = make_letter(to=name, **options)
    with write_tx():
        letter.state, letter.last_error = LetterState.FAILED, "550 no such user"
        letter.troubled_at = at


def test_what_failed_is_told_once_also_while_nobody_waits(director, clock_at):
    clock_at(MORNING)
    send_digests()
    make_failed(MORNING + HOUR)
    sent = []
    for day in (1, 2):
        clock_at(MORNING + day * DAY)
        send_digests()
        sent.append(len(told()))

    assert sent == [1, 1]
    [row] = letters_named("digest")
    written = render(row, current_sender())
    assert written.subject == "1 e-mail could not be sent"
    assert "1 e-mail could not be sent." in written.text
    assert "manage/letters?state=failed" in written.text
    assert "decide" not in written.text
    assert "waiting" not in written.text
    assert db.session.query(DecisionLink).count() == 0


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("de", "1 E-Mail konnte nicht gesendet werden"),
        ("en", "1 e-mail could not be sent"),
        ("tr", "1 e-posta gönderilemedi"),
    ],
)
@pytest.mark.usefixtures("_night")
def test_one_failure_is_not_told_as_several(clock_at, language, subject):
    make_account("ole@example.org", role="director", language=language)
    make_failed(MORNING - HOUR)
    clock_at(MORNING)

    send_digests()

    [row] = letters_named("digest")
    written = render(row, current_sender())
    assert written.subject == subject
    assert f"{subject}." in written.text


@pytest.mark.parametrize("waits", [True, False], ids=["waiting", "failures"])
def test_the_last_five_are_named_without_their_addresses(director, clock_at, waits):
    trip = make_event(title="Trip", needs_approval=True)
    if waits:
        make_pending(trip)
    for number in range(7):
        make_failed(
            MORNING - HOUR + timedelta(minutes=number),
            f"a{number}@example.org",
            values={"name": f"Ada {number}"},
            event=trip.slug,
        )
    clock_at(MORNING)

    send_digests()

    [row] = letters_named("digest")
    written = render(row, current_sender())
    lines = [
        line
        for line in written.text.splitlines()
        if line.endswith("Trip: Received, being considered")
    ]
    assert lines == [
        f"Ada {number} – Trip: Received, being considered" for number in (6, 5, 4, 3, 2)
    ]
    assert "… and 2 others" in written.text
    assert "7 e-mails could not be sent" in written.text
    assert not any(f"a{number}@" in written.text for number in range(7))


def test_one_whose_words_are_deleted_is_named_by_its_kind(director, clock_at):
    make_failed(MORNING - HOUR)
    with write_tx():
        db.session.query(Letter).update({"values": {}})
    clock_at(MORNING)

    send_digests()

    [row] = letters_named("digest")
    assert row.values["which_failed"] == "Received, being considered"


@pytest.mark.parametrize(
    ("language", "title"),
    [("de", "Tägliche E-Mail"), ("en", "Daily e-mail"), ("tr", "Günlük e-posta")],
)
def test_its_title_speaks_of_nobody_who_waits(client, sign_in, language, title):
    sign_in("director")
    make_letter("digest", to="ole@example.org")

    page = client.get(f"/manage/letters?lang={language}").page

    assert text_of(page.select_one("tbody th")) == title


def test_what_failed_in_the_same_minute_as_the_last_digest_is_not_lost(
    director, clock_at
):
    clock_at(MORNING + 2 * HOUR)
    send_digests()
    make_failed(MORNING + 2 * HOUR)
    clock_at(MORNING + DAY)

    send_digests()

    assert told() == ["ole@example.org"]
