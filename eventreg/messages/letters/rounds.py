"""Invitations of a round as they will read."""

from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from eventreg import outbox
from eventreg.accounts.models import Account
from eventreg.messages.models import InvitationRound
from eventreg.outbox.layout import standard_source
from eventreg.outbox.models import Letter
from eventreg.outbox.own_texts import own_text
from eventreg.registrations import invitation_letters

LETTER = "invitation"


def example(together: InvitationRound, language: str, name: str) -> Letter:
    """The invitation to somebody of this name; not to be sent."""
    values, links = _about_nobody(together, language, name)
    return Letter(
        reference="",
        letter=LETTER,
        to="",
        language=language,
        event=together.event.slug,
        values=values,
        links=outbox.as_json(links),
    )


def to_myself(together: InvitationRound, language: str, account: Account) -> None:
    """The same to who writes it, about nobody: no link leads to a stranger's page."""
    letter = example(together, language, account.name)
    source = own_text(letter) or standard_source(LETTER, language)
    subject, _line, body = source.partition("\n")
    with force_locale(language):
        marked = _("Test: %(subject)s", subject=subject)
    values, links = _about_nobody(together, language, account.name)
    outbox.queue(
        to=account.email,
        letter=LETTER,
        language=language,
        values=values,
        links=links,
        event=together.event.slug,
        reply_to=together.event.contact_email or None,
        source=f"{marked}\n{body}",
    )


def _about_nobody(
    together: InvitationRound, language: str, name: str
) -> tuple[dict[str, Any], outbox.Links]:
    event = together.event
    return invitation_letters.example(
        event,
        language,
        name,
        note=together.notes.get(language, ""),
        is_approved=event.needs_approval and together.counts_as_approved,
    )
