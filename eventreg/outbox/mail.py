"""Flask-Mail with a time-out, checked certificates, and errors that show."""

import smtplib
import ssl
from contextlib import suppress
from types import TracebackType

from flask import Flask, current_app
from flask_mail import Connection, Mail

#: Seconds that one answer of the mail server may take.
TIMEOUT = 20.0


class SafeConnection(Connection):
    """A connection that does not wait for ever and trusts no stranger."""

    def configure_host(self) -> smtplib.SMTP:
        """The server, greeted, encrypted and signed in as configured.

        :raises OSError: it cannot be reached, or its certificate is wrong.
        :raises smtplib.SMTPException: it does not want to talk to us.
        """
        settings, is_safe = self.mail, self.mail.use_ssl or self.mail.use_tls
        # Reading all authorities takes 10 ms.
        context = ssl.create_default_context() if is_safe else None
        address = (settings.server, settings.port)
        host: smtplib.SMTP
        if settings.use_ssl:
            host = smtplib.SMTP_SSL(*address, timeout=TIMEOUT, context=context)
        else:
            host = smtplib.SMTP(*address, timeout=TIMEOUT)
        try:
            if settings.use_tls:
                host.starttls(context=context)
            if settings.username and settings.password:
                host.login(settings.username, settings.password)
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
        settings = self.init_mail(current_app.config)
        return SafeConnection(settings)  # type: ignore[arg-type]


mail = SafeMail()


def init_app(app: Flask) -> None:
    """Tie it on. Tests speak with a real server; letters never go into logs."""
    app.config.update(MAIL_SUPPRESS_SEND=False, MAIL_DEBUG=0, MAIL_MAX_EMAILS=None)
    mail.init_app(app)
