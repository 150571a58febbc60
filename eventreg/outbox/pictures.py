"""The check-in code as a picture that travels inside the letter."""

import io

import segno
from PIL import Image, ImageOps

from eventreg.outbox.giro import girocode_png
from eventreg.outbox.models import Letter

#: Picture dots for one dot of the code: sharp on any screen and on paper.
SCALE = 8
#: Dots of white around it; readers want some.
BORDER = 3

_WHITE_AND_BLACK = bytes.maketrans(b"\0\1", b"\xff\0")


def qr_png(code: str) -> bytes:
    """The code as QR, 1 bit a dot, with the quiet zone around it."""
    # A fixed mask costs a fifth of trying all eight; it must be a text of
    # capitals and digits, which QR packs tightly.
    qr = segno.make_qr(code.upper(), error="m", mask=4, boost_error=False)
    side = len(qr.matrix)
    dots = b"".join(qr.matrix).translate(_WHITE_AND_BLACK)
    picture = Image.frombytes("L", (side, side), dots)
    picture = ImageOps.expand(picture, BORDER, 255).convert("1")
    file = io.BytesIO()
    ImageOps.scale(picture, SCALE, Image.Resampling.NEAREST).save(file, "PNG")
    return file.getvalue()


def in_groups(code: str) -> str:
    """A code in groups that can be read out: ``7F3K-M2QX-9DTA-B``."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def giro_name(number: int) -> str:
    """What the page calls the payment code that stands at this place, from 1."""
    return f"giro-{number:03}"


def pictures_of(letter: Letter) -> dict[str, bytes]:
    """The PNG files that a letter shows, by the name its page calls them."""
    found = {}
    if letter.code:
        found["code"] = qr_png(letter.code)
    if payload := letter.values.get("giro"):
        found["giro"] = girocode_png(payload)
    for number, (_words, each) in enumerate(letter.values.get("giros") or (), start=1):
        found[giro_name(number)] = girocode_png(each)
    return found
