"""How a letter looks with a text that is being written."""

from flask_babel import gettext as _
from markupsafe import escape

from eventreg.events.models import Event
from eventreg.letter_texts.filled import Filled
from eventreg.letter_texts.rules import problem
from eventreg.letter_texts.samples import as_letter, sample
from eventreg.outbox.catalogue import CATALOGUE
from eventreg.outbox.models import Letter
from eventreg.outbox.previews import with_pictures
from eventreg.outbox.rendering import Rendered, render
from eventreg.outbox.sender import current_sender
from eventreg.web.locale import current_language


def page(event: Event, letter: str, language: str, source: str, who: Filled) -> str:
    """The letter as a page for a frame, its subject above it."""
    row, rendered = _written(event, letter, language, source, who)
    html = with_pictures(rendered.html, row)
    words = _("Subject: %(subject)s", subject=rendered.subject)
    # The letter's own dark colours hold for it too.
    subject = (
        f'<div class="paper" lang="{current_language()}" style="padding:12px;'
        "background:#fff;color:#17222d;font:600 15px/1.4 system-ui,sans-serif;"
        f'overflow-wrap:anywhere">{escape(words)}</div>'
    )
    return html.replace("<table", f"{subject}<table", 1)


def plain(event: Event, letter: str, language: str, source: str, who: Filled) -> str:
    """The letter as plain text, its subject above it; empty if none can go so."""
    if problem(source, CATALOGUE[letter], language):
        return ""
    _row, rendered = _written(event, letter, language, source, who)
    return f"{rendered.subject}\n\n{rendered.text}"


def _written(
    event: Event, letter: str, language: str, source: str, who: Filled
) -> tuple[Letter, Rendered]:
    given = sample(event, letter, language, who)
    row = as_letter(event, letter, language, given)
    return row, render(row, current_sender(), source)


def complaint_page(said: list[str]) -> str:
    """Why there is nothing to be seen."""
    style = "font:16px/1.5 system-ui,sans-serif;padding:16px;color:#17222d"
    title = _("This text cannot be sent yet")
    sentences = "".join(f"<p>{escape(sentence)}</p>" for sentence in said)
    return (
        f'<!doctype html><html lang="{current_language()}"><meta charset="utf-8">'
        f'<title>{escape(title)}</title><body style="{style}">'
        f'<h1 style="font-size:18px">{escape(title)}</h1>{sentences}</body></html>'
    )
