"""Which kinds of long work there are. Rooms tell theirs when they are tied on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from eventreg.web.roles import Role


class TaskTrouble(Exception):
    """Ends a task with words that its asker reads, in their language."""


@dataclass(frozen=True)
class Made:
    """The file that came of it."""

    body: bytes
    name: str
    media_type: str
    #: Called once the file is kept, in the transaction that says so; never when
    #: somebody has cancelled the task before.
    once_kept: Callable[[], None] | None = None


class Progress(Protocol):
    """Told by the work how far it is; ends it when nobody wants it any more.

    To be called outside of ``write_tx()``.
    """

    def __call__(self, done: int, total: int) -> None: ...


Work = Callable[[Mapping[str, Any], Progress], Made]


@dataclass(frozen=True)
class Kind:
    """One kind of work and who may see what comes of it."""

    name: str
    work: Work
    roles: frozenset[Role]
    #: Others of the same role may not: the file is cut to what the asker may see.
    is_for_asker_alone: bool
    #: Its steps are ``STEPS_BEFORE``, pages, and ``STEPS_AFTER``; see ``page_by_page``.
    counts_pages: bool = False


KINDS: dict[str, Kind] = {}


#: Before the first page: what it says is put together, read, styled, and boxed.
#: After the last one: the file is written, then kept.
STEPS_BEFORE, STEPS_AFTER = 4, 2


def page_by_page(progress: Progress, pages: int) -> Callable[[int], None]:
    """What the renderer tells of each page, as steps of which the first is told now.

    Before the first page it tells the steps of preparing that are left, as ``-2``.

    :param pages: how many there will be; a guess will do.
    """

    def tell(page: int) -> None:
        steps = max(page + 1, pages + STEPS_AFTER)
        progress(STEPS_BEFORE + page, STEPS_BEFORE + steps)

    tell(-STEPS_BEFORE)
    return tell


def long_work(
    name: str,
    *,
    roles: tuple[Role, ...],
    is_for_asker_alone: bool = False,
    counts_pages: bool = False,
) -> Callable[[Work], Work]:
    """Let workers do the decorated function whenever somebody asks for it.

    It gets the arguments of the task, runs in a process of its own with an app
    context and in the asker's language, may be ended at any moment, and may be run
    again after that. What it changes must bear that.

    :param name: lasting, as it is stored: ``"badges.sheets"``.
    """

    def register(work: Work) -> Work:
        KINDS[name] = Kind(
            name, work, frozenset(roles), is_for_asker_alone, counts_pages
        )
        return work

    return register
