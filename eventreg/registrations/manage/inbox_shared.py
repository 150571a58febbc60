"""What the pages of the inbox share: whom it shows, and the way back to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg.registrations import queries
from eventreg.registrations.manage.common import me, registration_or_404
from eventreg.registrations.models import Registration
from eventreg.registrations.outcomes import Outcome, Service, attempt
from eventreg.registrations.queries import (
    NO_FLAG,
    InboxOrder,
    InboxWanted,
)
from eventreg.registrations.words import Flag
from eventreg.web import access
from eventreg.web.paging import page_number

bp = Blueprint("inbox", __name__, url_prefix="/manage/inbox")

#: So many results are said one by one; a cookie that holds more would be lost.
MOST_SAID = 10

#: Stands for a person's number in an address; no number is like it.
_ANYBODY = "ANYBODY-ANYBODY"

#: In an address: the person is read on an own page, one after the other.
READING = "reading"


def wanted() -> InboxWanted:
    """What the address asks for; what it cannot mean counts as nothing."""
    # The buttons of all rows share one form, which holds what the address asks for.
    asked = request.values
    flag, order = asked.get("flag", ""), asked.get("sort", "")
    return InboxWanted(
        slug=asked.get("event", ""),
        with_later=bool(asked.get("later")),
        flag=flag if flag == NO_FLAG or flag in set(Flag) else "",
        order=InboxOrder(order) if order in set(InboxOrder) else InboxOrder.WAITING,
        page=page_number(asked.get("page", "1")),
    )


def here(**more: object) -> dict[str, Any]:
    """The same as arguments of an address, with ``more`` instead; none is left out."""
    now = wanted()
    found = {
        "event": now.slug,
        "later": "1" if now.with_later else "",
        "flag": now.flag,
        "sort": now.order if now.order is not InboxOrder.WAITING else "",
        "page": now.page if now.page > 1 else "",
        **more,
    }
    return {name: value for name, value in found.items() if value}


class Ways:
    """Addresses of pages about one person, with the inbox as it is narrowed.

    Each is made once, and only the person filled in for each row: there are seven a
    row, which would take a fifth of the page's time.
    """

    def __init__(self, *, kept: dict[str, Any] | None = None) -> None:
        self._kept = here() if kept is None else kept
        self._made: dict[tuple[str, ...], str] = {}

    def __call__(self, endpoint: str, reference: str, **more: str) -> str:
        key = (endpoint, *more, *more.values())
        made = self._made.get(key)
        if made is None:
            made = url_for(endpoint, reference=_ANYBODY, **{**self._kept, **more})
            self._made[key] = made
        return made.replace(_ANYBODY, reference)


def back(
    *, several: bool = False, after: str = "", mark: Sequence[str] = ()
) -> ResponseReturnValue:
    """The inbox as it was narrowed; or the next person, where one was read.

    :param several: more than one was decided; the page then shows every *undo*.
    :param after: reference of who was read.
    :param mark: references of rows that are marked again.
    """
    following = request.args.get(READING, "") if after else ""
    if following and following != after and queries.by_reference(following):
        kept = here() | {READING: "1"}
        page = "manage_registrations.show"
        address = url_for(page, reference=following, **kept)
        return redirect(address, 303)
    kept = here(several=several and 1, mark=list(mark))
    return redirect(url_for("inbox.index", **kept), 303)


def decide_many(
    references: list[str], service: Service, *, beside: Iterable[Outcome] = ()
) -> ResponseReturnValue:
    """Each row in its own transaction, and what became of each.

    :param beside: of others, who were meant too and are not decided here.
    """
    results = [decided(reference, service) for reference in references]
    results += beside
    if not results:
        flash(_("Mark somebody first."), "notice")
    done = [result for result in results if result.is_done]
    if len(done) > MOST_SAID:
        flash(
            ngettext(
                "%(num)s decision is taken; below stands each of them.",
                "%(num)s decisions are taken; below stands each of them.",
                len(done),
            ),
            "success",
        )
        results = [result for result in results if not result.is_done]
    for result in results[: 2 * MOST_SAID]:
        flash(result.words, result.tone)
    return back(several=len(done) > 1)


def decided(reference: str, service: Service) -> Outcome:
    """What became of one row."""
    return attempt(registration_or_404(reference), service, by=me())


@dataclass(frozen=True)
class Reading:
    """Where in the inbox somebody stands whose own page is read."""

    number: int
    count: int
    before: Registration | None
    after: Registration | None
    #: Arguments of the inbox as it is narrowed.
    here: dict[str, Any]

    @property
    def next_reference(self) -> str:
        """Who is read when this one is decided; a mark where nobody follows."""
        follows = self.after or self.before
        return follows.reference if follows else "1"


def reading(registration: Registration) -> Reading | None:
    """Who stands before and after; ``None``: the page was not opened from the inbox."""
    if READING not in request.args:
        return None
    order = queries.inbox_order(wanted(), by=access.me().role)
    heads = [unit[0] for unit in order]
    ids = [{each.id for each in unit} for unit in order]
    at = next((n for n, unit in enumerate(ids) if registration.id in unit), None)
    if at is None:
        return Reading(0, len(heads), None, heads[0] if heads else None, here())
    return Reading(
        number=at + 1,
        count=len(heads),
        before=heads[at - 1] if at else None,
        after=heads[at + 1] if at + 1 < len(heads) else None,
        here=here(),
    )
