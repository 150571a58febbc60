"""Lists in the reader's words."""

from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg.registrations.lists.kinds import AnyList, DayList, HandedOut, ListKind
from eventreg.registrations.lists.versions import Difference


def list_name(kind: AnyList) -> str:
    return {
        ListKind.ATTENDEES: _("Attendee list"),
        ListKind.DOOR: _("Door list"),
        ListKind.COMPANIES: _("List by company"),
        ListKind.GROUPS: _("Lists by group"),
        DayList.TABLES: _("Table lists"),
        DayList.BUSES: _("Bus lists"),
    }[kind]


def list_hint(kind: AnyList) -> str:
    """What it is for, for the page on which one chooses."""
    return {
        ListKind.ATTENDEES: _("Everybody by family name, with company and country"),
        ListKind.DOOR: _("With a column to sign in, for the entrance"),
        ListKind.COMPANIES: _("Who comes from where"),
        ListKind.GROUPS: _("Each session, choice or contingent on a page of its own"),
        DayList.TABLES: _("Each table on a page of its own, with a column to sign in"),
        DayList.BUSES: _("Each bus or stop on a page of its own, to sign who is in"),
    }[kind]


def handed_out_word(how: HandedOut) -> str:
    return {
        HandedOut.SENT: _("Sent"),
        HandedOut.BY_HAND: _("Handed over"),
    }[how]


def difference_words(difference: Difference) -> str:
    """``+ 2, − 1, 3 changed``; empty: nothing is different."""
    parts = []
    if difference.added:
        parts.append(f"+ {difference.added}")
    if difference.removed:
        parts.append(f"− {difference.removed}")
    if difference.changed:
        words = ngettext("%(num)s changed", "%(num)s changed", difference.changed)
        parts.append(words)
    return ", ".join(parts)
