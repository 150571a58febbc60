"""A quotation mark that nobody closes takes only its own row."""

import pytest

from eventreg.tables import UnreadableList, read

HEAD = "Vorname;Nachname;Ort"


def rows(*written, end="\r\n"):
    found = read(end.join([HEAD, *written, ""]).encode())
    return [(row.number, row.cells, row.is_broken) for row in found.rows]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_rows_after_it_are_all_there(end):
    found = rows("Ada;Berg;Köln", 'Ben;"Clay;Bonn', "Cyd;Dorn;Düren", end=end)

    assert found == [
        (2, ("Ada", "Berg", "Köln"), False),
        (3, ("Ben", "Clay;Bonn"), True),
        (4, ("Cyd", "Dorn", "Düren"), False),
    ]


def test_it_is_found_where_a_later_cell_is_quoted():
    found = rows('Ada;"Berg;Köln', 'Ben;"Clay";Bonn', 'Cyd;"Do ""X"" rn";Düren')

    assert [each[2] for each in found] == [True, False, False]
    assert [each[1][0] for each in found] == ["Ada", "Ben", "Cyd"]
    assert found[2][1] == ("Cyd", 'Do "X" rn', "Düren")


def test_two_of_them_are_two_rows():
    found = rows('Ada;"Berg;Köln', "Ben;Clay;Bonn", 'Cyd;"Dorn;Düren')

    assert [each[2] for each in found] == [True, False, True]


def test_it_may_stand_in_the_first_line():
    found = read(b'Vorname;"Nachname;Ort\nAda;Berg;Bonn\n')

    assert [row.cells for row in found.rows] == [("Ada", "Berg", "Bonn")]


def test_a_cell_of_several_lines_is_no_mistake():
    found = rows('Ada;Berg;"Am Markt 1\r\n52062 Aachen; Hof"', "Ben;Clay;Bonn")

    assert found == [
        (2, ("Ada", "Berg", "Am Markt 1\r\n52062 Aachen; Hof"), False),
        (3, ("Ben", "Clay", "Bonn"), False),
    ]


def test_marks_within_a_cell_are_kept_as_they_stand():
    assert rows('Ada;Berg "Bergi" X;Bonn')[0][1:] == (
        ("Ada", 'Berg "Bergi" X', "Bonn"),
        False,
    )


def test_a_file_of_nothing_else_is_no_list():
    with pytest.raises(UnreadableList):
        rows(*['Ada;"Berg;Bonn'] * 500)
