"""Documents use the fonts of the house and the large ones of Debian, and no others.

Otherwise whatever a machine has would step in without a word: an emoji in colour
here, a box there.
"""

from weasyprint.text.ffi import ffi, fontconfig, pangoft2
from weasyprint.text.fonts import FontConfiguration

ffi.cdef("FcBool FcConfigBuildFonts (FcConfig *config);", override=True)

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
