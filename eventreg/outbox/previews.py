"""A letter for the eyes of staff: as it was sent, or as it would be now."""

import base64
from dataclasses import dataclass

from flask_babel import gettext as _
from werkzeug.routing import BuildError

from eventreg.outbox.links import secrets_in
from eventreg.outbox.message import CannotBeMailed, mailable, reply_to
from eventreg.outbox.models import Letter
from eventreg.outbox.own_texts import own_text
from eventreg.outbox.pictures import qr_png
from eventreg.outbox.rendering import Rendered, render
from eventreg.outbox.sender import Sender, current_sender
from eventreg.outbox.texts import LetterTextError

#: Stands where a secret stood.
MASK = "…"

#: Whoever has their links can become another account.
OPEN_ACCOUNTS = frozenset({"password_reset", "staff_invitation"})


@dataclass(frozen=True)
class Preview:
    """What stands in a letter, with its secrets masked."""

    headers: list[tuple[str, str]]
    text: str
    html: str
    #: Why it cannot be written or mailed; ``""`` if it can.
    problem: str = ""


def preview(letter: Letter, *, opens_accounts: bool = False) -> Preview:
    """The letter as it was sent; one that has not gone, as it would go now.

    :param opens_accounts: the reader may become any account anyhow, so that a
        demo, which shows secrets, shows those to accounts too.
    """
    sender = current_sender()
    is_hidden = letter.letter in OPEN_ACCOUNTS and not opens_accounts
    shows_secrets = sender.is_demo and not is_hidden
    try:
        rendered = _stored(letter) or render(letter, sender, own_text(letter))
        mailable(letter.to)
    except CannotBeMailed:
        problem = _("No mail server would accept this address.")
        return _preview(letter, rendered, sender, shows_secrets, problem=problem)
    except (LetterTextError, BuildError, KeyError, ValueError):
        problem = _("There is a mistake in its text, or a link in it leads nowhere.")
        return Preview(_headers(letter, "", sender), "", "", problem=problem)
    return _preview(letter, rendered, sender, shows_secrets)


def _preview(
    letter: Letter,
    rendered: Rendered,
    sender: Sender,
    shows_secrets: bool,
    problem: str = "",
) -> Preview:
    hidden = set() if shows_secrets else secrets_in(letter.links)
    html = _masked(rendered.html, hidden)
    if letter.code:
        picture = base64.b64encode(qr_png(letter.code)).decode()
        html = html.replace("cid:code", f"data:image/png;base64,{picture}")
    return Preview(
        headers=_headers(letter, rendered.subject, sender),
        text=_masked(rendered.text, hidden),
        html=html,
        problem=problem,
    )


def _stored(letter: Letter) -> Rendered | None:
    if letter.html is None:
        return None
    return Rendered(letter.subject or "", letter.text or "", letter.html, own_page="")


def _headers(letter: Letter, subject: str, sender: Sender) -> list[tuple[str, str]]:
    found = [
        (_("From"), f"{sender.name} <{sender.address}>"),
        (_("To"), letter.to),
        (_("Subject"), subject),
        (_("Answers go to"), reply_to(letter, sender)),
        ("Message-ID", letter.message_id or ""),
    ]
    return [(name, value) for name, value in found if value]


def _masked(text: str, hidden: set[str]) -> str:
    for secret in sorted(hidden, key=len, reverse=True):
        text = text.replace(secret, MASK)
    return text
