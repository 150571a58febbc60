"""The log of a registration in words, for staff: what, who, why, when."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit.actors import ActorKind
from eventreg.audit.models import AuditEntry
from eventreg.events.models import Event
from eventreg.events.places import in_one_line
from eventreg.people.names import full_name
from eventreg.people.territories import country_name
from eventreg.registrations import queries
from eventreg.registrations.actors import (
    account_names,
    automatically,
    person_names,
    who,
)
from eventreg.registrations.answers.logged import LoggedAnswers, is_logged_answer
from eventreg.registrations.inquiries.queries import inquiries
from eventreg.registrations.letters.reaching import (
    is_ended,
    is_shortened,
    is_told_late,
    was_ended_by_move,
)
from eventreg.registrations.models import (
    Registration,
    RegistrationChange,
    RegistrationMove,
    What,
)
from eventreg.registrations.notes.queries import notes_on
from eventreg.registrations.presence import queries as presence
from eventreg.registrations.presence.models import CheckIn, Direction
from eventreg.registrations.standing import is_overtaken, one_step_each, step_words
from eventreg.registrations.states import (
    LIVE,
    RegistrationRole,
    Why,
)
from eventreg.registrations.words import role_word, why_words
from eventreg.web.dates import format_when
from eventreg.web.locale import current_language, language_word
from eventreg.web.phones import readable_phone
from eventreg.web.roles import Role


@dataclass(frozen=True)
class Difference:
    """One field that became different; ``old`` and ``new`` as staff read them."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Line:
    """One move or change as staff read it."""

    at: datetime
    words: str
    who: str
    note: str = ""
    differences: tuple[Difference, ...] = ()
    #: The other registration that this one was about; often empty.
    reference: str = ""


def lines(registration: Registration, *, by: Role) -> list[Line]:
    """All moves and changes, the latest first; answers as far as ``by`` reads them."""
    names = account_names() | person_names(registration)
    answers = LoggedAnswers(registration, by=by)
    steps = one_step_each(registration.moves)
    moves = [
        _moved(move, after, names)
        for move, after in zip(steps, [*steps[1:], None], strict=True)
    ][::-1]
    changes = [
        _changed(change, names, answers) for change in reversed(registration.changes)
    ]
    merged = [_merged_into(move, names) for move in queries.merged_into(registration)]
    event = [
        Line(entry.at, event_moved_words(), who(entry, names), differences=pairs)
        for entry, pairs in event_moves(registration)
    ]
    came = [
        Line(row.at, check_in_words(row), who(row, names))
        for row in presence.all_of(registration)
    ]
    written = [*_inquiries(registration, names), *_notes(registration, names)]
    found = [*moves, *changes, *merged, *event, *came, *written]
    return sorted(found, key=lambda line: line.at, reverse=True)


def check_in_words(row: CheckIn) -> str:
    """A check-in, or that it was taken back, as a line of a history."""
    if row.direction is Direction.OUT:
        return _("Check-in taken back")
    if row.desk:
        return _("Checked in, %(desk)s", desk=row.desk)
    return _("Checked in")


def _inquiries(registration: Registration, names: dict[str, str]) -> Iterator[Line]:
    """What was asked and by whom, and what the person replied."""
    for one in inquiries(registration):
        asked_by = names.get(one.asked_by, str(_("A former account")))
        yield Line(one.asked_at, _("Question asked"), asked_by, one.question)
        if one.replied_at:
            person = str(_("The person"))
            yield Line(one.replied_at, _("Question answered"), person, one.reply)


def _notes(registration: Registration, names: dict[str, str]) -> Iterator[Line]:
    """What staff noted for each other."""
    for one in notes_on(registration):
        writer = names.get(one.written_by, str(_("A former account")))
        yield Line(one.written_at, _("Note"), writer, one.words)


def _merged_into(move: RegistrationMove, names: dict[str, str]) -> Line:
    """On the registration that stays: which one ended for it."""
    words = _("Merged: another registration of the same person has ended")
    reference = move.registration.reference
    return Line(move.at, words, who(move, names), reference=reference)


def event_moved_words() -> str:
    """The event got another date or place, as a line of a history."""
    return _("The event was moved")


def event_moves(
    registration: Registration,
) -> list[tuple[AuditEntry, tuple[Difference, ...]]]:
    """When the event got another date or place while the person was not out."""
    is_out = registration.state not in LIVE and registration.moves
    until = registration.moves[-1].at if is_out else clock.now()
    event = registration.event
    return [
        (entry, pairs)
        for entry in queries.changes_of(event, registration.submitted_at, until)
        if (pairs := tuple(_moved_differences(event, entry)))
    ]


def _moved_differences(event: Event, entry: AuditEntry) -> Iterator[Difference]:
    """The old and new start, and the old and new place."""
    if pair := entry.changes.get("starts_local"):
        zones = entry.changes.get("timezone", [event.timezone] * 2)
        old, new = (
            format_when(clock.to_utc(datetime.fromisoformat(local), zone), zone)
            for local, zone in zip(pair, zones, strict=True)
        )
        yield Difference(_("When"), old, new)
    place = ("place_name", "place_address")
    if pairs := [entry.changes[name] for name in place if name in entry.changes]:
        old, new = (in_one_line(*words) for words in zip(*pairs, strict=True))
        yield Difference(_("Where"), old or "–", new or "–")


def _moved(
    move: RegistrationMove, after: RegistrationMove | None, names: dict[str, str]
) -> Line:
    words, by, note = step_words(move), who(move, names), move.note
    if move.why is Why.UNDONE and move.actor_kind is ActorKind.PERSON:
        by = automatically()  # the person left, and never knew of a decision
    if move.why is Why.UNDONE and move.actor_kind is ActorKind.WORKER:
        note = _("Another contingent was chosen before the e-mail was due.")
    if is_overtaken(move, after):
        never = _("The person was not told: this changed before the e-mail was due.")
        note = f"{note}\n{never}" if note else never
    if move.why in {Why.SUBSTITUTED, Why.MERGED}:
        return Line(move.at, words, by, reference=note)
    return Line(move.at, words, by, note_words(move.why, note))


def note_words(why: Why, note: str) -> str:
    """What was noted beside a move; of accepted terms only the version is."""
    if why is Why.ACCEPTED and note:
        version = note.rpartition(" ")[2]
        return _("Price and cancellation terms, version %(number)s", number=version)
    if why is Why.OFFER_EXPIRED and note:
        return _unheard(note)
    return note


def not_late_words(move: RegistrationMove) -> str:
    """Why an offer ended that the person was not late for; empty: they were late."""
    if move.why is not Why.OFFER_EXPIRED:
        return ""
    if move.note:
        return _unheard(move.note)
    if was_ended_by_move(move.registration, move):
        return _("The event was moved, and so the time to accept the seat was over.")
    head = queries.head_of(move.registration)
    if head is None:
        return ""
    return _(
        "%(name)s did not answer in time for the party, so the seats are no longer "
        "kept.",
        name=full_name(head),
    )


def _unheard(note: str) -> str:
    return {
        "undelivered": _("The e-mail about the offer could not be delivered."),
        "withdrawn": _("The e-mail about the offer was withdrawn by hand."),
    }.get(note) or _("The person could not be told of the offer in time.")


def _changed(
    change: RegistrationChange, names: dict[str, str], answers: LoggedAnswers
) -> Line:
    words, by = _changed_words(change), who(change, names)
    if change.what is What.SUBSTITUTE:
        reference = change.changes["substitute"][1]
        return Line(change.at, words, by, reference=reference)
    found = tuple(differences(change, answers))
    return Line(change.at, words, by, differences=found)


def _changed_words(change: RegistrationChange) -> str:
    if is_ended(change):
        return _("Offer ends at once: the event was moved")
    if is_shortened(change):
        return _("Offer ends earlier: the event was moved")
    if is_told_late(change.what, change.changes):
        return _("Could not be told in time: offer extended")
    return what_words(change.what)


def end_words(registration: Registration) -> str:
    """What ended a registration, as a sentence: "The event was cancelled."."""
    move = registration.moves[-1]
    words = why_words(move.why)
    if move.why is Why.CANCELLED and move.actor_kind is ActorKind.PERSON:
        is_own = move.actor in {"", registration.reference}
        others = _("Cancelled by whoever signed this person up")
        words = _("Cancelled by the person") if is_own else others
    return f"{words}."


def what_words(what: What) -> str:
    """What changed while the state stayed."""
    return {
        What.DETAILS: _("Details changed"),
        What.PLACES: _("Places changed"),
        What.ROLE: _("Role changed"),
        What.EXTENDED: _("Offer extended"),
        What.PAUSED: _("Paused: skipped in line"),
        What.RESUMED: _("No longer paused"),
        What.PASSED_OVER: _("Party passed over: less than 48 hours to the start"),
        What.SUBSTITUTE: _("Named somebody to take over the seat"),
        What.PARTY: _("Party changed"),
        What.SENT_NOW: _("E-mail about the decision sent at once"),
    }[what]


def differences(
    change: RegistrationChange, answers: LoggedAnswers
) -> Iterator[Difference]:
    """What became different, field by field, as the reader reads them.

    :param answers: what of them the reader may know.
    """
    for field, pair in change.changes.items():
        if change.what is What.PLACES:
            event = change.registration.event
            yield Difference(field_word(field), *(place_words(event, v) for v in pair))
        elif not is_logged_answer(field):
            yield Difference(field_word(field), *(shown(field, v) for v in pair))
        elif words := answers.words(field, pair):
            yield Difference(*words)


def place_words(event: Event, logged: str) -> str:
    """Names of pools, logged in one language, in the reader's; a dash for none.

    A name that no pool bears any more, or two do, stays as it was logged.
    """
    language, now = current_language(), dict[str, set[str]]()
    for pool in event.pools:
        for name in pool.names.values():
            now.setdefault(name, set()).add(pool.name(language))
    return ", ".join(map(partial(_only, now), logged.split(", "))) or "–"


def _only(now: Mapping[str, set[str]], name: str) -> str:
    """What ``name`` is called in the other language, if it means one thing."""
    found = now.get(name, {name})
    return next(iter(found)) if len(found) == 1 else name


def field_word(field: str) -> str:
    """What a field of a registration is called."""
    return {
        "salutation": _("Salutation"),
        "title": _("Academic title"),
        "suffix": _("After the name"),
        "given_name": _("Given name"),
        "family_name": _("Family name"),
        "family_first": _("The family name comes first"),
        "native_name": _("Name in the own script"),
        "badge_name": _("Name on the badge"),
        "address_as": _("Greeting line"),
        "email": _("E-mail address"),
        "phone": _("Phone"),
        "company": _("Company"),
        "position": _("Position"),
        "country": _("Country"),
        "language": _("E-mails in"),
        "message": _("Message"),
        "places": _("Places"),
        "role": _("Comes as"),
        "offer_end": _("Seat kept until"),
        "told_late": _("Seat kept until"),
    }.get(field, field)


def shown(field: str, value: Any) -> str:
    """A stored value in the reader's words; a dash for none."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    words: dict[str, Callable[[Any], str]] = {
        "phone": readable_phone,
        "role": lambda code: role_word(RegistrationRole(code)),
        "language": language_word,
        "address_as": lambda lines: " · ".join(lines.values()),
        "country": lambda code: country_name(code, current_language()),
        "offer_end": _end_shown,
        "told_late": _end_shown,
        "salutation": lambda code: {"ms": _("Ms"), "mr": _("Mr")}.get(code, code),
    }
    return words.get(field, str)(value) if value else "–"


def _end_shown(end: Mapping[str, str]) -> str:
    return str(format_when(datetime.fromisoformat(end["at"]), end["zone"]))
