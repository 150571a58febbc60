"""From registrations to the values of a list."""

from collections import Counter
from collections.abc import Iterable, Sequence

from flask_babel import force_locale
from flask_babel import gettext as _

from eventreg import clock
from eventreg.documents.attendee_list import (
    AttendeeGroup,
    AttendeeListValues,
    AttendeeRow,
    attendee_list_pdf,
)
from eventreg.documents.watching import Pages
from eventreg.events.models import Event
from eventreg.events.questions.models import Question
from eventreg.events.states import PoolKind
from eventreg.people.names import full_name
from eventreg.people.sorting import order_of
from eventreg.people.territories import country_name
from eventreg.registrations.lists import by_answer
from eventreg.registrations.lists import queries as lists
from eventreg.registrations.lists.kinds import COLUMNS, AnyList, DayList, ListKind
from eventreg.registrations.lists.models import IssuedList
from eventreg.registrations.lists.versions import difference, rows_of
from eventreg.registrations.lists.words import difference_words, list_name
from eventreg.registrations.models import Registration
from eventreg.registrations.words import role_word
from eventreg.web.dates import format_date_of_year, format_day, format_span

#: Seats that make a group: everybody needs one of the event, so that is none.
GROUPED = (PoolKind.CONTINGENT, PoolKind.SESSION, PoolKind.CHOICE, PoolKind.ANSWER)


def has_groups(event: Event) -> bool:
    """Whether a list by group has anything to tell."""
    return bool(event.pools_of(*GROUPED))


def list_pdf(
    event: Event,
    kind: AnyList,
    registrations: Sequence[Registration],
    *,
    language: str,
    question: Question | None = None,
    version: int = 0,
    before: IssuedList | None = None,
    tell: Pages | None = None,
) -> bytes:
    """The list as it stands now, in ``language``.

    :param registrations: who comes, by name as the language sorts it.
    :param question: whose answer makes the groups, for lists of the day.
    :param version: 0: it is not handed out to anybody.
    :param before: the version that its recipient has.
    """
    with force_locale(language):
        values = AttendeeListValues(
            kind=list_name(kind),
            columns=COLUMNS[kind],
            event=event.title(language),
            when_and_where=_when_and_where(event),
            issued_on=format_day(clock.today(event.timezone)),
            groups=_groups(event, kind, registrations, language, question),
            people=len(registrations),
            counts=_counts(registrations),
            version=_version_words(version, before, registrations),
        )
    return attendee_list_pdf(values, language=language, tell=tell)


def _groups(
    event: Event,
    kind: AnyList,
    registrations: Sequence[Registration],
    language: str,
    question: Question | None,
) -> list[AttendeeGroup]:
    if question is not None and isinstance(kind, DayList):
        return [
            AttendeeGroup(words, _rows(people, language))
            for words, people in by_answer.groups(registrations, question)
        ]
    if kind is ListKind.COMPANIES:
        registrations = sorted(
            registrations, key=lambda each: order_of(each.company, language)
        )
    if kind is not ListKind.GROUPS:
        return [AttendeeGroup("", _rows(registrations, language))]
    pools = event.pools_of(*GROUPED)
    seated = lists.seated_in(pools)
    return [
        AttendeeGroup(
            pool.name(language),
            _rows([r for r in registrations if r.id in seated[pool.id]], language),
        )
        for pool in pools
    ]


def _rows(registrations: Iterable[Registration], language: str) -> list[AttendeeRow]:
    return [_row(registration, language) for registration in registrations]


def _row(registration: Registration, language: str) -> AttendeeRow:
    return AttendeeRow(
        name=_sorted_name(registration),
        title=registration.title,
        suffix=registration.suffix,
        company=registration.company,
        position=registration.position,
        country=country_name(registration.country, language),
        country_code=registration.country,
        role=role_word(registration.role),
    )


def _sorted_name(registration: Registration) -> str:
    """As the list is sorted: "Müller, Eva"; some names begin with the family."""
    if registration.family_first:
        return full_name(registration)
    names = (registration.family_name, registration.given_name)
    return ", ".join(name for name in names if name)


def _when_and_where(event: Event) -> str:
    when = format_span(event.starts_at, event.ends_at, event.timezone)
    return f"{when} · {event.place_name}"


def _counts(registrations: Iterable[Registration]) -> list[tuple[str, int]]:
    roles = Counter(registration.role for registration in registrations)
    return [(role_word(role), count) for role, count in roles.most_common()]


def _version_words(
    version: int, before: IssuedList | None, registrations: Sequence[Registration]
) -> str:
    """``Version 3, changed since version 2 of 3 June: + 2, − 1``."""
    if not version:
        return ""
    words = _("Version %(number)s", number=version)
    if before is None:
        return str(words)
    changes = difference(before.rows, rows_of(registrations))
    return _(
        "%(version)s, changed since version %(number)s of %(day)s: %(changes)s",
        version=words,
        number=before.version,
        day=format_date_of_year(before.issued_at, before.event.timezone),
        changes=difference_words(changes) or _("nothing"),
    )
