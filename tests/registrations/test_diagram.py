"""The drawn states are those of the table."""

from eventreg.registrations.states import MOVES
from tests import diagram


def test_the_picture_in_the_docs_is_the_one_made_from_the_table():
    assert diagram.PICTURE.read_text(encoding="utf-8") == diagram.draw()


def test_every_move_is_drawn_and_no_other():
    drawn = diagram.draw()
    arrows = {f"{old} → {new}" for old, to in MOVES.items() for new in to}

    assert all(f"<title>{arrow}</title>" in drawn for arrow in arrows)
    assert drawn.count("marker-end") == sum(map(len, MOVES.values())) + 4  # undo
