"""Two windows ask one applicant: the second one is warned before it sends."""

import pytest

from eventreg.registrations.inquiries.queries import inquiries
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.house import text_of

ASKED = (
    "This person has been asked meanwhile, by somebody else or in another window: what "
    "was asked stands below. Send your question once more if it is still needed."
)


@pytest.fixture
def ask(client, sign_in):
    """Send a question as from a page that showed so many."""
    sign_in("director")
    ada = make_registration(make_event(needs_approval=True), State.PENDING)

    def send(**typed):
        data = {"question": "Whom?", **typed}
        return ada, client.post(f"/manage/inbox/{ada.reference}/ask", data=data)

    return send


@pytest.mark.parametrize("shown", ["0", "", "x", "9" * 30])
def test_a_second_question_from_an_old_page_is_not_sent_yet(ask, letters, shown):
    ask(shown="0")

    ada, answer = ask(shown=shown, question="Whom exactly?")

    assert (answer.status_code, answer.errors) == (409, [ASKED])
    assert answer.page.select_one("#question").text.strip() == "Whom exactly?"
    assert text_of(answer.page.select_one(".facts dd")) == "Whom?"
    assert (len(inquiries(ada)), len(letters())) == (1, 1)


def test_it_goes_out_when_it_is_sent_once_more(ask, letters):
    ask(shown="0")
    _ada, warned = ask(shown="0")

    ada, answer = ask(shown=warned.page.select_one("[name=shown]")["value"])

    assert answer.status_code == 303
    assert (len(inquiries(ada)), len(letters())) == (2, 2)


def test_a_mistake_on_an_old_page_is_no_way_round_the_warning(ask):
    ask(shown="0")
    _ada, mended = ask(shown="0", question="")

    ada, answer = ask(shown=mended.page.select_one("[name=shown]")["value"])

    assert (mended.status_code, answer.status_code) == (422, 409)
    assert len(inquiries(ada)) == 1
