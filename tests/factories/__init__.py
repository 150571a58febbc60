"""Rows for tests: each ``make_…`` has defaults that nobody needs to look up."""

from tests.factories.events import make_event

__all__ = ["make_event"]
