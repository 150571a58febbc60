"""What fields and outcomes of an import are called."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventreg.people.imports.states import Kept, Outcome, Thing

FIELDS = {
    "salutation": _l("Form of address"),
    "title": _l("Academic title"),
    "given_name": _l("Given name"),
    "family_name": _l("Family name"),
    "suffix": _l("After the name"),
    "native_name": _l("Name in own script"),
    "badge_name": _l("Name on the badge"),
    "email": _l("E-mail address"),
    "phone": _l("Phone"),
    "position": _l("Position"),
    "country": _l("Country"),
    "language": _l("Language"),
    "company": _l("Company"),
    "sector": _l("Sector"),
    "countries": _l("Works with"),
    "city": _l("City"),
    "website": _l("Website"),
    "mail_domain": _l("Own mail domain"),
    "staff": _l("Employees"),
    "products": _l("Products and services"),
    "offers": _l("Offers"),
    "seeks": _l("Seeks"),
}

OUTCOMES = {
    Outcome.ENTERED: _l("New registration"),
    Outcome.NEW_COMPANY: _l("New company"),
    Outcome.JOINS: _l("New, joins a company"),
    Outcome.NEW_PERSON: _l("New person"),
    Outcome.CHANGES: _l("Changes"),
    Outcome.SAME: _l("Stays as it is"),
    Outcome.DOUBLE: _l("Double"),
    Outcome.ERROR: _l("Error"),
    Outcome.SKIPPED: _l("Skipped"),
}
_TONES = {
    Outcome.CHANGES: "wait",
    Outcome.SAME: "soft",
    Outcome.DOUBLE: "soft",
    Outcome.ERROR: "bad",
    Outcome.SKIPPED: "soft",
}
_THINGS = {
    Thing.COMPANY: _l("Company"),
    Thing.PERSON: _l("Person"),
    Thing.REGISTRATION: _l("Registration"),
}
_KEPT = {
    Kept.CHANGED: _l("was changed since"),
    Kept.IN_USE: _l("is needed elsewhere by now"),
    Kept.GONE: _l("is no longer there"),
}


def field_word(field: str) -> str:
    return str(FIELDS[field])


def outcome_word(outcome: Outcome) -> str:
    return str(OUTCOMES[outcome])


def outcome_tone(outcome: Outcome) -> str:
    """The colour of its tag; see ``macros/states.html``."""
    return _TONES.get(outcome, "good")


def thing_word(thing: Thing) -> str:
    return str(_THINGS[thing])


def kept_words(kept: Kept) -> str:
    return str(_KEPT[kept])


def total_row_words() -> str:
    return _("This row only adds up others.")


#: By what somebody knows them: whose letters they hold, then the name.
_ENCODINGS = {
    "utf-8": _l("All languages (UTF-8)"),
    "cp1252": _l("Western Europe (Windows-1252)"),
    "cp1254": _l("Turkish (Windows-1254)"),
    "cp1250": _l("Central Europe (Windows-1250)"),
    "cp850": _l("Western Europe, old programs (DOS 850)"),
    "utf-8-twice": _l("All languages, saved twice (Ã¼ for ü)"),
    "cp1251": _l("Cyrillic (Windows-1251)"),
    "cp1253": _l("Greek (Windows-1253)"),
    "cp852": _l("Central Europe, old programs (DOS 852)"),
    "cp857": _l("Turkish, old programs (DOS 857)"),
}


def encoding_word(name: str) -> str:
    """What the letters of a file are called where they are chosen."""
    return str(_ENCODINGS[name])
