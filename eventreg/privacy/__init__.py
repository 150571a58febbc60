"""Deleting what is due, by itself, as the privacy notice promises."""

from flask import Flask

from eventreg.privacy import jobs

__all__ = ["init_app", "jobs"]


def init_app(app: Flask) -> None:
    """The worker has been told by importing ``jobs``; there are no pages yet."""
