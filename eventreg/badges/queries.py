"""The badges of an event, how they look, and which were printed."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime

import sqlalchemy as sa
from flask_babel import force_locale
from sqlalchemy.orm import joinedload, selectinload

from eventreg.badges import answers
from eventreg.badges.designs import Back
from eventreg.badges.frames import LOOKS
from eventreg.badges.models import (
    USUAL_FIELDS,
    AcceptedBadge,
    BadgeDesign,
    BadgePrint,
    BadgeStock,
    Field,
    PrintedBadge,
    PrinterOffset,
    Reason,
    Which,
)
from eventreg.badges.sheet import DEFAULT_STOCK
from eventreg.badges.values import BadgeValues
from eventreg.database import db
from eventreg.documents.labels import Stock, stocks
from eventreg.events.models import Event
from eventreg.events.states import Kind
from eventreg.people.territories import country_name
from eventreg.registrations import queries
from eventreg.registrations.models import PhotoLevel, Registration
from eventreg.registrations.states import RegistrationRole, State
from eventreg.registrations.words import role_word

#: On what badges are usually printed, by kind of event.
_USUAL_STOCKS = {
    Kind.EVENING: DEFAULT_STOCK,
    Kind.WORKSHOP: "HERMA 4412",
    Kind.TRIP: "A6 hanging",
}


@dataclass(frozen=True)
class Owned:
    """A badge and whose it is."""

    registration: Registration
    badge: BadgeValues
    #: Which field of the design each of its details is.
    fields: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Stands for all that stands on it."""
        words = repr(astuple(self.badge)).encode("utf-8", "replace")
        return hashlib.sha256(words).hexdigest()[:32]


@dataclass(frozen=True)
class LastPrint:
    """When somebody's badge was printed last, what it said, how it looked, on what."""

    at: datetime
    fingerprint: str
    design_version: int
    stock: str


def design_of(event: Event) -> BadgeDesign:
    """The event's design; the usual one, which is in no database, where it has none."""
    query = sa.select(BadgeDesign).filter_by(event_id=event.id)
    found = db.session.scalar(query.options(selectinload(BadgeDesign.partner_logo)))
    return found or BadgeDesign(
        event_id=event.id,
        look=LOOKS[0],
        colour=BadgeDesign.colour.default.arg,
        back=Back.FRONT if event.kind is Kind.TRIP else Back.EMPTY,
        fields=[str(field) for field in USUAL_FIELDS],
        languages=[event.language],
        marks_photos=False,
        has_network_logo=False,
        own_style="",
        version=0,
    )


def badges_of(event: Event, design: BadgeDesign) -> list[Owned]:
    """The badges of everybody who comes, by name."""
    registrations = queries.confirmed(event, language=event.language)
    return _owned(registrations, event, design)


def badge_of(event: Event, badge_code: str, design: BadgeDesign) -> Owned | None:
    """One badge; ``None`` unless the person comes to ``event``."""
    registration = queries.by_badge_code(badge_code)
    if registration is None or registration.event_id != event.id:
        return None
    if registration.state is not State.CONFIRMED:
        return None
    return _owned([registration], event, design)[0]


def last_prints(event: Event, *, stock: str | None = None) -> dict[int, LastPrint]:
    """Of each registration whose badge was printed, the last print.

    A print whose file was never made is none.

    :param stock: the last one on these cards; ``None``: on whatever cards.
    """
    which = [BadgePrint.event_id == event.id, BadgePrint.made_at.is_not(None)]
    if stock is not None:
        which.append(BadgePrint.stock == stock)
    # One row for each person, however often all were printed.
    latest = (
        sa.select(
            PrintedBadge.registration_id,
            sa.func.max(PrintedBadge.print_id).label("print_id"),
        )
        .join(PrintedBadge.print)
        .where(*which)
        .group_by(PrintedBadge.registration_id)
        .subquery()
    )
    is_latest = sa.and_(
        PrintedBadge.registration_id == latest.c.registration_id,
        PrintedBadge.print_id == latest.c.print_id,
    )
    rows = db.session.execute(
        sa.select(
            PrintedBadge.registration_id,
            BadgePrint.at,
            PrintedBadge.fingerprint,
            BadgePrint.design_version,
            BadgePrint.stock,
        )
        .join(PrintedBadge.print)
        .join(latest, is_latest)
        .order_by(PrintedBadge.position)
    )
    return {
        who: LastPrint(at, words, version, stock)
        for who, at, words, version, stock in rows
    }


def prints_of(event: Event, *, most: int) -> list[BadgePrint]:
    """The prints of an event, latest first."""
    query = sa.select(BadgePrint).filter_by(event_id=event.id)
    return list(db.session.scalars(query.order_by(BadgePrint.id.desc()).limit(most)))


def chosen_on(
    prints: Sequence[BadgePrint], *, most: int
) -> dict[int, list[PrintedBadge]]:
    """By print the first badges of those whose people were chosen one by one."""
    ids = [made.id for made in prints if made.which in {Which.CHOSEN, Which.ONE}]
    query = (
        sa.select(PrintedBadge)
        .where(PrintedBadge.print_id.in_(ids), PrintedBadge.position < most)
        .order_by(PrintedBadge.print_id, PrintedBadge.position)
        .options(joinedload(PrintedBadge.registration))
    )
    found: dict[int, list[PrintedBadge]] = {}
    for badge in db.session.scalars(query):
        found.setdefault(badge.print_id, []).append(badge)
    return found


def reasons_of(prints: Sequence[BadgePrint]) -> dict[int, Reason]:
    """By print why those on it that were printed before were printed once more."""
    ids = [made.id for made in prints]
    rows = db.session.execute(
        sa.select(PrintedBadge.print_id, PrintedBadge.reason)
        .where(PrintedBadge.print_id.in_(ids), PrintedBadge.reason.is_not(None))
        .distinct()
    )
    return {print_id: reason for print_id, reason in rows if reason}


def accepted(event: Event, stock: str, design: BadgeDesign) -> dict[int, str]:
    """By registration the fingerprint of badges to be printed on ``stock`` as they are.

    One that says something else by now is accepted no more.
    """
    rows = db.session.execute(
        sa.select(AcceptedBadge.registration_id, AcceptedBadge.fingerprint)
        .join(Registration, Registration.id == AcceptedBadge.registration_id)
        .where(
            Registration.event_id == event.id,
            AcceptedBadge.stock == stock,
            AcceptedBadge.design_version == design.version,
        )
    )
    return {row.registration_id: row.fingerprint for row in rows}


def said_on(prints: Sequence[BadgePrint]) -> dict[int, list[tuple[int, str]]]:
    """By print whose badges it holds, and the fingerprint of what each said."""
    ids = [made.id for made in prints]
    rows = db.session.execute(
        sa.select(
            PrintedBadge.print_id,
            PrintedBadge.registration_id,
            PrintedBadge.fingerprint,
        ).where(PrintedBadge.print_id.in_(ids))
    )
    found: dict[int, list[tuple[int, str]]] = {}
    for print_id, who, words in rows:
        found.setdefault(print_id, []).append((who, words))
    return found


def print_by_code(event: Event, code: str) -> BadgePrint | None:
    query = sa.select(BadgePrint).filter_by(event_id=event.id, code=code)
    return db.session.scalar(query.options(selectinload(BadgePrint.badges)))


def badges_on(made: BadgePrint, design: BadgeDesign) -> list[Owned]:
    """The badges of a print, as they are now; those who do not come are missing."""
    query = (
        sa.select(Registration)
        .join(PrintedBadge, PrintedBadge.registration_id == Registration.id)
        .where(PrintedBadge.print_id == made.id, Registration.state == State.CONFIRMED)
        .order_by(PrintedBadge.position)
    )
    return _owned(db.session.scalars(query).all(), made.event, design)


def own_stocks() -> list[BadgeStock]:
    return list(db.session.scalars(sa.select(BadgeStock).order_by(BadgeStock.name)))


def own_stock(key: str) -> BadgeStock | None:
    return db.session.scalar(sa.select(BadgeStock).filter_by(key=key))


def all_stocks() -> dict[str, Stock]:
    """Those of the table, and those that staff have added."""
    return {**stocks(), **{row.name: as_stock(row) for row in own_stocks()}}


def as_stock(row: BadgeStock) -> Stock:
    return Stock(
        name=row.name,
        kind=row.kind,
        width=row.width,
        height=row.height,
        columns=row.card_columns,
        rows=row.card_rows,
        left=row.left,
        top=row.top,
        pitch_x=row.pitch_x,
        pitch_y=row.pitch_y,
        sheet=row.sheet,
    )


def usual_stock(event: Event) -> str:
    """On what this event's badges were printed last, or what suits its kind.

    What a desk prints one by one, maybe on labels, counts for nobody else.
    """
    query = sa.select(BadgePrint.stock).where(
        BadgePrint.event_id == event.id, BadgePrint.which != Which.ONE
    )
    last = db.session.scalar(query.order_by(BadgePrint.id.desc()).limit(1))
    return last or _USUAL_STOCKS[event.kind]


def printer_offset(account: str) -> PrinterOffset:
    """By how much this account's printer is off."""
    found = db.session.get(PrinterOffset, account)
    return found or PrinterOffset(account=account, x=0.0, y=0.0, stock="")


def _owned(
    registrations: Sequence[Registration], event: Event, design: BadgeDesign
) -> list[Owned]:
    """Their badges, in the same order."""
    words = _role_words(design)
    answered = answers.chosen(registrations, design.fields, design.languages[0])
    return [
        _one(each, event, design, words[each.role], answered.get(each.id, ()))
        for each in registrations
    ]


def _one(
    registration: Registration,
    event: Event,
    design: BadgeDesign,
    role: str,
    answered: Iterable[tuple[str, str]],
) -> Owned:
    shown, language = set(design.fields), design.languages[0]
    with_title = Field.TITLE in shown
    details = [*_details(registration, shown, language), *answered]
    badge = BadgeValues(
        given_name=registration.given_name,
        family_name=registration.family_name,
        family_first=registration.family_first,
        badge_name=registration.badge_name,
        title=registration.title if with_title else "",
        suffix=registration.suffix if with_title else "",
        company=registration.company if Field.COMPANY in shown else "",
        details=tuple(words for _field, words in details),
        country=registration.country,
        role=registration.role.value,
        role_word=role,
        event=event.title(language) if Field.EVENT in shown else "",
        badge_code=registration.badge_code,
        no_photos=design.marks_photos and registration.photo_level is PhotoLevel.NONE,
    )
    return Owned(registration, badge, tuple(str(field) for field, _words in details))


def _details(
    registration: Registration, shown: set[str], language: str
) -> Iterable[tuple[str, str]]:
    if Field.POSITION in shown and registration.position:
        yield Field.POSITION, registration.position
    if Field.COUNTRY in shown and registration.country:
        yield Field.COUNTRY, country_name(registration.country, language)


def _role_words(design: BadgeDesign) -> dict[RegistrationRole, str]:
    """Each role in the languages of the design: ``Gast / Guest``."""
    by_language = []
    for language in design.languages:
        with force_locale(language):
            by_language.append({role: role_word(role) for role in RegistrationRole})
    return {
        role: " / ".join(dict.fromkeys(words[role] for words in by_language))
        for role in RegistrationRole
    }
