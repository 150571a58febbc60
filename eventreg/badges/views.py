"""What a phone shows that has scanned a badge."""

from flask import Blueprint, abort, render_template

from eventreg.registrations.queries import by_badge_code
from eventreg.registrations.states import State
from eventreg.web import access

bp = Blueprint("badge_codes", __name__)


# The QR code is all upper case, which keeps it small.
@bp.get("/b/<badge_code>")
@bp.get("/B/<badge_code>")
@access.public
def show(badge_code: str) -> str:
    """The business card that the person agreed to show; else only what this is.

    The code is no secret, so it opens nothing. Staff get the way to the
    registration.
    """
    registration = by_badge_code(badge_code)
    if registration is None:
        abort(404)
    is_shown = registration.show_name and registration.state is State.CONFIRMED
    return render_template(
        "badges/code.html",
        registration=registration,
        is_staff=access.me() is not None,
        is_shown=is_shown,
    )
