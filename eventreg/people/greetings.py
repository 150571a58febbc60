"""How a letter begins."""

import re
from collections.abc import Mapping
from enum import StrEnum

from eventreg.people.joining import joined


class Salutation(StrEnum):
    """How a person wants to be addressed."""

    NONE = ""
    MS = "ms"
    MR = "mr"

    @classmethod
    def read(cls, text: str) -> "Salutation":
        """The salutation that a list means by ``Frau``, ``Herr``, ``Hr.``, ``Mr``."""
        return _WRITTEN.get(text.strip().rstrip(".").casefold(), cls.NONE)


_WRITTEN = {
    **dict.fromkeys(("frau", "fr", "ms", "mrs", "miss", "hanım"), Salutation.MS),
    **dict.fromkeys(("herr", "herrn", "hr", "mr", "bey"), Salutation.MR),
}


class _Degree(StrEnum):
    """The one degree of a title that a greeting names."""

    PROFESSOR = "Prof."
    DOCTOR = "Dr."
    NONE = ""


_PROFESSOR = re.compile(r"\bprof", re.IGNORECASE)
#: A docent, as Türkiye and its neighbours have them, has a doctor's degree.
_DOCTOR = re.compile(r"\b(?:dr\b|doktor|ph\.? ?d|do[çc]\b)", re.IGNORECASE)

#: Ranks that Turkish names in a greeting, by how they are written; the first counts.
_TURKISH_RANKS = {
    re.compile(r"\byrd\W*do[çc]\b", re.IGNORECASE): "Yrd. Doç. Dr.",
    re.compile(r"\bdo[çc]\b", re.IGNORECASE): "Doç. Dr.",
    re.compile(r"\böğr\w*\W*üye", re.IGNORECASE): "Dr. Öğr. Üyesi",
}


def greeting(
    language: str,
    salutation: str,
    title: str,
    given: str,
    family: str,
    address_as: Mapping[str, str] | None = None,
    *,
    family_first: bool = False,
) -> str:
    """The first line of a letter in ``language``, without the comma.

    :param salutation: as ``Salutation.read`` takes it.
    :param title: degrees as the person writes them; the highest one is named.
    :param address_as: whole lines by language, for offices: "Sehr geehrte Frau
        Oberbürgermeisterin". Where the language is missing the greeting is neutral.
    :param family_first: a full name has the family name first.
    """
    if address_as and address_as.get(language):
        return address_as[language]
    salutation = Salutation.read(salutation)
    whole = joined(given, family, family_first=family_first)
    degree = _Degree.NONE if address_as else _highest(title)
    if address_as or not (given and family):
        salutation = Salutation.NONE
        family = whole
    greet = {"de": _german, "tr": _turkish}.get(language, _english)
    return greet(salutation, degree, whole, family, title)


def _highest(title: str) -> _Degree:
    if _PROFESSOR.search(title):
        return _Degree.PROFESSOR
    return _Degree.DOCTOR if _DOCTOR.search(title) else _Degree.NONE


def _german(
    salutation: Salutation, degree: _Degree, whole: str, family: str, title: str
) -> str:
    is_professor = degree is _Degree.PROFESSOR
    if salutation is Salutation.MS:
        spelled = "Professorin" if is_professor else str(degree)
        return _line("Sehr geehrte Frau", spelled, family)
    if salutation is Salutation.MR:
        spelled = "Professor" if is_professor else str(degree)
        return _line("Sehr geehrter Herr", spelled, family)
    return _line("Guten Tag", degree, whole)


def _english(
    salutation: Salutation, degree: _Degree, whole: str, family: str, title: str
) -> str:
    if degree is not _Degree.NONE:
        spelled = "Professor" if degree is _Degree.PROFESSOR else "Dr"
        return _line("Dear", spelled, family)
    if salutation in (Salutation.MS, Salutation.MR):
        return _line("Dear", "Ms" if salutation is Salutation.MS else "Mr", family)
    return _line("Dear", whole)


def _turkish(
    salutation: Salutation, degree: _Degree, whole: str, family: str, title: str
) -> str:
    return _line("Sayın", _turkish_rank(degree, title), whole)


def _turkish_rank(degree: _Degree, title: str) -> str:
    """The rank that must not be missing: "Sayın Doç. Dr. Işıl Güneş"."""
    if degree is _Degree.PROFESSOR:  # who is a doctor too is called both
        return "Prof. Dr." if _DOCTOR.search(title) else degree
    if degree is _Degree.NONE:  # also where an office is addressed, not its holder
        return ""
    written = (rank for sign, rank in _TURKISH_RANKS.items() if sign.search(title))
    return next(written, degree)


def _line(*words: str) -> str:
    return " ".join(word for word in words if word)
