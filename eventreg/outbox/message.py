"""A rendered letter as the bytes that go over the line (MIME)."""

import base64
import binascii
from contextlib import suppress
from email.generator import BytesGenerator
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import Compat32
from email.utils import format_datetime, formataddr
from io import BytesIO

from email_validator import EmailNotValidError, validate_email
from flask_babel import force_locale
from flask_mail import Message

from eventreg import clock
from eventreg.outbox import calendar
from eventreg.outbox.models import Letter
from eventreg.outbox.pictures import pictures_of
from eventreg.outbox.rendering import Rendered
from eventreg.outbox.sender import Sender
from eventreg.outbox.signing import current_signer
from eventreg.outbox.values import one_line
from eventreg.uploads import files


class CannotBeMailed(ValueError):
    """No mail server would take this address; says why."""


class LetterMessage(Message):
    """One letter to one address, as Flask-Mail wants to send it.

    Flask-Mail would make a new Message-ID for each attempt, lines longer than
    998 octets, and no room for a calendar entry: so the bytes are made here.
    """

    def __init__(self, letter: Letter, rendered: Rendered, sender: Sender) -> None:
        super().__init__(
            subject=rendered.subject,
            recipients=[mailable(letter.to)],
            # Flask-Mail takes this one for the envelope; From stands in the headers.
            sender=mailable(sender.bounces),
        )
        self._parts = _with_attachment(_body(letter, rendered, sender), letter)
        for name, value in headers(letter, rendered, sender).items():
            self._parts[name] = value

    def as_bytes(self) -> bytes:
        file = BytesIO()
        BytesGenerator(file, mangle_from_=False, policy=_POLICY).flatten(self._parts)
        signer = current_signer()
        if signer is None:
            return file.getvalue()
        return signer.sign(file.getvalue(), self._parts.keys())


class _Ready(Compat32):
    """Headers are written as they are: all of them are ASCII and short already."""

    def fold(self, name: str, value: str) -> str:
        return f"{name}: {value}".replace("\n", self.linesep) + self.linesep

    def fold_binary(self, name: str, value: str) -> bytes:
        return self.fold(name, value).encode("ascii")


_POLICY = _Ready(linesep="\r\n")


def mailable(address: str) -> str:
    """The address as a mail server takes it; its domain in ASCII.

    :raises CannotBeMailed: that is not possible.
    """
    local, at, domain = address.rpartition("@")
    if not (local and at and domain) or one_line(address) != address or " " in address:
        raise CannotBeMailed("this is not an e-mail address")
    if not local.isascii():
        raise CannotBeMailed("letters outside ASCII before the @ cannot be mailed")
    try:
        if domain.isascii():
            return f"{local}@{domain.encode('idna').decode('ascii')}"
        # Python's own codec knows the rules of 2003 only: ß would become ss.
        found = validate_email(address, check_deliverability=False)
        return found.ascii_email or ""
    except (UnicodeError, EmailNotValidError):
        raise CannotBeMailed("the part after the @ is not a domain") from None


def headers(letter: Letter, rendered: Rendered, sender: Sender) -> dict[str, str]:
    """The headers, in the order in which people read them."""
    unsubscribe = rendered.one_click or rendered.unsubscribe
    found = {
        "From": formataddr((sender.name, mailable(sender.address)), charset="utf-8"),
        "To": mailable(letter.to),
        "Subject": Header(rendered.subject, _charset(rendered.subject)).encode(),
        "Date": format_datetime(letter.sent_at or clock.now()),
        "Message-ID": letter.message_id or "",
        "Reply-To": reply_to(letter, sender),
        "Auto-Submitted": "auto-generated",
        # Mail programs and people sort by it; it stays the same for ever.
        "List-Id": formataddr(
            (sender.name, f"registration.{_ascii_domain(sender)}"), charset="utf-8"
        ),
        # Exchange sends its notes of absence all the same without this.
        "X-Auto-Response-Suppress": "OOF, AutoReply",
        "Content-Language": letter.language,
        # Mail programs show it as a button; the page behind it has one more.
        "List-Unsubscribe": unsubscribe and f"<{unsubscribe}>",
        # RFC 8058: the button of the mail program is enough.
        "List-Unsubscribe-Post": rendered.one_click and "List-Unsubscribe=One-Click",
    }
    return {name: value for name, value in found.items() if value}


def _ascii_domain(sender: Sender) -> str:
    return mailable(sender.address).rpartition("@")[2]


def reply_to(letter: Letter, sender: Sender) -> str:
    """Where answers go: the organiser, else the network; ``""``: to the sender."""
    for address in (letter.reply_to, sender.contact):
        with suppress(CannotBeMailed):
            return mailable(address or "")
    return ""


def _charset(text: str) -> str:
    return "us-ascii" if text.isascii() else "utf-8"


def _body(letter: Letter, rendered: Rendered, sender: Sender) -> MIMEMultipart:
    """Text, then HTML with its picture, then calendar: each says it better."""
    body = MIMEMultipart("alternative", boundary=_boundary(letter, 1))
    body.attach(_text(rendered.text.encode(), "plain"))
    page = _text(rendered.html.encode(), "html")
    body.attach(_with_pictures(page, letter))
    if letter.calendar:
        method, entry = calendar_entry(letter, sender, rendered.own_page)
        page = _text(entry, "calendar")
        page.set_param("method", method)
        page.set_param("name", "event.ics")
        body.attach(page)
    return body


def calendar_entry(letter: Letter, sender: Sender, own_page: str) -> tuple[str, bytes]:
    """Method and text of the calendar entry that goes with ``letter``.

    :raises CannotBeMailed: nobody could get it.
    """
    with force_locale(letter.language):
        return calendar.part(
            letter.calendar or {},
            to=mailable(letter.to),
            sender=sender,
            own_page=own_page,
            at=letter.sent_at,
        )


def _boundary(letter: Letter, number: int) -> str:
    # "=_" stands in no quoted-printable text, so no part can hold this line;
    # Python would search all parts for it.
    return f"=_{number}_{letter.reference}"


def _with_pictures(
    page: MIMENonMultipart, letter: Letter
) -> MIMEMultipart | MIMENonMultipart:
    """The page with what it shows; alone where it shows nothing."""
    shown = pictures_of(letter)
    if not shown:
        return page
    boundary = _boundary(letter, 2)
    together = MIMEMultipart("related", boundary=boundary, type="text/html")
    together.attach(page)
    for name, content in shown.items():
        picture = MIMENonMultipart("image", "png", name=f"{name}.png")
        picture["Content-ID"] = f"<{name}>"
        picture["Content-Disposition"] = f'inline; filename="{name}.png"'
        picture["Content-Transfer-Encoding"] = "base64"
        picture.set_payload(base64.encodebytes(content).decode("ascii"))
        together.attach(picture)
    return together


def _with_attachment(body: MIMEMultipart, letter: Letter) -> MIMEMultipart:
    """The letter as it is, or beside the file that goes along."""
    if not letter.attachment:
        return body
    try:
        content = files.path_of(letter.attachment["token"]).read_bytes()
    except FileNotFoundError:
        raise CannotBeMailed("the attached file is gone") from None
    whole = MIMEMultipart("mixed", boundary=_boundary(letter, 3))
    whole.attach(body)
    part = MIMENonMultipart(*letter.attachment["media_type"].split("/", 1))
    name = ("utf-8", "", letter.attachment["name"])
    part.add_header("Content-Disposition", "attachment", filename=name)
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(base64.encodebytes(content).decode("ascii"))
    whole.attach(part)
    return whole


def _text(content: bytes, subtype: str) -> MIMENonMultipart:
    """Quoted-printable, so that no line is longer than 76 octets."""
    part = MIMENonMultipart("text", subtype, charset="utf-8")
    part["Content-Transfer-Encoding"] = "quoted-printable"
    lines = content.replace(b"\r\n", b"\n")
    part.set_payload(binascii.b2a_qp(lines, istext=True).decode("ascii"))
    return part
