"""The log of a registration in words, for staff: what, who, why, when."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from eventreg import clock
from eventreg.accounts.queries import all_accounts
from eventreg.audit.actors import ActorKind
from eventreg.audit.models import AuditEntry
from eventreg.events.models import Event
from eventreg.people.territories import country_name
from eventreg.registrations import queries
from eventreg.registrations.answers.logged import LoggedAnswers, is_logged_answer
from eventreg.registrations.models import (
    Registration,
    RegistrationChange,
    RegistrationMove,
    What,
)
from eventreg.registrations.standing import one_step_each, step_words
from eventreg.registrations.states import LIVE, RegistrationRole, State, Why
from eventreg.registrations.words import role_word, state_word, why_words
from eventreg.web.dates import HOME, format_time, format_when
from eventreg.web.locale import current_language, language_name
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
    names, answers = _names(), LoggedAnswers(registration, by=by)
    steps = one_step_each(registration.moves)
    moves = [_moved(move, names) for move in reversed(steps)]
    changes = [
        _changed(change, names, answers) for change in reversed(registration.changes)
    ]
    merged = [_merged_into(move, names) for move in queries.merged_into(registration)]
    event = [
        Line(entry.at, event_moved_words(), _who(entry, names), differences=pairs)
        for entry, pairs in event_moves(registration)
    ]
    found = [*moves, *changes, *merged, *event]
    return sorted(found, key=lambda line: line.at, reverse=True)


def _merged_into(move: RegistrationMove, names: dict[str, str]) -> Line:
    """On the registration that stays: which one ended for it."""
    words = _("Merged: another registration of the same person has ended")
    reference = move.registration.reference
    return Line(move.at, words, _who(move, names), reference=reference)


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
    if pair := entry.changes.get("place_name"):
        yield Difference(_("Where"), *(one or "–" for one in pair))


def _moved(move: RegistrationMove, names: dict[str, str]) -> Line:
    words, who, note = step_words(move), _who(move, names), move.note
    if move.why in {Why.SUBSTITUTED, Why.MERGED}:
        return Line(move.at, words, who, reference=note)
    if move.why is Why.ACCEPTED and note:
        version = note.rpartition(" ")[2]
        note = _("Price and cancellation terms, version %(number)s", number=version)
    return Line(move.at, words, who, note)


def _changed(
    change: RegistrationChange, names: dict[str, str], answers: LoggedAnswers
) -> Line:
    words, who = what_words(change.what), _who(change, names)
    if change.what is What.SUBSTITUTE:
        reference = change.changes["substitute"][1]
        return Line(change.at, words, who, reference=reference)
    found = tuple(differences(change, answers))
    return Line(change.at, words, who, differences=found)


def quicker_words(registration: Registration, name: str) -> str:
    """Who was quicker than a click, when by the clock at home, and what came of it.

    :param name: whom the decision is about.
    """
    move = registration.moves[-1]
    words = {"name": name, "when": _at(move), "state": state_word(move.new)}
    if move.actor_kind is not ActorKind.STAFF:
        return _(
            "%(name)s no longer waits for a decision (%(when)s): %(state)s. Your click "
            "has changed nothing.",
            **words,
        )
    return _(
        "%(who)s has decided on %(name)s already (%(when)s): %(state)s. Your click "
        "has changed nothing.",
        who=_who(move, _names()),
        **words,
    )


def overtaken_words(registration: Registration, name: str) -> str:
    """What happened before a click on an old page, and that the click did nothing.

    :param name: whom the page was about.
    """
    return f"{_happened(registration.moves[-1], name)} " + _(
        "Your click has changed nothing."
    )


def _happened(move: RegistrationMove, name: str) -> str:
    """The last step as a sentence with who, where that is not plain, and when."""
    words = {"name": name, "when": _at(move), "who": _who(move, _names())}
    if move.why is Why.MERGED:
        return _(
            "%(who)s has merged it already (%(when)s); number %(kept)s remains.",
            kept=move.note,
            **words,
        )
    if move.why is Why.SEAT_CAME_FREE and move.new is State.CONFIRMED:
        return _("%(name)s has moved up (%(when)s).", **words)
    if move.why is Why.CANCELLED and move.actor_kind is ActorKind.PERSON:
        return _("%(name)s has cancelled (%(when)s).", **words)
    return _("%(name)s (%(when)s, %(who)s): %(step)s.", step=step_words(move), **words)


def _at(move: RegistrationMove) -> str:
    """When, by the clock at home; today the hour is enough."""
    is_today = move.at.astimezone(ZoneInfo(HOME)).date() == clock.today()
    return format_time(move.at) if is_today else format_when(move.at)


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
    }[what]


def differences(
    change: RegistrationChange, answers: LoggedAnswers
) -> Iterator[Difference]:
    """What became different, field by field, as the reader reads them.

    :param answers: what of them the reader may know.
    """
    for field, pair in change.changes.items():
        if not is_logged_answer(field):
            yield Difference(field_word(field), *(shown(field, v) for v in pair))
        elif words := answers.words(field, pair):
            yield Difference(*words)


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
    }.get(field, field)


def shown(field: str, value: Any) -> str:
    """A stored value in the reader's words; a dash for none."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    words: dict[str, Callable[[Any], str]] = {
        "role": lambda code: role_word(RegistrationRole(code)),
        "language": language_name,
        "address_as": lambda lines: " · ".join(lines.values()),
        "country": lambda code: country_name(code, current_language()),
        "salutation": lambda code: {"ms": _("Ms"), "mr": _("Mr")}.get(code, code),
    }
    return words.get(field, str)(value) if value else "–"


def _names() -> dict[str, str]:
    return {account.reference: account.name for account in all_accounts()}


def _who(
    step: RegistrationMove | RegistrationChange | AuditEntry, names: dict[str, str]
) -> str:
    if step.actor_kind is ActorKind.PERSON:
        return str(_("The person"))
    if step.actor_kind is ActorKind.WORKER:
        return str(_("Automatically"))
    return names.get(step.actor, str(_("A former account")))
