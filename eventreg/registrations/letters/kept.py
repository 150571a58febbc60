"""Of one person's two registrations that became one: what comes of the kept one."""

from flask_babel import force_locale
from flask_babel import gettext as _

from eventreg import clock
from eventreg.people.names import full_name
from eventreg.registrations import queries, rules, standing
from eventreg.registrations.inquiries.queries import open_inquiries
from eventreg.registrations.letters.beside import open_until
from eventreg.registrations.letters.offers import is_over
from eventreg.registrations.models import Registration
from eventreg.registrations.money.queries import payment_of
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.states import State
from eventreg.web.dates import format_when
from eventreg.web.locale import current_language


def kept_one(gone: Registration) -> Registration | None:
    """The one that stays, also where it was merged once more; ``None``: deleted.

    It is ``gone`` itself where that one was not merged.
    """
    found: Registration | None = gone
    while found is not None and (number := standing.merged_into(found)):
        found = queries.by_reference(number)
    return found


def next_step(gone: Registration, language: str = "") -> str:
    """How the kept one stands, and what the person has to do for it.

    Says in which e-mail the link is, and never the link: that e-mail may have gone
    to another address.

    :param language: empty: that of the page.
    :returns: empty: it was not merged, or there is nothing to say any more.
    """
    kept = kept_one(gone)
    if kept is gone:
        return ""
    with force_locale(language or current_language()):
        if kept is None or kept.event.starts_at <= clock.now():
            return ""
        return _step(kept, gone.written_to)


def _step(kept: Registration, reader: Registration) -> str:
    state = kept.shown_state
    if state is State.UNVERIFIED:
        return _to_confirm(kept, reader)
    if state is State.OFFERED and not is_over(kept):
        return _to_accept(kept, reader)
    if state is State.WAITLISTED:
        return _("It is on the waitlist. There is nothing you need to do.")
    if state is State.PENDING:
        return _while_considered(kept, reader)
    if state is State.CONFIRMED and _is_settled(kept):
        return _("It has a seat. There is nothing you need to do.")
    if state is State.CONFIRMED:
        words = _("It has a seat. Its own page says what you still owe for it.")
        return f"{words} {_where(kept, reader)}"
    words = _("It does not run any more. Its own page says why, and what you can do.")
    return f"{words} {_where(kept, reader)}"


def _to_confirm(kept: Registration, reader: Registration) -> str:
    lead = kept.lead if kept.lead and kept.lead.state is State.UNVERIFIED else kept
    if not rules.can_be_confirmed(kept.event, clock.now()):
        return _(
            "Its address can no longer be confirmed. Please write to the organiser."
        )
    if lead is not kept and not _is_read_by(lead, reader):
        name = full_name(lead)
        return _("It counts only once %(name)s has confirmed the form.", name=name)
    words = _(
        "It counts only once its address is confirmed. Please use the button in our "
        "e-mail about it."
    )
    return f"{words} {_where(lead, reader)}"


def _to_accept(kept: Registration, reader: Registration) -> str:
    ends_at, zone = kept.offer_expires_at, kept.event.timezone
    when = format_when(ends_at, zone) if ends_at else ""
    head = queries.head_of(kept) or kept
    if head is not kept and not _is_read_by(head, reader):
        return _(
            "Seats are kept for the whole party until %(when)s, and %(name)s answers "
            "for all. There is nothing you need to do.",
            when=when,
            name=full_name(head),
        )
    words = _(
        "A seat is kept for it until %(when)s. Please accept it by the button in our "
        "e-mail about it.",
        when=when,
    )
    return f"{words} {_where(head, reader)}"


def _while_considered(kept: Registration, reader: Registration) -> str:
    if not open_inquiries(kept):
        return _("It is being considered. There is nothing you need to do.")
    words = _(
        "It is being considered, and the organiser has asked you something. Please "
        "answer by the link in our e-mail about it."
    )
    return f"{words} {_where(kept, reader)}"


def _is_settled(kept: Registration) -> bool:
    """Whether a seat needs nothing more: no answers, and no money."""
    payment = payment_of(kept)
    is_due = payment is not None and payment.state is PaymentState.DUE
    return not is_due and not open_until(kept)


def _where(about: Registration, reader: Registration) -> str:
    """Where the e-mails about it go, without the address: it may be another one."""
    if _is_read_by(about, reader):
        return _("The e-mails about it come to the same address as before.")
    if about.email is None:
        name = full_name(about.written_to)
        return _("The e-mails about it go to %(name)s.", name=name)
    return _("The e-mails about it go to the address that was given there.")


def _is_read_by(registration: Registration, reader: Registration) -> bool:
    email = registration.written_to.email
    return email is not None and email == reader.email
