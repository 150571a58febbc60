"""The press in a process of its own, with limits: for styles that staff wrote."""

import multiprocessing
import resource
import signal
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection

from flask_babel import gettext as _

from eventreg.documents.assets import Asset
from eventreg.documents.watching import Pages
from eventreg.errors import DomainError

# Its server has the press loaded and no threads, so that it can fork safely.
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["eventreg.documents.press"])


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: a hundred badges take a second and 300 MB."""

    cpu_seconds: int = 20
    wall_seconds: float = 40
    #: Bytes of address space.
    memory: int = 2 << 30


LIMITS = Limits()

#: How Python says that an error was not caught.
_FAILED = 1


class TakesTooMuch(DomainError):
    """The document took more time or memory than one may take."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This document takes more time or memory than one may take. "
                "Make the own style simpler, then try again."
            )
        )


def to_pdf(
    html: str,
    *,
    style: str,
    assets: Mapping[str, Asset],
    tell: Pages | None = None,
    limits: Limits | None = None,
) -> bytes:
    """The same as ``press.to_pdf``.

    A worker's task is in such a process already and keeps to the limits of tasks;
    only there ``tell`` is told.

    :raises TakesTooMuch: it outlived a limit and was ended.
    :raises RuntimeError: the press failed for another reason, which is in the log.
    """
    if multiprocessing.current_process().daemon:
        from eventreg.documents import press

        return press.to_pdf(html, style=style, assets=assets, tell=tell)
    limits = limits or LIMITS
    result, theirs = _processes.Pipe(duplex=False)
    process = _processes.Process(
        target=_press, args=(theirs, html, style, dict(assets), limits), daemon=True
    )
    process.start()
    theirs.close()
    try:
        if not result.poll(limits.wall_seconds):
            raise TakesTooMuch
        return result.recv_bytes()
    except EOFError:  # it ended without a word
        process.join()
        if process.exitcode == _FAILED:
            raise RuntimeError("the press in a process of its own failed") from None
        raise TakesTooMuch from None
    finally:
        process.kill()
        process.join()
        process.close()
        result.close()


def _press(
    result: Connection,
    html: str,
    style: str,
    assets: dict[str, Asset],
    limits: Limits,
) -> None:
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    for what, most in (
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CORE, 0),
    ):
        # Not every system knows each limit.
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, resource.getrlimit(what)[1]))
    from eventreg.documents import press

    with suppress(MemoryError):
        result.send_bytes(press.to_pdf(html, style=style, assets=assets))
