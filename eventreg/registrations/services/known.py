"""Signing up somebody who is known: no address to confirm, nothing typed twice."""

from collections.abc import Mapping, Sequence

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.events.models import Event
from eventreg.events.questions.queries import asked_at
from eventreg.events.questions.states import Stage
from eventreg.events.rules import closed_reason, is_for_members
from eventreg.people.models import Person
from eventreg.people.queries import is_member
from eventreg.registrations import queries, seats
from eventreg.registrations.applicants import Applicant
from eventreg.registrations.invitations import Invitation, invitation
from eventreg.registrations.models import Registration
from eventreg.registrations.services.as_seen import NOTHING_SEEN, check_form
from eventreg.registrations.services.doubles import AlreadyRegistered
from eventreg.registrations.services.moving import check_choices
from eventreg.registrations.services.parties import bring_along, unverified_companions
from eventreg.registrations.services.recognising import recognise, tie
from eventreg.registrations.services.signing_up import (
    NotOpenForEverybody,
    SignUpIsClosed,
    admit,
    write_down,
)
from eventreg.registrations.states import State, Why


def applicant_for(person: Person) -> Applicant:
    """What a form need not ask ``person`` again."""
    return Applicant(
        salutation=person.salutation,
        title=person.title,
        suffix=person.suffix,
        given_name=person.given_name,
        family_name=person.family_name,
        family_first=person.family_first,
        native_name=person.native_name,
        badge_name=person.badge_name,
        address_as=dict(person.address_as),
        email=person.email or "",
        phone=person.phone,
        company=person.company.name if person.company else "",
        position=person.position,
        country=person.country,
        language=person.language,
    )


def is_open_to(event: Event, person: Person) -> bool:
    """Whether members' time is this person's too: a member, or invited."""
    if not is_for_members(event, clock.now()):
        return True
    day = event.starts_local.date()
    return is_member(person, day) or invitation(event, person) is not None


def sign_up_known(
    event: Event,
    person: Person,
    applicant: Applicant,
    companions: Sequence[Applicant] = (),
    *,
    together: bool = False,
    seen: Mapping[str, str] = NOTHING_SEEN,
) -> Registration:
    """Take in the form of a signed-in member, or of a personal link.

    The address counts as confirmed, so the seat decision, or the wait for the
    director's, comes at once; for companions too.

    :param seen: prints of the event and the fee as the form showed them.
    :raises AlreadyRegistered: this person is; it says with which registration.
    :raises ChoiceIsFull: a chosen session has no place left.
    :raises NotOpenForEverybody: only members and invited people can sign up yet.
    :raises SeenOtherwise: one of them changed meanwhile.
    :raises SignUpIsClosed: not open now; the sentence says why.
    """
    event = seats.locked_event(event.id)
    invited = invitation(event, person)
    closed = closed_reason(event, clock.now(), is_invited=invited is not None)
    if closed is not None:
        raise SignUpIsClosed(closed)
    if not is_open_to(event, person):
        raise NotOpenForEverybody(event, event.opens_at)
    existing = queries.live_of_known(event, person)
    if existing is not None and existing.state is not State.UNVERIFIED:
        raise AlreadyRegistered(existing)
    day = event.starts_local.date()
    check_form(event, seen, is_member=is_member(person, day))
    questions = asked_at(event, Stage.APPLICATION)
    registration = write_down(event, applicant, existing, questions, by=None)
    if companions or existing:
        bring_along(registration, companions, together=together, questions=questions)
    else:
        check_choices([registration], by=Actor.person(registration))
    party = [registration, *unverified_companions(registration)]
    for each in party:
        each.verified_at = clock.now()
        recognise(each)
    tie(registration, person)
    by = Actor.person(registration)
    for unit in [party] if registration.together else [[each] for each in party]:
        # The director knew this one, and nobody whom they bring along.
        is_approved = unit == [registration] and _is_approved(invited)
        admit(unit, by=by, why=Why.SIGNED_UP, is_approved=is_approved)
    return registration


def _is_approved(invited: Invitation | None) -> bool:
    return invited is not None and invited.counts_as_approved
