"""Event and delegation-trip registration for a business network."""

import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

#: Rooms in the order in which they may know each other: base first.
ROOMS = (
    "audit",
    "web",
    "jobs",
    "uploads",
    "outbox",
    "documents",
    "tables",
    "accounts",
    "people",
    "events",
    "registrations",
    "letter_texts",
    "messages",
    "badges",
    "onsite",
    "privacy",
    "home",
    "demo",
    "backup",
    "cli",
)


def create_app(settings: Mapping[str, Any] | None = None) -> "Flask":
    """The site, ready to serve.

    :param settings: laid over what the environment says; tests use it.
    :raises ConfigurationError: the environment holds a value that must not be.
    """
    # Here and not above: what only starts and watches servers imports
    # eventreg.server, and would carry half a second and 50 MB for nothing.
    from flask import Flask

    from eventreg import config
    from eventreg.extensions import babel, csrf, db, login_manager

    instance = config.instance_dir()
    app = Flask(
        "eventreg",
        root_path=str(config.ROOT),
        instance_path=str(instance),
        static_folder="static",
        template_folder="templates",
    )
    app.config.update(config.load(instance))
    app.config.update(settings or {})
    db.init_app(app)
    csrf.init_app(app)
    login_manager.init_app(app, add_context_processor=False)
    babel.init_app(
        app, default_translation_directories=str(config.ROOT / "translations")
    )
    for room in ROOMS:
        importlib.import_module(f"eventreg.{room}").init_app(app)
    return app
