"""The letter that asks, and leads to where it is replied to."""

from flask_babel import lazy_gettext as _l

from eventreg.outbox.catalogue import add
from eventreg.outbox.placeholders import (
    EVENT_PAGE,
    OWN_PAGE,
    REGISTRATION,
    Kind,
    Placeholder,
    link,
)
from eventreg.registrations.inquiries.models import Inquiry
from eventreg.registrations.letters.queueing import queue

add(
    "asked",
    _l("Question about an application"),
    (
        *REGISTRATION,
        Placeholder("question", Kind.LINES, _l("The question, as staff wrote it")),
        link("reply", _l("The page on which the person replies")),
        OWN_PAGE,
        EVENT_PAGE,
    ),
)


def asked(inquiry: Inquiry) -> None:
    """The question in the person's frame, and one button to reply."""
    registration = inquiry.registration
    token = registration.token
    queue(
        registration,
        "asked",
        links={"reply": ("my.reply", {"token": token, "code": inquiry.code})},
        question=inquiry.question,
    )
