"""The log in the reader's words."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventreg.audit.actors import ActorKind
from eventreg.home.log.fields import field_words
from eventreg.home.log.found import Found
from eventreg.home.log.queries import Step
from eventreg.home.log.values import value_words
from eventreg.registrations.answers.logged import is_logged_answer
from eventreg.registrations.log import (
    Difference,
    field_word,
    note_words,
    place_words,
    shown,
    what_words,
)
from eventreg.registrations.models import What
from eventreg.registrations.states import State, Why
from eventreg.registrations.words import state_word, why_words

GROUP_WORDS = {
    "registrations": _l("Registrations"),
    "events": _l("Events"),
    "people": _l("Members and people"),
    "letters": _l("E-mails"),
    "documents": _l("Badges and lists"),
    "accounts": _l("Accounts and settings"),
}

_ACTS = {
    "account.added": _l("Account added"),
    "account.deactivated": _l("Account closed"),
    "account.edited": _l("Account changed"),
    "account.recovery_code_used": _l("Recovery code used"),
    "account.recovery_codes_renewed": _l("New recovery codes made"),
    "account.second_factor_reset": _l("Second factor reset"),
    "account.second_factor_set_up": _l("Second factor set up"),
    "account.second_factor_switched_off": _l("Second factor switched off"),
    "account.invitation_accepted": _l("Invitation accepted"),
    "account.invited_again": _l("Invited once more"),
    "account.password_changed": _l("Password changed"),
    "account.password_reset": _l("New password set by a link"),
    "account.profile_changed": _l("Own account changed"),
    "account.reactivated": _l("Account opened again"),
    "account.reset_asked": _l("Link for a new password asked for"),
    "account.sign_in_ended": _l("One sign-in ended"),
    "account.signed_in": _l("Came in with the password"),
    "account.signed_out": _l("Went out"),
    "account.signed_out_everywhere": _l("Signed out everywhere"),
    "answers.read": _l("Protected answers read"),
    "attendee_list.downloaded": _l("Attendee list made"),
    "badge.accepted": _l("Badge left as it is"),
    "badge.printed": _l("One badge printed"),
    "badge.put_back": _l("Badge to be looked at again"),
    "badges.printed": _l("Badges printed"),
    "certificates.made": _l("Certificates of attendance made"),
    "check_in.made": _l("Checked in"),
    "check_in.taken_back": _l("Check-in taken back"),
    "company.added": _l("Company added"),
    "company.changed": _l("Company changed"),
    "company.merged": _l("Two companies merged"),
    "company.removed": _l("Company removed"),
    "event.cancelled": _l("Event cancelled"),
    "event.changed": _l("Event changed"),
    "event.closed": _l("Sign-up closed"),
    "event.copied": _l("Event copied"),
    "event.created": _l("Event created"),
    "event.discarded": _l("Draft discarded"),
    "event.place_corrected": _l("Place corrected, nobody written to"),
    "event.published": _l("Event published"),
    "event.renamed": _l("Address of the event changed"),
    "event.reopened": _l("Sign-up opened again"),
    "letter.sent_again": _l("E-mail sent again"),
    "letter.tried_now": _l("E-mail tried at once"),
    "letter.test_sent": _l("Test e-mail sent"),
    "letter.withdrawn": _l("E-mail withdrawn"),
    "list.brought": _l("List read"),
    "list.imported": _l("List imported"),
    "list.thrown_away": _l("List thrown away"),
    "list.undone": _l("Import undone"),
    "member.sign_in_asked": _l("Link for signing in asked for"),
    "member.signed_in": _l("Member signed in"),
    "member.signed_out_everywhere": _l("Member signed out everywhere"),
    "membership.changed": _l("Membership changed"),
    "membership.ended": _l("Membership ended"),
    "membership.started": _l("Membership begun"),
    "network.changed": _l("Settings changed"),
    "network.set_up": _l("Site set up"),
    "person.added": _l("Person added"),
    "person.allowed_invitations": _l("Wants invitations again"),
    "person.changed": _l("Person changed"),
    "person.invited": _l("Person invited"),
    "person.link_revoked": _l("Personal link replaced"),
    "person.merged": _l("Two people merged"),
    "person.removed": _l("Person removed"),
    "person.refused_invitations": _l("Wants no more invitations"),
    "question.added": _l("Question added"),
    "question.changed": _l("Question changed"),
    "question.moved": _l("Question moved"),
    "question.removed": _l("Question removed"),
    "question.restored": _l("Question put back"),
    "question.retired": _l("Question taken off the form"),
    "question.section-added": _l("Section added"),
    "question.section-changed": _l("Section changed"),
    "question.section-removed": _l("Section removed"),
    "question.section-moved": _l("Section moved"),
    "registration.asked": _l("Question asked"),
    "registration.consents": _l("Consents changed"),
    "registration.forgotten_unasked": _l(
        "Form deleted: nobody could be asked to confirm the address"
    ),
    "registration.noted": _l("Note written"),
    "registration.replied": _l("Question answered"),
    "decision_link.revoked": _l("Link for deciding revoked"),
    "digest.chosen": _l("Digest settings changed"),
    "event.reminders_chosen": _l("Reminders chosen"),
    "event.invited_to": _l("Invitations sent"),
    "event.written_to": _l("E-mail to a group sent"),
    "invitation.declined": _l("Invitation declined"),
    "letter.sent_to_another_address": _l("E-mail sent to a corrected address"),
    "person.reminded": _l("Reminded of an invitation"),
    "registration.decided_by_link": _l("Decided from a letter"),
    "list.downloaded": _l("List made"),
    "list.issued": _l("List handed out"),
    "badges.designed": _l("Look of the badges changed"),
    "badges.stock_added": _l("Own cards added"),
    "badges.stock_removed": _l("Own cards removed"),
    "place_cards.printed": _l("Place cards made"),
    "event.fees_changed": _l("Fees changed"),
    "payments.exported": _l("Payments exported"),
    "registration.payment": _l("Payment noted"),
    "registrations.exported": _l("Registrations exported"),
    "letter_text.changed": _l("Wording of an e-mail changed"),
    "letter_text.back_to_standard": _l("Wording of an e-mail put back"),
    "letter_text.tried": _l("Wording of an e-mail tried out"),
}


def act_words(step: Step) -> str:
    """What was done; an act without words of its own is called by its name."""
    room, _dot, verb = step.act.partition(".")
    if room == "move":
        return why_words(Why(verb))
    if room == "change":
        return what_words(What(verb))
    return str(_ACTS.get(step.act, step.act))


def who_words(step: Step, names: dict[str, str]) -> str:
    """Who did it; ``names`` of accounts by reference."""
    if step.actor_kind is ActorKind.STAFF:
        return names.get(step.actor) or _("a former account")
    if step.actor_kind is ActorKind.WORKER:
        return _("by itself")
    if step.actor_kind is ActorKind.IMPORT:
        name = names.get(step.actor)
        return _("%(name)s, by a list", name=name) if name else _("import")
    return _("the person")


def differences(step: Step) -> Iterator[Difference]:
    """What became different. Answers stand on the registration, for who reads them."""
    if step.act.startswith("move."):
        old, new = step.changes["state"]
        words = state_word(State(old)) if old else "–"
        yield Difference(_("State"), words, state_word(State(new)))
        return
    for field, value in step.changes.items():
        if is_logged_answer(field) or not step.act.startswith("change."):
            continue
        if field == "substitute":
            yield Difference(_("Comes instead"), "", value[1])
            continue
        old, new = (_shown(step, field, one) for one in value)
        if old != new:
            yield Difference(field_word(field), old, new)


def _shown(step: Step, field: str, value: Any) -> str:
    if field == "places" and step.registration is not None:
        return place_words(step.registration.event, value)
    return shown(field, value)


def note(step: Step) -> str:
    """What was written beside a move, as people read it."""
    return note_words(Why(step.act.partition(".")[2]), step.note) if step.note else ""


#: These name nothing that a reader could look up.
_TECHNICAL = {
    "registration.decided_by_link": {"link"},
    "event.invited_to": {"round"},
    "event.written_to": {"letter"},
}
#: What was counted anew, and no number that grew.
_COUNTED = {"people"}
#: Lists of things, no pair of old and new.
_LISTS = {"columns", "fields", "taken"}


def details(step: Step, found: Found) -> Iterator[Difference]:
    """What an entry notes beside the act; ``old`` is empty where there was nothing."""
    room = step.act.partition(".")[0]
    if room in {"move", "change"}:
        return
    for field, value in step.changes.items():
        if field in _TECHNICAL.get(step.act, ()):
            continue
        if room == "question":
            yield Difference(_("Question"), "", found.question(step.target, field))
        elif field.startswith("speaker "):
            yield _speaker(field, value, found)
        else:
            yield from _detail(step, field, value, found)


def _detail(step: Step, field: str, value: Any, found: Found) -> Iterator[Difference]:
    is_pair = isinstance(value, list) and len(value) == 2 and field not in _LISTS
    old, new = value if is_pair else (None, value)
    old = None if field in _COUNTED else old
    if not is_pair and new == 0:
        return
    words = field_words(step, field, found)
    was, now = (value_words(step, field, one, found) for one in (old, new))
    if old is None and field != "payment":
        yield Difference(words, "", now)
    elif was != now:
        yield Difference(words, was, now)


def _speaker(field: str, value: list[Any], found: Found) -> Difference:
    """Who it is, and that something changed; which words, the page shows."""
    name = found.speakers.get(field.partition(" ")[2], "")
    what = _("changed")
    if value[1] == "added":
        what = _("added")
    elif value[1] is None:
        what = _("removed")
    return Difference(_("Speaker"), "", ": ".join(filter(None, (name, what))))
