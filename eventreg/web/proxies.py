"""Whose request it really is, when a proxy of ours stands in front."""

import ipaddress
from collections.abc import Iterable
from typing import Any

from flask import Flask

from eventreg.errors import ConfigurationError

Networks = list[ipaddress.IPv4Network | ipaddress.IPv6Network]


class ClientAddress:
    """Puts the client's address and scheme where Flask looks for them.

    Only what a trusted proxy said counts: the list in ``X-Forwarded-For`` is
    read from its end, because a visitor can write anything at its beginning.
    """

    def __init__(self, wsgi_app: Any, trusted: Networks) -> None:
        self._wsgi_app = wsgi_app
        self._trusted = trusted

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        peer = environ.get("REMOTE_ADDR", "")
        if self._is_trusted(peer):
            listed = environ.get("HTTP_X_FORWARDED_FOR", "")
            environ["REMOTE_ADDR"] = self._client(peer, listed)
            scheme = environ.get("HTTP_X_FORWARDED_PROTO", "").strip().lower()
            if scheme in {"http", "https"}:
                environ["wsgi.url_scheme"] = scheme
        return self._wsgi_app(environ, start_response)

    def _client(self, peer: str, listed: str) -> str:
        """The last address in the list that is not one of our proxies."""
        client = peer
        for part in reversed(listed.split(",")):
            address = part.strip()
            if _address(address) is None:
                return client
            client = address
            if not self._is_trusted(client):
                return client
        return client

    def _is_trusted(self, text: str) -> bool:
        address = _address(text)
        return address is not None and any(address in net for net in self._trusted)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def read_networks(names: Iterable[str]) -> Networks:
    """Addresses or networks (``10.0.0.0/8``).

    :raises ConfigurationError: one of them is neither.
    """
    try:
        return [ipaddress.ip_network(name, strict=False) for name in sorted(names)]
    except ValueError:
        raise ConfigurationError(
            "TRUSTED_PROXIES must list addresses or networks, like 127.0.0.1"
        ) from None


def init_app(app: Flask) -> None:
    trusted = read_networks(app.config["TRUSTED_PROXIES"])
    if trusted:
        app.wsgi_app = ClientAddress(app.wsgi_app, trusted)  # type: ignore[method-assign]
