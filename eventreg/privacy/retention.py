"""What is deleted when (docs/product.md, "Privacy"); each runs in ``write_tx``.

The privacy notice (templates/home/texts/privacy.*.md) names the same periods.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from eventreg import clock
from eventreg.audit.models import AuditEntry
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.events.seats import row_count
from eventreg.outbox.models import Letter
from eventreg.registrations.answers import deleting
from eventreg.registrations.codes import new_token
from eventreg.registrations.inquiries.models import Inquiry
from eventreg.registrations.models import (
    PhotoLevel,
    Registration,
    RegistrationChange,
    RegistrationMove,
)
from eventreg.registrations.notes.models import Note
from eventreg.registrations.states import SEATED

#: After the event, for people who did not take part.
NOT_TAKING_PART = timedelta(days=90)
#: After the event, for those who did: attendance and contact.
TAKING_PART = timedelta(days=730)
#: After a letter was written: what it said.
LETTER_CONTENTS = timedelta(days=90)
#: Who changed what, and from which network staff did it.
AUDIT_LOG = timedelta(days=365)

#: Stands where a name was; no person is called so.
NOBODY = "–"
#: So many rows at most are dealt with at a time; the rest comes the next day.
AT_ONCE = 1000


def delete_registrations() -> int:
    """Registrations that did not lead to taking part, with their letters."""
    due = _over_since(NOT_TAKING_PART, Registration.state.not_in(SEATED))
    rows = db.session.execute(due).all()
    _delete_letters([reference for _id, reference in rows])
    db.session.execute(
        sa.delete(Registration).where(Registration.id.in_([id_ for id_, _r in rows]))
    )
    return len(rows)


def forget_identities() -> int:
    """Those who took part stay in the counts, without name and address."""
    due = _over_since(TAKING_PART, Registration.email.is_not(None))
    rows = db.session.execute(due).all()
    _delete_letters([reference for _id, reference in rows])
    ids = [id_ for id_, _reference in rows]
    deleting.delete_all(ids)
    for written in (Inquiry, Note):
        theirs = written.registration_id.in_(ids)
        db.session.execute(sa.delete(written).where(theirs))
    for id_, _reference in rows:
        db.session.execute(
            sa.update(Registration)
            .where(Registration.id == id_)
            .values(_NOBODYS | {"token": new_token()})
        )
    return len(rows)


_NOBODYS: dict[str, Any] = {
    **dict.fromkeys(("salutation", "title", "suffix", "given_name", "phone"), ""),
    **dict.fromkeys(("company", "position", "message", "reason"), ""),
    **dict.fromkeys(("native_name", "badge_name"), ""),
    **dict.fromkeys(("search_key", "other_key", "company_key"), ""),
    "address_as": {},
    "family_name": NOBODY,
    "email": None,
    "person_id": None,
    "sort_key_de": b"",
    "sort_key_tr": b"",
    "show_name": False,
    "photo_level": PhotoLevel.NONE,
}


def empty_letters() -> int:
    """What old letters said; to whom and when stays with the registration."""
    result = db.session.execute(
        sa.update(Letter)
        .where(
            Letter.created_at < clock.now() - LETTER_CONTENTS,
            sa.or_(Letter.text.is_not(None), Letter.code.is_not(None)),
        )
        .values(
            values={},
            links={},
            source=None,
            attachment=sa.null(),
            text=None,
            html=None,
            calendar=sa.null(),
            code=None,
        )
    )
    return row_count(result)


def delete_audit_rows() -> int:
    """The log of who changed what."""
    result = db.session.execute(
        sa.delete(AuditEntry).where(AuditEntry.at < clock.now() - AUDIT_LOG)
    )
    return row_count(result)


def forget_networks() -> int:
    """From where staff decided; that they did stays with the registration."""
    count = 0
    for model in (RegistrationMove, RegistrationChange):
        result = db.session.execute(
            sa.update(model)
            .where(model.at < clock.now() - AUDIT_LOG, model.network.is_not(None))
            .values(network=None)
            .execution_options(synchronize_session=False)
        )
        count += row_count(result)
    return count


def _over_since(
    period: timedelta, condition: sa.ColumnElement[bool]
) -> sa.Select[int, str]:
    return (
        sa.select(Registration.id, Registration.reference)
        .join(Registration.event)
        .where(Event.ends_at < clock.now() - period, condition)
        .order_by(Registration.id)
        .limit(AT_ONCE)
    )


def _delete_letters(references: list[str]) -> None:
    db.session.execute(sa.delete(Letter).where(Letter.registration.in_(references)))


ALL: tuple[Callable[[], int], ...] = (
    deleting.delete_due,
    delete_registrations,
    forget_identities,
    empty_letters,
    delete_audit_rows,
    forget_networks,
)
