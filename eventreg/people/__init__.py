"""People, companies, members: who somebody is, without any event."""

from flask import Flask
from flask_babel import lazy_gettext as _l

from eventreg.people import commands, jobs, loader, manage, sorting, views
from eventreg.people.names import formal_name, full_name
from eventreg.people.territories import country_name, country_names
from eventreg.web import navigation
from eventreg.web.fields import readable_mail
from eventreg.web.phones import readable_phone

__all__ = ["init_app", "jobs"]


def init_app(app: Flask) -> None:
    """Tie pages, commands and filters on."""
    sorting.count_particles(app.config["SORT_PARTICLES"])
    loader.init_app(app)
    views.init_app(app)
    manage.init_app(app)
    commands.init_app(app)
    navigation.add("people.members", _l("Members"), roles=manage.READERS, order=50)
    navigation.belong("/manage/people", lambda: "people.members")
    app.jinja_env.filters.update(
        full_name=full_name,
        formal_name=formal_name,
        country_name=country_name,
        country_names=country_names,
        phone=readable_phone,
        mail=lambda address: readable_mail(address or ""),
    )
