"""Staff pages: the inbox, and the registrations of an event."""

from flask import Flask, request
from flask_babel import gettext as _
from flask_babel.speaklater import LazyString

from eventreg.registrations.manage import (
    answering,
    attendance,
    changing,
    documents,
    importing,
    inbox,
    inbox_forms,
    inbox_shared,
    inviting,
    lists,
    merging,
    noting,
    registrations,
    waitlist,
)
from eventreg.registrations.manage.common import waiting_counts
from eventreg.registrations.money import pages as money_pages
from eventreg.web import navigation

__all__ = [
    "answering",
    "attendance",
    "changing",
    "documents",
    "importing",
    "inbox",
    "inbox_forms",
    "inbox_shared",
    "init_app",
    "inviting",
    "lists",
    "merging",
    "noting",
    "registrations",
    "waitlist",
]


def init_app(app: Flask) -> None:
    """Tie the pages and the entry in the staff menu on."""
    app.register_blueprint(inbox_shared.bp)
    app.register_blueprint(registrations.bp)
    app.register_blueprint(lists.bp)
    app.register_blueprint(changing.bp)
    app.register_blueprint(waitlist.bp)
    app.register_blueprint(documents.bp)
    app.register_blueprint(inviting.bp)
    app.register_blueprint(importing.bp)
    app.register_blueprint(attendance.bp)
    app.register_blueprint(merging.bp)
    app.register_blueprint(money_pages.bp)
    label = LazyString(_inbox_label)
    navigation.add("inbox.index", label, roles=inbox.READERS, order=20)
    navigation.belong("/manage/registrations", _room)


def _room() -> str:
    """Where somebody's page was opened: the inbox, or the list of an event."""
    is_from_inbox = {inbox_shared.READING, "inbox"} & request.args.keys()
    return "inbox.index" if is_from_inbox else "manage_events.index"


def _inbox_label() -> str:
    """The entry with the number of people who wait, if any do."""
    count, _later = waiting_counts()
    if not count:
        return str(_("Inbox"))
    return str(_("Inbox (%(count)s)", count=count))
