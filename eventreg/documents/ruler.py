"""A page with rulers and the outlines of the labels, to see how a printer is off."""

from eventreg.documents.labels import Stock
from eventreg.documents.rendering import render


def ruler_pdf(stock: Stock, words: str, *, language: str) -> bytes:
    """One page of the stock's paper: each label outlined and numbered.

    :param words: what the stock is called.
    """
    width, height = stock.page
    places = [(at.left, at.top) for at in stock.places()]
    size = stock.face if stock.kind == "folded" else (stock.width, stock.height)
    values = {
        "name": words,
        "width": width,
        "height": height,
        "places": places,
        "label_width": size[0],
        "label_height": size[1],
        "across": range(10, int(width) - 4, 10),
        "down": range(10, int(height) - 4, 10),
    }
    return render("ruler", values, language=language)
