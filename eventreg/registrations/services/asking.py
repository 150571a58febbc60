"""Asking somebody who waits for a decision, and replying."""

from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit import services as audit
from eventreg.audit.actors import Actor
from eventreg.database import db
from eventreg.errors import CHANGED_MEANWHILE, DomainError, MoveNotAllowed
from eventreg.registrations import seats
from eventreg.registrations.inquiries import letters
from eventreg.registrations.inquiries.models import Inquiry
from eventreg.registrations.inquiries.queries import inquiries
from eventreg.registrations.models import Registration
from eventreg.registrations.services.deciding import AlreadyDecided
from eventreg.registrations.services.refusals import check_not_over
from eventreg.registrations.states import State


class NobodyToAsk(DomainError):
    """No address is known, not even that of a lead."""

    def __init__(self) -> None:
        super().__init__(
            _("No e-mail address is known, so nobody would read the question.")
        )


class AskedMeanwhile(DomainError):
    """The person was asked something that the page did not show yet."""

    heading = CHANGED_MEANWHILE

    def __init__(self) -> None:
        super().__init__(
            _(
                "This person has been asked meanwhile, by somebody else or in another "
                "window: what was asked stands below. Send your question once more if "
                "it is still needed."
            )
        )


class AlreadyReplied(DomainError):
    """Another tab was quicker; the first reply stays."""

    def __init__(self) -> None:
        super().__init__(_("You have answered this question before."))


def ask(
    registration: Registration, *, by: Actor, question: str, shown: int | None = None
) -> Inquiry:
    """Write to somebody who waits; it can be decided all the same at any time.

    :param shown: how many questions to this person the page showed; ``None``: not
        known.
    :raises AskedMeanwhile: there are others by now.
    :raises AlreadyDecided: it does not wait for a decision any more.
    :raises EventIsOver: the event's end has passed.
    :raises NobodyToAsk: see there.
    """
    registration = seats.lock(registration)
    if registration.state is not State.PENDING:
        raise AlreadyDecided(registration)
    check_not_over(registration.event)
    if registration.written_to.email is None:
        raise NobodyToAsk
    if shown not in {None, len(inquiries(registration))}:
        raise AskedMeanwhile
    inquiry = Inquiry(
        registration=registration, question=question, asked_by=by.reference
    )
    db.session.add(inquiry)
    db.session.flush()  # the letter leads to its code
    letters.asked(inquiry)
    audit.record("registration.asked", registration.reference, by=by)
    return inquiry


def reply(inquiry: Inquiry, *, words: str) -> None:
    """Keep the reply, and bring who was put off until later back into the inbox.

    A decision that the person does not know of yet is no reason to refuse it.

    :raises AlreadyReplied: see there.
    :raises MoveNotAllowed: the person knows that it was decided.
    """
    registration = seats.lock(inquiry.registration)
    db.session.refresh(inquiry)
    if inquiry.replied_at is not None:
        raise AlreadyReplied
    if registration.shown_state is not State.PENDING:
        raise MoveNotAllowed("inquiry", registration.shown_state, State.PENDING)
    inquiry.reply, inquiry.replied_at = words, clock.now()
    for each in seats.unit(registration):
        each.later_until = None
    by = Actor.person(registration)
    audit.record("registration.replied", registration.reference, by=by)
