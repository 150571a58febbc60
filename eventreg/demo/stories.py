"""What has happened before the demo begins: six events and their people."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from eventreg import clock
from eventreg.accounts.models import Account
from eventreg.audit.actors import Actor
from eventreg.demo import money
from eventreg.demo.people import DATA
from eventreg.demo.programme import day_texts, trip_texts
from eventreg.demo.stage import Stage, put_on, read_texts, spread
from eventreg.events.times import HOME_ZONE
from eventreg.messages import services as messages
from eventreg.registrations.applicants import Applicant

THURSDAY, SUNDAY, TUESDAY = 3, 6, 1

#: Days from the first to the last of the trip.
TRIP_DAYS = 5
#: From and back at Cologne, by Istanbul's clock; 14:20 and 14:00 there in summer.
TAKE_OFF, LANDING = time(15, 20), time(15, 0)

#: When the first came to the past evening; one of so many never did.
DOORS_OPEN, NO_SHOW = time(18, 5), 8

Crowd = Sequence[Applicant]

#: What the office adds to an invitation, by the language of who is invited.
NOTES = {
    "de": "Ihre Fragen zur Abwärme würden gut in die Runde passen. Kommen Sie?",
    "tr": "Atık ısıyla ilgili sorularınız bu akşama çok uyar. Gelir misiniz?",
}


def past_evening(stage: Stage, members: Crowd, guests: Crowd) -> None:
    """Three weeks ago; people came, two had cancelled, a few did not come."""
    day = stage.weekday(-27, THURSDAY)
    _one_day(stage, "past", day, created=-75)
    crowd = [*members[0:52:2], *guests[0:30:4]]
    _sign_up(stage, "past", spread(crowd, -70, -32))
    for who in (crowd[4], crowd[19]):
        _cancel(stage, "past", who, stage.on(-30, 12))
    day_before = datetime.combine(day - timedelta(1), time(20))
    stage.add(clock.to_utc(day_before, HOME_ZONE), partial(stage.reminds, "past"))
    doors_open = clock.to_utc(datetime.combine(day, DOORS_OPEN), HOME_ZONE)
    for number, who in enumerate(crowd):
        if number % NO_SHOW != NO_SHOW - 2:
            at = doors_open + timedelta(minutes=number)
            stage.add(at, partial(stage.comes, "past", who.email))
    day_after = datetime.combine(day + timedelta(1), time(10, 1))
    stage.add(clock.to_utc(day_after, HOME_ZONE), partial(stage.thanks, "past"))


def evening(stage: Stage, members: Crowd, guests: Crowd) -> None:
    """In three weeks, seats left; two people have not confirmed their address.

    One guest brings two others, one of whom has no address of their own.
    """
    _one_day(stage, "evening", stage.weekday(18, THURSDAY), created=-31)
    crowd = [*members[1:61:2], *guests[1:30:3]]
    _sign_up(stage, "evening", spread(crowd, -30, -1))
    _cancel(stage, "evening", crowd[7], stage.on(-5, 17))
    lead, first, second = guests[3], guests[6], guests[9]
    along = [replace(first, message=""), replace(second, message="", email="")]
    stage.signs_up("evening", lead, stage.on(-3, 11), along)
    for who in (guests[2], guests[26]):
        stage.add(stage.on(-1, 20), partial(stage.send_form, "evening", who))
    _invite(stage, [who for who in members if who not in crowd])


def _invite(stage: Stage, members: Crowd) -> None:
    """Two members of each language get an invitation to the evening; one says no."""
    for language, note in NOTES.items():
        first, second = [each for each in members if each.language == language][:2]
        stage.add(stage.on(-1, 9), partial(stage.invites, "evening", first, note))
        stage.add(stage.on(-5, 9), partial(stage.invites, "evening", second, note))
        if language == "de":
            stage.add(stage.on(-4, 8), partial(stage.says_no, "evening", second))


def draft(stage: Stage, _members: Crowd, _guests: Crowd) -> None:
    """In seven weeks; the check list says that the English text is missing."""
    _one_day(stage, "draft", stage.weekday(46, THURSDAY), created=-2)


def workshop(stage: Stage, members: Crowd, guests: Crowd) -> None:
    """Full, with people in line.

    One offer ran out, the next was accepted, and a third is running.
    """
    _one_day(stage, "workshop", stage.weekday(24, TUESDAY), created=-41)
    crowd = [*members[5:65:3], *guests[11:30:5]]
    _sign_up(stage, "workshop", spread(crowd, -40, -12))
    first, second = crowd[16], crowd[17]
    worker = Actor.worker()
    _cancel(stage, "workshop", crowd[3], stage.on(-9, 9))
    stage.add(
        stage.on(-7, 9, 1),
        partial(stage.of, "workshop", first.email, "expire", by=worker),
    )
    stage.add(stage.on(-6, 18), partial(stage.of, "workshop", second.email, "accept"))
    _cancel(stage, "workshop", crowd[10], stage.on(-1, 18))


def moved(stage: Stage, members: Crowd, guests: Crowd) -> None:
    """Postponed four days ago by three weeks; one could not come then."""
    day = stage.weekday(11, TUESDAY)
    _one_day(stage, "moved", day, created=-28)
    crowd = [*members[3:63:5], *guests[2:30:7]]
    _sign_up(stage, "moved", spread(crowd, -27, -6))
    reason = read_texts("moved")["reason"]
    postpone = partial(stage.postpones, "moved", timedelta(weeks=3), reason)
    stage.add(stage.on(-4, 11), postpone)
    _cancel(stage, "moved", crowd[5], stage.on(-3, 19))


def trip(stage: Stage, members: Crowd, guests: Crowd) -> None:
    """Applications: some decided, most waiting for the director."""
    day = stage.weekday(95, SUNDAY)
    stage.add(
        stage.on(-36, 9),
        partial(
            put_on,
            stage,
            "trip",
            starts_local=datetime.combine(day, TAKE_OFF),
            ends_local=datetime.combine(day + timedelta(TRIP_DAYS), LANDING),
            deadline_local=datetime.combine(stage.today + timedelta(40), time(23, 59)),
            texts=trip_texts(day),
        ),
    )
    stage.add(stage.on(-36, 10), partial(money.set_fees, stage, day))
    stage.add(stage.on(-1, 16), partial(money.note_payments, stage))
    people = {who.email: who for who in (*members, *guests)}
    with (DATA / "applications.toml").open("rb") as file:
        applications = tomllib.load(file)["application"]
    for number, application in enumerate(applications):
        _apply(stage, people[application["email"]], application, number)


def letters_to_many(stage: Stage, director: Account, office: Account) -> None:
    """What the office wrote to a group, and what the director read yesterday."""
    with (DATA / "free_letter.toml").open("rb") as file:
        texts = tomllib.load(file)
    write = partial(stage.writes_to_group, "workshop", texts, office)
    stage.add(stage.on(-2, 15), write)
    drafts = partial(stage.drafts_invitations, "evening", NOTES, office)
    stage.add(stage.on(-1, 16), drafts)
    stage.add(stage.on(-1, 7, 5), partial(messages.send_digest, director))


def _apply(
    stage: Stage, who: Applicant, application: dict[str, Any], number: int
) -> None:
    days = application["days"]
    at = stage.on(-days, 8 + number % 11, number * 7 % 60)
    stage.applies("trip", who, at, application)
    decide = partial(_decide, stage, who.email)
    match application.get("decided"):
        case "accepted":
            decide("approve", stage.on(-days + 4, 20, number))
            accept = partial(stage.of, "trip", who.email, "accept")
            stage.add(stage.on(-days + 6, 12, number), accept)
            if "substitute" in application:
                substitute = partial(_names, stage, who, application["substitute"])
                stage.add(stage.on(-1, 9, number), substitute)
        case "offered":
            decide("approve", stage.on(-3, 20, number))
        case "declined":
            text = application["reason"]
            decide("decline", stage.on(-days + 4, 20, number), text=text)
        case "later":
            decide("later", stage.on(-3, 20, number))
    if "asked" in application:
        decide("ask", stage.on(-1, 8, number), question=application["asked"])
    if "replied" in application:
        reply = partial(stage.replies, "trip", who.email, application["replied"])
        stage.add(stage.on(-1, 12, number), reply)


def _names(stage: Stage, old: Applicant, name: dict[str, Any]) -> None:
    """Somebody who cannot come names who is to come instead: a request."""
    new = replace(old, message="", title="", phone="", **name)
    by = Actor.person(stage.registrations["trip", old.email])
    stage.of("trip", old.email, "substitute", applicant=new, by=by)


def _decide(stage: Stage, email: str, verb: str, at: datetime, **options: str) -> None:
    stage.add(at, partial(stage.of, "trip", email, verb, by=stage.director, **options))


def _one_day(stage: Stage, key: str, day: date, *, created: int) -> None:
    texts = day_texts(key, day)
    stage.add(
        stage.on(created, 9),
        partial(
            put_on,
            stage,
            key,
            starts_local=datetime.combine(day, time.fromisoformat(texts["starts"])),
            ends_local=datetime.combine(day, time.fromisoformat(texts["ends"])),
            texts=texts,
        ),
    )


def _sign_up(
    stage: Stage, key: str, crowd: Sequence[tuple[Applicant, int, int]]
) -> None:
    for number, (who, days, hour) in enumerate(crowd):
        stage.signs_up(key, who, stage.on(days, hour, number * 11 % 60))


def _cancel(stage: Stage, key: str, who: Applicant, at: datetime) -> None:
    def cancel() -> None:
        by = Actor.person(stage.registrations[key, who.email])
        stage.of(key, who.email, "cancel", by=by)

    stage.add(at, cancel)
