"""What an answer of the mail server means for a letter."""

import re
import smtplib
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

#: Pauses after the first, second … refusal for now.
PAUSES = (
    *(timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15)),
    *(timedelta(hours=1), timedelta(hours=3), timedelta(hours=8)),
    *(timedelta(hours=24), timedelta(hours=24), timedelta(hours=24)),
)

#: Answers to MAIL FROM that are about this letter: it is too large.
_TOO_LARGE = 552

#: "Sign in first": about us, whatever it answers to.
_SIGN_IN = frozenset({530, 534, 535, 538})


#: An answer that says no, and not only for now.
_FOR_GOOD = re.compile(r"5\d\d\b")

#: What our own side says where no new try helps.
_OF_SETTINGS = (
    *("CERTIFICATE_VERIFY_FAILED", "WRONG_VERSION_NUMBER"),
    *("STARTTLS extension not supported", "AUTH extension not supported"),
    "No suitable authentication method",
)


class Verdict(StrEnum):
    """What happens next with the letter."""

    #: It goes again after a pause that grows.
    LATER = "later"
    #: It will never be taken.
    NEVER = "never"
    #: Nothing is wrong with the letter: the server is away or refuses us.
    OUR_LINE = "our_line"


@dataclass(frozen=True)
class Result:
    """A verdict and what the server said."""

    verdict: Verdict
    said: str


def judge(error: OSError | smtplib.SMTPException) -> Result:
    """What ``error`` while sending one letter means."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, answer = next(iter(error.recipients.values()))
        return Result(_by_code(code), _words(code, answer))
    if isinstance(error, smtplib.SMTPResponseException):
        said = _words(error.smtp_code, error.smtp_error)
        return Result(_by_reply(error), said)
    if isinstance(error, smtplib.SMTPServerDisconnected) or not isinstance(
        error, smtplib.SMTPException
    ):
        # Perhaps the server took it and only its answer was lost: then it
        # arrives twice, with the same Message-ID.
        return Result(Verdict.LATER, f"connection lost: {line_error(error)}")
    return Result(Verdict.OUR_LINE, line_error(error))


def pause_after(attempts: int) -> timedelta | None:
    """How long a letter rests after so many attempts; ``None``: give it up."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None


def line_error(error: OSError | smtplib.SMTPException) -> str:
    """Why the server cannot be used, for people."""
    if isinstance(error, smtplib.SMTPResponseException):
        return _words(error.smtp_code, error.smtp_error)
    return str(error) or type(error).__name__


def is_of_settings(said: str) -> bool:
    """Whether what was said while all e-mails wait does not pass by itself.

    A letter that is still to go again was refused for good only as all are.
    """
    return bool(_FOR_GOOD.match(said)) or any(sign in said for sign in _OF_SETTINGS)


def _by_reply(error: smtplib.SMTPResponseException) -> Verdict:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return Verdict.OUR_LINE
    if isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code != _TOO_LARGE:
        # The server minds who writes, or that we are not signed in: every
        # letter would meet the same answer.
        return Verdict.OUR_LINE
    return _by_code(error.smtp_code)


def _by_code(code: int) -> Verdict:
    if code in _SIGN_IN:
        return Verdict.OUR_LINE
    return Verdict.NEVER if code >= 500 else Verdict.LATER


def _words(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{code} {text}".strip()
