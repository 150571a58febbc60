"""A mail server on this machine that answers as a test wants it to."""

import asyncio
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from tests.live import free_port
from tests.mailbox import Mailbox


class Peer(Mailbox):
    """Takes everything, unless told otherwise for an address or a step."""

    def __init__(self) -> None:
        super().__init__()
        #: Answer to RCPT, once per entry, by address; the last one stays.
        self.rcpt: dict[str, list[str]] = {}
        self.mail_from = ""
        self.password = ""
        self.connections = 0
        #: Hang up after having taken so many letters.
        self.hangs_up_after = -1
        #: Take a letter whole and hang up, or say nothing any more, so many times.
        self.drops_after_data = 0
        self.mute_after_data = 0
        #: Answers to the end of DATA, before those that take the letter.
        self.data: list[str] = []
        #: Called before each answer to RCPT.
        self.slow_down: Callable[[], object] = lambda: None

    async def handle_EHLO(
        self, _server: Any, session: Any, _envelope: Any, hostname: str, answers: Any
    ) -> Any:
        self.connections += 1
        session.host_name = hostname
        return answers

    async def handle_MAIL(
        self, _server: Any, _session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.mail_from:
            return self.mail_from
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        self.slow_down()
        if self.hangs_up_after == len(self):
            server.transport.abort()
            await asyncio.sleep(0)
        answers = self.rcpt.get(address, ["250 OK"])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.data:
            return self.data.pop(0)
        answer = await super().handle_DATA(server, session, envelope)
        if self.drops_after_data:
            self.drops_after_data -= 1
            server.transport.abort()
            await asyncio.sleep(0)
        if self.mute_after_data:
            self.mute_after_data -= 1
            await asyncio.sleep(2)
        return answer

    def authenticate(
        self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any
    ) -> AuthResult:
        is_right = data.password.decode() == self.password
        return AuthResult(success=is_right, handled=False)


@contextmanager
def peer(
    box: Peer, *, tls: ssl.SSLContext | None = None, wants_password: bool = False
) -> Iterator[Peer]:
    """A running server; its port is in ``box``."""
    box.port = free_port()
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=box.port,
        tls_context=tls,
        authenticator=box.authenticate,
        auth_required=wants_password,
        auth_require_tls=False,
    )
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
