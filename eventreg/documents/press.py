"""HTML to PDF. Imports WeasyPrint (over a second), so it is imported late."""

import threading
from collections.abc import Mapping

from PIL import ImageFile
from weasyprint import CSS, HTML
from weasyprint import pdf as weasyprint_pdf

from eventreg.documents import fonts
from eventreg.documents.assets import Asset
from eventreg.documents.fetcher import AssetFetcher
from eventreg.documents.known_fonts import KnownFonts
from eventreg.documents.memory import give_back
from eventreg.documents.scopes import write_scopes
from eventreg.documents.spoken import SpokenStream
from eventreg.documents.watching import Pages, told

# WeasyPrint makes Pillow accept pictures that break off, for the whole process.
# Ours are whole, and an upload that is not must be refused.
ImageFile.LOAD_TRUNCATED_IMAGES = False

# WeasyPrint has no setting for it. Pinned below 71; test_rendering tells at once.
weasyprint_pdf.Stream = SpokenStream
write_scopes()

#: Parsed stylesheets a thread keeps; there are two documents and few stocks.
_KEPT_STYLES = 32


class _Press(threading.local):
    """Loaded fonts and parsed stylesheets, one set for each thread.

    Pango's font map must not be shared by threads; making one takes 70 ms, so
    it is kept.
    """

    def __init__(self) -> None:
        self.font_config = KnownFonts()
        self._styles: dict[str, CSS] = {}
        self._parse(fonts.face_rules(), fonts.assets())

    def style(self, source: str) -> CSS:
        """The parsed stylesheet. It may load nothing at all."""
        style = self._styles.get(source)
        if style is None:
            if len(self._styles) >= _KEPT_STYLES:
                self._styles.clear()
            self.font_config.measure_boxes(source)
            style = self._styles[source] = self._parse(source, {})
        return style

    def _parse(self, source: str, assets: Mapping[str, Asset]) -> CSS:
        fetcher = AssetFetcher(assets)
        return CSS(string=source, font_config=self.font_config, url_fetcher=fetcher)


_press = _Press()


def to_pdf(
    html: str,
    *,
    style: str,
    assets: Mapping[str, Asset],
    tell: Pages | None = None,
) -> bytes:
    """The document as a tagged PDF (PDF/UA-1).

    :param html: a whole page with language and title.
    :param style: its stylesheet; fonts are known already.
    :param assets: what ``asset:<name>`` in HTML and stylesheet stands for.
    :param tell: is told each page.
    """
    try:
        with told(tell):
            return _drawn(html, style, assets)
    finally:
        give_back(html)


def _drawn(html: str, style: str, assets: Mapping[str, Asset]) -> bytes:
    # A function of its own: nothing of the document is held when it has returned.
    pdf: bytes = HTML(string=html, url_fetcher=AssetFetcher(assets)).write_pdf(
        stylesheets=[_press.style(style)],
        font_config=_press.font_config,
        pdf_variant="pdf/ua-1",
    )
    return pdf
