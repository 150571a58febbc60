"""The letters about a registration, each queued with what caused it."""

from collections.abc import Callable, Container, Iterable
from datetime import datetime
from typing import Any

from flask_babel import force_locale

from eventreg import clock, outbox
from eventreg.events.models import Event
from eventreg.outbox.catalogue import CATALOGUE
from eventreg.people.names import full_name, greeting
from eventreg.registrations import queries
from eventreg.registrations.models import Registration
from eventreg.registrations.moved import Moved
from eventreg.registrations.seats import chosen_by
from eventreg.registrations.states import RegistrationRole, State, Why
from eventreg.registrations.words import role_word

Links = dict[str, tuple[str, dict[str, Any]]]


def to_each(
    registrations: Iterable[Registration], letter: Callable[[Registration], None]
) -> None:
    """The same letter about each of those who are decided on together."""
    for registration in registrations:
        letter(registration)


def confirm_your_address(registration: Registration, *, until: datetime) -> None:
    token = registration.token
    _queue(
        registration,
        "confirm_your_address",
        links={
            "confirm": ("my.confirm", {"token": token}),
            "not_me": ("my.not_me", {"token": token}),
        },
        until=instant(until, registration.event.timezone),
    )


def received(registration: Registration) -> None:
    _queue(registration, "received")


def already_registered(registration: Registration) -> None:
    _queue(registration, "already_registered")


def decided(registration: Registration) -> None:
    """The letter of a decision, held back as long as it can be undone."""
    due = registration.decision_shown_at
    key, to_who_asked = _decision_keys(registration)
    if registration.state is State.OFFERED:
        _seat_offer(registration, "approved", due_at=due, key=key)
    elif registration.state is State.CONFIRMED:
        confirmed(registration, due_at=due, key=key)
    elif registration.state is State.WAITLISTED:
        waitlisted(registration, due_at=due, key=key)
    else:
        _queue(
            registration, "declined", due_at=due, key=key, reason=registration.reason
        )
        _tell_who_asked(registration, due_at=due, key=to_who_asked)


def seated(registration: Registration) -> None:
    """Of a seat decision that needs no accepting."""
    if registration.state is State.WAITLISTED:
        waitlisted(registration)
    else:
        confirmed(registration)


def moved_up(registration: Registration) -> None:
    confirmed(registration, seat_came_free=True)


def _tell_who_asked(
    declined: Registration, *, due_at: datetime | None, key: str | None
) -> None:
    """Whoever named a substitute in vain keeps the seat."""
    old = declined.replaces
    if old is not None and old.state is State.CONFIRMED:
        _queue(
            old,
            "substitute_declined",
            due_at=due_at,
            key=key,
            substitute=full_name(declined),
        )


def decide_anew(registration: Registration) -> None:
    """Write a decision's letter, which still waits, once more as things stand."""
    withdraw_decision(registration)
    decided(registration)


def withdraw_decision(registration: Registration) -> None:
    """Hold back the letter of a decision that the person has not seen yet."""
    if is_decision_hidden(registration):
        for key in filter(None, _decision_keys(registration)):
            outbox.withdraw(key)


def send_decision_now(registration: Registration) -> None:
    for key in filter(None, _decision_keys(registration)):
        outbox.send_now(key)


def is_decision_hidden(registration: Registration) -> bool:
    """Whether a decision can still be undone, its letter waiting."""
    shown_at = registration.decision_shown_at
    return shown_at is not None and shown_at > clock.now()


def confirmed(
    registration: Registration,
    *,
    seat_came_free: bool = False,
    due_at: datetime | None = None,
    key: str | None = None,
) -> None:
    """With the calendar entry and the check-in code.

    :param seat_came_free: it moved up from the waitlist, and the letter says so.
    """
    registration.calendar_sequence += 1
    _queue(
        registration,
        "confirmed",
        calendar=calendar_entry(registration, "REQUEST"),
        code=registration.badge_code,
        due_at=due_at,
        key=key,
        seat_came_free=seat_came_free,
    )


def waitlisted(
    registration: Registration,
    *,
    due_at: datetime | None = None,
    key: str | None = None,
) -> None:
    place = queries.place_in_line(registration)
    _queue(registration, "waitlisted", due_at=due_at, key=key, place_in_line=place)


def offer(registration: Registration) -> None:
    _seat_offer(registration, "offer")


def offer_expired(registration: Registration) -> None:
    rejoin = ("my.rejoin", {"token": registration.token})
    _queue(registration, "offer_expired", links={"rejoin": rejoin})


def left(
    registration: Registration,
    *,
    was: State,
    why: Why,
    substitute: Registration | None = None,
) -> None:
    """Why a registration ended; a confirmed person's calendar entry goes too."""
    entry = _cancelled_entry(registration, was)
    if why is Why.NOT_ME:
        _not_me(registration)
    elif substitute is not None:
        name = full_name(substitute)
        _queue(registration, "substituted", calendar=entry, substitute=name)
    else:
        _queue(
            registration,
            "cancelled",
            calendar=entry,
            by_organiser=why is Why.WITHDRAWN,
            twice=why is Why.MERGED,
        )


def _not_me(registration: Registration) -> None:
    """Who named somebody without asking learns that it is over."""
    named_by = registration.named_by
    if named_by is not None:
        _queue(named_by, "companion_gone", companion=full_name(registration))


def event_moved(registration: Registration, *, words: str, moved: Moved) -> None:
    """Another date or place; a confirmed person's calendar entry moves along."""
    entry = None
    if registration.shown_state is State.CONFIRMED:
        registration.calendar_sequence += 1
        entry = calendar_entry(registration, "REQUEST")
    _queue(
        registration,
        "event_moved",
        links={"cancel": ("my.cancel", {"token": registration.token})},
        calendar=entry,
        reason=words,
        **moved.values(registration.written_to.language),
    )


def event_cancelled(registration: Registration, *, was: State, reason: str) -> None:
    entry = _cancelled_entry(registration, was)
    _queue(registration, "event_cancelled", calendar=entry, reason=reason)


def find_my_registration(
    email: str, registrations: list[Registration], language: str
) -> None:
    """All live registrations at one address, in one letter."""
    outbox.queue(
        letter="find_my_registration",
        to=email,
        language=language,
        links={"registrations": [_link(r, language) for r in registrations]},
    )


def _link(registration: Registration, language: str) -> tuple[str, str, dict[str, Any]]:
    words = f"{full_name(registration)}: {registration.event.title(language)}"
    return words, "my.show", {"token": registration.token}


def _seat_offer(registration: Registration, letter: str, **options: Any) -> None:
    head = queries.head_of(registration)
    # Who answers for a party gets no second link that only tells them so.
    asked = head if head is registration.written_to else registration
    assert registration.offer_expires_at  # noqa: S101 - the table's CHECK says so
    _queue(
        registration,
        letter,
        links={
            "accept": ("my.accept", {"token": asked.token}),
            "refuse": ("my.refuse", {"token": registration.token}),
        },
        not_after=registration.offer_expires_at,
        accept_until=instant(
            registration.offer_expires_at, registration.event.timezone
        ),
        **options,
    )


def _queue(
    registration: Registration,
    letter: str,
    *,
    links: Links | None = None,
    calendar: dict[str, Any] | None = None,
    code: str | None = None,
    due_at: datetime | None = None,
    not_after: datetime | None = None,
    key: str | None = None,
    **values: Any,
) -> None:
    reader = registration.written_to
    if reader.email is None:
        return
    event = registration.event
    known = CATALOGUE[letter].placeholders
    own_links: Links = {
        "own_page": ("my.show", {"token": registration.token}),
        "event_page": ("events.show", {"slug": event.slug}),
        "not_me": ("my.not_me", {"token": registration.token}),
    }
    outbox.queue(
        letter=letter,
        to=reader.email,
        language=reader.language,
        values=_known(_values(registration, reader) | values, known),
        links=_known(own_links | (links or {}), known),
        event=event.slug,
        registration=registration.reference,
        reply_to=event.contact_email or None,
        calendar=calendar,
        code=code,
        due_at=due_at,
        not_after=not_after,
        key=key,
    )


def _known(values: dict[str, Any], known: Container[str]) -> dict[str, Any]:
    """What this letter can say; each says only what it needs."""
    return {name: value for name, value in values.items() if name in known}


def _values(registration: Registration, reader: Registration) -> dict[str, Any]:
    """
    :param reader: who gets the letter; the lead, for companions without an address.
    """
    event, language = registration.event, reader.language
    named_by = registration.named_by
    return {
        "greeting": greeting(
            language,
            reader.salutation,
            reader.title,
            reader.given_name,
            reader.family_name,
            family_first=reader.family_first,
        ),
        "name": full_name(registration),
        "named_by": full_name(named_by) if named_by and reader is registration else "",
        "took_over": _whose_seat(registration) if reader is registration else "",
        "answered_by": _who_answers(registration),
        "about_another": reader is not registration,
        "places": ", ".join(pool.name(language) for pool in chosen_by(registration)),
        "event": title_in(event, language),
        "when": {
            "from": event.starts_at.isoformat(),
            "until": event.ends_at.isoformat(),
            "zone": event.timezone,
        },
        "place": _place(registration),
        "reference": registration.reference,
        "role": _role(registration, language),
    }


def _whose_seat(registration: Registration) -> str:
    """Of somebody who takes over a seat: who had it."""
    return full_name(registration.replaces) if registration.replaces else ""


def _who_answers(registration: Registration) -> str:
    """Of somebody in a party that comes only together: who accepts for them all."""
    head = queries.head_of(registration)
    return full_name(head) if head and head is not registration.written_to else ""


def title_in(event: Event, language: str) -> str | dict[str, str]:
    """The title, with its language where the letter is in another one."""
    text = event.text(language)
    if text.language == language:
        return text.title
    return {"text": text.title, "lang": text.language}


def _place(registration: Registration) -> str:
    event = registration.event
    return ", ".join(part for part in (event.place_name, event.place_address) if part)


def _role(registration: Registration, language: str) -> str:
    """The role where it says something: not for guests and members."""
    if registration.role in {RegistrationRole.GUEST, RegistrationRole.MEMBER}:
        return ""
    with force_locale(language):
        return role_word(registration.role)


def instant(at: datetime, zone: str) -> dict[str, str]:
    """An instant as letters write it out, by the clocks of ``zone``."""
    return {"at": at.isoformat(), "zone": zone}


def _decision_keys(registration: Registration) -> tuple[str, str] | tuple[None, None]:
    """Of the letter of a decision, and of the one to who asked for a substitute;
    none where the letter does not wait."""
    at = registration.decision_shown_at
    if at is None:
        return None, None
    moment = int(at.timestamp() * 1000)
    key = f"registration:{registration.reference}:decision:{moment}"
    return key, f"{key}:who-asked"


def calendar_entry(registration: Registration, method: str) -> dict[str, Any]:
    """What a letter, or the own page, puts into the person's calendar."""
    event = registration.event
    text = event.text(registration.language)
    return {
        "method": method,
        "uid": f"registration-{registration.reference.lower()}",
        "sequence": registration.calendar_sequence,
        "starts_at": event.starts_at.isoformat(),
        "ends_at": event.ends_at.isoformat(),
        "summary": text.title,
        "location": _place(registration),
        "description": text.summary,
        "attendee": full_name(registration),
    }


def _cancelled_entry(registration: Registration, was: State) -> dict[str, Any] | None:
    """A calendar entry is taken back only where one was sent."""
    if was is not State.CONFIRMED:
        return None
    registration.calendar_sequence += 1
    return calendar_entry(registration, "CANCEL")
