"""Inviting a known person to an event, by a letter with the personal link."""

import sqlalchemy as sa
from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.events.models import Event
from eventreg.events.states import EventState
from eventreg.people.models import Person
from eventreg.people.services import personal_link
from eventreg.registrations import invitation_letters, queries, seats
from eventreg.registrations.invitations import Invitation, invitation
from eventreg.registrations.states import State


class NotToBeInvited(DomainError):
    """The person, or the event, is in the way; the sentence says which."""


def invite(
    event: Event,
    person: Person,
    *,
    by: Actor,
    note: str = "",
    counts_as_approved: bool = False,
    once: bool = False,
) -> Invitation:
    """Write to ``person``; the event opens to them as early as to members.

    :param note: a word to this person, for the letter.
    :param counts_as_approved: nobody decides on this person any more.
    :param once: not if the person was invited before; two presses are as one.
    :raises NotToBeInvited: see there.
    :raises NoAddress: the person has none.
    """
    return invite_locked(
        seats.locked_event(event.id),
        person,
        by=by,
        note=note,
        counts_as_approved=counts_as_approved,
        once=once,
    )


def invite_locked(
    event: Event,
    person: Person,
    *,
    by: Actor,
    note: str,
    counts_as_approved: bool,
    once: bool,
    key: str | None = None,
) -> Invitation:
    """The same where the event is locked already, for one of many.

    :param key: of the letter, where several share its beginning.
    """
    link = personal_link(person)
    _check(event, person)
    found = invitation(event, person)
    if found is not None and once:
        raise NotToBeInvited(_("This person has been invited already."))
    if found is None:
        found = Invitation(event_id=event.id, person_id=person.id)
        db.session.add(found)
    found.invited_at, found.declined_at = clock.now(), None
    found.counts_as_approved = counts_as_approved
    db.session.flush()
    is_approved = _is_approved(event, found)
    invitation_letters.invitation(
        event, person, link, note=note, is_approved=is_approved, key=key
    )
    changes = {"event": [None, event.slug], "approved": [None, counts_as_approved]}
    record("person.invited", person.reference, by=by, changes=changes)
    return found


def remind(found: Invitation, *, by: Actor) -> bool:
    """Ask once more, once, who has not answered; False: there is no need to.

    :raises NoAddress: the person has none any more.
    """
    event = seats.locked_event(found.event_id)
    found = _locked(found)
    person, answered = found.person, found.declined_at or found.reminded_at
    if answered or person.no_invitations_since or not can_be_invited_to(event):
        return False
    if queries.any_of_known(event, person):
        return False
    found.reminded_at = clock.now()
    link, is_approved = personal_link(person), _is_approved(event, found)
    invitation_letters.reminder(event, person, link, is_approved=is_approved)
    record("person.reminded", person.reference, by=by)
    return True


def say_no(event: Event, person: Person) -> bool:
    """ "No, thank you"; twice is as good as once, and signing up is still possible.

    :returns: False: the person has signed up, and cancels on the own page instead.
    """
    event = seats.locked_event(event.id)
    registered = queries.live_of_known(event, person)
    if registered is not None and registered.state is not State.UNVERIFIED:
        return False
    found = invitation(event, person)
    if found is not None and _locked(found).declined_at is None:
        found.declined_at = clock.now()
        record("invitation.declined", event.slug, by=Actor.person(person))
    return True


def _is_approved(event: Event, found: Invitation) -> bool:
    """Whether that is worth a word: elsewhere nobody decides anyway."""
    return event.needs_approval and found.counts_as_approved


def _locked(found: Invitation) -> Invitation:
    return db.session.scalars(
        sa.select(Invitation)
        .filter_by(id=found.id)
        .with_for_update(of=Invitation)
        .execution_options(populate_existing=True)
    ).one()


def _check(event: Event, person: Person) -> None:
    if person.no_invitations_since is not None:
        raise NotToBeInvited(_("This person wants no invitations."))
    if queries.live_of_known(event, person) is not None:
        raise NotToBeInvited(_("This person has signed up for this event already."))
    if not can_be_invited_to(event):
        raise NotToBeInvited(_("Nobody can sign up for this event any more."))


def can_be_invited_to(event: Event) -> bool:
    """Whether sign-up is open, or will be."""
    is_published = event.state is EventState.PUBLISHED
    return is_published and event.last_forms_at > clock.now()
