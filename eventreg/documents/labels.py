"""Badge cards and labels as makers sell them: where each lies on its sheet."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("labels.csv")

_PAGES = {"A4": (210.0, 297.0), "A6": (105.0, 148.0)}


@dataclass(frozen=True, slots=True)
class Stock:
    """One kind of card or label. All lengths are millimetres."""

    name: str
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
    note: str

    @property
    def per_sheet(self) -> int:
        return self.columns * self.rows

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of the sheet as it is fed."""
        if self.sheet not in _PAGES:
            width, height = self.sheet.split("x")
            return float(width), float(height)
        short, long = _PAGES[self.sheet]
        is_landscape = self.columns == self.rows == 1 and self.width > self.height
        return (long, short) if is_landscape else (short, long)

    def places(self) -> list[tuple[float, float]]:
        """Left and top of each label, row by row."""
        return [
            (self.left + column * self.pitch_x, self.top + row * self.pitch_y)
            for row in range(self.rows)
            for column in range(self.columns)
        ]


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
