"""Cards and labels: those the site knows, own ones, and the page with the ruler."""

from flask import Blueprint, abort, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from eventreg.badges import queries, services
from eventreg.badges.forms import StockForm, stock_form
from eventreg.badges.manage.common import DESIGNERS, PRINTERS, me, pdf_answer
from eventreg.badges.words import card_words
from eventreg.database import write_tx
from eventreg.documents.labels import misfit
from eventreg.documents.ruler import ruler_pdf
from eventreg.web import access
from eventreg.web.locale import current_language
from eventreg.web.pages import render_form

bp = Blueprint("stocks", __name__, url_prefix="/manage/cards")


@bp.route("", methods=["GET", "POST"])
@access.staff(*PRINTERS)
def index() -> Response | tuple[str, int]:
    """All cards there are; own ones can be added."""
    form = stock_form()
    may_add = access.me().role in DESIGNERS
    if form.is_submitted() and not may_add:
        abort(403)
    if form.validate_on_submit() and _fits(form):
        with write_tx():
            services.add_stock(form.values(), by=me())
        flash(_("Added."), "success")
        return redirect(url_for(".index"), 303)
    stocks = queries.all_stocks().values()
    return render_form(
        "badges/stocks.html",
        form,
        cards=[(stock, card_words(stock)) for stock in stocks],
        own={row.name: row.key for row in queries.own_stocks()},
        may_add=may_add,
    )


@bp.post("/<key>/remove")
@access.staff(*DESIGNERS)
def remove(key: str) -> Response:
    """Own cards that nobody buys any more."""
    row = queries.own_stock(key)
    if row is None:
        abort(404)
    with write_tx():
        services.remove_stock(row, by=me())
    flash(_("Removed."), "success")
    return redirect(url_for(".index"), 303)


@bp.get("/ruler/<path:stock>.pdf")
@access.staff(*PRINTERS)
def ruler(stock: str) -> Response:
    """A page that shows by how much a printer is off."""
    found = queries.all_stocks().get(stock)
    if found is None:
        abort(404)
    pdf = ruler_pdf(found, card_words(found), language=current_language())
    return pdf_answer(pdf, "ruler.pdf", disposition="inline")


def _fits(form: StockForm) -> bool:
    """Whether these cards have room on their paper, and a name of their own."""
    if form.name.data in queries.all_stocks():
        form.name.errors = [_("There are cards of this name already")]
        return False
    values = form.values()
    wrong = misfit(
        width=values["width"],
        height=values["height"],
        columns=values["card_columns"],
        rows=values["card_rows"],
        left=values["left"],
        top=values["top"],
        pitch_x=values["pitch_x"],
        pitch_y=values["pitch_y"],
        sheet=values["sheet"],
    )
    words = {
        "pitch_x": _("The cards would overlap: enter at least their width"),
        "pitch_y": _("The cards would overlap: enter at least their height"),
        "width": _("So many cards are wider than the paper"),
        "height": _("So many cards are higher than the paper"),
    }
    for name in wrong:
        form[name].errors = [words[name]]
    return not wrong
