"""What the pages of an import share, whatever the list is for."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.people.imports import queries, services
from eventreg.people.imports.forms import BringForm, ImportForm
from eventreg.people.imports.models import ListImport
from eventreg.people.imports.plans import Plan
from eventreg.people.imports.states import ImportState, Outcome
from eventreg.people.imports.words import (
    encoding_word,
    field_word,
    kept_words,
    outcome_tone,
    outcome_word,
    thing_word,
)
from eventreg.people.names import full_name
from eventreg.tables import ReadList
from eventreg.web import access
from eventreg.web.pages import form_errors, render_form
from eventreg.web.paging import paging

#: Rows on one page of a preview.
PAGE = 100


def _names(targets: Collection[str]) -> dict[str, str]:
    """What companies and people are called, by what stands in the results."""
    persons = queries.people_by_reference(targets)
    companies = queries.companies_by_slug(targets)
    return {
        **{reference: full_name(person) for reference, person in persons.items()},
        **{slug: company.name for slug, company in companies.items()},
    }


@dataclass(frozen=True)
class Place:
    """Where an import belongs, for its pages."""

    #: Of the blueprint whose endpoints are ``index``, ``columns``, ``show`` …
    blueprint: str
    #: In every address: the event's slug, or nothing.
    arguments: Mapping[str, str]
    title: str
    lede: str
    back: str
    back_words: str
    #: Rows that one import takes.
    most: int
    #: What those are called whom an import brought, by what stands in its results.
    names: Callable[[Collection[str]], Mapping[str, str]] = _names

    def url(self, endpoint: str, **arguments: Any) -> str:
        every = dict(self.arguments) | arguments
        return url_for(f"{self.blueprint}.{endpoint}", **every)

    def to(
        self, list_import: ListImport, endpoint: str = "show"
    ) -> ResponseReturnValue:
        return redirect(self.url(endpoint, code=list_import.code), 303)


def importer() -> Actor:
    """Who imports: the log says that it was by a list."""
    return Actor.import_(access.me())


def bring_page(
    place: Place, bring: Callable[[BringForm], ListImport], *, event_id: int | None
) -> ResponseReturnValue:
    """Choose a file; below it the lists of the last weeks.

    :param bring: keeps the list of a valid form, inside ``write_tx()``.
    """
    form = BringForm(most=place.most)
    if form.validate_on_submit():
        with write_tx():
            list_import = bring(form)
            code = list_import.code
        return redirect(place.url("columns", code=code), 303)
    lists = queries.recent(event_id=event_id)
    return render_form("people/imports/index.html", form, place=place, lists=lists)


def no_outlook(_plan: Plan) -> str:
    """Of lists whose rows say it all."""
    return ""


def shown(
    place: Place,
    list_import: ListImport,
    planned: Callable[[ReadList], Plan],
    *,
    outlook: Callable[[Plan], str] = no_outlook,
) -> ResponseReturnValue:
    """What the import would do, or what it did.

    :param outlook: a sentence above the rows, about them all.
    """
    if list_import.state is not ImportState.OPEN:
        return _result_page(place, list_import)
    return _preview_page(place, list_import, planned, ImportForm(), outlook)


def run(
    place: Place,
    list_import: ListImport,
    planned: Callable[[ReadList], Plan],
    act: Callable[[str], object],
    *,
    outlook: Callable[[Plan], str] = no_outlook,
) -> ResponseReturnValue:
    """Import what was seen; refused, the preview says why and shows what is new.

    :param act: the service, which takes the digest that was seen.
    """
    form = ImportForm()
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                act(form.seen.data or "")
            flash(_("The list is imported."), "success")
            return place.to(list_import)
    if list_import.state is not ImportState.OPEN:
        return _result_page(place, list_import)
    return _preview_page(place, list_import, planned, form, outlook)


def undo(
    place: Place, list_import: ListImport, act: Callable[[], object], *, effects: str
) -> ResponseReturnValue:
    """Take an import back, after saying what that does."""
    form = ImportForm()
    if form.validate_on_submit():
        with form_errors(form):
            with write_tx():
                act()
            flash(_("The import is undone."), "success")
            return place.to(list_import)
    if list_import.state is not ImportState.DONE:
        return place.to(list_import)
    page = "people/imports/undo.html"
    return render_form(
        page, form, place=place, list_import=list_import, effects=effects
    )


def discard(place: Place, list_import: ListImport) -> ResponseReturnValue:
    with write_tx():
        services.throw_away(list_import, by=importer())
    flash(_("The list is thrown away, and nothing was imported."), "success")
    return redirect(place.url("index"), 303)


def _preview_page(
    place: Place,
    list_import: ListImport,
    planned: Callable[[ReadList], Plan],
    form: ImportForm,
    outlook: Callable[[Plan], str],
) -> ResponseReturnValue:
    try:
        found = services.read_again(list_import)
        plan = planned(found)
    except services.ListIsGone as error:
        flash(str(error), "notice")
        return redirect(place.url("index"), 303)
    only = request.args.get("show", "")
    rows = plan.of_outcome(only)
    pages = paging(len(rows), size=PAGE)
    form.seen.data = plan.digest
    return render_form(
        "people/imports/preview.html",
        form,
        place=place,
        list_import=list_import,
        plan=plan,
        outlook=outlook(plan),
        rows=rows[pages.offset : pages.offset + pages.size],
        only=only if only in {str(key) for key in plan.counts} else "",
        paging=pages,
        letters=encoding_word(found.encoding) if found.encoding else "",
        fields=[field_word(field) for field in list_import.columns],
        outcome_word=outcome_word,
        outcome_tone=outcome_tone,
    )


def _result_page(place: Place, list_import: ListImport) -> str:
    """What came of every row, and what undoing has left."""
    rows = [row for row in queries.results(list_import) if row.kept]
    names = place.names({row.target for row in rows}) if rows else {}
    kept = [
        (row, thing_word(row.thing), names.get(row.target, ""), kept_words(row.kept))
        for row in rows
        if row.kept
    ]
    left_out = [
        (number, name, Outcome(outcome), notes)
        for number, name, outcome, notes in list_import.left_out
    ]
    return render_template(
        "people/imports/result.html",
        place=place,
        list_import=list_import,
        counts={Outcome(key): n for key, n in list_import.counts.items()},
        left_out=left_out,
        kept=kept,
        outcome_word=outcome_word,
        outcome_tone=outcome_tone,
        until=services.undo_until(list_import),
        is_undone=list_import.state is ImportState.UNDONE,
    )
