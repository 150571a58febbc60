"""What all tests of this room share."""

import pytest

from eventreg.jobs import rounds
from tests.outbox.conftest import post

__all__ = ["post"]


@pytest.fixture(autouse=True)
def _worker_goes_on(monkeypatch):
    """Whatever test ended a worker before in this process."""
    monkeypatch.setitem(rounds._state, "stopping", False)
