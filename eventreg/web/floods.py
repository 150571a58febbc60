"""Limits for strangers: high for a network, tight for letters to one address."""

import hashlib

from flask import current_app
from flask_babel import ngettext

from eventreg.errors import TooOften
from eventreg.web.rate_limit import client_network, hit, seconds_left

#: FORM_LIMIT forms from one network in so many seconds.
FORM_WINDOW = 600
#: So many letters to one address that strangers can cause, in an hour.
LETTER_LIMIT = 5
LETTER_WINDOW = 3600


class TooMany(TooOften):
    """Over a limit."""

    def __init__(self, wait: int) -> None:
        minutes = -(-wait // 60)
        super().__init__(
            ngettext(
                "There have been very many tries just now. Please try again in "
                "%(num)d minute.",
                "There have been very many tries just now. Please try again in "
                "%(num)d minutes.",
                minutes,
            ),
            wait=wait,
        )


def count(*emails: str) -> None:
    """Count one form from this network and one letter to each of ``emails``.

    Goes before ``write_tx()``.

    :raises TooMany: over FORM_LIMIT, or an address gets no more letters now.
    """
    limit = current_app.config["FORM_LIMIT"]
    if not hit(f"form:{client_network()}", limit, FORM_WINDOW):
        raise TooMany(seconds_left(FORM_WINDOW))
    for email in sorted({email.lower() for email in emails if email}):
        # Counters are no place for addresses.
        address = hashlib.sha256(email.encode()).hexdigest()[:32]
        if not hit(f"letter:{address}", LETTER_LIMIT, LETTER_WINDOW):
            raise TooMany(seconds_left(LETTER_WINDOW))
