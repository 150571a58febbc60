"""Flask-Mail with a time-out, checked certificates, and errors that show."""

import smtplib
import ssl
from contextlib import suppress
from types import TracebackType

from flask import Flask, current_app
from flask_mail import Connection, Mail

#: Seconds that one answer of the mail server may take.
TIMEOUT = 20.0


def reach(settings: Mail) -> smtplib.SMTP:
    """The server, greeted; with TLS from the start where that is set."""
    address = (settings.server, settings.port)
    if settings.use_ssl:
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(*address, timeout=TIMEOUT, context=context)
    return smtplib.SMTP(*address, timeout=TIMEOUT)


def encrypt(host: smtplib.SMTP, settings: Mail) -> None:
    """STARTTLS where that is set; the certificate is checked."""
    if settings.use_tls:
        host.starttls(context=ssl.create_default_context())  # takes 10 ms


def sign_in(host: smtplib.SMTP, settings: Mail) -> None:
    """With name and password where they are set."""
    if settings.username and settings.password:
        host.login(settings.username, settings.password)


class SafeConnection(Connection):
    """A connection that does not wait for ever and trusts no stranger."""

    def configure_host(self) -> smtplib.SMTP:
        """The server, greeted, encrypted and signed in as configured.

        :raises OSError: it cannot be reached, or its certificate is wrong.
        :raises smtplib.SMTPException: it does not want to talk to us.
        """
        host = reach(self.mail)
        try:
            encrypt(host, self.mail)
            sign_in(host, self.mail)
        except BaseException:
            host.close()
            raise
        return host

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        """Say goodbye; what the server thinks of that changes nothing."""
        if self.host is None:
            return
        try:
            with suppress(OSError, smtplib.SMTPException):
                self.host.quit()
        finally:
            self.host.close()

    def is_open(self) -> bool:
        """Whether the server still listens; it may hang up at any answer."""
        return self.host is not None and self.host.sock is not None


class SafeMail(Mail):
    """Flask-Mail whose connections are safe."""

    def connect(self) -> SafeConnection:
        return SafeConnection(self.settings())

    def settings(self) -> Mail:
        """What the environment says, as Flask-Mail reads it."""
        return self.init_mail(current_app.config)  # type: ignore[return-value]


mail = SafeMail()


def init_app(app: Flask) -> None:
    """Tie it on. Tests speak with a real server; letters never go into logs."""
    app.config.update(MAIL_SUPPRESS_SEND=False, MAIL_DEBUG=0, MAIL_MAX_EMAILS=None)
    mail.init_app(app)
