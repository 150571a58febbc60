"""Badge cards and labels as makers sell them: where each lies on its sheet."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("labels.csv")

_PAGES = {"A4": (210.0, 297.0), "A6": (105.0, 148.0)}


@dataclass(frozen=True, slots=True)
class Place:
    """Where one face lies on a page: its corner in millimetres, and how it is turned.

    ``turn`` is in degrees, clockwise; the corner is that of the turned box.
    """

    left: float
    top: float
    turn: int = 0
    is_back: bool = False


@dataclass(frozen=True, slots=True)
class Stock:
    """One kind of card or label. All lengths are millimetres."""

    name: str
    #: ``sheet``: several on a page; ``single``: one; ``folded``: front and back on
    #: one side of a page; ``roll``: labels one after the other, printed lying.
    kind: str
    width: float
    height: float
    columns: int
    rows: int
    left: float
    top: float
    pitch_x: float
    pitch_y: float
    sheet: str
    note: str = ""

    @property
    def per_sheet(self) -> int:
        """How many badges a page takes."""
        return 1 if self.kind == "folded" else self.columns * self.rows

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of the sheet as it is fed."""
        if self.sheet not in _PAGES:
            width, height = self.sheet.split("x")
            return float(width), float(height)
        short, long = _PAGES[self.sheet]
        is_landscape = self.columns == self.rows == 1 and self.width > self.height
        return (long, short) if is_landscape else (short, long)

    @property
    def face(self) -> tuple[float, float]:
        """Width and height of one side of a badge as it is read."""
        if self.kind == "folded" and self.columns == 1:
            return self.width, self.height / 2
        if self._is_turned:
            return self.height, self.width
        return self.width, self.height

    @property
    def has_back(self) -> bool:
        """Whether a back can be printed."""
        return self.kind != "roll"

    @property
    def has_back_beside(self) -> bool:
        """Whether the back lies on the same side of the paper, to be folded."""
        return self.kind == "folded"

    def places(self) -> list[Place]:
        """All faces of a page, row by row; of a folded one front and back."""
        if self.kind == "folded":
            return self._folded()
        turn = 90 if self._is_turned else 0
        return [
            Place(
                self.left + column * self.pitch_x, self.top + row * self.pitch_y, turn
            )
            for row in range(self.rows)
            for column in range(self.columns)
        ]

    def backs(self) -> list[Place]:
        """The same places from behind, when the page is turned on its long edge."""
        page_width, page_height = self.page
        if page_width > page_height:  # its long edge is the upper one
            return [
                Place(at.left, page_height - at.top - self.height, 180, is_back=True)
                for at in self.places()
            ]
        return [
            Place(page_width - at.left - self.width, at.top, at.turn, is_back=True)
            for at in self.places()
        ]

    @property
    def _is_turned(self) -> bool:
        return self.kind == "roll" and self.height > self.width

    def _folded(self) -> list[Place]:
        width, height = self.face
        if self.columns == 1:  # the lower half is turned under
            return [Place(0, 0), Place(0, height, 180, is_back=True)]
        # First the upper half goes behind, then the left quarter.
        return [Place(width, height), Place(0, height, is_back=True)]


def misfit(
    *,
    width: float,
    height: float,
    columns: int,
    rows: int,
    left: float,
    top: float,
    pitch_x: float,
    pitch_y: float,
    sheet: str,
) -> list[str]:
    """Which lengths of such a grid do not fit its paper; empty: it can be printed."""
    one = Stock("", "sheet", width, height, columns, rows, 0, 0, 0, 0, sheet)
    page_width, page_height = one.page
    right = left + (columns - 1) * pitch_x + width
    bottom = top + (rows - 1) * pitch_y + height
    wrong = {
        "pitch_x": columns > 1 and pitch_x < width,
        "pitch_y": rows > 1 and pitch_y < height,
        "width": right > page_width + 0.01,
        "height": bottom > page_height + 0.01,
    }
    return [name for name, is_wrong in wrong.items() if is_wrong]


@cache
def stocks() -> dict[str, Stock]:
    """All stocks by name, in the order of the table."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {row["name"]: _stock(row) for row in csv.DictReader(file)}


def _stock(row: dict[str, str]) -> Stock:
    return Stock(
        name=row["name"],
        kind=row["kind"],
        width=float(row["width_mm"]),
        height=float(row["height_mm"]),
        columns=int(row["columns"]),
        rows=int(row["rows"]),
        left=float(row["left_mm"]),
        top=float(row["top_mm"]),
        pitch_x=float(row["pitch_x_mm"]),
        pitch_y=float(row["pitch_y_mm"]),
        sheet=row["sheet"],
        note=row["note"],
    )
