"""The staff pages about letters."""

from datetime import timedelta
from email import message_from_bytes

import pytest
import sqlalchemy as sa
from flask import current_app
from flask_babel import force_locale

from eventreg import clock
from eventreg.database import db, write_tx
from eventreg.outbox import deliver_due
from eventreg.outbox.event_titles import to_choose_from
from eventreg.outbox.message import CannotBeMailed, LetterMessage, mailable
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.said import in_words
from eventreg.outbox.sender import current_sender
from eventreg.outbox.states import LetterState
from eventreg.web.models import Network
from tests.factories import make_event, make_letter
from tests.factories.letters import CALENDAR, TOKEN
from tests.outbox.rows import seen

LETTERS = "/manage/letters"

_OURS = {
    "this is not an e-mail address",
    "an address with such letters before the @ cannot be reached",
    "the part after the @ is not a domain",
}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Ada", "Ben", "Cyd"]),
        ("?search=BEN@", ["Ben"]),
        ("?search=r7k2", ["Cyd"]),
        ("?search=%25", []),
        ("?state=sent", ["Cyd"]),
        ("?letter=test", ["Ben"]),
        ("?event=evening", ["Ada"]),
        ("?event=evening&state=sent", []),
        ("?state=nonsense", ["Ada", "Ben", "Cyd"]),
    ],
)
def test_letters_are_listed_newest_first_and_narrowed(client, sign_in, query, found):
    sign_in("office")
    make_letter(to="cyd@example.org", registration="R7K2")
    _set(state=LetterState.SENT, sent_at=clock.now())
    make_letter("test", to="ben@example.org")
    make_letter(to="ada@example.org", event="evening")

    page = client.get(LETTERS + query).page

    rows = page.select("tbody tr td[data-label='To']")
    assert [row.get_text()[:3].title() for row in rows] == found


def test_while_the_server_is_away_no_try_in_the_past_is_promised(client, sign_in):
    sign_in("office")
    letter = make_letter()
    said = {}
    for name, minutes in (("past", -3), ("ahead", 3)):
        due = clock.now() + timedelta(minutes=minutes)
        _set(state=LetterState.RETRYING, due_at=due, last_error="Connection refused")
        said[name] = client.get(f"{LETTERS}/{letter.reference}").page.main.get_text()

    assert "all e-mails wait for it" in said["past"]
    assert "Next try" not in said["past"]
    assert "Next try" in said["ahead"]
    assert "all e-mails wait for it" not in said["ahead"]


def test_events_are_called_by_their_title_in_the_readers_language(client, sign_in):
    event = make_event(title="Yaz okulu", languages=["tr"])
    sign_in("office")
    letter = make_letter(event=event.slug)
    make_letter(event="gone")

    page = client.get(LETTERS).page
    one = client.get(f"{LETTERS}/{letter.reference}").page

    cells = page.select("td[data-label='Event']")
    assert [cell.get_text() for cell in cells] == ["gone", "Yaz okulu"]
    options = page.select("#event option")[1:]
    assert [(o["value"], o.get_text()) for o in options] == [
        ("gone", "gone"),
        (event.slug, "Yaz okulu"),
    ]
    assert "Yaz okulu" in one.aside.get_text()


def test_two_events_of_one_title_can_be_told_apart(app):
    first, second = make_event(title="Gala"), make_event(title="Gala")

    assert to_choose_from([first.slug, second.slug], "en") == sorted(
        (slug, f"Gala ({slug})") for slug in (first.slug, second.slug)
    )


@pytest.mark.parametrize(
    ("noted", "shown"),
    [
        ("550 5.1.1 no such user", "550 5.1.1 no such user"),
        (
            "given up after 10 attempts: 452 mailbox full",
            "given up after 10 attempts: 452 mailbox full",
        ),
        (
            "connection lost: [Errno 111] Connection refused",
            "the connection broke off: the mail server takes no connections",
        ),
        ("timed out", "the mail server does not answer in time"),
        ("this is not an e-mail address", "this is not an e-mail address"),
        ("something new", "something new"),
    ],
)
def test_why_a_letter_did_not_go_is_told_in_our_words(app, noted, shown):
    with force_locale("en"):
        assert in_words(noted) == shown


def test_all_that_we_note_ourselves_has_words_for_people(app):
    for address in ("ada", "jürgen@example.org", "ada@a..b"):
        with pytest.raises(CannotBeMailed) as refusal:
            mailable(address)
        with force_locale("en"):
            assert in_words(str(refusal.value)) in _OURS


def test_an_empty_list_says_when_letters_appear(client, sign_in):
    sign_in("office")

    page = client.get(LETTERS).page

    assert "No e-mails yet." in page.main.get_text()


def test_many_letters_come_in_pages(client, sign_in):
    sign_in("office")
    for number in range(51):
        make_letter(to=f"p{number}@example.org")

    page = client.get(f"{LETTERS}?page=2").page

    assert [cell.get_text() for cell in page.select("td[data-label='To']")] == [
        "p0@example.org"
    ]


def test_a_waiting_letter_is_shown_as_it_would_go(client, sign_in):
    sign_in("office")
    letter = make_letter()

    page = client.get(f"{LETTERS}/{letter.reference}").page

    assert page.h1.get_text() == "Received, being considered"
    assert "Waiting" in page.aside.get_text()
    assert "We have received your application: Summer Evening" in page.main.get_text()
    assert page.pre.get_text().startswith("Dear Ada Lovelace,")
    assert page.iframe["sandbox"] == []
    assert page.iframe["src"] == f"{LETTERS}/{letter.reference}/html"


def test_a_sent_letter_is_shown_as_it_was_sent(client, sign_in, post):
    sign_in("office")
    letter = make_letter()
    deliver_due()
    _set(values={})

    page = client.get(f"{LETTERS}/{letter.reference}").page

    assert "Dear Ada Lovelace," in page.pre.get_text()


def test_tokens_are_masked(client, sign_in):
    sign_in("office")
    letter = make_letter()

    for address in (
        f"{LETTERS}/{letter.reference}",
        f"{LETTERS}/{letter.reference}/html",
    ):
        text = client.get(address).text
        assert TOKEN not in text
        assert "token=…" in text


def test_a_demo_shows_its_links(client, sign_in):
    sign_in("office")
    letter = make_letter()
    with write_tx() as session:
        session.execute(sa.update(Network).values(is_demo=True))

    assert TOKEN in client.get(f"{LETTERS}/{letter.reference}").text


@pytest.mark.parametrize(("role", "sees"), [("director", True), ("office", False)])
def test_a_demo_shows_links_to_accounts_to_the_director_only(
    client, sign_in, role, sees
):
    sign_in(role)
    letter = make_letter("password_reset")
    with write_tx() as session:
        session.execute(sa.update(Network).values(is_demo=True))

    assert (TOKEN in client.get(f"{LETTERS}/{letter.reference}").text) is sees


def test_the_frame_can_run_and_load_nothing(client, sign_in):
    sign_in("office")
    letter = make_letter("confirmed", code="7F3KM2QX9DTAB")

    answer = client.get(f"{LETTERS}/{letter.reference}/html")

    assert answer.headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; "
        "frame-ancestors 'self'"
    )
    assert answer.page.img["src"].startswith("data:image/png;base64,")


def test_its_calendar_entry_opens_as_it_goes_with_the_letter(client, sign_in):
    sign_in("office")
    letter = make_letter("confirmed", calendar=CALENDAR)
    page = client.get(f"{LETTERS}/{letter.reference}").page
    link = page.find("a", string="event.ics")["href"]

    answer = client.get(link)

    assert answer.content_type == "text/calendar; method=REQUEST; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    entry = answer.text.replace("\r\n ", "")
    assert "UID:registration-r7k2m9qx" in entry
    assert "token=…" in entry
    assert TOKEN not in entry


def test_a_demos_calendar_entry_is_the_letters_to_the_letter(client, sign_in, clock_at):
    clock_at(clock.now())
    sign_in("office")
    letter = make_letter("confirmed", calendar=CALENDAR | {"method": "CANCEL"})
    with write_tx() as session:
        session.execute(sa.update(Network).values(is_demo=True))
    with current_app.test_request_context():
        rendered = render(letter, current_sender())
        sent = LetterMessage(letter, rendered, current_sender()).as_bytes()
    parts = message_from_bytes(sent).walk()
    part = next(p for p in parts if p.get_content_type() == "text/calendar")

    answer = client.get(f"{LETTERS}/{letter.reference}/event.ics")

    assert answer.content_type == "text/calendar; method=CANCEL; charset=utf-8"
    assert answer.data == part.get_payload(decode=True)


@pytest.mark.parametrize(
    "options",
    [{}, {"calendar": CALENDAR, "to": "jürgen@example.org"}],
    ids=["none", "not-mailable"],
)
def test_a_letter_without_calendar_entry_opens_none(client, sign_in, options):
    sign_in("office")
    letter = make_letter("confirmed", **options)

    assert client.get(f"{LETTERS}/{letter.reference}/event.ics").status_code == 404
    assert "event.ics" not in client.get(f"{LETTERS}/{letter.reference}").text


@pytest.mark.parametrize(
    ("letter", "values", "height"),
    [
        ("received", {}, "usual"),
        ("confirmed", {}, "tall"),
        ("declined", {"reason": "Too many. " * 250}, "endless"),
    ],
)
def test_the_frame_is_as_high_as_the_letter_needs(
    client, sign_in, letter, values, height
):
    sign_in("office")
    code = "7F3KM2QX9DTAB" if letter == "confirmed" else None
    made = make_letter(letter, values=values, code=code)

    page = client.get(f"{LETTERS}/{made.reference}").page

    assert page.iframe["class"] == ["letter", f"letter--{height}"]


def test_a_letter_that_cannot_be_written_says_why(client, sign_in):
    sign_in("office")
    nowhere: tuple[str, dict[str, str]] = ("no", {})
    links = {"own_page": nowhere, "event_page": nowhere, "not_me": nowhere}
    letter = make_letter(links=links)

    page = client.get(f"{LETTERS}/{letter.reference}").page

    assert "a link in it leads nowhere" in page.main.get_text()


def test_an_address_that_cannot_be_mailed_says_why(client, sign_in):
    sign_in("office")
    letter = make_letter(to="jürgen@example.org")

    page = client.get(f"{LETTERS}/{letter.reference}").page

    assert "No mail server would accept this address." in page.main.get_text()


def test_sending_again_queues_it(client, sign_in):
    sign_in("office")
    letter = make_letter()
    _set(state=LetterState.FAILED, last_error="550 unknown")

    answer = client.post(f"{LETTERS}/{letter.reference}/resend", data=seen(letter))

    assert (answer.status_code, answer.location) == (
        303,
        f"{LETTERS}/{letter.reference}",
    )
    assert _states() == [LetterState.WAITING]


def test_withdrawing_takes_it_back(client, sign_in):
    sign_in("office")
    letter = make_letter()

    answer = client.post(f"{LETTERS}/{letter.reference}/withdraw", data=seen(letter))

    assert answer.status_code == 303
    assert _states() == [LetterState.WITHDRAWN]


def test_withdrawing_what_has_left_is_refused(client, sign_in):
    sign_in("office")
    letter = make_letter()
    _set(state=LetterState.SENT, sent_at=clock.now())

    answer = client.post(f"{LETTERS}/{letter.reference}/withdraw", data=seen(letter))

    assert answer.status_code == 409
    assert _states() == [LetterState.SENT]


@pytest.mark.parametrize("role", ["desk", "travel_lead"])
@pytest.mark.parametrize(
    "page", ["", "/{reference}", "/{reference}/html", "/{reference}/event.ics"]
)
def test_desk_and_travel_lead_see_no_letters(client, sign_in, role, page):
    sign_in(role)
    letter = make_letter()

    answer = client.get(LETTERS + page.format(reference=letter.reference), rules=False)

    assert answer.status_code == 403


def test_an_unknown_letter_is_missing(client, sign_in):
    sign_in("office")

    assert client.get(f"{LETTERS}/0123456789").status_code == 404


def _set(**values):
    with write_tx() as session:
        session.execute(sa.update(Letter).values(values))


def _states():
    db.session.rollback()
    return list(db.session.scalars(sa.select(Letter.state).order_by(Letter.id)))
