"""Payments as a table for a spreadsheet."""

from collections.abc import Sequence

from flask_babel import gettext as _

from eventreg.events.models import Event
from eventreg.people.names import full_name
from eventreg.registrations.money.models import Payment
from eventreg.registrations.money.words import payment_word
from eventreg.registrations.words import role_word, state_word
from eventreg.tables import Column, Table, write


def file_of(
    event: Event, payments: Sequence[Payment], format_name: str, language: str
) -> bytes:
    """One row a payment; amounts are numbers in euros."""
    columns = [
        Column(_("Number"), 12),
        Column(_("Name"), 28),
        Column(_("Company"), 28),
        Column(_("Role"), 14),
        Column(_("State"), 16),
        Column(_("Payment"), 16),
        Column(_("Amount in euros"), 16),
        Column(_("Changed on"), 14),
    ]
    rows = (
        (
            payment.registration.reference,
            full_name(payment.registration),
            payment.registration.company,
            role_word(payment.registration.role),
            str(state_word(payment.registration.state)),
            payment_word(payment.state),
            payment.amount_cents / 100,
            payment.changed_at.date(),
        )
        for payment in payments
    )
    table = Table(_("Payments"), columns, rows)
    return write(table, format_name, language=language)
