"""Rows for tests: each ``make_…`` has defaults that nobody needs to look up."""

from tests.factories.events import make_event
from tests.factories.registrations import make_registration

__all__ = ["make_event", "make_registration"]
