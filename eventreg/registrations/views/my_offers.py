"""Yes or no to an offered seat, more time for it, and coming back after it."""

from json import dumps
from typing import Any

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.registrations import freed, party_facts, queries, rules, services
from eventreg.registrations.forms import AcceptForm, SeenForm
from eventreg.registrations.letters.in_line import is_party_waiting
from eventreg.registrations.models import Registration
from eventreg.registrations.money.asked import asked
from eventreg.registrations.states import State
from eventreg.registrations.views.own import act, bp, is_unnoticed, may, own
from eventreg.web import access
from eventreg.web.dates import format_when


@bp.route("/accept", methods=["GET", "POST"])
@access.own_link
def accept(token: str) -> ResponseReturnValue:
    registration = own(token)
    form = AcceptForm()
    read, others = form.read(), form.others()
    # Whoever has to read it once more then accepts what is shown now.
    form.terms_version.data = str(registration.event.terms_version)
    form.answers_for.data = party_facts.answered_references(registration)
    party = party_facts.of(registration)
    one = _("You have accepted the seat. We look forward to seeing you.")
    several = _("You have accepted the seats. We look forward to seeing all of you.")
    return act(
        token,
        "accept",
        lambda registration: services.accept(
            registration, terms_read=read, others_read=others, seen=form.prints()
        ),
        several if party.answers_for else one,
        form=form,
        party=party,
        costs=asked(queries.unit(registration)),
        seen=lambda: dumps(services.offer_print(queries.unit(registration))),
    )


@bp.route("/refuse", methods=["GET", "POST"])
@access.own_link
def refuse(token: str) -> ResponseReturnValue:
    registration = own(token)
    party = party_facts.of(registration)
    one = _("Thank you for telling us. The seat is free for somebody else.")
    several = _("Thank you for telling us. The seats are free for others.")
    return act(
        token,
        "refuse",
        services.refuse,
        several if party.answers_for else one,
        party=party,
        goes_on=lambda: freed.goes_on(queries.unit(registration)),
    )


@bp.route("/extend", methods=["GET", "POST"])
@access.own_link
def extend(token: str) -> ResponseReturnValue:
    """Keep an offered seat longer, once."""

    def keep(registration: Registration) -> None:
        services.extend(registration, by=Actor.person(registration))
        until = registration.offer_expires_at
        if until is not None:
            when = format_when(until, registration.event.timezone)
            one = _("We keep the seat for you until %(when)s.", when=when)
            several = _("We keep the seats for you until %(when)s.", when=when)
            flash(several if party.answers_for else one, "success")

    later, party = services.extended_end(own(token)), party_facts.of(own(token))
    return act(token, "extend", keep, extended_end=later, party=party)


@bp.route("/rejoin", methods=["GET", "POST"])
@access.own_link
def rejoin(token: str) -> ResponseReturnValue:
    """Back to the end of the line, or onto a seat that nobody there waits for."""

    def come_back(registration: Registration) -> None:
        if is_unnoticed(registration):
            services.expire(registration, by=Actor.worker())
        services.rejoin(registration, seen=form.prints())
        flash(_back_words(registration), "success")

    registration, form = own(token), SeenForm()
    return act(
        token,
        "rejoin",
        come_back,
        form=form,
        seen=lambda: dumps(services.event_print(registration.event)),
        party=party_facts.of(registration),
        **coming_back(registration),
    )


def coming_back(registration: Registration) -> dict[str, Any]:
    """Where coming back leads, and how many come back together."""
    party_size = len(queries.unit(registration))
    return {
        "free_seats": _free_seats(registration),
        "before_guests": queries.comes_before_guests(registration),
        "standstill": rules.standstill(registration.event, clock.now()),
        "party_size": party_size,
        "party_waits": party_size > 1 and is_party_waiting(registration),
    }


def _free_seats(registration: Registration) -> int:
    """How many seats coming back leads to at once; 0: it leads into the line."""
    if not may(registration, "rejoin"):
        return 0
    unit = queries.unit(registration)
    return len(unit) if freed.is_free_for(unit) else 0


def _back_words(registration: Registration) -> str:
    """Where somebody stands who has just come back, alone or with a party."""
    is_one = len(queries.unit(registration)) == 1
    if registration.state is State.OFFERED and is_one:
        return _(
            "A seat is free, and we keep it for you. It is yours as soon as you "
            "accept it."
        )
    if registration.state is State.OFFERED:
        return _(
            "Seats are free, and we keep them for all of you. They are yours as soon "
            "as they are accepted."
        )
    if registration.state is State.CONFIRMED and is_one:
        return _("You are back, and a seat is free: it is yours.")
    if registration.state is State.CONFIRMED:
        return _("You are back, and seats are free: they are yours.")
    return _("You are back on the waitlist.")
