"""An SMTP server on this machine that keeps what it is given."""

import asyncio
import email
import email.policy
import logging
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage, Message
from email.parser import BytesHeaderParser
from typing import Any

from aiosmtpd.controller import Controller

from tests.live import free_port

# It tells every line of every conversation.
logging.getLogger("mail.log").setLevel(logging.WARNING)

_LINK = re.compile(r"https?://\S+")


class Mailbox:
    """Letters as they arrived, in order."""

    def __init__(self) -> None:
        self.port = 0
        self._raw: list[tuple[str, bytes]] = []
        #: Who sent each, as the envelope says it.
        self.senders: list[str] = []
        #: Say nothing at the end of a letter, until this ends.
        self.is_mute = False
        self._arrived = threading.Condition()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        while self.is_mute:
            await asyncio.sleep(0.1)
        with self._arrived:
            for to in envelope.rcpt_tos:
                self.senders.append(envelope.mail_from)
                self._raw.append((to.lower(), envelope.content))
            self._arrived.notify_all()
        return "250 OK"

    def __len__(self) -> int:
        return len(self._raw)

    def wait_for(self, count: int, *, seconds: float) -> None:
        """Wait until ``count`` letters have arrived."""
        with self._arrived:
            arrived = self._arrived.wait_for(lambda: len(self._raw) >= count, seconds)
        assert arrived, f"{len(self._raw)} of {count} letters arrived in {seconds} s"

    def letters(self, *, since: int = 0) -> list[tuple[str, EmailMessage]]:
        """Address and letter, as they came, from number ``since`` on."""
        return [
            (to, email.message_from_bytes(raw, policy=email.policy.default))
            for to, raw in self._raw[since:]
        ]

    def heads(self) -> list[tuple[str, Message]]:
        """Address and headers of each letter, in a fraction of the time."""
        parser = BytesHeaderParser()
        return [(to, parser.parsebytes(raw)) for to, raw in self._raw]


def text_of(letter: EmailMessage) -> str:
    """The letter's plain text."""
    part = letter.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def link_in(letter: EmailMessage, ending: str) -> str:
    """The first address in the letter's text that ends in ``ending``."""
    links = [link.rstrip(".,)>") for link in _LINK.findall(text_of(letter))]
    return next(link for link in links if link.endswith(ending))


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    """A running SMTP server; its port is in the mailbox."""
    box = Mailbox()
    box.port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
