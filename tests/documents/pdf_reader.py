"""What a finished PDF says, for tests: text, language, fonts, boxes in mm."""

import ctypes
import re
import unicodedata
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

MM = 25.4 / 72


@dataclass(frozen=True)
class Box:
    """Where something lies on its page, in millimetres from the top left."""

    left: float
    top: float
    width: float
    height: float


def open_pdf(pdf: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(pdf)


def text_of(page: pypdfium2.PdfPage) -> str:
    return str(page.get_textpage().get_text_range())


def squeezed(text: str) -> str:
    """``text`` without spaces and invisible characters, for comparing."""
    # pdfium marks a hyphen at the end of a line so.
    plain = unicodedata.normalize("NFKC", text.replace("\ufffe", "-"))
    return re.sub(r"[\s\u00ad\u200b-\u200f]", "", plain)


#: The letters of these come out, but pdfium turns the two of the ligature of lam
#: and alef round. Printed, all is right.
_ARABIC = re.compile("[\u0600-\u06ff]")


def says(page_text: str, words: str) -> bool:
    """Whether all ``words`` are in the text of a page.

    Word by word, because pdfium may put the second line of a text elsewhere.
    """
    everything = squeezed(page_text)
    return all(
        set(squeezed(word).strip(",")) <= set(everything)
        if _ARABIC.search(word)
        else squeezed(word).strip(",") in everything
        for word in words.split()
    )


def language_of(document: pypdfium2.PdfDocument) -> str:
    size = pdfium.FPDFCatalog_GetLanguage(document, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFCatalog_GetLanguage(
        document, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
    )
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def boxes_of(page: pypdfium2.PdfPage, kind: int) -> list[Box]:
    """Boxes of all objects of ``kind`` (pictures, paths), in their order."""
    height = page.get_height()
    boxes = []
    for item in page.get_objects(filter=[kind]):
        left, bottom, right, top = item.get_bounds()
        boxes.append(
            Box(
                left * MM, (height - top) * MM, (right - left) * MM, (top - bottom) * MM
            )
        )
    return boxes


def fonts_are_embedded(document: pypdfium2.PdfDocument) -> bool:
    """Whether every piece of text is drawn in a font that the file holds."""
    found = []
    for page in document:
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            font = pdfium.FPDFTextObj_GetFont(item)
            found.append(pdfium.FPDFFont_GetIsEmbedded(font) == 1)
    return bool(found) and all(found)


def heads_of(page: pypdfium2.PdfPage) -> list[str]:
    """The scope of each head of a table on a page, in reading order."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    found: list[str] = []
    for number in range(pdfium.FPDF_StructTree_CountChildren(tree)):
        _walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, number), found)
    pdfium.FPDF_StructTree_Close(tree)
    return found


def _walk(element, found: list[str]) -> None:
    if _read(pdfium.FPDF_StructElement_GetType, element) == "TH":
        found.append(_scope(element))
    for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, number)
        if child:
            _walk(child, found)


def _scope(element) -> str:
    for number in range(pdfium.FPDF_StructElement_GetAttributeCount(element)):
        attribute = pdfium.FPDF_StructElement_GetAttributeAtIndex(element, number)
        value = pdfium.FPDF_StructElement_Attr_GetValue(attribute, b"Scope")
        if value:
            buffer, size = ctypes.create_string_buffer(100), ctypes.c_ulong()
            pdfium.FPDF_StructElement_Attr_GetStringValue(value, buffer, 100, size)
            return buffer.raw[: size.value].decode("utf-16-le").rstrip("\0")
    return ""


def _read(ask, *arguments) -> str:
    buffer = ctypes.create_string_buffer(100)
    size = ask(*arguments, buffer, 100)
    return buffer.raw[:size].decode("utf-16-le").rstrip("\0")
