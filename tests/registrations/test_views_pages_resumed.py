"""A long form that is taken up elsewhere, or is not there: its language, and why."""

import pytest
import sqlalchemy as sa

from eventreg.database import db, write_tx
from eventreg.events.models import Event
from eventreg.events.states import EventState
from eventreg.registrations.models import SignUpDraft
from tests.factories import make_event, make_question, make_section
from tests.home.networks import change
from tests.house import text_of
from tests.registrations.sending import ADA

GERMAN = {"Accept-Language": "de"}


@pytest.fixture
def base(app):
    """The address of a form that goes over several pages."""
    event = make_event()
    for key, asks in (("food", "dish"), ("trip", "visa")):
        section = make_section(event, key=key)
        make_question(event, key=asks, section_id=section.id)
    return f"/events/{event.slug}/register"


@pytest.fixture
def other(client):
    """Another device."""
    return client.application.test_client()


@pytest.fixture
def resume(client, base):
    """Where the link to a form leads that was begun in Turkish."""
    client.post(base, data={**ADA, "language": "tr"})
    key = db.session.scalars(sa.select(SignUpDraft)).one().key
    return f"{base}/resume/{key}"


def test_a_form_taken_up_by_its_link_stays_in_its_language(other, resume):
    answer = other.post(resume, headers=GERMAN)

    assert other.get(answer.location, headers=GERMAN).page.html["lang"] == "tr"


@pytest.mark.parametrize(
    ("is_demo", "begins", "ends"),
    [
        (
            True,
            "We have written to ada@example.org. The link works until ",
            "e-mails are kept here and not sent.",
        ),
        (
            False,
            "No e-mail can leave this site yet: all wait until e-mail is set up. "
            "The link to ada@example.org will work until ",
            "it does not come. Until then you can go on with this browser.",
        ),
    ],
    ids=["demo", "production"],
)
def test_where_no_e_mail_leaves_the_link_is_not_said_to_have_left(
    app, client, base, is_demo, begins, ends
):
    app.config["MAIL_SERVER"] = ""
    change(is_demo=is_demo)
    begun = client.post(base, data={**ADA, "language": "en"})

    client.post(begun.location, data={"later": "y"})
    page = client.get(begun.location)
    [said] = page.flashes

    assert (said.startswith(begins), said.endswith(ends)) == (True, True)
    assert page.page.select_one(".later .standing--wait") is not None


def test_a_language_that_was_chosen_is_kept_when_a_form_is_taken_up(other, resume):
    with other.session_transaction() as session:
        session["language"] = "de"

    answer = other.post(resume)

    assert other.get(answer.location).page.html["lang"] == "de"


@pytest.mark.parametrize("page", ["part/food", "check"])
def test_whoever_has_no_form_here_reads_why_it_begins_at_the_start(other, base, page):
    answer = other.get(f"{base}/{page}")

    assert answer.location == base
    [words] = other.get(base).flashes
    assert words.startswith("What you entered is not kept in this browser")


def test_a_page_sent_without_its_beginning_says_that_it_is_kept(other, base):
    answer = other.post(f"{base}/part/food", data={"answers-dish": "Beans"})

    assert answer.location == base
    [words] = [w for w in other.get(base).flashes if w.startswith("The beginning")]
    assert words.endswith("just entered stands on the pages after it.")


def test_a_form_on_one_page_tells_nothing_of_later_ones(other):
    base = f"/events/{make_event().slug}/register"

    answer = other.get(f"{base}/check")

    assert (answer.location, other.get(base).flashes) == (base, [])


def test_the_link_to_a_form_that_is_there_says_that_nothing_is_sent(other, resume):
    page = other.get(resume, headers={"Accept-Language": "en"}).page

    assert text_of(page.h1) == "Formunuza devam edin"


def test_the_link_to_a_form_that_was_sent_says_so(client, other, base, resume):
    """In the language of its letter."""
    with write_tx():
        begun = db.session.scalars(sa.select(SignUpDraft)).one()
        sent = SignUpDraft(event_id=begun.event_id, values=dict(begun.values))
        db.session.add(sent)
        db.session.flush()
        begun.values = {**begun.values, "sent": sent.key}

    page = other.get(resume).page
    answer = other.post(resume)

    assert text_of(page.h1) == "Formunuz gönderildi"
    assert "siz istemeden" not in text_of(page.main)
    assert "e-postamızın hangi adrese gideceğini" in text_of(page.main)
    assert text_of(page.select_one("main .button")) == "Bundan sonrasını gör"
    assert answer.location == f"{base}/sent"


@pytest.fixture
def called_off(client, base):
    """Where the link to a form leads that was begun before the event was called off."""
    client.post(base, data={**ADA, "language": "en"})
    with write_tx():
        begun = db.session.scalars(sa.select(SignUpDraft)).one()
        db.session.get(Event, begun.event_id).state = EventState.CANCELLED
    return f"{base}/resume/{begun.key}"


def test_a_begun_form_of_an_event_that_is_called_off_is_over(
    client, other, base, called_off
):
    opened, pressed = other.get(called_off), other.post(called_off)
    here = client.get(f"{base}/check")

    gone = "The form you had begun cannot be sent any more."
    for page in (opened, pressed, here):
        assert page.heading == "This event is cancelled"
        assert gone in text_of(page.page.main)
        assert "Should sign-up open again" not in text_of(page.page.main)
    assert (opened.status_code, pressed.status_code) == (200, 409)
    assert opened.page.select("main form") == []


def test_a_sent_form_of_an_event_that_is_called_off_is_over_too(other, called_off):
    with write_tx():
        begun = db.session.scalars(sa.select(SignUpDraft)).one()
        sent = SignUpDraft(event_id=begun.event_id, values=dict(begun.values))
        db.session.add(sent)
        db.session.flush()
        begun.values = {**begun.values, "sent": sent.key}

    page = other.get(called_off)

    assert page.heading == "This event is cancelled"
    assert "There is nothing left to confirm" in text_of(page.page.main)
