"""Certificates of attendance on A4: a page for each, in the person's language."""

from collections.abc import Sequence
from dataclasses import dataclass

from eventreg.documents import fitting, fonts
from eventreg.documents.assets import Asset
from eventreg.documents.rendering import render
from eventreg.documents.syllables import with_breaks
from eventreg.documents.watching import Pages

#: Points; the text is 165 mm wide.
_WIDTH, _NAME_HEIGHT, _TITLE_HEIGHT = 165 * 72 / 25.4, 90.0, 80.0
_NAME_LARGEST, _NAME_COMFORTABLE, _TITLE_LARGEST, _TITLE_COMFORTABLE = 36, 22, 22, 14
#: Letters that find room on a line beside others.
_LONGEST_WORD = 50
#: Millimetres.
_LOGO_WIDTH, _LOGO_HEIGHT = 80.0, 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateWords:
    """What every certificate says in one language."""

    heading: str
    #: Before the name, and between the name and the event.
    before: str
    after: str
    when: str
    where: str
    #: As what somebody signs.
    signs_as: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """One page."""

    language: str
    words: CertificateWords
    name: str
    #: Position and company.
    about: str
    #: ISO 3166-1 alpha-2; tells how Han characters are drawn.
    country: str
    event: str
    #: Of the event's title, where it is not the person's.
    event_language: str
    when: str
    where: str
    #: Town and day of issue.
    issued: str
    network: str
    signed_by: str
    number: str

    @property
    def name_fit(self) -> fitting.Fit:
        return _fit(self.name, _NAME_HEIGHT, _NAME_LARGEST, _NAME_COMFORTABLE)

    @property
    def event_fit(self) -> fitting.Fit:
        return _fit(self.event, _TITLE_HEIGHT, _TITLE_LARGEST, _TITLE_COMFORTABLE)

    @property
    def about_lines(self) -> str:
        """Position and company; a word that is longer than a line has breaks."""
        return with_breaks(self.about, longest=_LONGEST_WORD)

    @property
    def han(self) -> str:
        """Face of Han characters, empty where there are none."""
        text = self.name + self.about
        return fonts.han_face(self.country, text) if fonts.has_cjk(text) else ""


@dataclass(frozen=True, slots=True)
class Emblem:
    """The network's logo, with its size in points of the picture."""

    picture: Asset
    width: int
    height: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height on paper, in millimetres."""
        scale = min(_LOGO_WIDTH / self.width, _LOGO_HEIGHT / self.height)
        return round(self.width * scale, 2), round(self.height * scale, 2)


def certificates_pdf(
    certificates: Sequence[Certificate],
    *,
    title: str,
    language: str,
    emblem: Emblem | None = None,
    tell: Pages | None = None,
) -> bytes:
    """A tagged PDF with a page for each, in their order.

    :param language: of the document as a whole, and of its title.
    """
    values = {
        "title": title,
        "certificates": certificates,
        "logo": emblem.size if emblem else None,
        "largest": _NAME_LARGEST,
    }
    assets = {"logo": emblem.picture} if emblem else {}
    return render("certificate", values, language=language, assets=assets, tell=tell)


def _fit(text: str, height: float, at_most: int, comfortable: int) -> fitting.Fit:
    return fitting.largest(
        text,
        width=_WIDTH,
        height=height,
        at_most=at_most,
        comfortable=comfortable,
        lines=3,
    )
