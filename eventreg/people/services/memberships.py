"""Memberships begin and end."""

from datetime import date

import sqlalchemy as sa
from flask_babel import gettext as _

from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.people.models import Company, Membership


class AlreadyMember(DomainError):
    """The company is a member on that day or later."""


class NotMember(DomainError):
    """There is no membership to end."""


def start_membership(company: Company, *, from_on: date, by: Actor) -> Membership:
    """Make ``company`` and all its people members from that day on.

    :raises AlreadyMember: a membership covers that day or begins after it.
    """
    for membership in _locked_memberships(company):
        if membership.until_on is None or membership.until_on >= from_on:
            raise AlreadyMember(
                _("There is already a membership on that day or after it.")
            )
    membership = Membership(company=company, from_on=from_on, until_on=None)
    db.session.add(membership)
    db.session.flush()
    record(
        "membership.started",
        company.slug,
        by=by,
        changes={"from_on": [None, from_on.isoformat()]},
    )
    return membership


def end_membership(company: Company, *, until_on: date, by: Actor) -> Membership:
    """Let the running membership end with that day, its last one.

    :raises NotMember: none is running, or it began after that day.
    """
    running = [row for row in _locked_memberships(company) if row.until_on is None]
    if not running:
        raise NotMember(_("This membership already has an end."))
    membership = running[0]
    if until_on < membership.from_on:
        raise NotMember(_("The membership cannot end before it began."))
    membership.until_on = until_on
    record(
        "membership.ended",
        company.slug,
        by=by,
        changes={"until_on": [None, until_on.isoformat()]},
    )
    return membership


def change_membership(
    company: Company, day: date, *, from_on: date, until_on: date | None, by: Actor
) -> None:
    """Let the membership that begins on ``day`` be from then until then.

    :param until_on: its last day; ``None``: no end is set.
    :raises NotMember: none begins on ``day``, or it would end before it begins.
    :raises AlreadyMember: another one has some of these days.
    """
    rows = _locked_memberships(company)
    membership = next((row for row in rows if row.from_on == day), None)
    if membership is None:
        raise NotMember(_("This membership has changed meanwhile. Please look again."))
    if until_on is not None and until_on < from_on:
        raise NotMember(_("The membership cannot end before it began."))
    for other in rows:
        begins_before = until_on is None or other.from_on <= until_on
        ends_after = other.until_on is None or other.until_on >= from_on
        if other is not membership and begins_before and ends_after:
            raise AlreadyMember(_("Another membership has some of these days."))
    old = (membership.from_on, membership.until_on)
    membership.from_on, membership.until_on = from_on, until_on
    db.session.flush()
    pairs = zip(("from_on", "until_on"), old, (from_on, until_on), strict=True)
    changes = {
        name: [was and was.isoformat(), now and now.isoformat()]
        for name, was, now in pairs
        if was != now
    }
    record("membership.changed", company.slug, by=by, changes=changes)


def _locked_memberships(company: Company) -> list[Membership]:
    """All of the company's, read anew while nobody else can change them."""
    db.session.execute(sa.select(Company.id).filter_by(id=company.id).with_for_update())
    return list(
        db.session.scalars(
            sa.select(Membership)
            .filter_by(company_id=company.id)
            .order_by(Membership.from_on)
            .execution_options(populate_existing=True)
        )
    )
