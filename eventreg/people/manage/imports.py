"""Staff pages: a list of members and people comes in."""

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg.database import write_tx
from eventreg.people.imports import members, pages, queries, services
from eventreg.people.imports.forms import BringForm, MemberColumnsForm, columns_form
from eventreg.people.imports.models import ListImport
from eventreg.people.imports.plans import Plan
from eventreg.people.imports.states import ImportState
from eventreg.people.manage.members import WRITERS
from eventreg.tables import ReadList
from eventreg.web import access
from eventreg.web.pages import render_form
from eventreg.web.requests import takes_files

#: Nothing else is written meanwhile on SQLite; so many take some seconds.
MOST_ROWS = 2000

bp = Blueprint("import_members", __name__, url_prefix="/manage/members/import")


@bp.route("", methods=["GET", "POST"])
@access.staff(*WRITERS)
@takes_files
def index() -> ResponseReturnValue:
    """Choose a list; nothing happens yet."""
    return pages.bring_page(_place(), _bring, event_id=None)


@bp.route("/<code>/columns", methods=["GET", "POST"])
@access.staff(*WRITERS)
def columns(code: str) -> ResponseReturnValue:
    """Which column is what: as guessed, to be corrected."""
    list_import, place = _list_or_404(code), _place()
    if list_import.state is not ImportState.OPEN:
        return place.to(list_import)
    found = services.read_again(list_import)
    kind = columns_form(MemberColumnsForm, found, list_import.columns)
    form = kind(data=list_import.options)
    if form.validate_on_submit():
        with write_tx():
            services.choose_columns(list_import, form.chosen(), form.options())
        return place.to(list_import)
    page = "people/imports/columns.html"
    return render_form(page, form, place=place, list_import=list_import)


@bp.get("/<code>")
@access.staff(*WRITERS)
def show(code: str) -> ResponseReturnValue:
    """What the import would do, row by row; afterwards, what it did."""
    list_import = _list_or_404(code)
    return pages.shown(_place(), list_import, lambda found: _plan(list_import, found))


@bp.post("/<code>")
@access.staff(*WRITERS)
def run(code: str) -> ResponseReturnValue:
    """Import the list as the preview showed it."""
    list_import = _list_or_404(code)
    return pages.run(
        _place(),
        list_import,
        lambda found: _plan(list_import, found),
        lambda seen: services.import_members(
            list_import, seen=seen, by=pages.importer()
        ),
    )


@bp.route("/<code>/undo", methods=["GET", "POST"])
@access.staff(*WRITERS)
def undo(code: str) -> ResponseReturnValue:
    """Take the whole import back."""
    list_import = _list_or_404(code)
    effects = _(
        "Companies and people that this import added are removed, and what it changed "
        "becomes what it was. What has been changed since, or has a registration or a "
        "personal link by now, stays; the next page says which."
    )
    return pages.undo(
        _place(),
        list_import,
        lambda: services.undo_members(list_import, by=pages.importer()),
        effects=effects,
    )


@bp.post("/<code>/discard")
@access.staff(*WRITERS)
def discard(code: str) -> ResponseReturnValue:
    """Throw a list away that is not to be imported."""
    return pages.discard(_place(), _list_or_404(code))


def _place() -> pages.Place:
    return pages.Place(
        blueprint="import_members",
        arguments={},
        title=_("Import members and people"),
        lede=_(
            "A list with companies, people or both, as your old program saves it: CSV "
            "or XLSX, at most 10 MB. You see row by row what would happen. Nothing "
            "happens before you press “Import”."
        ),
        back=url_for("people.members"),
        back_words=_("All members"),
        most=MOST_ROWS,
    )


def _bring(form: BringForm) -> ListImport:
    file = form.file
    return services.bring(file.checked, file.found, by=pages.importer())


def _plan(list_import: ListImport, found: ReadList) -> Plan:
    return members.plan(found, list_import.columns, list_import.options)


def _list_or_404(code: str) -> ListImport:
    list_import = queries.by_code(code.upper())
    if list_import is None:
        abort(404)
    return list_import
