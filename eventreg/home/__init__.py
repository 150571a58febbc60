"""What belongs to the whole site: its first page, its settings, its legal pages."""

from flask import Flask
from flask_babel import lazy_gettext as _l

from eventreg.home import manage, set_up, views
from eventreg.home.log import pages as log
from eventreg.home.search import pages as search
from eventreg.home.set_up_code import set_up_code
from eventreg.home.statistics import pages as statistics
from eventreg.web import navigation
from eventreg.web.roles import Role

__all__ = ["init_app", "set_up_code"]


def init_app(app: Flask) -> None:
    """Tie on the pages; until the site has a name, all lead to its set-up."""
    app.before_request(set_up.lead_there)
    for blueprint in (
        views.bp,
        set_up.bp,
        manage.bp,
        search.bp,
        log.bp,
        statistics.bp,
    ):
        app.register_blueprint(blueprint)
    navigation.add("manage.start", _l("Start"), order=10)
    navigation.add("search.index", _l("Search"), order=70)
    navigation.add("log.index", _l("Log"), roles=(Role.DIRECTOR,), order=75)
    navigation.add("manage.settings", _l("Settings"), roles=(Role.DIRECTOR,), order=80)
