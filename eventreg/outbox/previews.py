"""A letter for the eyes of staff: as it was sent, or as it would be now."""

import base64
import re
from dataclasses import dataclass, replace
from html import unescape

from flask_babel import gettext as _
from markupsafe import escape
from werkzeug.routing import BuildError

from eventreg.outbox.addresses import Addresses
from eventreg.outbox.links import secrets_in
from eventreg.outbox.message import CannotBeMailed, calendar_entry, mailable, reply_to
from eventreg.outbox.models import Letter
from eventreg.outbox.own_texts import own_text, written
from eventreg.outbox.pictures import pictures_of
from eventreg.outbox.placeholders import SAYS_WHAT_IS_PAID
from eventreg.outbox.rendering import Rendered
from eventreg.outbox.sender import Sender, current_sender
from eventreg.outbox.texts import LetterTextError

#: Stands where a secret stood.
MASK = "…"

#: More characters than a standard text has, even with long names in it.
LONG_TEXT = 2000

#: The innermost paragraph in which something stands.
_PARAGRAPH = r"(?s)<p\b[^>]*>(?:(?!</p>).)*?{}(?:(?!</p>).)*</p>\s*"

#: The payment code, and the paragraph that leads to it with a colon.
_GIRO = (
    r"(?s)(?:<p\b[^>]*>(?P<words>(?:(?!</p>).)*:)</p>\s*)?"
    r'<table\b(?:(?!</?table\b).)*"cid:giro"(?:(?!</?table\b).)*</table>\s*'
)

#: Amounts come with a space that does not break; letters write it as others do.
_SPACE = r"(?:\s|&nbsp;|&#160;)+"

#: Whoever has their links can become another account, or decide like one.
OPEN_ACCOUNTS = frozenset({"password_reset", "staff_invitation", "digest", "urgent"})


@dataclass(frozen=True)
class Preview:
    """What stands in a letter, with its secrets masked."""

    headers: list[tuple[str, str]]
    text: str
    html: str
    #: Why it cannot be written or mailed; ``""`` if it can.
    problem: str = ""
    subject: str = ""

    @property
    def height(self) -> str:
        """How much room its frame needs: "usual", "tall" or "endless".

        A frame in which no script may run cannot fit itself to what it shows.
        """
        if len(self.text) > LONG_TEXT:
            return "endless"
        return "tall" if "data:image/png" in self.html else "usual"


def preview(
    letter: Letter, *, opens_accounts: bool = False, sees_money: bool = False
) -> Preview:
    """The letter as it was sent; one that has not gone, as it would go now.

    :param opens_accounts: the reader may become any account anyhow, so that a
        demo, which shows secrets, shows those to accounts too.
    :param sees_money: the reader may know what people have paid.
    """
    sender = current_sender()
    hidden = _hidden(letter, sender, opens_accounts)
    try:
        rendered = _stored(letter) or written(letter, sender, own_text(letter))
        if not sees_money:
            rendered = _without_money(rendered, letter)
        mailable(letter.to)
    except CannotBeMailed:
        problem = _("No mail server would accept this address.")
        return _preview(letter, rendered, sender, hidden, problem=problem)
    except (LetterTextError, BuildError, KeyError, ValueError):
        problem = _("There is a mistake in its text, or a link in it leads nowhere.")
        return Preview(_headers(letter, "", sender), "", "", problem=problem)
    return _preview(letter, rendered, sender, hidden)


def calendar_preview(letter: Letter) -> tuple[str, bytes] | None:
    """Method and text of the calendar entry as it travels with ``letter``.

    ``None`` where there is none, or where no mail server would take the letter.
    """
    if letter.calendar is None:
        return None
    sender = current_sender()
    link = letter.links.get("own_page")
    try:
        own_page = Addresses().of(*link) if link else ""
        # Masked before the text is made, which folds long lines.
        masked = _masked(own_page, _hidden(letter, sender, opens_accounts=False))
        return calendar_entry(letter, sender, masked)
    except (CannotBeMailed, BuildError):
        return None


def _hidden(letter: Letter, sender: Sender, opens_accounts: bool) -> set[str]:
    """The secrets that this reader must not see."""
    is_ours = letter.letter not in OPEN_ACCOUNTS or opens_accounts
    return set() if sender.is_demo and is_ours else secrets_in(letter.links)


def _preview(
    letter: Letter,
    rendered: Rendered,
    sender: Sender,
    hidden: set[str],
    problem: str = "",
) -> Preview:
    html = _masked(rendered.html, hidden)
    return Preview(
        headers=_headers(letter, rendered.subject, sender),
        text=_masked(rendered.text, hidden),
        html=with_pictures(html, letter),
        problem=problem,
        subject=_masked(rendered.subject, hidden),
    )


def with_pictures(html: str, letter: Letter) -> str:
    """The letter's HTML as a page of its own, with its pictures in it."""
    for name, content in pictures_of(letter).items():
        picture = base64.b64encode(content).decode()
        html = html.replace(f"cid:{name}", f"data:image/png;base64,{picture}")
    return html


def _stored(letter: Letter) -> Rendered | None:
    if letter.html is None:
        return None
    return Rendered(letter.subject or "", letter.text or "", letter.html, own_page="")


def _without_money(rendered: Rendered, letter: Letter) -> Rendered:
    """The letter without the sentences that say what somebody has paid.

    Nor what is left to pay of a fee that all may know: the rest says it, too.
    """
    names = [placeholder.name for placeholder in SAYS_WHAT_IS_PAID]
    if letter.values.get("fee_before"):
        names.append("fee")
        rendered = _without_giro(rendered)
    found = map(letter.values.get, names)
    amounts = [_amount(str(amount)) for amount in found if amount]
    if not amounts:
        return rendered
    any_amount = "|".join(amounts)
    lines = rendered.text.splitlines()
    kept = [line for line in lines if not re.search(any_amount, line)]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(kept))
    html = re.sub(_PARAGRAPH.format(f"(?:{any_amount})"), "", rendered.html)
    subject, html = (
        re.sub(any_amount, MASK, each) for each in (rendered.subject, html)
    )
    return replace(rendered, subject=subject, text=text, html=html)


def _without_giro(rendered: Rendered) -> Rendered:
    """The letter without the payment code, which has an amount in it."""
    found = re.search(_GIRO, rendered.html)
    if found is None:
        return rendered
    words = " ".join(unescape(re.sub("<[^>]+>", "", found["words"] or "")).split())
    parts = rendered.text.split("\n\n")
    kept = [part for part in parts if " ".join(part.split()) != words]
    html = rendered.html.replace(found[0], "")
    return replace(rendered, text="\n\n".join(kept), html=html)


def _amount(words: str) -> str:
    """A pattern of ``words`` alone, whatever spaces a letter makes of theirs."""
    parts = (re.escape(str(escape(part))) for part in words.split())
    return r"(?<![\d.,])" + _SPACE.join(parts)


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
