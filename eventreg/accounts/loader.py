"""Who is signed in: Flask-Login over our own rows, which can be ended."""

from datetime import timedelta

import sqlalchemy as sa
from flask import Flask, request, session

from eventreg import clock
from eventreg.accounts import queries, rules
from eventreg.accounts.credentials import Proof
from eventreg.accounts.devices import device_of
from eventreg.accounts.models import Account, SignInSession
from eventreg.accounts.services.origins import Origin
from eventreg.accounts.services.sign_ins import LASTS
from eventreg.accounts.tokens import hash_of, new_token
from eventreg.database import db, own_tx
from eventreg.extensions import login_manager
from eventreg.web import access, locale, rate_limit

#: Where the cookie holds the secret of the sign-in.
KEY = "sign_in"
#: Where it holds what this browser is known by, and a sign-in that lacks its code.
MARK = "device"
HALF_WAY = "half_way"
#: Long enough to look for the phone.
HALF_WAY_LASTS = timedelta(minutes=10)
#: Last-seen is written at most so often.
SEEN_EVERY = timedelta(minutes=1)


def load(reference: str) -> Account | None:
    """The account of a running sign-in; Flask-Login asks for it once a request."""
    sign_in = queries.sign_in_and_network_of(session.get(KEY, ""))
    if sign_in is None or sign_in.account.reference != reference:
        return None
    account = sign_in.account
    _note_seen(sign_in)
    return account


def remember(account: Account, token: str) -> None:
    """Put a fresh sign-in into the cookie; of an older visit only the mark stays."""
    mark = device_mark()
    session.clear()
    session[MARK] = mark
    session.permanent = True  # a phone that drops its tabs keeps the sign-in
    session["_user_id"] = account.get_id()
    session["_fresh"] = True
    session[KEY] = token
    speak(account.language)


def speak(language: str) -> None:
    """From the next page on, write in ``language``."""
    session[locale.KEY] = language


def forget() -> None:
    """Take the sign-in out of the cookie; language and the browser's mark stay."""
    kept = {key: session[key] for key in (locale.KEY, MARK) if session.get(key)}
    session.clear()
    session.update(kept)


def device_mark() -> str:
    """The secret by which this browser is known again at its next sign-in."""
    if not session.get(MARK):
        session[MARK] = new_token()
    mark: str = session[MARK]
    return mark


def go_half_way(proof: Proof) -> None:
    """Note in the cookie that the password was right and a code is still missing."""
    session[HALF_WAY] = {
        "account": proof.account.reference,
        # Ends with a change of the password; the hash itself stays here.
        "proof": hash_of(proof.password_hash),
        "until": (clock.now() + HALF_WAY_LASTS).timestamp(),
    }


def half_way() -> Proof | None:
    """Whose password was right a moment ago in this browser."""
    noted = session.get(HALF_WAY)
    if not noted or noted["until"] < clock.now().timestamp():
        return None
    account = queries.by_reference(noted["account"])
    if account is None or not account.password_hash:
        return None
    if hash_of(account.password_hash) != noted["proof"]:
        return None
    return Proof(account, account.password_hash)


def current_token() -> str:
    """The secret of this request's sign-in; empty if there is none."""
    token: str = session.get(KEY, "")
    return token


def init_app(app: Flask) -> None:
    """Let Flask-Login ask us who is signed in."""
    login_manager.session_protection = None  # our rows say what is valid
    login_manager.user_loader(load)
    access.supply_errand(_errand)
    app.config.update(
        PERMANENT_SESSION_LIFETIME=LASTS,
        # The cookie is set at sign-in, not renewed with each page.
        SESSION_REFRESH_EACH_REQUEST=False,
    )


def origin() -> Origin:
    """Where this request comes from, as the list of sign-ins will show it."""
    return Origin(
        network=rate_limit.client_network(),
        device=device_of(request.user_agent.string),
        mark=device_mark(),
    )


def _note_seen(sign_in: SignInSession) -> None:
    now = clock.now()
    if now - sign_in.last_seen_at < SEEN_EVERY or db.session().info.get("write_tx"):
        # Inside a change a second transaction would wait for its own request.
        return
    with own_tx() as connection:
        connection.execute(
            sa.update(SignInSession)
            .where(
                SignInSession.id == sign_in.id,
                SignInSession.last_seen_at <= now - SEEN_EVERY,
            )
            .values(last_seen_at=now)
        )


def _errand(account: Account) -> str:
    """Where this account must go before it may go on; empty: nowhere."""
    return "second_factor.show" if rules.lacks_second_factor(account) else ""
