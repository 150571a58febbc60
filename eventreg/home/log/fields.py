"""What the fields are called that an entry of the log tells of."""

from flask_babel import lazy_gettext as _l

from eventreg.home.forms import SettingsForm
from eventreg.home.log.found import Found
from eventreg.home.log.queries import Step
from eventreg.people.imports.words import FIELDS as OF_PEOPLE
from eventreg.people.imports.words import OUTCOMES
from eventreg.registrations import log
from eventreg.web.locale import NAMES, language_word

#: By field, whatever was done.
_FIELDS = {
    "accept_hours": _l("Hours to accept"),
    "access": _l("How to get in"),
    "after": _l("Copied from"),
    "amount_cents": _l("Amount"),
    "brought_cents": _l("Paid before"),
    "design": _l("Look and version"),
    "due_on": _l("To be paid by"),
    "fees": _l("Fees"),
    "has_money_right": _l("Looks after fees and payments"),
    "payment": _l("Payment"),
    "capacity": _l("Seats"),
    "change_until_local": _l("Changes until"),
    "columns": _l("Columns"),
    "cap_percent": _l("Share of the seats"),
    "cover": _l("Picture"),
    "cover_alt": _l("Words for the picture"),
    "names": _l("Name"),
    "agenda": _l("Point of the agenda"),
    "speaker": _l("Speaker"),
    "event": _l("Event"),
    "approved": _l("Counts as approved"),
    "act": _l("Decision"),
    "people": _l("People"),
    "letter": _l("E-mail"),
    "reminders": _l("Reminders"),
    "how": _l("How"),
    "version": _l("Version"),
    "show_name": _l("Shown to other participants"),
    "photo_level": _l("Photos"),
    "taken": _l("Taken over"),
    "kind": _l("Kind of company"),
    "mail_domain": _l("Its own mail domain"),
    "name": _l("Name"),
    "contact_email": _l("Contact"),
    "count": _l("How many"),
    "cut_off_hours": _l("Hours before the start"),
    "deadline_local": _l("Sign-up until"),
    "description": _l("Description"),
    "ends_local": _l("Ends"),
    "fields": _l("Fields"),
    "format": _l("Kind of file"),
    "from_on": _l("Member from"),
    "language": _l("Language"),
    "languages": _l("Languages"),
    "line_paused": _l("Waitlist paused"),
    "members_first": _l("Members first"),
    "merged": _l("Number"),
    "members_open_local": _l("Opens for members"),
    "needs_approval": _l("The director decides who comes"),
    "offer_hours": _l("Hours of an offer"),
    "online_url": _l("Link for taking part online"),
    "only_together": _l("Parties only together"),
    "opens_local": _l("Opens"),
    "organiser": _l("Organiser"),
    "place_address": _l("Address"),
    "place_name": _l("Place"),
    "price": _l("Price"),
    "reason": _l("Reason"),
    "role": _l("Role"),
    "starts_local": _l("Starts"),
    "thanks": _l("Thanks for coming"),
    "state": _l("State"),
    "stock": _l("Cards"),
    "summary": _l("Summary"),
    "takes_late": _l("Late applications"),
    "terms": _l("Cancellation terms"),
    "timezone": _l("Time zone"),
    "title": _l("Title"),
    "until_on": _l("Member until"),
    **{str(outcome): words for outcome, words in OUTCOMES.items()},
}
#: Where a field means something else; by the first part of the act.
_OF_ROOM = {
    "event": {
        "address": _l("Web address"),
        "kind": _l("Kind of event"),
        "role": _l("Comes as"),
    },
    "company": {"address": _l("Web address")},
    "list": {"kind": _l("Which list")},
}


def setting_word(name: str) -> str:
    """What a setting is called in the form in which it is changed."""
    return str(getattr(SettingsForm, name).args[0])


def known_field(name: str) -> str:
    """What a field of a person or a company is called."""
    return str(OF_PEOPLE.get(name) or log.field_word(name))


def field_words(step: Step, field: str, found: Found) -> str:
    """What a field of an entry is called; behind it, of what or in which language."""
    name, _space, rest = field.partition(" ")
    room = step.act.partition(".")[0]
    if room == "network" and hasattr(SettingsForm, field):
        return setting_word(field)
    words = _OF_ROOM.get(room, {}).get(name) or _FIELDS.get(name)
    said = str(words) if words else known_field(name)
    if rest in NAMES:
        return f"{said} ({language_word(rest)})"
    if rest and name not in {"agenda", "speaker"}:
        return f"{said} ({found.pool_name(step.target, rest)})"
    return said
