"""A director with a link to decide by, and what is pressed behind it."""

import pytest

from tests.factories import make_account, make_event
from tests.messages.links import make_decision_link


@pytest.fixture
def ole(app):
    return make_account("ole@example.org", role="director", name="Ole Director")


@pytest.fixture
def page(ole):
    return f"/decide/{make_decision_link(ole)[1]}"


@pytest.fixture
def trip(app):
    return make_event(title="Trip", needs_approval=True)


def press(client, page, registration, act):
    """Press a button there; what comes back."""
    answer = client.post(f"{page}/{registration.reference}/{act}")
    assert (answer.status_code, answer.location) == (303, page)
    return client.get(answer.location)
