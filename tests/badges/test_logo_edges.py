"""A logo stands on paper as it is: its lower edge does not begin again at the top."""

import io
import math

import pytest
from PIL import Image

from eventreg.badges.designs import Design, Logo
from eventreg.badges.sheet import frame_for, sheet_pdf
from eventreg.documents import Asset
from eventreg.documents.labels import stocks
from tests.badges.people import thousand
from tests.documents.pdf_reader import Box, open_pdf
from tests.documents.test_every_card import SITE, turned_box

#: Of a screen, of a label printer, of a printer on paper: dots an inch.
RESOLUTIONS = (108, 203, 300)


def underlined() -> Logo:
    """White, with a black bar at its lower edge."""
    picture = Image.new("RGB", (500, 300), "white")
    picture.paste("black", (0, 270, 500, 300))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return Logo(Asset.png(out.getvalue()), 500, 300)


@pytest.mark.parametrize(
    "name", ["DURABLE 1445-02", "Dymo 99014", "A7 eight-up", "Butterfly 82x203"]
)
@pytest.mark.parametrize("look", ["calm", "official"])
def test_nothing_black_stands_along_the_white_edge_of_a_logo(app, look, name):
    stock, logo = stocks()[name], underlined()
    design = Design(look=look, logos=(logo,))
    pdf = sheet_pdf(
        thousand(stock.per_sheet),
        stock,
        title="Badges",
        language="en",
        public_url=SITE,
        design=design,
    )
    frame = frame_for(stock, design)
    box = logo.within(frame.logos[0], at=0.5 if look == "calm" else 0)
    top = Box(box.left + 1, box.top - 0.4, box.width - 2, 0.8)

    [page] = open_pdf(pdf)
    for resolution in RESOLUTIONS:
        picture = page.render(scale=resolution / 72).to_pil().convert("L")
        for place in stock.places():
            edge = turned_box(stock, place, top)
            dots = resolution / 25.4
            seen = picture.crop(
                (
                    int(edge.left * dots),
                    int(edge.top * dots),
                    math.ceil((edge.left + edge.width) * dots),
                    math.ceil((edge.top + edge.height) * dots),
                )
            )
            assert seen.getextrema() == (255, 255)
