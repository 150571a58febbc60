"""Texts that a spreadsheet could take for a formula."""

import re

#: Excel, LibreOffice and Google run what begins so, some after spaces.
_FORMULA = re.compile(r"\s*[=+\-@\t\r]")
#: A phone number or a negative figure runs nothing.
_FIGURES = re.compile(r"[+-]?[0-9][0-9 .,/()-]*\Z")
#: No sheet and no line may hold these.
_UNSEEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """``text`` without what no file of a table may hold."""
    return _UNSEEN.sub("", text)


def harmless(text: str) -> str:
    """As it may stand in a CSV file: what could run gets an apostrophe before it."""
    text = clean(text)
    if _FORMULA.match(text) and not _FIGURES.match(text):
        return f"'{text}"
    return text
