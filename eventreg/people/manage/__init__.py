"""Staff pages about members and people."""

from flask import Flask

from eventreg.people.manage import companies, imports, members, merging, persons
from eventreg.people.manage.members import READERS, WRITERS

__all__ = ["READERS", "WRITERS", "init_app"]


def init_app(app: Flask) -> None:
    """Tie the pages on."""
    app.register_blueprint(members.bp)
    app.register_blueprint(companies.bp)
    app.register_blueprint(merging.bp)
    app.register_blueprint(imports.bp)
    app.register_blueprint(persons.bp)
