"""Addresses for letters, made outside any request."""

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from flask import current_app


def public_url() -> str:
    """Where this site is reached from outside, without slash at the end."""
    port = os.environ.get("PORT", "5000")
    return current_app.config.get("PUBLIC_URL") or f"http://127.0.0.1:{port}"


class Addresses:
    """Makes addresses from endpoints, outside any request."""

    def __init__(self) -> None:
        parts = urlsplit(public_url())
        self._adapter = current_app.url_map.bind(
            parts.netloc, script_name=parts.path or "/", url_scheme=parts.scheme
        )

    def of(self, endpoint: str, arguments: Mapping[str, Any]) -> str:
        """The full address.

        :raises werkzeug.routing.BuildError: there is no such page.
        """
        return self._adapter.build(endpoint, dict(arguments), force_external=True)
