"""What the inbox weighs when everybody whom it shows has something to tell."""

from datetime import timedelta

import pytest

from eventreg.database import write_tx
from eventreg.events.questions.states import QuestionKind
from eventreg.registrations.notes.models import Note
from eventreg.registrations.queries.inbox_waiting import INBOX_SIZE
from eventreg.registrations.states import State
from tests.factories import (
    make_answer,
    make_event,
    make_inquiry,
    make_question,
    make_registration,
    pool_named,
)

#: Budget row *staff*: kilobytes of the page, before it is packed for the journey.
MOST = 100


@pytest.fixture
def full_inbox(app):
    """A whole page: flagged, asked, noted, with answers and earlier events."""
    before = make_event(starts_in=timedelta(days=-9), capacity=INBOX_SIZE)
    event = make_event(
        slug="istanbul-und-bursa",
        capacity=0,
        needs_approval=True,
        contingents={"science": 20, "business": 20},
    )
    questions = [
        make_question(event, QuestionKind.LONG_TEXT, key=f"q{n}", in_inbox=True)
        for n in range(2)
    ]
    for number in range(INBOX_SIZE):
        known = {
            "email": f"person{number}@example.org",
            "family_name": f"Königsmann {number}",
        }
        make_registration(before, State.CONFIRMED, **known)
        ada = make_registration(
            event,
            State.PENDING,
            pools=[pool_named(event, "science")],
            company=f"Werkzeugbau {number // 2} GmbH",
            position="Head of development",
            country="TR",
            message="I would like to meet makers of machines for wood and metal.",
            **known,
        )
        for question in questions:
            make_answer(
                ada, question, "We make tools and look for partners near Bursa."
            )
        make_inquiry(ada, "Whom would you like to meet?", "Makers of machines")
        with write_tx() as session:
            note = "Called and will bring samples"
            session.add(Note(registration_id=ada.id, words=note, written_by=""))


def test_a_full_page_of_the_inbox_keeps_to_its_weight(client, sign_in, full_inbox):
    sign_in("director")

    narrowed = "&event=istanbul-und-bursa&later=1&sort=company"
    for query in ("?lang=de", "?lang=tr", f"?lang=de{narrowed}"):
        answer = client.get(f"/manage/inbox{query}")
        rows = answer.page.select(".people--inbox > li")
        said = [
            len(answer.page.select(f".people--inbox {part}"))
            for part in (".tag", ".said", "[href$='#events']", ".asked")
        ]

        assert len(rows) == INBOX_SIZE
        assert min(said) >= INBOX_SIZE
        assert len(answer.data) <= MOST * 1000
