"""Which column of a list is what, by its heading in three languages."""

from collections.abc import Iterable, Sequence
from functools import cache

from eventreg.people.names import search_key

#: What headings are called by the programs and people that export lists; the first
#: ones are the likelier. What stands here is folded like names.
_WORDS: dict[str, tuple[str, ...]] = {
    "salutation": (
        *("Anrede", "Salutation", "Hitap", "Geschlecht", "Gender", "Cinsiyet"),
        *("Form of address", "Mr/Ms"),
    ),
    "title": (
        *("Titel", "Title", "Akad. Titel", "Akademischer Titel", "Unvan", "Grad"),
        "Academic title",
    ),
    "given_name": (
        *("Vorname", "Vornamen", "Rufname", "First name", "Given name", "Firstname"),
        *("Forename", "Given names", "Ad", "Adı", "İsim", "İsmi"),
    ),
    "family_name": (
        *("Nachname", "Familienname", "Zuname", "Last name", "Family name", "Surname"),
        *("Lastname", "Soyad", "Soyadı", "Soyisim"),
        # One column for the whole name: names are never split.
        *("Name", "Full name", "Ad Soyad", "Adı Soyadı", "Ansprechpartner", "Contact"),
        *("Teilnehmer", "Participant", "Katılımcı", "Person", "Kontaktperson"),
    ),
    "suffix": ("Namenszusatz", "Suffix", "Zusatz", "Nachgestellter Titel", "Son ek"),
    "native_name": (
        *("Name in eigener Schrift", "Native name", "Originalname", "Name (Original)"),
        *("Yerel ad", "Orijinal ad"),
    ),
    "badge_name": ("Name auf dem Schild", "Badge name", "Badge", "Yaka kartındaki ad"),
    "email": (
        *("E-Mail", "E-Mail-Adresse", "Mail", "Mailadresse", "Email address"),
        *("Mail address", "E-posta", "E-posta adresi", "Eposta", "E-Mail geschäftlich"),
    ),
    "phone": (
        *("Telefon", "Telefonnummer", "Tel", "Phone", "Phone number", "Mobil", "Handy"),
        *("Mobile", "Mobiltelefon", "Telefon numarası", "Cep telefonu", "Rufnummer"),
        *("Telephone", "Cep", "GSM"),
    ),
    "position": (
        *("Funktion", "Position", "Stellung", "Job title", "Görev", "Görevi"),
        *("Pozisyon", "Rolle", "Berufsbezeichnung"),
    ),
    "country": ("Land", "Country", "Ülke", "Herkunftsland", "Country code"),
    "language": ("Sprache", "Language", "Dil", "Korrespondenzsprache"),
    "company": (
        *("Firma", "Firmenname", "Unternehmen", "Company", "Company name", "Şirket"),
        *("Organisation", "Organization", "Institution", "Einrichtung", "Kurum"),
        *("Mitglied", "Member", "Şirket adı", "Arbeitgeber", "Organizasyon"),
    ),
    "sector": ("Branche", "Sector", "Sektör", "Industry", "Wirtschaftszweig"),
    "countries": (
        *("Länder", "Countries", "Ülkeler", "Works with", "Arbeitet mit", "Märkte"),
        *("Zielländer", "Markets", "Çalıştığı ülkeler"),
    ),
    "city": ("Ort", "Stadt", "City", "Town", "PLZ Ort", "PLZ/Ort", "Şehir", "İl"),
    "website": (
        *("Web", "Website", "Webseite", "Homepage", "Internet", "URL", "Web sitesi"),
        *("Internetseite", "İnternet sitesi", "www"),
    ),
    "mail_domain": (
        *("Mail-Domain", "Maildomain", "E-Mail-Domain", "Mail domain", "Domain"),
        *("Email domain", "E-posta alan adı", "Alan adı"),
    ),
    "staff": (
        *("Mitarbeiter", "Mitarbeiterzahl", "Beschäftigte", "Staff", "Employees"),
        *("Çalışan sayısı", "Anzahl Mitarbeiter", "Number of employees"),
    ),
    "products": ("Produkte", "Leistungen", "Products", "Ürünler", "Ürün ve hizmetler"),
    "offers": ("Bietet", "Angebot", "Offers", "Sunduğu"),
    "seeks": ("Sucht", "Gesuch", "Seeks", "Aradığı"),
}
#: Of people; the others are of their companies.
PERSONAL = (
    *("salutation", "title", "given_name", "family_name", "suffix", "native_name"),
    *("badge_name", "email", "phone", "position", "country", "language"),
)
FIELDS = tuple(_WORDS)


@cache
def _known() -> dict[str, tuple[int, str]]:
    """How likely, and which field, by folded heading; a small number is likely."""
    known: dict[str, tuple[int, str]] = {}
    for field, words in _WORDS.items():
        for rank, word in enumerate((*words, field.replace("_", " "))):
            known.setdefault(search_key(word), (rank, field))
    return known


def is_heading(text: str) -> bool:
    """Whether ``text`` is known as the heading of some column."""
    return search_key(text) in _known()


def guessed(headings: Sequence[str], fields: Iterable[str] = FIELDS) -> dict[str, int]:
    """The column of each field that a heading names; the likelier heading wins.

    :param fields: those that are wanted.
    """
    wanted = frozenset(fields)
    found = sorted(
        (rank, at, field)
        for at, heading in enumerate(headings)
        for rank, field in [_known().get(search_key(heading), (0, ""))]
        if field in wanted
    )
    columns: dict[str, int] = {}
    for _rank, at, field in found:
        columns.setdefault(field, at)
    return dict(sorted(columns.items(), key=lambda pair: pair[1]))
