"""What the cells of one row say, in the spellings that lists have.

What cannot be understood is left out and noted; what must not be guessed is an
error, and its row stays out of the import.
"""

import re
from collections.abc import Mapping
from functools import cache
from urllib.parse import urlsplit

from babel import Locale
from flask_babel import gettext as _

from eventreg.people.imports.words import field_word
from eventreg.people.mail_domains import is_own
from eventreg.people.names import Salutation, clean_name, search_key
from eventreg.tables import ReadRow
from eventreg.web.fields import mail_problem, readable_mail, squeeze
from eventreg.web.limits import has_letter
from eventreg.web.phones import is_same_number, read_phone

LANGUAGES = ("de", "en", "tr")
#: Letters that each field holds.
_LONGEST = {
    **dict.fromkeys(("given_name", "family_name", "native_name", "badge_name"), 400),
    **dict.fromkeys(("title", "suffix"), 80),
    **dict.fromkeys(("company", "position"), 200),
    **dict.fromkeys(("products", "offers", "seeks"), 600),
    **{"email": 254, "city": 100, "website": 400, "staff": 20},
    "mail_domain": 253,
}
_NAMES = frozenset({"given_name", "family_name", "native_name", "badge_name"})
#: Names that nobody needs to have.
_ASIDE = frozenset({"native_name", "badge_name"})
_POSTCODE = re.compile(r"(?:[A-Z]{1,3}[- ])?[0-9]{4,6}\s+(?=\D)")
_BETWEEN_COUNTRIES = re.compile(r"[,;/|\n+]|\s(?:und|and|ve)\s", re.IGNORECASE)
_LANGUAGE_WORDS = {
    "de": ("de", "deutsch", "german", "almanca", "d", "ger"),
    "en": ("en", "englisch", "english", "ingilizce", "e", "eng"),
    "tr": ("tr", "türkisch", "turkish", "türkçe", "t", "tur"),
}


class Cells:
    """The cells of a row by field, and what is wrong with them."""

    def __init__(self, row: ReadRow, columns: Mapping[str, int]) -> None:
        self.number = row.number
        #: Why the row cannot be imported, in sentences.
        self.errors: list[str] = []
        #: What is left out or odd, in sentences.
        self.notes: list[str] = []
        self._typed = {field: row.cell(at) for field, at in columns.items()}
        if row.is_broken:
            self.errors.append(
                _(
                    "A quotation mark is opened in this row and never closed. Correct "
                    "it in the file, then choose the file once more."
                )
            )

    def text(self, field: str) -> str:
        """One clean line; names are kept as they are written."""
        typed = self._typed.get(field, "")
        text = clean_name(typed) if field in _NAMES else squeeze(typed) or ""
        if text.startswith("="):
            self.errors.append(
                _("%(field)s is a formula: “%(text)s”.", **self._said(field, text))
            )
        elif field in _NAMES and text and not has_letter(text):
            return self._without_letter(field, text)
        if len(text) > _LONGEST.get(field, 600):
            self.errors.append(_("%(field)s is too long.", field=field_word(field)))
            return ""
        return text

    def _without_letter(self, field: str, text: str) -> str:
        """Nobody is called “---”; on a badge it means that there is nothing."""
        if field in _ASIDE:
            self._left_out(field, text)
            return ""
        self.errors.append(
            _("%(field)s “%(text)s” has no letter.", **self._said(field, text))
        )
        return text

    def salutation(self) -> str:
        typed = self.text("salutation")
        found = Salutation.read(typed)
        unsaid = typed.rstrip(".").casefold() in {"", "-", "divers", "diverse", "mx"}
        if not found and not unsaid:
            self._left_out("salutation", typed)
        return str(found)

    def email(self) -> str:
        """In lower case; the row is refused if no letter could reach it."""
        typed = self.text("email").lower().removeprefix("mailto:").strip("<>")
        if typed and mail_problem(typed):
            self.errors.append(
                _(
                    "“%(text)s” is no e-mail address that our letters reach.",
                    text=_short(typed),
                )
            )
        return readable_mail(typed)

    def phone(self, known: str = "") -> str:
        """
        :param known: the number of whom the row means; stays where it is this one.
        """
        typed = self.text("phone")
        if known and is_same_number(typed, known):
            return known
        # Lists come from the office, which dials at home unless a country is named.
        country = _country(self.text("country"))
        found = read_phone(typed, "de", country) if typed else ""
        if found is None:
            self._left_out("phone", typed)
        return found or ""

    def country(self) -> str:
        typed = self.text("country")
        code = _country(typed)
        if typed and not code:
            self._left_out("country", typed)
        return code

    def countries(self) -> list[str]:
        """Codes; of several, those that are not known are left out."""
        codes = []
        for typed in _parted(self.text("countries")):
            if code := _country(typed):
                codes.append(code)
            else:
                self._left_out("countries", typed)
        return sorted(set(codes))

    def language(self, default: str) -> str:
        typed = search_key(self.text("language"))
        return next(
            (code for code in LANGUAGES if typed in _language_keys()[code]), default
        )

    def city(self) -> str:
        """Without the postcode, which nobody is sorted by."""
        return _POSTCODE.sub("", self.text("city"), count=1)

    def website(self) -> str:
        typed = self.text("website")
        address = typed if not typed or "://" in typed else f"https://{typed}"
        if typed and not _is_web_address(address):
            self._left_out("website", typed)
            return ""
        return address

    def mail_domain(self) -> str:
        """What stands behind the @; left out where anybody can have an address."""
        typed = self.text("mail_domain")
        domain = typed.lower().rpartition("@")[2]
        if typed and not (is_own(domain) and "." in domain and " " not in domain):
            self._left_out("mail_domain", typed)
            return ""
        return domain

    def _left_out(self, field: str, text: str) -> None:
        self.notes.append(
            _(
                "%(field)s “%(text)s” is not understood and left out.",
                **self._said(field, text),
            )
        )

    def _said(self, field: str, text: str) -> dict[str, str]:
        return {"field": field_word(field), "text": _short(text)}

    def unknown_sector(self, text: str) -> None:
        """Note a sector that the site does not have."""
        self._left_out("sector", text)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _parted(text: str) -> list[str]:
    """``TR, DE`` as two, and ``AM DK GE`` as three."""
    parts = [part.strip() for part in _BETWEEN_COUNTRIES.split(text)]
    parts = [part for part in parts if part]
    if len(parts) == 1 and re.fullmatch(r"[A-Z]{2}(\s+[A-Z]{2})+", parts[0]):
        return parts[0].split()
    return parts


def _country(typed: str) -> str:
    """The code of a country by code or by name in any of our languages.

    Codes as they are: folded like names, AE would be the letter Ä.
    """
    code = typed.upper()
    if code in _territories("en"):
        return code
    return _countries().get(search_key(typed), "") if typed else ""


@cache
def _countries() -> dict[str, str]:
    names = {
        search_key(name): code
        for language in LANGUAGES
        for code, name in _territories(language).items()
    }
    return names | _OTHER_NAMES


@cache
def _territories(language: str) -> dict[str, str]:
    named = Locale.parse(language).territories.items()
    return {str(code): str(name) for code, name in named if _is_country(str(code))}


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "ZZ"}


_OTHER_NAMES = {
    search_key(name): code
    for name, code in {
        "USA": "US",
        "UK": "GB",
        "England": "GB",
        "Großbritannien": "GB",
        "Turkey": "TR",
        "Holland": "NL",
        "Tschechische Republik": "CZ",
        "D": "DE",
        "BRD": "DE",
        "VAE": "AE",
        "UAE": "AE",
    }.items()
}


@cache
def _language_keys() -> dict[str, set[str]]:
    return {
        code: set(map(search_key, words)) for code, words in _LANGUAGE_WORDS.items()
    }


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:  # an unclosed bracket in the host
        return False
    is_http = parts.scheme in {"http", "https"}
    return is_http and "." in (parts.hostname or "") and " " not in address
