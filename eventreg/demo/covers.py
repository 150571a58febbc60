"""Pictures above the events of the demo: hills and water, drawn here."""

import io
import math
from functools import lru_cache

from PIL import Image, ImageDraw

from eventreg.uploads import Checked, checked

SIZE = (1600, 640)
#: Sky and the layers below it, from far to near.
COLOURS = {
    "evening": ("#f3d9b8", "#d98a5b", "#a8481f", "#5d2a17"),
    "workshop": ("#dfe9e6", "#9cc3c1", "#3f8a8d", "#0b5a62"),
    "trip": ("#f6e3c8", "#e8a97a", "#3f8a8d", "#08464d"),
}


@lru_cache
def cover(key: str) -> Checked:
    """The picture of the event ``key``, the same each time."""
    sky, *layers = COLOURS[key]
    picture = Image.new("RGB", SIZE, sky)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((1080, 90, 1260, 270), fill=layers[0])
    for depth, colour in enumerate(layers):
        draw.polygon(_ridge(len(key), depth), fill=colour)
    file = io.BytesIO()
    picture.save(file, "PNG")
    file.seek(0)
    return checked(file, f"{key}.png")


def _ridge(phase: int, depth: int) -> list[tuple[float, float]]:
    """A soft line of hills, nearer and lower with ``depth``."""
    width, height = SIZE
    base = height * (0.52 + 0.16 * depth)
    line = [
        (x, base + 46 * math.sin(x / (150 + 60 * depth) + phase + 2 * depth))
        for x in range(0, width + 20, 20)
    ]
    return [(0.0, height), *((float(x), y) for x, y in line), (width, height)]
