"""The mail server of the outbox's tests serves here too."""

from tests.outbox.conftest import _forget, post

__all__ = ["_forget", "post"]
