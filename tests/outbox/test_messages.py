"""The bytes that go over the line."""

import email
import email.policy
import io

import pytest
import zxingcpp
from icalendar import Calendar
from PIL import Image

from eventreg.outbox.catalogue import CATALOGUE
from eventreg.outbox.giro import girocode
from eventreg.outbox.message import CannotBeMailed, LetterMessage, mailable
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from tests.factories.letters import CALENDAR, make_letter

pytestmark = pytest.mark.one_database

CODE = "7F3KM2QX9DTAB"


def test_headers_say_from_whom_to_whom_and_where_answers_go(app):
    message = _message(make_letter(reply_to="ole@example.org"))

    assert {name: message[name] for name in message if name != "Date"} == {
        "Content-Type": message["Content-Type"],
        "MIME-Version": "1.0",
        "From": "Business Network Aachen <network@example.org>",
        "To": "ada@example.org",
        "Subject": "We have received your application: Summer Evening",
        "Reply-To": "ole@example.org",
        "Auto-Submitted": "auto-generated",
        "List-Id": "Business Network Aachen <registration.example.org>",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
        "Content-Language": "en",
    }


def test_without_organiser_answers_go_to_the_network(app):
    assert _message(make_letter())["Reply-To"] == "office@example.org"


def test_a_letter_is_text_then_html(app):
    message = _message(make_letter())

    assert message.get_content_type() == "multipart/alternative"
    assert _types(message) == ["text/plain", "text/html"]


def test_where_something_is_due_the_payment_code_goes_along(app):
    payload = girocode(
        holder="Netzwerk", iban="DE89370400440532013000", cents=12_000, text="R7K2M9QX"
    )
    message = _message(make_letter("confirmed", values={"giro": payload}))

    (related,) = [p for p in message.walk() if p.get_content_subtype() == "related"]
    page, picture = related.get_payload()
    assert picture["Content-ID"] == "<giro>"
    assert 'src="cid:giro"' in page.get_payload(decode=True).decode()


def test_confirmed_carries_picture_and_calendar(app):
    message = _message(_confirmed())

    assert _types(message) == [
        "text/plain",
        "text/html",
        "image/png",
        "text/calendar",
    ]


def test_the_picture_shows_the_check_in_code(app):
    message = _message(_confirmed())

    picture = next(p for p in message.walk() if p.get_content_type() == "image/png")
    image = Image.open(io.BytesIO(picture.get_payload(decode=True)))
    assert image.mode == "1"
    assert [found.text for found in zxingcpp.read_barcodes(image)] == [CODE]
    assert picture["Content-ID"] == "<code>"
    assert 'src="cid:code"' in message.get_body(("html",)).get_content()


def test_the_code_stands_in_readable_groups(app):
    text = _message(_confirmed()).get_body(("plain",)).get_content()

    assert "7F3K-M2QX-9DTA-B" in text.splitlines()


def test_the_calendar_entry_asks_nothing(app):
    event = _calendar(_confirmed()).events[0]

    assert event["UID"] == "registration-r7k2m9qx"
    assert event["SEQUENCE"] == 1
    assert event["STATUS"] == "CONFIRMED"
    assert event["DTSTART"].to_ical() == b"20270617T173000Z"
    assert event["DTEND"].to_ical() == b"20270617T200000Z"
    assert event["ATTENDEE"] == "mailto:ada@example.org"
    assert dict(event["ATTENDEE"].params) == {
        "CN": "Ada Lovelace",
        "CUTYPE": "INDIVIDUAL",
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "ACCEPTED",
        "RSVP": "FALSE",
    }
    assert event["ORGANIZER"] == "mailto:network@example.org"


def test_the_calendar_entry_says_how_to_cancel(app):
    event = _calendar(_confirmed()).events[0]

    assert (
        event["DESCRIPTION"]
        .splitlines()[-1]
        .startswith(
            "To cancel, please use your page: http://localhost/manage/letters/0123"
        )
    )


@pytest.mark.parametrize(
    ("method", "status"), [("REQUEST", "CONFIRMED"), ("CANCEL", "CANCELLED")]
)
def test_method_stands_in_the_entry_and_in_its_header(app, method, status):
    letter = make_letter("cancelled", calendar=CALENDAR | {"method": method})
    message = _message(letter)

    part = next(p for p in message.walk() if p.get_content_type() == "text/calendar")
    calendar = Calendar.from_ical(part.get_content())
    assert part.get_param("method") == method
    assert calendar["METHOD"] == method
    assert calendar.events[0]["STATUS"] == status


def test_a_hostile_name_cannot_break_the_calendar(app):
    hostile = 'Ada"; X=1:\r\nATTENDEE:mailto:evil@example.org'
    letter = make_letter(
        "confirmed",
        calendar=CALENDAR | {"attendee": hostile, "summary": hostile},
    )

    event = _calendar(letter).events[0]

    assert event["ATTENDEE"] == "mailto:ada@example.org"
    assert event["SUMMARY"] == 'Ada"; X=1: ATTENDEE:mailto:evil@example.org'


def test_no_header_can_be_slipped_in(app):
    evil = "Summer\r\nBcc: una@example.org\r\n\r\nBuy now"
    letter = make_letter(values={"event": evil}, reply_to="a@example.org\nBcc: b@c.de")

    message = _message(letter)

    assert message["Bcc"] is None
    assert message["Reply-To"] == "office@example.org"
    assert message["Subject"].endswith("Summer Bcc: una@example.org Buy now")


@pytest.mark.parametrize("language", ["de", "en", "tr"])
@pytest.mark.parametrize("letter", CATALOGUE)
def test_no_line_is_longer_than_servers_allow(app, letter, language):
    row = make_letter(
        letter,
        language=language,
        values=_known(letter, name="Ä" * 1500, event="🎉" * 1500, reason="ß" * 1500),
        calendar=CALENDAR,
        code=CODE,
    )

    raw = _bytes(row)

    assert max(len(line) for line in raw.split(b"\r\n")) < 998
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert raw.isascii()


def test_a_subject_in_any_script_arrives_as_it_is(app):
    message = _message(make_letter(values={"event": "Yaz Akşamı – 夏の夕べ"}))

    assert str(message["Subject"]).endswith(": Yaz Akşamı – 夏の夕べ")


def test_a_domain_in_any_script_is_mailed_in_ascii():
    assert mailable("ada@bücher.example") == "ada@xn--bcher-kva.example"
    assert mailable("ada@straße.example") == "ada@xn--strae-oqa.example"


@pytest.mark.parametrize(
    "address",
    [
        "jürgen@example.org",
        "ada",
        "@example.org",
        "ada@",
        "a b@example.org",
        "a@b\nc.de",
    ],
)
def test_an_address_that_no_server_takes_is_refused(address):
    with pytest.raises(CannotBeMailed):
        mailable(address)


def _confirmed():
    return make_letter("confirmed", calendar=CALENDAR, code=CODE)


def _calendar(letter):
    message = _message(letter)
    part = next(p for p in message.walk() if p.get_content_type() == "text/calendar")
    return Calendar.from_ical(part.get_content())


def _known(letter, **values):
    known = CATALOGUE[letter].placeholders
    return {name: value for name, value in values.items() if name in known}


def _types(message):
    return [p.get_content_type() for p in message.walk() if not p.is_multipart()]


def _bytes(letter) -> bytes:
    sender = current_sender()
    return LetterMessage(letter, render(letter, sender), sender).as_bytes()


def _message(letter):
    return email.message_from_bytes(_bytes(letter), policy=email.policy.default)
