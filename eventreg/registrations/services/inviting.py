"""Inviting a known person to an event, by a letter with the personal link."""

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


class NotToBeInvited(DomainError):
    """The person, or the event, is in the way; the sentence says which."""


def invite(event: Event, person: Person, *, by: Actor, note: str = "") -> Invitation:
    """Write to ``person``; the event opens to them as early as to members.

    :param note: a word to this person, for the letter.
    :raises NotToBeInvited: see there.
    :raises NoAddress: the person has none.
    """
    event = seats.locked_event(event.id)
    link = personal_link(person)
    _check(event, person)
    found = invitation(event, person)
    if found is None:
        found = Invitation(event_id=event.id, person_id=person.id)
        db.session.add(found)
    found.invited_at = clock.now()
    db.session.flush()
    invitation_letters.invitation(event, person, link, note=note)
    changes = {"event": [None, event.slug]}
    record("person.invited", person.reference, by=by, changes=changes)
    return found


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
