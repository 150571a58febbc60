"""The file of a print: made at once, or for many people by a worker."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from eventreg.badges import queries, sheet
from eventreg.badges.designs import Design
from eventreg.badges.drawing import drawn
from eventreg.badges.models import BadgeDesign, BadgePrint, Which
from eventreg.badges.place_cards import place_cards_pdf, sheet_count
from eventreg.badges.queries import Owned
from eventreg.badges.services import note_made, run_of
from eventreg.documents.labels import Stock
from eventreg.documents.sheets import Run, sides
from eventreg.documents.watching import Pages
from eventreg.events.queries import by_slug
from eventreg.jobs.tasks import (
    Made,
    Progress,
    TaskTrouble,
    long_work,
    page_by_page,
)
from eventreg.web.roles import Role

SHEETS, PLACE_CARDS = "badges.sheets", "badges.place_cards"
PRINTERS = (Role.DIRECTOR, Role.OFFICE, Role.TRAVEL_LEAD)


@long_work(SHEETS, roles=PRINTERS, counts_pages=True)
def sheets(arguments: Mapping[str, Any], progress: Progress) -> Made:
    """The badges of a print that was noted, as one file."""
    event = by_slug(arguments["event"])
    made = queries.print_by_code(event, arguments["print"]) if event else None
    if made is None:
        raise TaskTrouble(_("This event does not exist any more."))
    badges = unchanged(made)
    if badges is None:
        raise TaskTrouble(
            _("Badges of this print have changed since. Print them anew.")
        )
    stock, design = as_printed(made)
    is_two_sided = drawn(design, made.event).has_backs
    pages = len(sides(len(badges), stock, run_of(made))) * (1 + is_two_sided)
    pdf = pdf_of(
        made,
        badges,
        title=arguments["title"],
        public_url=arguments["public_url"],
        tell=page_by_page(progress, pages),
    )
    return Made(
        pdf,
        file_name(made, badges),
        "application/pdf",
        once_kept=lambda: note_made(made),
    )


def cost_of(badges: int, stock: Stock, run: Run, design: Design) -> float:
    """What drawing them takes, counted in badges with one side on full sheets.

    Measured: a second side takes as long as the first, a page of its own a quarter
    more, and a process of its own, for own styles, as long as some badges.
    """
    faces = badges * run.copies * (1 + design.has_backs)
    pages = faces / 4 if stock.per_sheet == 1 else 0
    return faces + pages + (10 if design.own_style else 0)


def unchanged(made: BadgePrint) -> list[Owned] | None:
    """The badges as they were noted; ``None`` once any says something else.

    So nobody hands out a badge of which the list of prints says another thing.
    """
    design = queries.design_of(made.event)
    badges = queries.badges_on(made, design)
    then = [badge.fingerprint for badge in made.badges]
    is_same = design.version == made.design_version
    return badges if is_same and then == [own.fingerprint for own in badges] else None


def pdf_of(
    made: BadgePrint,
    badges: Sequence[Owned],
    *,
    title: str,
    public_url: str,
    tell: Pages | None = None,
) -> bytes:
    """The print as a file."""
    stock, design = as_printed(made)
    return sheet.sheet_pdf(
        [own.badge for own in badges],
        stock,
        title=title,
        language=made.event.language,
        public_url=public_url,
        design=drawn(design, made.event),
        run=run_of(made),
        tell=tell,
    )


def as_printed(made: BadgePrint) -> tuple[Stock, BadgeDesign]:
    """On what and in which design."""
    offered = queries.all_stocks()
    stock = offered.get(made.stock) or offered[sheet.DEFAULT_STOCK]
    return stock, queries.design_of(made.event)


def file_name(made: BadgePrint, badges: Sequence[Owned]) -> str:
    if made.which is Which.ONE and badges:
        return f"badge-{badges[0].registration.reference}.pdf"
    return f"badges-{made.event.slug}.pdf"


@long_work(PLACE_CARDS, roles=PRINTERS, counts_pages=True)
def place_cards(arguments: Mapping[str, Any], progress: Progress) -> Made:
    """A place card for everybody who comes."""
    event = by_slug(arguments["event"])
    if event is None:
        raise TaskTrouble(_("This event does not exist any more."))
    design = queries.design_of(event)
    badges = [own.badge for own in queries.badges_of(event, design)]
    sheets_needed = sheet_count(len(badges))
    pdf = place_cards_pdf(
        badges,
        title=arguments["title"],
        language=event.language,
        tell=page_by_page(progress, sheets_needed),
    )
    return Made(pdf, f"place-cards-{event.slug}.pdf", "application/pdf")
