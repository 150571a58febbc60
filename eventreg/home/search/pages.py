"""The page with one field; each role finds and reads only what it may."""

from flask import Blueprint, render_template, request

from eventreg import clock
from eventreg.asking import answers
from eventreg.events.shown import listed, texts
from eventreg.home.search import queries
from eventreg.people.manage.members import READERS
from eventreg.people.search_keys import search_key
from eventreg.registrations.manage.common import OFFICE, waiting_counts_asked
from eventreg.web import access
from eventreg.web.locale import current_language

bp = Blueprint("search", __name__, url_prefix="/manage/search")

#: Fewer letters stand in nearly every name.
FEWEST_LETTERS = 2
#: Longer than any name; what follows is not looked at.
LONGEST = 200


@bp.get("")
@access.staff()
def index() -> str:
    """People at events, events, and companies in which the typed words are found."""
    typed = request.args.get("search", "").strip()[:LONGEST]
    role = access.me().role
    is_asked = len(search_key(typed).replace(" ", "")) >= FEWEST_LETTERS
    people, events, companies = [], [], []
    if is_asked:
        people = list(queries.registrations(typed, by=role))
        # The number in the menu comes with what is found.
        menu = [waiting_counts_asked()] if role in OFFICE else []
        ids, *_counts = answers(queries.events_asked(typed), *menu)
        events = [listed(event, clock.now()) for event in queries.events(ids)]
    if is_asked and role in READERS:
        companies = list(queries.companies(typed, language=current_language()))
    return render_template(
        "home/search.html",
        typed=typed,
        is_asked=is_asked,
        people=[(each, texts(each.event)["title"]) for each in people],
        events=events,
        companies=companies,
        most=queries.MOST_SHOWN,
        sees_all=role in OFFICE,
    )
