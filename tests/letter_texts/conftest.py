"""The mail server of the outbox's tests serves here too."""

import pytest

from tests.factories import make_event
from tests.outbox.conftest import _forget, post

__all__ = ["_forget", "post"]


@pytest.fixture
def event(sign_in):
    sign_in("office")
    return make_event(title="Summer school", slug="school", languages=("en", "de"))
