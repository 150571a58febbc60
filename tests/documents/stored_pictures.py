"""Pages as they should look, stored as pictures; run this module to take them anew.

``.venv/bin/python -m tests.documents.stored_pictures``: look at what changed before
you commit it.
"""

import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageChops

from eventreg.badges.designs import Back, Design
from eventreg.badges.frames import LOOKS
from eventreg.badges.place_cards import place_cards_pdf
from eventreg.badges.sheet import sheet_pdf
from eventreg.documents.labels import stocks
from eventreg.documents.sheets import Run
from tests.badges.people import make_badge
from tests.documents.pdf_reader import open_pdf

FOLDER = Path(__file__).with_name("pictures")

#: One of each shape of face: lying, low, flat and turned, tall, folded.
STOCKS = (
    "DURABLE 1445-02",
    "DURABLE 1453-02",
    "Brother 29x90",
    "A6 hanging",
    "Butterfly 82x203",
)
NAMES = [*(f"{look}, {stock}" for look in LOOKS for stock in STOCKS), "place cards"]

_PEOPLE = [
    make_badge(
        title="Prof. Dr.",
        given_name="María del Carmen",
        family_name="Núñez de Balboa",
        company="Straßen & Brücken AG",
        details=("Türkiye",),
        role="speaker",
        role_word="Speaker",
        no_photos=True,
    ),
    make_badge(given_name="عبد الرحمن", family_name="الشريف", company="شركة النور"),
    make_badge(given_name="ნინო", family_name="ბერიძე", role="vip", role_word="VIP"),
]


def drawn(name: str) -> Image.Image:
    """The first page of that name as it comes out now."""
    if name == "place cards":
        pdf = place_cards_pdf(_PEOPLE, title="Place cards", language="en")
    else:
        look, _comma, stock = name.partition(", ")
        pdf = sheet_pdf(
            _PEOPLE,
            stocks()[stock],
            title="Badges",
            language="en",
            public_url="https://events.example.org",
            design=Design(
                look=look,
                colour="#7a2e8e",
                back=Back.PROGRAMME,
                programme=(("18:30", "Opening"), ("19:00", "Talks")),
            ),
            run=Run(cut_marks=True),
        )
    picture: Image.Image = open_pdf(pdf)[0].render(scale=1).to_pil()
    return picture.convert("L")


def stored(name: str) -> Image.Image:
    return Image.open(_path(name)).convert("L")


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of their points, from 0 to 255; another size is all different."""
    if one.size != other.size:
        return 255.0
    counts = ImageChops.difference(one, other).histogram()
    return sum(value * count for value, count in enumerate(counts)) / sum(counts)


def _path(name: str) -> Path:
    return FOLDER / f"{name.replace(', ', '-').replace(' ', '-')}.png"


def main() -> int:
    """Take all pictures anew; exit status 0."""
    from tests.sites import make_site

    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        app = make_site(f"sqlite:///{folder}/none.db")
        with app.app_context():
            for name in NAMES:
                drawn(name).quantize(128).save(_path(name), optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
