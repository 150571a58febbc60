"""The extensions that live for the whole process; ``create_app`` ties them on."""

from flask_babel import Babel
from flask_login import LoginManager
from flask_wtf import CSRFProtect

from eventreg.database import db

babel = Babel()
csrf = CSRFProtect()
login_manager = LoginManager()

__all__ = ["babel", "csrf", "db", "login_manager"]
