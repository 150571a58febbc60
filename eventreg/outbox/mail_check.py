"""Whether letters could leave: each step to the mail server, tried and told."""

import re
import smtplib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from ipaddress import ip_address

from flask_babel import gettext as _
from flask_mail import Mail

from eventreg.outbox.mail import encrypt, mail, reach, sign_in
from eventreg.outbox.mail_advice import tls_advice
from eventreg.outbox.message import CannotBeMailed, mailable
from eventreg.outbox.results import line_error
from eventreg.outbox.said import as_sentence
from eventreg.outbox.sender import Sender

#: "Not now": an answer that says nothing about later.
_FOR_NOW = re.compile(r"4\d\d\b")


@dataclass(frozen=True)
class Step:
    """One thing that was tried: how it went, and what to do where it went wrong.

    ``is_ok`` is ``None`` where e-mails go, but somebody should look: the server asks
    to come again later, or everybody on the way can read along.
    """

    title: str
    is_ok: bool | None
    said: str
    advice: str = ""


class _Refused(Exception):
    """The server said no; the answer as it came."""


def check(sender: Sender, to: str) -> list[Step]:
    """The way of a letter from ``sender`` to ``to``, up to the first thing wrong.

    Nothing is sent: the server is asked up to where it would take the letter.
    """
    settings = mail.settings()
    if not settings.server:
        return [
            Step(
                _("Mail server"),
                is_ok=False,
                said=_("No mail server is set."),
                advice=_("Set MAIL_SERVER, and start the site again."),
            )
        ]
    try:
        host = reach(settings)
    except (OSError, smtplib.SMTPException) as error:
        return [_failed(_reached(settings, error), error, settings)]
    try:
        return [_reached(settings, None), *_inside(host, settings, sender, to)]
    finally:
        with suppress(OSError, smtplib.SMTPException):
            host.quit()
        host.close()


def _inside(host: smtplib.SMTP, settings: Mail, sender: Sender, to: str) -> list[Step]:
    """The steps once the server has greeted us."""
    ways: list[tuple[Callable[[], object], Callable[[str], Step]]] = [
        (lambda: encrypt(host, settings), lambda said: _encrypted(settings, said)),
        (lambda: sign_in(host, settings), lambda said: _signed_in(settings, said)),
        (lambda: _sender(host, sender.bounces), lambda said: _taken(sender, said)),
        (lambda: _recipient(host, to), lambda said: _reachable(to, said)),
    ]
    steps: list[Step] = []
    for act, tell in ways:
        try:
            act()
        except (OSError, smtplib.SMTPException, _Refused, CannotBeMailed) as error:
            return [*steps, _failed(tell(_answer(error)), error, settings)]
        steps.append(tell(""))
    return steps


def _failed(step: Step, error: Exception, settings: Mail) -> Step:
    """What helps; no fault where the server said 4xx: letters then go again."""
    if not _FOR_NOW.match(step.said):
        return replace(step, advice=tls_advice(error, settings) or step.advice)
    advice = _(
        "This passes: the server asks to be called again later, as many do with a "
        "sender they do not know yet (greylisting). An e-mail that meets this answer "
        "goes again by itself, after pauses that grow. Only if it stays so for a day, "
        "ask whoever runs the server."
    )
    return replace(step, is_ok=None, advice=advice)


def _answer(error: Exception) -> str:
    if isinstance(error, OSError):  # smtplib's own errors are of this kind too
        return as_sentence(line_error(error))
    return as_sentence(str(error))


def _sender(host: smtplib.SMTP, address: str) -> None:
    host.ehlo_or_helo_if_needed()
    _expect(*host.mail(mailable(address)))


def _recipient(host: smtplib.SMTP, address: str) -> None:
    _expect(*host.rcpt(mailable(address)))
    host.rset()


def _expect(code: int, answer: bytes) -> None:
    if code >= 300:
        raise _Refused(f"{code} {answer.decode('utf-8', 'replace')}".strip())


def _reached(settings: Mail, error: OSError | smtplib.SMTPException | None) -> Step:
    where = f"{settings.server}:{settings.port}"
    return Step(
        _("Reaching the mail server"),
        is_ok=error is None,
        said=as_sentence(line_error(error))
        if error
        else _("%(where)s answers.", where=where),
        advice=_(
            "Look at MAIL_SERVER and MAIL_PORT (%(where)s), and whether the firewall "
            "lets this machine out. Many providers close port 25: use 587 with "
            "MAIL_USE_TLS=1, or 465 with MAIL_USE_SSL=1.",
            where=where,
        ),
    )


def _encrypted(settings: Mail, said: str) -> Step:
    is_safe = settings.use_tls or settings.use_ssl
    if not (said or is_safe or _is_here(settings.server)):
        return _readable_on_its_way()
    fine = (
        _("The connection is encrypted, and the certificate is valid.")
        if is_safe
        else _("The connection is not encrypted, because that is what is set.")
    )
    return Step(
        _("Encryption"),
        is_ok=not said,
        said=said or fine,
        advice=_(
            "MAIL_SERVER must be the very name in the server's certificate. Without "
            "STARTTLS try MAIL_USE_SSL=1 and port 465."
        ),
    )


def _is_here(server: str) -> bool:
    """Whether it runs on this machine, and nobody reads along."""
    if server.lower() == "localhost":
        return True
    with suppress(ValueError):
        return ip_address(server).is_loopback
    return False


def _readable_on_its_way() -> Step:
    """E-mails leave, and so it is not wrong; but nobody should leave it so."""
    return Step(
        _("Encryption"),
        is_ok=None,
        said=_("The connection is not encrypted, because that is what is set."),
        advice=_(
            "Whoever sits between this machine and the mail server can read every "
            "e-mail, and the password. Set MAIL_USE_TLS=1 with MAIL_PORT=587, or "
            "MAIL_USE_SSL=1 with MAIL_PORT=465."
        ),
    )


def _signed_in(settings: Mail, said: str) -> Step:
    fine = (
        _("The server knows %(name)s.", name=settings.username)
        if settings.username
        else _("No name is set, and so nobody signs in.")
    )
    return Step(
        _("Signing in"),
        is_ok=not said,
        said=said or fine,
        advice=_(
            "Look at MAIL_USERNAME and MAIL_PASSWORD. Some providers want a password "
            "of its own for programs, or must first be told that the account may send."
        ),
    )


def _taken(sender: Sender, said: str) -> Step:
    return Step(
        _("Sender"),
        is_ok=not said,
        said=said or _("It takes e-mails from %(address)s.", address=sender.bounces),
        advice=_(
            "The account must be allowed to send as %(address)s: set MAIL_SENDER (and "
            "MAIL_BOUNCE) to an address of this account, or have the provider allow "
            "it. If it asks to sign in, set MAIL_USERNAME and MAIL_PASSWORD.",
            address=sender.bounces,
        ),
    )


def _reachable(to: str, said: str) -> Step:
    return Step(
        _("Recipient"),
        is_ok=not said,
        said=said or _("It takes e-mails to %(address)s.", address=to),
        advice=_(
            "The server does not pass on e-mails to %(address)s. If it says “relay”, "
            "it wants you to sign in, or does not know this machine.",
            address=to,
        ),
    )
