"""Letters that bring a link of one's own, as ``catalogue`` has them."""

from flask_babel import lazy_gettext as _l

from eventreg.outbox.kinds import add
from eventreg.outbox.placeholders import EVENT, GREETING, NAME, UNTIL, Kind, Placeholder
from eventreg.outbox.placeholders import link as _link
from eventreg.outbox.placeholders import words as _words


def add_ways_in() -> None:
    """To one's registrations, a form that was begun, or an account."""
    add(
        "find_my_registration",
        _l("Your registrations"),
        (
            Placeholder(
                "registrations",
                Kind.LINKS,
                _l("The person's registrations, with links"),
            ),
        ),
        is_personal=True,
    )
    add(
        "resume",
        _l("Going on with a form"),
        (
            *(EVENT, UNTIL),
            _link("go_on", _l("The page on which the form goes on")),
        ),
        is_personal=True,
    )
    add(
        "password_reset",
        _l("New password"),
        (NAME, UNTIL, _link("reset", _l("The page on which a password is chosen"))),
        is_personal=True,
    )
    add(
        "staff_invitation",
        _l("Invitation to the staff"),
        (
            *(NAME, UNTIL),
            _words("invited_by", _l("Who invites")),
            _words("role", _l("The account's role, in words")),
            _link("accept", _l("The page on which the account is opened")),
        ),
        is_personal=True,
    )
    add(
        "member_sign_in",
        _l("Sign-in for a member"),
        (
            *(GREETING, NAME, UNTIL),
            _link("sign_in", _l("The page on which the member signs in")),
        ),
        is_personal=True,
    )
