"""Addresses for letters, made outside any request."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import current_app

from eventreg.instance import port_of


def public_url() -> str:
    """Where this site is reached from outside, without slash at the end."""
    given: str = current_app.config.get("PUBLIC_URL") or ""
    return given or f"http://127.0.0.1:{known_port() or 5000}"


def known_port() -> str:
    """Where the site answers on this machine, so far as this process can know.

    What ``serve`` starts is told; a command asks the instance of a site that runs.
    """
    return os.environ.get("PORT") or port_of(Path(current_app.instance_path))


class Addresses:
    """Makes addresses from endpoints, outside any request."""

    def __init__(self) -> None:
        parts = urlsplit(public_url())
        self._adapter = current_app.url_map.bind(parts.netloc, url_scheme=parts.scheme)

    def of(self, endpoint: str, arguments: Mapping[str, Any]) -> str:
        """The full address.

        :raises werkzeug.routing.BuildError: there is no such page.
        """
        return self._adapter.build(endpoint, dict(arguments), force_external=True)
