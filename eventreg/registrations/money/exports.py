"""Payments as a table for a spreadsheet."""

from collections.abc import Sequence
from decimal import Decimal

from flask_babel import gettext as _

from eventreg.events.models import Event
from eventreg.people.names import full_name
from eventreg.registrations.money import queries, rules
from eventreg.registrations.money.models import Payment
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.money.words import overdue_word, payment_word
from eventreg.registrations.words import role_word, state_word
from eventreg.tables import Column, Table, write


def file_of(
    event: Event, payments: Sequence[Payment], format_name: str, language: str
) -> bytes:
    """One row a payment; amounts are numbers in euros."""
    plan = queries.plan_of(event)
    is_late = rules.is_overdue(plan, rules.today(event))
    due_on = plan.due_on if plan else None
    columns = [
        Column(_("Number"), 12),
        Column(_("Name"), 28),
        Column(_("Company"), 28),
        Column(_("Role"), 14),
        Column(_("State"), 16),
        Column(_("Payment"), 16),
        Column(_("Amount in euros"), 16),
        Column(_("To be paid by"), 14),
        Column(_("Changed on"), 14),
        Column(_("Paid before in euros"), 18),
    ]
    rows = (
        (
            payment.registration.reference,
            full_name(payment.registration),
            payment.registration.company,
            role_word(payment.registration.role),
            str(state_word(payment.registration.state)),
            overdue_word()
            if is_late and _is_due(payment)
            else payment_word(payment.state),
            _euros(_amount(payment)),
            due_on if _is_due(payment) else None,
            payment.changed_at.date(),
            _euros(payment.money.paid) if not _is_paid(payment) else None,
        )
        for payment in payments
    )
    table = Table(_("Payments"), columns, rows)
    return write(table, format_name, language=language)


def _amount(payment: Payment) -> int:
    """As the page shows it: of a seat that is paid, all that was paid for it."""
    return payment.money.paid if _is_paid(payment) else payment.money.cents


def _euros(cents: int) -> Decimal | None:
    return Decimal(cents).scaleb(-2) if cents else None


def _is_paid(payment: Payment) -> bool:
    return payment.state is PaymentState.PAID


def _is_due(payment: Payment) -> bool:
    return payment.state is PaymentState.DUE
