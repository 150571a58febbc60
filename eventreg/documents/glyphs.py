"""What each glyph of a font says by itself, for readers that go glyph by glyph."""

import io
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from fontTools.ttLib import TTFont


class SaidGlyphs(dict[int, str]):
    """The text of each glyph of one font, none of them silent.

    WeasyPrint gives the whole text of a cluster to its last glyph and none to the
    others, such as vowels of Tamil and half letters of Hindi. PDF/UA-1 wants a
    character for each (ISO 14289-1, 7.21.7), and a glyph that was silent once would
    stay silent in each later word.
    """

    def __init__(self, font: Any) -> None:
        super().__init__(font.to_unicode)
        self._font = font

    def __setitem__(self, glyph: int, text: str) -> None:
        if len(text) != 1:
            own = self._own.get(glyph, "")
            text = own if own in text or not text else text
        super().__setitem__(glyph, text)

    @cached_property
    def _own(self) -> dict[int, str]:
        file = io.BytesIO(self._font.file_content)
        with TTFont(file, fontNumber=self._font.index, lazy=True) as font:
            said = {name: chr(code) for code, name in font.getBestCmap().items()}
            made = dict(_substitutes(font))
            for name in made:
                _decompose(name, made, said)
            return {font.getGlyphID(name): text for name, text in said.items() if text}


def _decompose(
    name: str, made: dict[str, tuple[str, ...]], said: dict[str, str]
) -> str:
    """The characters from which a glyph is made; none if the font does not tell."""
    if name not in said:
        said[name] = ""  # what is made of itself ends here
        parts = [_decompose(part, made, said) for part in made.get(name, ())]
        said[name] = "".join(parts) if all(parts) else ""
    return said[name]


def _substitutes(font: TTFont) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each glyph that stands for others, and these."""
    for lookup in font["GSUB"].table.LookupList.Lookup if "GSUB" in font else ():
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            for glyph, other in getattr(table, "mapping", {}).items():
                if isinstance(other, str):
                    yield other, (glyph,)
            for first, ligatures in getattr(table, "ligatures", {}).items():
                for each in ligatures:
                    yield each.LigGlyph, (first, *each.Component)
