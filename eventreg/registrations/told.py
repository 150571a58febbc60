"""Who learns by e-mail what becomes of somebody, for staff who are about to act."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg.people.names import full_name
from eventreg.registrations.imports.telling import contacts_of
from eventreg.registrations.models import Registration
from eventreg.registrations.words import listed
from eventreg.web.network import or_kept


def is_written_to(registrations: Iterable[Registration]) -> bool:
    """Whether a letter about any of these leaves, to them or to who signed them up."""
    return any(each.written_to.email for each in registrations)


def told_words(registrations: Iterable[Registration]) -> str:
    """Who is told by e-mail, and who by nobody, as sentences."""
    people = list(registrations)
    own = [full_name(each) for each in people if each.email]
    told = ngettext(
        "%(names)s is told by e-mail.",
        "%(names)s are told by e-mail.",
        len(own),
        names=listed(own),
    )
    return " ".join(filter(None, (told if own else "", untold_words(people))))


def untold_words(registrations: Iterable[Registration]) -> str:
    """Of those without an address who is told instead; empty: each has one."""
    without = [each for each in registrations if not each.email]
    unread = [each for each in without if not each.written_to.email]
    contacts = contacts_of(unread) if unread else {}
    groups: dict[tuple[str, str], list[str]] = {}
    for each in without:
        lead = full_name(each.written_to) if each.written_to.email else ""
        key = (lead, contacts.get(each.reference, ""))
        groups.setdefault(key, []).append(full_name(each))
    return " ".join(_instead(names, *key) for key, names in groups.items())


def sent_words(registrations: Sequence[Registration], name: str) -> str:
    """What is said where a decision's letter is not held back any longer.

    :param name: of all of them.
    """
    if is_written_to(registrations):
        return or_kept(_("The e-mail to %(name)s is on its way.", name=name))
    said = _("The decision on %(name)s stands.", name=name)
    return f"{said} {untold_words(registrations)}"


def without_address_words(old: Registration) -> str:
    """Who is told of a new person without an address that comes instead of ``old``."""
    reader = old.lead or old
    if not reader.email:
        return _(
            "The new person is told by e-mail if you enter an address; without one "
            "nobody is told by us, please tell them yourself."
        )
    return _(
        "The new person is told by e-mail if you enter an address; without one the "
        "e-mail goes to %(reader)s.",
        reader=full_name(reader),
    )


def _instead(names: Sequence[str], lead: str, contact: str) -> str:
    values = {"names": listed(names), "reader": lead or contact}
    if lead:
        return ngettext(
            "%(names)s has no e-mail address: %(reader)s, who signed this person up, "
            "is told by e-mail.",
            "%(names)s have no e-mail address: %(reader)s, who signed them up, is told "
            "by e-mail.",
            len(names),
            **values,
        )
    if contact:
        return ngettext(
            "%(names)s has no e-mail address: %(reader)s, the contact of the "
            "delegation, is told by e-mail.",
            "%(names)s have no e-mail address: %(reader)s, the contact of the "
            "delegation, is told by e-mail.",
            len(names),
            **values,
        )
    return ngettext(
        "%(names)s has no e-mail address: nobody is told by us, please tell them "
        "yourself.",
        "%(names)s have no e-mail address: nobody is told by us, please tell them "
        "yourself.",
        len(names),
        **values,
    )
