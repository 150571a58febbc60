"""What the trip costs, and who has paid so far."""

from datetime import date, timedelta

from eventreg.demo.stage import Stage
from eventreg.registrations import queries as registrations
from eventreg.registrations import services as seats
from eventreg.registrations.applicants import Applicant
from eventreg.registrations.money import queries, services
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.states import RegistrationRole

#: In a double room; members pay less, who reports about it pays the hotel.
FEES = {
    RegistrationRole.GUEST: 148_000,
    RegistrationRole.MEMBER: 138_000,
    RegistrationRole.DELEGATION: 138_000,
    RegistrationRole.PRESS: 62_000,
}
#: Weeks before the departure from which cancelling costs so many percent.
LADDER = {8: 25, 4: 60, 1: 90}
PAY_WEEKS_BEFORE = 6


def set_fees(stage: Stage, day: date) -> None:
    """:param day: on which the trip begins."""
    services.set_fees(
        stage.events["trip"],
        fees=FEES,
        due_on=day - timedelta(weeks=PAY_WEEKS_BEFORE),
        steps={day - timedelta(weeks=w): percent for w, percent in LADDER.items()},
        by=stage.office,
    )


def note_payments(stage: Stage) -> None:
    """Every second of those who come has paid, and one need not."""
    payments = queries.payments(stage.events["trip"])
    for number, payment in enumerate(payments):
        if number % 2 == 0:
            state = PaymentState.WAIVED if number == 2 else PaymentState.PAID
            services.mark(payment.registration, state, by=stage.office)
    _hand_over_a_paid_seat(stage)


def _hand_over_a_paid_seat(stage: Stage) -> None:
    """Somebody called: a colleague comes instead. What was paid goes along."""
    paid = queries.payments(stage.events["trip"], PaymentState.PAID)
    people = (payment.registration for payment in paid)
    old = next(who for who in people if registrations.substitute_of(who) is None)
    colleague = Applicant(
        given_name="Leyla",
        family_name="Aksoy",
        email="leyla.aksoy@example.org",
        language=old.language,
        company=old.company,
        country=old.country,
    )
    seats.substitute(old, colleague, by=stage.office)
