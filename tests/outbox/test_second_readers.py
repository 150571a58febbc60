"""Letters and calendar entries as other programs than ours read them."""

import email
import email.policy
from datetime import UTC, datetime

import fast_mail_parser
import pytest
import vobject
from icalendar import Calendar

from eventreg.outbox.catalogue import CATALOGUE
from eventreg.outbox.message import LetterMessage
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from tests.factories.letters import CALENDAR, VALUES, make_letter

LANGUAGES = ("de", "en", "tr")
CODE = "7F3KM2QX9DTAB"
#: Names that have broken programs: long, in many scripts, with signs of syntax.
STRANGE = [
    "Prof. Dr.-Ing. Maximiliane-Wilhelmine Freifrau von und zu Hohenstein " * 5,
    "محمد بن عبد الله آل سعود 李小龍 Ельцин Ίκαρος ნინო ไพลิน 👩🏽‍🚀",
    'İğdır Çağrı Şişli “O’Neill; CN=x, \\n: "quoted" =?utf-8?q?no?=',
    ".\n..\nFrom here\r\nBcc: eve@example.org",
]


@pytest.mark.parametrize("name", STRANGE, ids=["long", "scripts", "syntax", "lines"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letter", CATALOGUE)
def test_two_readers_find_the_same_in_every_letter(app, letter, language, name):
    raw = _raw(letter, language, name)

    ours = email.message_from_bytes(raw, policy=email.policy.default)
    theirs = fast_mail_parser.parse_email(raw)

    assert not [part.defects for part in ours.walk() if part.defects]
    assert theirs.subject == ours["Subject"]
    assert _lines(theirs.text_plain[0]) == _lines(_content(ours, "plain"))
    assert _lines(theirs.text_html[0]) == _lines(_content(ours, "html"))
    assert "bcc" not in {header.lower() for header in theirs.headers}


@pytest.mark.parametrize("letter", CATALOGUE)
def test_every_header_is_short_and_plain(app, letter):
    raw = _raw(letter, "tr", STRANGE[1])

    head = raw.split(b"\r\n\r\n", 1)[0]

    assert head.isascii()
    assert max(map(len, head.split(b"\r\n"))) <= 998


@pytest.mark.parametrize("name", STRANGE, ids=["long", "scripts", "syntax", "lines"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_two_readers_find_the_same_in_the_calendar_entry(app, method, language, name):
    entry = CALENDAR | {"method": method, "summary": name, "attendee": name}
    source = _calendar(_raw("confirmed", language, name, calendar=entry))

    ours = Calendar.from_ical(source).events[0]
    theirs = vobject.readOne(source)

    event = theirs.vevent
    assert (theirs.method.value, event.uid.value) == (method, CALENDAR["uid"])
    assert event.sequence.value == "1"
    assert event.dtstart.value == datetime(2027, 6, 17, 17, 30, tzinfo=UTC)
    assert event.dtend.value == datetime(2027, 6, 17, 20, 0, tzinfo=UTC)
    assert event.summary.value == ours["SUMMARY"]
    assert event.description.value == ours["DESCRIPTION"]
    assert event.attendee.value == "mailto:ada@example.org"
    assert event.attendee.params["PARTSTAT"] == ["ACCEPTED"]
    assert event.attendee.params["RSVP"] == ["FALSE"]
    assert len(event.contents["attendee"]) == 1
    assert max(len(line) for line in source.encode().split(b"\r\n")) <= 75


def test_a_change_has_the_same_uid_and_a_higher_number(app):
    first = _calendar(_raw("confirmed", "en", "Ada", calendar=CALENDAR))
    moved = CALENDAR | {"sequence": 2, "starts_at": "2027-06-18T17:30:00+00:00"}
    second = _calendar(_raw("event_moved", "en", "Ada", calendar=moved))
    gone = CALENDAR | {"sequence": 3, "method": "CANCEL"}
    third = _calendar(_raw("cancelled", "en", "Ada", calendar=gone))

    read = [vobject.readOne(source) for source in (first, second, third)]

    assert {one.vevent.uid.value for one in read} == {CALENDAR["uid"]}
    assert [
        (one.method.value, one.vevent.sequence.value, one.vevent.status.value)
        for one in read
    ] == [
        ("REQUEST", "1", "CONFIRMED"),
        ("REQUEST", "2", "CONFIRMED"),
        ("CANCEL", "3", "CANCELLED"),
    ]


def _raw(letter, language, name, calendar=None):
    known = CATALOGUE[letter].placeholders
    typed = {key: value for key, value in VALUES.items() if key in known}
    typed |= {key: name for key, value in typed.items() if isinstance(value, str)}
    row = make_letter(
        letter,
        language=language,
        values=typed,
        calendar=calendar or (CALENDAR if letter == "confirmed" else None),
        code=CODE if letter == "confirmed" else None,
    )
    sender = current_sender()
    return LetterMessage(row, render(row, sender), sender).as_bytes()


def _content(message, kind):
    part = message.get_body((kind,))
    assert part is not None
    return part.get_content()


def _calendar(raw):
    message = email.message_from_bytes(raw, policy=email.policy.default)
    part = next(p for p in message.walk() if p.get_content_type() == "text/calendar")
    return part.get_content().replace("\r\n", "\n").replace("\n", "\r\n")


def _lines(text):
    return [line.rstrip() for line in text.strip().splitlines()]
