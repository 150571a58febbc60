"""Which badge lies where: spoilt labels, copies, stacks, backs."""

from dataclasses import dataclass

from eventreg.documents.labels import Place, Stock


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How a run of badges is laid out."""

    #: The first label that is still on the first sheet, counted row by row from 1.
    start: int = 1
    #: Labels of the first sheet that are missing or spoilt.
    skip: frozenset[int] = frozenset()
    copies: int = 1
    #: Cut as a pile, the stacks put one on the other are in order.
    in_stacks: bool = False
    has_backs: bool = False
    cut_marks: bool = False
    #: Millimetres by which the printer is off.
    offset_x: float = 0
    offset_y: float = 0


@dataclass(frozen=True, slots=True)
class Side:
    """One printed page: which badge, by its number, lies at which place."""

    faces: tuple[tuple[int, Place], ...]


def sides(count: int, stock: Stock, run: Run) -> list[Side]:
    """The pages of ``count`` badges, each front followed by its back."""
    slots = _slots(count * run.copies, stock, run)
    fronts: dict[int, list[tuple[int, int]]] = {}
    for number, (sheet, place) in enumerate(slots):
        fronts.setdefault(sheet, []).append((place, number // run.copies))
    places, backs = stock.places(), stock.backs()
    pages = []
    for sheet in sorted(fronts):
        faces = sorted(fronts[sheet])
        if stock.has_back_beside:
            pages.append(_folded(faces[0][1], places, run))
            continue
        pages.append(Side(tuple((who, places[place]) for place, who in faces)))
        if run.has_backs and stock.has_back:
            pages.append(Side(tuple((who, backs[place]) for place, who in faces)))
    return pages


def sheet_count(count: int, stock: Stock, run: Run) -> int:
    """How many sheets of paper that takes."""
    return -(-(count * run.copies + len(_missing(stock, run))) // stock.per_sheet)


def _folded(who: int, places: list[Place], run: Run) -> Side:
    return Side(
        tuple((who, place) for place in places if run.has_backs or not place.is_back)
    )


def _slots(count: int, stock: Stock, run: Run) -> list[tuple[int, int]]:
    """Sheet and place of each badge, in their order."""
    missing = _missing(stock, run)
    sheets = -(-(count + len(missing)) // stock.per_sheet)
    free = [
        (sheet, place)
        for sheet in range(sheets)
        for place in range(stock.per_sheet)
        if sheet or place not in missing
    ]
    # Taken in order first, so that a stack is not begun on a sheet too many.
    taken = free[:count]
    return sorted(taken, key=lambda slot: slot[::-1]) if run.in_stacks else taken


def _missing(stock: Stock, run: Run) -> set[int]:
    """Places of the first sheet that are not there; one at least is."""
    gone = {place for place in range(stock.per_sheet) if place + 1 < run.start}
    gone |= {number - 1 for number in run.skip if 1 <= number <= stock.per_sheet}
    return gone if len(gone) < stock.per_sheet else set()
