"""Staff accounts: who they are, how they sign in, what they may do."""

from flask import Flask
from flask_babel import lazy_gettext as _l

from eventreg.accounts import (
    cli,
    jobs,
    loader,
    manage,
    models,
    passwords,
    views,
    views_second_factor,
)
from eventreg.web import navigation
from eventreg.web.roles import Role, role_name

__all__ = ["init_app", "jobs", "models"]


def init_app(app: Flask) -> None:
    """Tie on the sign-in, its pages and commands."""
    passwords.set_cost(app.config.get("PASSWORD_COST", {}))
    loader.init_app(app)
    app.register_blueprint(views.bp)
    app.register_blueprint(views_second_factor.bp)
    app.register_blueprint(manage.bp)
    app.cli.add_command(cli.accounts)
    app.jinja_env.filters["role_name"] = role_name
    navigation.add(
        "manage_accounts.index", _l("Staff"), roles=(Role.DIRECTOR,), order=70
    )
    navigation.add("accounts.show", _l("My account"), order=90)
