"""What helps where the way to the mail server cannot be encrypted."""

import smtplib
import ssl

from flask_babel import gettext as _
from flask_mail import Mail

#: As OpenSSL numbers it: the name, or the IP address, is not in the certificate.
_OTHER_NAME = frozenset({62, 64})
#: Signed by itself, or by nobody whom this machine knows.
_STRANGERS = frozenset({18, 19, 20, 21})


def tls_advice(error: Exception, settings: Mail) -> str:
    """What to do against just this; empty where it is not about encryption."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _of_certificate(error.verify_code, settings)
    if isinstance(error, ssl.SSLError) and settings.use_ssl:
        return _(
            "Port %(port)s does not begin with encryption. Set MAIL_PORT=465, or take "
            "MAIL_USE_SSL away and set MAIL_USE_TLS=1 with MAIL_PORT=587.",
            port=settings.port,
        )
    if isinstance(error, smtplib.SMTPNotSupportedError) and "STARTTLS" in str(error):
        return _(
            "The server has no STARTTLS on port %(port)s. Take MAIL_USE_TLS away and "
            "set MAIL_USE_SSL=1 with MAIL_PORT=465, or ask the provider which port "
            "encrypts.",
            port=settings.port,
        )
    return ""


def _of_certificate(code: int, settings: Mail) -> str:
    if code in _OTHER_NAME:
        return _(
            "The certificate is for another name than %(server)s. Set MAIL_SERVER to "
            "the name in the certificate, as the provider gives it.",
            server=settings.server,
        )
    if code in _STRANGERS:
        return _(
            "The certificate is signed by nobody whom this machine knows, perhaps by "
            "the server itself. Whoever runs the server gives it a certificate of a "
            "known authority, or adds the own authority to those this machine trusts."
        )
    return _(
        "Perhaps the certificate has expired, or the clock of this machine is wrong. "
        "Whoever runs the server renews the certificate."
    )
