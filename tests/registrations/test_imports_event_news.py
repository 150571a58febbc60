"""The contact of a delegation learns that the event is moved, or called off."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventreg import clock
from eventreg.database import db, write_tx
from eventreg.events import services as events
from eventreg.jobs import registry
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.people.imports.models import ImportResult, ListImport
from eventreg.people.imports.services import UNDO_FOR, forget_old_lists
from eventreg.registrations.models import Registration
from eventreg.registrations.services import cancel
from tests.factories import make_event, make_registration
from tests.factories.lists import OLE
from tests.house import text_of
from tests.registrations.lists import HEAD, entered
from tests.registrations.postponing import do, postpone

THREE = f"{HEAD}\nŞükrü;Kılıç;;Odası\nIsa;Ak;;Odası\nCan;Er;;Odası".encode()
DAYS = timedelta(days=28)


def contact(language="en"):
    return {"name": "Elif Demir", "email": "elif@example.org", "language": language}


def delegation(event, language="en"):
    """Three people without address, whose contact is not on the list."""
    entered(event, THREE, outside=contact(language))
    people = db.session.scalars(sa.select(Registration).order_by(Registration.id))
    return people.all()[-3:]


def told(letter):
    rows = db.session.scalars(
        sa.select(Letter).filter_by(letter=letter).order_by(Letter.id)
    )
    return list(rows)


def text(letter):
    return render(letter, current_sender()).text


def call_off(event, **reason):
    do(events.cancel, event, by=OLE, reason=reason)


def names(letter):
    return [line.partition(" – ")[0] for line in letter.values["people"].splitlines()]


@pytest.mark.usefixtures("app")
def test_a_new_date_is_told_to_the_contact_with_all_who_are_not_out():
    event = make_event()
    sukru, *_others = delegation(event)
    with write_tx():
        cancel(sukru, by=OLE)

    postpone(event, DAYS, words={"en": "The hall is flooded."})

    [letter] = told("delegation_moved")
    assert (letter.to, names(letter)) == ("elif@example.org", ["Isa Ak", "Can Er"])
    assert letter.values["reason"] == "The hall is flooded."
    assert letter.values["when"]["from"] == event.starts_at.isoformat()
    assert letter.values["was_when"]


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Neuer Termin, auch für Ihre Delegation"),
        ("en", "New date, also for your delegation"),
        ("tr", "Yeni tarih, heyetiniz için de geçerli"),
    ],
)
def test_it_is_told_in_the_language_of_the_contact(language, said):
    event = make_event(languages=("de", "en", "tr"))
    delegation(event, language)

    postpone(event, DAYS, words={"de": "Hochwasser", "en": "Flood", "tr": "Sel"})

    [letter] = told("delegation_moved")
    subject = render(letter, current_sender()).subject
    words = {"de": "Hochwasser", "en": "Flood", "tr": "Sel"}
    assert subject.startswith(said)
    assert words[language] in text(letter)


@pytest.mark.usefixtures("app")
def test_a_contact_who_comes_too_reads_only_of_the_others():
    event = make_event()
    entered(event, contact=2)

    postpone(event, DAYS, words={})

    [letter] = told("delegation_moved")
    assert (letter.to, names(letter)) == ("mehmet@example.org", ["Şükrü Kılıç", "Isa"])
    assert [each.to for each in told("event_moved")] == ["mehmet@example.org"]


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("language", "title", "words"),
    [
        ("de", "Abgesagt, auch für Ihre Delegation", "Zu wenige kommen."),
        ("en", "Cancelled, also for your delegation", "Too few come."),
        ("tr", "Etkinlik iptal edildi, heyetiniz için", "Katılım yetersiz."),
    ],
)
def test_an_event_that_is_off_is_told_as_such_with_its_words(language, title, words):
    event = make_event(languages=("de", "en", "tr"))
    delegation(event, language)

    call_off(event, de="Zu wenige kommen.", en="Too few come.", tr="Katılım yetersiz.")

    [letter] = told("delegation_cancelled")
    assert names(letter) == ["Şükrü Kılıç", "Isa Ak", "Can Er"]
    assert render(letter, current_sender()).subject.startswith(title)
    assert words in text(letter)


@pytest.mark.usefixtures("app")
def test_nothing_else_is_said_of_an_event_that_is_off(clock_at):
    event = make_event()
    delegation(event)
    call_off(event)
    clock_at(timedelta(minutes=11))

    assert registry.JOBS["tell_contacts"].work() == 0
    assert told("delegation_changed") == []


@pytest.mark.usefixtures("app")
def test_who_was_out_before_is_not_named_once_more(clock_at):
    event = make_event()
    sukru, isa, _can = delegation(event)
    with write_tx():
        cancel(sukru, by=OLE)
    clock_at(timedelta(minutes=11))
    registry.JOBS["tell_contacts"].work()
    with write_tx():
        cancel(isa, by=OLE)  # this one the contact has not heard of yet

    call_off(event)

    [letter] = told("delegation_cancelled")
    assert names(letter) == ["Isa Ak", "Can Er"]


def test_a_contact_is_told_however_long_ago_the_list_came(client, sign_in, clock_at):
    event = make_event(starts_in=timedelta(days=90))
    delegation(event)
    clock_at(UNDO_FOR + timedelta(days=1))
    sign_in("office")
    with write_tx():
        kept = forget_old_lists()
    remembered = len(db.session.scalars(sa.select(ImportResult)).all())
    [brought] = db.session.scalars(sa.select(ListImport))
    page = client.get(
        f"/manage/events/{event.slug}/registrations/import/{brought.code}"
    ).page
    assert page.h1.get_text(strip=True) == "Import done"
    link = page.find("a", string="Undo the import")
    postpone(event, DAYS, words={})
    moved = len(told("delegation_moved"))
    clock_at(event.ends_at - clock.now() + timedelta(hours=1))
    with write_tx():
        forget_old_lists()

    assert (kept, moved) == (0, 1)
    assert (remembered, link) == (0, None)
    assert db.session.scalars(sa.select(ListImport)).all() == []


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("postpone", "1 person will get an e-mail with the new date and place"),
        ("cancel", "1 person will get an e-mail"),
    ],
)
def test_pages_count_only_who_is_written_to(client, sign_in, path, said):
    sign_in("office")
    event = make_event()
    make_registration(event)
    delegation(event)
    make_registration(event, email=None, given_name="Bo")

    lede = client.get(f"/manage/events/{event.slug}/{path}").page.select_one(".lede")

    assert text_of(lede) == (
        f"{said}: 1 person with a seat. 1 contact of a delegation gets an e-mail too, "
        "for 3 people without an e-mail address. 1 person has no e-mail address, and "
        "nobody gets e-mails for them. Please tell this person yourself."
    )


def test_after_postponing_contacts_count_among_who_is_written_to(client, sign_in):
    sign_in("office")
    event = make_event()
    delegation(event)

    data = {
        "timezone": event.timezone,
        "starts_local": "2027-09-17T19:30",
        "ends_local": "2027-09-17T22:00",
        "place_name": "Rathaus",
        "words_en": "The hall was flooded.",
    }
    answer = client.post(f"/manage/events/{event.slug}/postpone", data=data)

    assert client.get(answer.location).flashes == [
        "The event is postponed, and an e-mail to 1 person is on its way."
    ]


def test_another_place_is_asked_about_where_only_a_contact_is_written_to(
    client, sign_in
):
    sign_in("office")
    event = make_event(place_name="Town hall")
    delegation(event)
    path = f"/manage/events/{event.slug}/edit/when-and-where"
    data = {
        "timezone": event.timezone,
        "starts_local": event.starts_local.isoformat(timespec="minutes"),
        "ends_local": event.ends_local.isoformat(timespec="minutes"),
        "place_name": "Harbour",
    }

    asked = client.post(path, data=data)
    client.post(path, data={**data, "tell": "everybody"})

    said = text_of(asked.page.find("section", attrs={"aria-labelledby": "new-place"}))
    assert asked.status_code == 409
    assert "1 contact of a delegation gets an e-mail too" in said
    assert len(told("delegation_moved")) == 1
