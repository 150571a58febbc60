"""The page of the log, for the director."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template, request

from eventreg.accounts.queries import all_accounts
from eventreg.home.log import queries, searched, words
from eventreg.home.log.found import Found, found_for
from eventreg.home.log.names import target_of
from eventreg.home.log.queries import GROUPS, Step, Wanted
from eventreg.people.names import search_key
from eventreg.web import access
from eventreg.web.dates import HOME
from eventreg.web.locale import current_language
from eventreg.web.paging import paging
from eventreg.web.roles import Role

bp = Blueprint("log", __name__, url_prefix="/manage/log")


@bp.get("")
@access.staff(Role.DIRECTOR)
def index() -> str:
    """Who did what, to whom or what, when, from where; nothing can be changed."""
    accounts = all_accounts()
    names = {account.reference: account.name for account in accounts}
    wanted = _wanted(names)
    pages = paging(queries.count(wanted))
    steps = queries.steps(wanted, offset=pages.offset, limit=pages.size)
    found = found_for(steps)
    days = {name: request.args.get(name, "") for name in ("since", "until")}
    return render_template(
        "home/log.html",
        steps=steps,
        target_of=lambda step: target_of(step, found, names),
        paging=pages,
        wanted=wanted,
        days=days,
        unread={name for name, typed in days.items() if typed and not _day(name)},
        names=names,
        accounts=accounts,
        groups=words.GROUP_WORDS,
        act_words=words.act_words,
        who_words=words.who_words,
        differences=words.differences,
        details=lambda step: words.details(step, found),
        note=words.note,
        zone=lambda step: _zone(step, found),
        title=lambda event: event.title(current_language()),
    )


def _zone(step: Step, found: Found) -> str:
    """Whose clock tells when: of the event it is about, as on the event's pages."""
    if step.registration is not None:
        return step.registration.event.timezone
    return found.zones.get(step.target, HOME)


def _wanted(accounts: Mapping[str, str]) -> Wanted:
    """
    :param accounts: name of each account by its reference.
    """
    search = request.args.get("search", "")[:200].replace("\0", "")
    who, group = request.args.get("who", ""), request.args.get("group", "")
    until, words = _day("until"), searched.words_of(search)
    return Wanted(
        search=search,
        named=_called(search, accounts),
        events=searched.slugs_of_events(words) if words else frozenset(),
        companies=searched.slugs_of_companies(words) if words else frozenset(),
        who=who if who in accounts else "",
        group=group if group in GROUPS else "",
        since=_begin(_day("since")),
        until=_begin(until + timedelta(days=1)) if until else None,
    )


def _called(search: str, accounts: Mapping[str, str]) -> frozenset[str]:
    """The accounts whose name has all words that were typed."""
    words = search_key(search).split()
    return frozenset(
        reference
        for reference, name in accounts.items()
        if words and all(word in search_key(name) for word in words)
    )


def _day(name: str) -> date | None:
    """A day that was typed; what is none narrows nothing, and the page says so."""
    try:
        day = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
    return day if 1970 <= day.year < 9999 else None


def _begin(day: date | None) -> datetime | None:
    """When a day begins, by the clock at home."""
    return datetime.combine(day, time(), ZoneInfo(HOME)) if day else None
