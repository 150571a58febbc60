"""Which member is signed in: one key in the cookie, one row that can be ended."""

from flask import Flask, g, session

from eventreg.people import queries
from eventreg.people.models import Person
from eventreg.people.services.sign_ins import SESSION_LASTS
from eventreg.web import access, locale

#: Where the cookie holds the secret of the member's session.
KEY = "member"


def load() -> Person | None:
    """The member of this request; asks the database only with a cookie."""
    token = current_token()
    return queries.signed_in_member(token) if token else None


def remember(person: Person, token: str) -> None:
    """Put a fresh session into the cookie, and speak the person's language."""
    session.permanent = True  # a phone that drops its tabs keeps the session
    session[KEY] = token
    speak(person)
    g.pop("member", None)


def speak(person: Person) -> None:
    """From the next page on, write in the person's language."""
    session[locale.KEY] = person.language


def forget() -> None:
    """Take the session out of the cookie."""
    session.pop(KEY, None)
    g.pop("member", None)


def current_token() -> str:
    """The secret of this request's session; empty if there is none."""
    token: str = session.get(KEY, "")
    return token


def init_app(app: Flask) -> None:
    """Let the marks on pages, and templates, ask us who is signed in."""
    access.supply_member(load)
    # One cookie for both; the rows say when a sign-in of staff is over, and sooner.
    lasts = app.config["PERMANENT_SESSION_LIFETIME"]
    app.config["PERMANENT_SESSION_LIFETIME"] = max(lasts, SESSION_LASTS)
    app.jinja_env.globals["member"] = access.member
