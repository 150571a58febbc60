"""Deciding behind the link of a letter, on a phone."""

import pytest

from eventreg.registrations.states import State
from tests.factories import make_account, make_event, make_registration
from tests.messages.links import make_decision_link


@pytest.mark.parametrize("language", ["de-DE", "en-GB", "tr-TR"])
@pytest.mark.parametrize(("capacity", "count"), [(1, 4), (0, 5)], ids=["free", "full"])
def test_no_button_on_a_phone_breaks_its_word(open_page, language, capacity, count):
    event = make_event(needs_approval=True, capacity=capacity)
    for _ in range(2):
        make_registration(event, State.PENDING)
    _link, token = make_decision_link(make_account(role="director"))

    page = open_page(f"/decide/{token}", width=360, language=language)

    acts = page.get_by_role("main").get_by_role("listitem").first
    buttons = acts.locator("form > .button").all()
    heights = {round(each.bounding_box()["height"]) for each in buttons}
    assert (len(buttons), len(heights)) == (count, 1)
