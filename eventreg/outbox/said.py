"""Why a letter did not go, in the reader's words.

It is noted in English, as the log is. What a mail server answered stays as it
answered, code and all: whoever runs that server looks for just these words.
"""

import re

from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg.web.locale import current_language

_GIVEN_UP = re.compile(r"given up after (\d+) attempts: (.*)", re.DOTALL)


def in_words(noted: str) -> str:
    """``Letter.last_error`` for people."""
    if given_up := _GIVEN_UP.fullmatch(noted):
        count, why = int(given_up[1]), in_words(given_up[2])
        return ngettext(
            "given up after %(num)s attempt: %(why)s",
            "given up after %(num)s attempts: %(why)s",
            count,
            why=why,
        )
    beginning, colon, rest = noted.partition(": ")
    if colon and beginning == "connection lost":
        return _("the connection broke off: %(why)s", why=in_words(rest))
    if colon and beginning == "cannot be written":
        return _("its text or a link in it is wrong: %(why)s", why=rest)
    return _ours(noted) or _of_the_line(noted) or noted


def as_sentence(noted: str) -> str:
    """The same where it stands alone; what a server answered stays as it is."""
    words = in_words(noted)
    if words == noted:
        return words
    is_dotted = words[0] == "i" and current_language() == "tr"
    return ("İ" if is_dotted else words[0].upper()) + words[1:]


def _ours(noted: str) -> str:
    """What we say about a letter ourselves; empty if it is not ours."""
    return {
        "this is not an e-mail address": _("this is not an e-mail address"),
        "letters outside ASCII before the @ cannot be mailed": _(
            "an address with such letters before the @ cannot be reached"
        ),
        "the part after the @ is not a domain": _(
            "the part after the @ is not a domain"
        ),
        "the attached file is gone": _("the attached file is gone"),
        "unknown": _("the reason is unknown"),
    }.get(noted, "")


def _of_the_line(noted: str) -> str:
    """What this machine says about the way to the server, by its usual words."""
    if noted[:3].isdigit():
        return ""
    known = {
        "Connection refused": _("the mail server takes no connections"),
        "timed out": _("the mail server does not answer in time"),
        "Name or service not known": _("no server has this name"),
        "name resolution": _("the name of the mail server cannot be looked up"),
        "unreachable": _("there is no way to the mail server"),
        "No route to host": _("there is no way to the mail server"),
        "unexpectedly closed": _("the mail server hung up"),
        "reset by peer": _("the mail server hung up"),
        "CERTIFICATE_VERIFY_FAILED": _("the mail server's certificate is not valid"),
        "STARTTLS extension not supported": _("the mail server offers no encryption"),
        "AUTH extension not supported": _("the mail server lets nobody sign in"),
    }
    return next((words for sign, words in known.items() if sign in noted), "")
