"""Documents use the fonts of the house and the large ones of Debian, and no others.

Otherwise whatever a machine has would step in without a word: an emoji in colour
here, a box there.
"""

import re
from typing import Any

from weasyprint.text.ffi import ffi, fontconfig, gobject, pango, pangoft2
from weasyprint.text.fonts import FontConfiguration

from eventreg.documents import fonts

ffi.cdef(
    "FcBool FcConfigBuildFonts (FcConfig *config);"
    "PangoFont * pango_font_map_load_font ("
    "PangoFontMap *map, PangoContext *context, PangoFontDescription *description);",
    override=True,
)

_SIZE = re.compile(r"font-size: ?([\d.]+)pt")
_PIXELS_PER_POINT = 96 / 72

#: What is accepted is so even where all is rejected.
_RULES = b"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><selectfont>
  <rejectfont><glob>*</glob></rejectfont>
  <acceptfont><glob>*/NotoSansCJK-*</glob></acceptfont>
</selectfont></fontconfig>"""


class KnownFonts(FontConfiguration):
    """WeasyPrint's fonts, of those of the system only ``fonts-noto-cjk``."""

    def __init__(self) -> None:
        super().__init__()
        fontconfig.FcConfigParseAndLoadFromMemory(self._config, _RULES, True)
        fontconfig.FcConfigBuildFonts(self._config)
        pangoft2.pango_fc_font_map_config_changed(
            ffi.cast("PangoFcFontMap *", self.font_map)
        )
        self._measured: dict[str, Any] = {}

    def measure_boxes(self, style: str) -> None:
        """Know how wide the box of a missing character is, at each size of ``style``.

        Pango asks the first font of the stack. Where it comes to that font only while
        it measures another one, of Ethiopic or Tamil, it remembers a width of 0, and
        boxes are laid out in no room and drawn over whatever stands beside them.
        """
        context = pango.pango_font_map_create_context(self.font_map)
        for size in {float(found) for found in _SIZE.findall(style)}:
            for weight in fonts.WEIGHTS.values():
                self._measure(context, size * _PIXELS_PER_POINT, weight)
        gobject.g_object_unref(context)

    def _measure(self, context: Any, pixels: float, weight: int) -> None:
        key = f"{weight} {pixels}"
        if key in self._measured:
            return
        wanted = pango.pango_font_description_new()
        pango.pango_font_description_set_family(wanted, fonts.family("").encode())
        pango.pango_font_description_set_weight(wanted, weight)
        pango.pango_font_description_set_absolute_size(wanted, int(pixels * 1024))
        font = pango.pango_font_map_load_font(self.font_map, context, wanted)
        pango.pango_font_metrics_unref(pango.pango_font_get_metrics(font, ffi.NULL))
        pango.pango_font_description_free(wanted)
        # What was measured is known as long as the font is kept.
        self._measured[key] = ffi.gc(font, gobject.g_object_unref)
