"""What is remarkable about registrations, asked of the database for whole lists."""

from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from eventreg.events.models import Event
from eventreg.registrations.models import Registration, RegistrationMove
from eventreg.registrations.presence.queries import has_come
from eventreg.registrations.states import LIVE, State, Why
from eventreg.registrations.words import Sign

#: An address that was not confirmed may be anybody's.
_MET = LIVE - {State.UNVERIFIED}


def bears(sign: Sign, event: Event) -> sa.ColumnElement[bool]:
    """Holds for the registrations of ``event`` that bear ``sign``."""
    return _SIGNS[sign](event)


def _double(_event: Event) -> sa.ColumnElement[bool]:
    other = aliased(Registration)
    return _with_other(other, other.search_key == Registration.search_key)


def _same_company(_event: Event) -> sa.ColumnElement[bool]:
    other = aliased(Registration)
    mine = sa.func.coalesce(Registration.lead_id, Registration.id)
    return _with_other(other, sa.func.coalesce(other.lead_id, other.id) != mine)


def _with_other(
    other: type[Registration], condition: sa.ColumnElement[bool]
) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        other.event_id == Registration.event_id,
        other.company_key == Registration.company_key,
        other.company_key != "",
        other.id != Registration.id,
        other.state.in_(_MET),
        condition,
    )


def _declined_before(_event: Event) -> sa.ColumnElement[bool]:
    other = aliased(Registration)
    return sa.or_(
        sa.exists().where(
            RegistrationMove.registration_id == Registration.id,
            RegistrationMove.why == Why.RECONSIDERED,
        ),
        sa.exists().where(
            other.event_id == Registration.event_id,
            other.email == Registration.email,
            other.search_key == Registration.search_key,
            other.id != Registration.id,
            other.state == State.DECLINED,
        ),
    )


def _late(event: Event) -> sa.ColumnElement[bool]:
    return Registration.submitted_at > event.closes_at


def _missing(_event: Event) -> sa.ColumnElement[bool]:
    return sa.and_(Registration.state == State.CONFIRMED, ~has_come())


def _party(_event: Event) -> sa.ColumnElement[bool]:
    other = aliased(Registration)
    return sa.or_(
        Registration.lead_id.is_not(None),
        sa.exists().where(other.lead_id == Registration.id),
    )


_SIGNS: dict[Sign, Callable[[Event], sa.ColumnElement[bool]]] = {
    Sign.DOUBLE: _double,
    Sign.SAME_COMPANY: _same_company,
    Sign.DECLINED_BEFORE: _declined_before,
    Sign.LATE: _late,
    Sign.PARTY: _party,
    Sign.MEMBER: lambda _event: Registration.is_member.is_(True),
    Sign.GUEST: lambda _event: Registration.is_member.is_(False),
    Sign.CAME: lambda _event: has_come(),
    Sign.MISSING: _missing,
}
