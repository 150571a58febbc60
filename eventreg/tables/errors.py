"""Why a list cannot be read, in sentences that say what to do instead."""

from flask_babel import gettext as _

from eventreg.errors import DomainError

#: Of one file, as it is handed over.
MOST_BYTES = 10 * 1024**2
#: Rows below the headings, empty ones not counted.
MOST_ROWS = 20_000


class UnreadableList(DomainError):
    """The file cannot be read as a list; each way has a class of its own."""


class EmptyList(UnreadableList):
    def __init__(self) -> None:
        super().__init__(
            _("There is nothing in this file but empty rows. Choose another one.")
        )


class ListTooLarge(UnreadableList):
    def __init__(self) -> None:
        super().__init__(
            _(
                "This file is larger than %(most)s MB. Save only the rows and columns "
                "that are needed, then try again.",
                most=MOST_BYTES // 1024**2,
            )
        )


class TooManyRows(UnreadableList):
    """
    :param most: rows that are taken.
    """

    def __init__(self, most: int = MOST_ROWS) -> None:
        super().__init__(
            _(
                "This list reaches further than %(most)s rows or 200 columns. Copy the "
                "rows that are needed into a new file, or make several files of it.",
                most=f"{most:_}".replace("_", "\N{NARROW NO-BREAK SPACE}"),
            )
        )


class NoList(UnreadableList):
    """Something else than a table, an old kind of spreadsheet, or damaged."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This file cannot be read as a list: it is of another kind, or "
                "damaged. Save the list as XLSX or CSV and choose that file."
            )
        )


class NoHeadings(UnreadableList):
    def __init__(self) -> None:
        super().__init__(
            _(
                "This list has headings and no rows below them. Choose a file in which "
                "the first row says what stands in each column."
            )
        )
