"""What a piece of text in a PDF says, for search, copying and screen readers."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.pdf.stream import Stream, pydyf

from eventreg.documents.glyphs import SaidGlyphs

#: Scripts whose marks change places: those of India, Thai, Lao, Burmese, Khmer.
#: A PDF gives each glyph one text, which is not enough for them. Arabic and Hebrew
#: are read back well without, and some readers would turn their text round twice.
_REORDERED = re.compile("[\u0900-\u109f\u1780-\u17ff]")


class SpokenStream(Stream):
    """Writes the text itself beside glyphs from which it cannot be read back."""

    def add_font(self, pango_font: Any) -> tuple[Any, float]:
        """WeasyPrint's font, which has a text for each of its glyphs."""
        font, size = super().add_font(pango_font)
        if not isinstance(font.to_unicode, SaidGlyphs):
            font.to_unicode = SaidGlyphs(font)
        return font, size

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        with super().marked(box, tag):
            text = getattr(box, "text", "")
            if _REORDERED.search(text):
                # The parent has just written: tag, properties, operator.
                self.stream[-2]["ActualText"] = pydyf.String(text)
            yield
