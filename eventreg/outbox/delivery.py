"""The worker's part: hands letters to the mail server, one after the other.

At least once: a letter is marked as sent after the server has taken it. Only
when the server's last answer is lost, or the worker dies in just that moment,
does a letter go twice, with the same Message-ID.
"""

import logging
import smtplib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa
from flask import current_app
from jinja2 import TemplateNotFound
from werkzeug.routing import BuildError

from eventreg import clock
from eventreg.database import db, write_tx
from eventreg.jobs import is_stopping
from eventreg.outbox import claims
from eventreg.outbox.mail import SafeConnection, mail
from eventreg.outbox.message import CannotBeMailed, LetterMessage
from eventreg.outbox.models import Letter
from eventreg.outbox.own_texts import own_texts, written
from eventreg.outbox.rendering import Rendered
from eventreg.outbox.results import Result, Verdict, judge, line_error
from eventreg.outbox.sender import Sender, current_sender
from eventreg.outbox.texts import LetterTextError

logger = logging.getLogger(__name__)

#: Letters that one connection carries.
BATCH = 20

#: With less left of its lease a letter is not begun: a slow server may take
#: 20 seconds for each of its four answers.
LEASE_NEEDED = timedelta(seconds=80)


@dataclass
class Line:
    """The way to the mail server, as this worker knows it."""

    failures: int = 0
    closed_until: datetime | None = None

    @property
    def is_closed(self) -> bool:
        return self.closed_until is not None and clock.now() < self.closed_until

    def failed(self, why: str) -> None:
        """Leave the server alone: 5 seconds, 10, 20 … 5 minutes."""
        self.failures += 1
        pause = min(5 * 2 ** (self.failures - 1), 300)
        self.closed_until = clock.now() + timedelta(seconds=pause)
        logger.error("mail server cannot be used, next try in %s s: %s", pause, why)

    def works(self) -> None:
        self.failures, self.closed_until = 0, None


@dataclass(frozen=True)
class _Ready:
    letter: Letter
    rendered: Rendered
    message: LetterMessage


def deliver_due(batch: int = BATCH) -> int:
    """Send up to ``batch`` letters that are due; how many were taken in hand."""
    if not claims.any_due():
        return 0
    sender, line = current_sender(), _line()
    if not current_app.config["MAIL_SERVER"]:
        return _keep(batch) if sender.is_demo else 0
    if line.is_closed:
        return 0
    per_minute = current_app.config.get("MAIL_PER_MINUTE", 0)
    with write_tx():
        letters = claims.claim(batch, domain=sender.domain, per_minute=per_minute)
    return len(letters) - len(_deliver(letters, sender, line))


def deliver_one(reference: str) -> None:
    """Call the server for this letter now, whatever a worker thinks of the server.

    What comes of it is noted at the letter, as always.
    """
    sender, config = current_sender(), current_app.config
    if not config["MAIL_SERVER"]:
        return
    per_minute = config.get("MAIL_PER_MINUTE", 0)
    with write_tx():
        letters = claims.claim_one(
            reference, domain=sender.domain, per_minute=per_minute
        )
    _deliver(letters, sender, Line())


def _deliver(letters: list[Letter], sender: Sender, line: Line) -> list[_Ready]:
    """Those of ``letters`` that could not be tried."""
    texts = own_texts(letters)
    db.session.rollback()  # no transaction while talking to the server
    ready = [r for letter in letters if (r := _ready(letter, sender, texts))]
    return _send_all(ready, line)


def _keep(batch: int) -> int:
    with write_tx():
        claims.withdraw_too_late()
        return claims.keep(batch)


def _line() -> Line:
    line: Line = current_app.extensions.setdefault("mail_line", Line())
    return line


def _ready(
    letter: Letter, sender: Sender, texts: dict[str, str | None]
) -> _Ready | None:
    """The letter written and addressed; one that cannot be is put aside."""
    try:
        rendered = written(letter, sender, texts[letter.reference])
        return _Ready(letter, rendered, LetterMessage(letter, rendered, sender))
    except CannotBeMailed as error:
        logger.warning("letter %s cannot be mailed: %s", letter.reference, error)
        why = str(error)
    except (
        LetterTextError,
        TemplateNotFound,
        BuildError,
        KeyError,
        ValueError,
    ) as error:
        logger.exception("letter %s cannot be written", letter.reference)
        why = f"cannot be written: {error}"
    _note(partial(claims.note_failed, letter, why))
    return None


def _send_all(ready: list[_Ready], line: Line) -> list[_Ready]:
    """Send one after the other; what could not be tried comes back untouched."""
    left, why = list(ready), ""
    try:
        if left:
            with mail.connect() as connection:
                why = _send_while_open(connection, left, line)
    except (OSError, smtplib.SMTPException) as error:
        why = line_error(error)
        line.failed(why)
    for unsent in left:
        _note(partial(claims.give_back, unsent.letter, why))
    return left


def _send_while_open(connection: SafeConnection, left: list[_Ready], line: Line) -> str:
    """Take letters from ``left`` as they go; why it ended early, or ``""``."""
    while left and connection.is_open() and _has_time(left[0].letter):
        result = _send(connection, left[0].message)
        if result and result.verdict == Verdict.OUR_LINE:
            line.failed(result.said)
            return result.said
        _note_result(left.pop(0), result)
        if result is None:
            line.works()
        elif not connection.is_open():  # it hung up, or did not answer in time
            line.failed(result.said)
    return ""


def _has_time(letter: Letter) -> bool:
    assert letter.lease_until is not None  # noqa: S101 - it was claimed
    return not is_stopping() and clock.now() + LEASE_NEEDED < letter.lease_until


def _send(connection: SafeConnection, message: LetterMessage) -> Result | None:
    """``None``: the server has taken it."""
    try:
        connection.send(message)
    except (OSError, smtplib.SMTPException) as error:
        return judge(error)
    return None


def _note_result(sent: _Ready, result: Result | None) -> None:
    letter, said = sent.letter, result.said if result else ""
    if result is None:
        _note(partial(claims.note_sent, letter, sent.rendered))
        logger.info("letter %s sent", letter.reference)
    elif result.verdict == Verdict.LATER:
        _note(partial(claims.note_later, letter, said))
        logger.warning("letter %s not taken yet (%s)", letter.reference, said[:3])
    else:
        _note(partial(claims.note_failed, letter, said))
        logger.error("letter %s refused (%s)", letter.reference, said[:3])


def _note(what: Callable[[], object]) -> None:
    """Write it down, also if the database is away for a moment.

    A letter that went but was not noted would go again.
    """
    for pause in (0.5, 1, 2, 4, 8):
        try:
            with write_tx():
                what()
            return
        except sa.exc.OperationalError:
            db.session.rollback()
            logger.warning("database is away, noting the result again in %s s", pause)
            time.sleep(pause)
    with write_tx():
        what()
