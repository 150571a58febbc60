"""Lists of people on A4, in the reader's language: by name, for the door, by group."""

from collections.abc import Sequence
from dataclasses import dataclass

from eventreg.documents import fonts
from eventreg.documents.rendering import render
from eventreg.documents.watching import Pages

#: What the attendee list shows; others choose from ``style.css``.
USUAL_COLUMNS = ("number", "name", "company_position", "country", "role")


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendeeRow:
    """One line of the list, in words for the reader."""

    #: With the family name first, as the list is sorted.
    name: str
    title: str = ""
    suffix: str = ""
    company: str = ""
    position: str = ""
    country: str = ""
    #: ISO 3166-1 alpha-2; tells how Han characters are drawn.
    country_code: str = ""
    role: str = ""

    @property
    def han(self) -> str:
        """Face of Han characters, empty where there are none."""
        text = self.name + self.company
        return fonts.han_face(self.country_code, text) if fonts.has_cjk(text) else ""


@dataclass(frozen=True, slots=True)
class AttendeeGroup:
    """Rows that belong together; with a heading they begin on a page of their own."""

    heading: str
    rows: Sequence[AttendeeRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendeeListValues:
    """Everything on the list. The rows stay in the order they come in."""

    #: What it is called: "Door list".
    kind: str
    event: str
    #: Day, time and place of the event in one line.
    when_and_where: str
    #: Day of issue, in words.
    issued_on: str
    groups: Sequence[AttendeeGroup]
    columns: Sequence[str] = USUAL_COLUMNS
    #: How many there are altogether.
    people: int = 0
    #: Roles in words with how many there are, most first.
    counts: Sequence[tuple[str, int]] = ()
    #: Which version, and what changed since the one before; empty: it is none.
    version: str = ""

    @property
    def digits(self) -> int:
        """Of the highest number before a row."""
        return len(str(max((len(group.rows) for group in self.groups), default=0)))


def attendee_list_pdf(
    values: AttendeeListValues, *, language: str, tell: Pages | None = None
) -> bytes:
    """The list as a tagged PDF with repeated headings and "page x of y"."""
    return render("attendee_list", {"list": values}, language=language, tell=tell)
