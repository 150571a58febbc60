"""What stands in an entry of the log, in the reader's words."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from flask_babel import format_decimal
from flask_babel import gettext as _

from eventreg.badges.models import Reason
from eventreg.badges.words import card_name, design_word, reason_names
from eventreg.events.forms.pools import ROLE_WORDS
from eventreg.events.shown import kind_name, state_word
from eventreg.events.states import ContingentRole, EventState, Kind
from eventreg.home.forms import demanded_word
from eventreg.home.log.fields import known_field, setting_word
from eventreg.home.log.found import Found
from eventreg.home.log.queries import Step
from eventreg.messages.rules import Before
from eventreg.messages.services.deciding import Act
from eventreg.outbox.catalogue import CATALOGUE
from eventreg.people.models import CompanyKind
from eventreg.people.territories import country_names
from eventreg.registrations import log
from eventreg.registrations.exports.columns import FIELDS
from eventreg.registrations.exports.narrowing import ANSWER
from eventreg.registrations.forms.sign_up import PHOTO_WORDS
from eventreg.registrations.lists.kinds import HandedOut, list_kind
from eventreg.registrations.lists.words import handed_out_word, list_name
from eventreg.registrations.models import PhotoLevel
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.money.words import payment_word
from eventreg.registrations.states import RegistrationRole, Why
from eventreg.registrations.words import role_word, why_words
from eventreg.tables import FORMATS
from eventreg.web.dates import city_of, format_day, format_when
from eventreg.web.ibans import spaced_iban
from eventreg.web.locale import current_language, language_word
from eventreg.web.money import euros
from eventreg.web.percents import percent
from eventreg.web.phones import readable_phone
from eventreg.web.roles import Demanded, Role, role_name

Words = Callable[[Any], str]


def value_words(step: Step, field: str, value: Any, found: Found) -> str:
    """A stored value as people write it; a dash for none."""
    if field == "payment":
        return payment_word(PaymentState(value) if value else None)
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    try:
        return _words_for(step, field, found)(value)
    except (KeyError, ValueError):
        # What was logged by a name that nothing bears any more.
        return _plain(value)


def _words_for(step: Step, field: str, found: Found) -> Words:
    name, _space, _rest = field.partition(" ")
    room = step.act.partition(".")[0]
    if name.endswith("_local"):
        return _clock
    if name.endswith("_on"):
        return lambda day: format_day(date.fromisoformat(day))
    looked_up: dict[str, Words] = {
        "event": found.title,
        "after": found.title,
        "sector": lambda code: found.sectors[code],
        "columns": lambda keys: _columns(keys, step, found),
    }
    return (
        looked_up.get(name)
        or _OF_ROOM.get((room, name))
        or _WORDS.get(name)
        or (lambda value: _known(name, value))
    )


def _clock(local: str) -> str:
    """Day and time as the clock at the place shows it."""
    return format_when(
        datetime.fromisoformat(local).replace(tzinfo=UTC), "UTC", zone=False
    )


def _columns(keys: list[str], step: Step, found: Found) -> str:
    return ", ".join(
        found.question(step.target, key.removeprefix(ANSWER))
        if key.startswith(ANSWER)
        else str(FIELDS[key].heading)
        for key in keys
    )


def _fees(logged: str) -> str:
    """``guest 12000; 2027-05-01 50%`` as amounts, and the ladder by days."""
    parts = [part for group in logged.split("; ") for part in group.split(", ")]
    return ", ".join(map(_fee, parts))


def _fee(part: str) -> str:
    what, amount = part.rsplit(" ", 1)
    if amount.endswith("%"):
        day = format_day(date.fromisoformat(what))
        return _("from %(day)s %(percent)s", day=day, percent=percent(int(amount[:-1])))
    return f"{role_word(RegistrationRole(what))} {euros(int(amount))}"


def _point(logged: str) -> str:
    """A point of the agenda: when, and what it is called."""
    at = datetime.strptime(logged[:16], "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
    return f"{format_when(at, 'UTC', zone=False)} {logged[17:]}".strip()


def _act(name: str) -> str:
    return {
        Act.APPROVE: why_words(Why.APPROVED),
        Act.ONTO_WAITLIST: why_words(Why.ONTO_WAITLIST),
        Act.DECLINE: why_words(Why.DECLINED),
        Act.LATER: _("Put off until later"),
        Act.UNDO: why_words(Why.UNDONE),
        Act.SEND_NOW: _("E-mail sent at once"),
        Act.ASK: _("Question asked"),
    }[Act(name)]


def _reminders(names: list[str]) -> str:
    words = {
        Before.WEEK: _("7 days before the start"),
        Before.DAY: _("24 hours before the start"),
    }
    return ", ".join(words[Before(name)] for name in names)


def _company_kind(kind: str) -> str:
    is_company = CompanyKind(kind) is CompanyKind.COMPANY
    return _("Company") if is_company else _("Partner institution")


def _settings(names: list[str]) -> str:
    """As the form calls them in which they are changed."""
    return ", ".join(map(setting_word, names))


def _printed_again(reason: str) -> str:
    return reason_names()[Reason(reason)]


_OF_ROOM: dict[tuple[str, str], Words] = {
    ("badge", "reason"): _printed_again,
    ("badges", "reason"): _printed_again,
    ("event", "kind"): lambda kind: kind_name(Kind(kind)),
    ("event", "role"): lambda role: str(ROLE_WORDS[ContingentRole(role)]),
    ("event", "state"): lambda state: state_word(EventState(state)),
    ("list", "kind"): lambda kind: list_name(list_kind(kind)),
    ("company", "kind"): _company_kind,
    ("network", "name"): str,
    ("network", "iban"): spaced_iban,
    ("network", "logo"): lambda which: {
        "old": _("the old one"),
        "new": _("a new one"),
    }[which],
    ("network", "second_factor_for"): lambda who: demanded_word(Demanded(who)),
    ("account", "role"): lambda role: role_name(Role(role)),
}
_WORDS: dict[str, Words] = {
    "act": _act,
    "agenda": _point,
    "amount_cents": euros,
    "brought_cents": euros,
    "cap_percent": percent,
    "design": design_word,
    "countries": lambda codes: ", ".join(country_names(codes, current_language())),
    "fees": _fees,
    "fields": _settings,
    "format": lambda name: FORMATS[name].ending.upper(),
    "how": lambda how: handed_out_word(HandedOut(how)),
    "language": language_word,
    "languages": lambda codes: ", ".join(map(language_word, codes)),
    "letter": lambda name: str(CATALOGUE[name].title),
    "names": lambda names: " / ".join(dict.fromkeys(names.values())),
    "phone": readable_phone,
    "photo_level": lambda level: str(PHOTO_WORDS[PhotoLevel(level)]),
    "reminders": _reminders,
    "stock": card_name,
    "taken": lambda names: ", ".join(map(known_field, names)),
    "timezone": city_of,
}


def _known(name: str, value: Any) -> str:
    """As the history of a registration writes it, else as it is."""
    return log.shown(name, value) if isinstance(value, (str, dict)) else _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, int):
        return str(format_decimal(value))
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return str(value)
