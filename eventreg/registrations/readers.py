"""In which languages people read, for staff who write words to them."""

from collections.abc import Iterable

from flask_babel import ngettext

from eventreg.people.names import full_name
from eventreg.registrations.models import Registration
from eventreg.registrations.words import listed
from eventreg.web.locale import language_word


def reads_words(registrations: Iterable[Registration]) -> str:
    """Who reads the e-mails about these, and in which language, as sentences."""
    readers = dict.fromkeys(each.written_to for each in registrations)
    by_language: dict[str, list[str]] = {}
    for reader in readers:
        by_language.setdefault(reader.language, []).append(full_name(reader))
    return " ".join(
        ngettext(
            "%(names)s reads %(language)s.",
            "%(names)s read %(language)s.",
            len(names),
            names=listed(names),
            language=language_word(language),
        )
        for language, names in by_language.items()
    )
