"""A text of an event, for the tests of this room."""

from eventreg.database import write_tx
from eventreg.letter_texts.models import OwnText

EDIT = "/manage/events/school/letters/confirmed/en"
OWN = (
    "Come: {event title}\n\n{greeting}, it is **on**.\n\n[My page]({own page})\n\n"
    "{check-in code}"
)
STORED = OWN.replace("event title", "event").replace("own page", "own_page")
STORED = STORED.replace("check-in code", "code")


def give(event, source=STORED, language="en"):
    with write_tx() as session:
        session.add(
            OwnText(
                event_id=event.id, letter="confirmed", language=language, source=source
            )
        )
