"""What the environment says, read in one place and judged all at once.

Standard library only: what starts the servers looks here before anything is
loaded, so that a mistyped value costs one line and no servers.
"""

import ipaddress
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

#: The databases that the site can live in.
DATABASES = ("sqlite", "postgresql", "postgres")
#: A shorter key could be guessed.
SHORTEST_KEY = 32
#: A name of a machine, or its address of four numbers; IPv6 has colons.
_PART = r"[^\W_](?:[\w-]*\w)?"
_IS_HOST = re.compile(rf"{_PART}(?:\.{_PART})*\.?")
_IS_MAIL_ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+|[^@\s<>]+@localhost")

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_IS_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})+")
_IS_SELECTOR = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")


class ConfigurationError(Exception):
    """The environment holds a value with which the site must not start."""


def env_int(name: str, default: int, *, minimum: int = 0, maximum: int = 10**9) -> int:
    """A whole number from the environment, from ``minimum`` to ``maximum``."""
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdecimal() and minimum <= int(text) <= maximum):
        limit = "up" if maximum == 10**9 else f"to {maximum}"
        raise ConfigurationError(
            f"{name} must be a whole number from {minimum} {limit}"
        )
    return int(text)


def env_bool(name: str, default: bool = False) -> bool:
    """Yes or no from the environment: 1, true, yes, on or 0, false, no, off."""
    text = os.environ.get(name, "").strip().lower()
    if not text:
        return default
    if text in {"1", "true", "yes", "on"}:
        return True
    if text in {"0", "false", "no", "off"}:
        return False
    raise ConfigurationError(f"{name} must be 1 or 0")


def for_site() -> dict[str, Any]:
    """What the site itself goes by, by the names of its configuration.

    :raises ConfigurationError: names every value that must not be.
    """
    return _all(
        PUBLIC_URL=_public_url,
        TRUSTED_PROXIES=_trusted_proxies,
        DATABASE_URL=_database_url,
        LOG_LEVEL=_log_level,
        SECRET_KEY=lambda: _key("SECRET_KEY", os.environ.get("SECRET_KEY", "")),
        DATA_KEY=lambda: _key("DATA_KEY", os.environ.get("DATA_KEY", "")),
        FORM_LIMIT=lambda: env_int("FORM_LIMIT", 300, minimum=1),
        FORM_MIN_SECONDS=lambda: env_int("FORM_MIN_SECONDS", 3),
        SORT_PARTICLES=lambda: env_bool("SORT_PARTICLES"),
        MAIL_SERVER=_mail_server,
        MAIL_USE_TLS=_mail_use_tls,
        MAIL_USE_SSL=lambda: env_bool("MAIL_USE_SSL"),
        MAIL_PORT=_mail_port,
        MAIL_SENDER=lambda: _mail_address(
            "MAIL_SENDER", os.environ.get("MAIL_SENDER", "")
        ),
        MAIL_BOUNCE=lambda: _mail_address(
            "MAIL_BOUNCE", os.environ.get("MAIL_BOUNCE", "")
        ),
        MAIL_USERNAME=_mail_username,
        MAIL_PER_MINUTE=lambda: env_int("MAIL_PER_MINUTE", 0),
        DKIM_DOMAIN=lambda: _dkim("DKIM_DOMAIN", _IS_DOMAIN, "example.org"),
        DKIM_SELECTOR=lambda: _dkim("DKIM_SELECTOR", _IS_SELECTOR, "events2027"),
        DKIM_KEY_FILE=_dkim_key_file,
    )


def for_servers() -> dict[str, Any]:
    """Where and how large the servers run.

    :raises ConfigurationError: names every value that must not be.
    """
    return _all(
        PORT=lambda: env_int("PORT", 5000, minimum=1, maximum=65535),
        WEB_WORKERS=lambda: env_int("WEB_WORKERS", 2, minimum=1),
        WEB_THREADS=lambda: env_int("WEB_THREADS", 4, minimum=1),
        NO_DEMO=lambda: env_bool("NO_DEMO"),
    )


def check() -> None:
    """Look at all of it before anything starts.

    :raises ConfigurationError: names every value that must not be.
    """
    _all(servers=for_servers, site=for_site)


def _all(**readers: Callable[[], Any]) -> dict[str, Any]:
    """What each of ``readers`` finds; the faults of all of them in one line."""
    found, faults = {}, dict[str, None]()
    for name, read in readers.items():
        try:
            found[name] = read()
        except ConfigurationError as error:
            faults[str(error)] = None
    if faults:
        raise ConfigurationError("; ".join(faults))
    return found


def _public_url() -> str:
    url = os.environ.get("PUBLIC_URL", "").strip().rstrip("/")
    if url and not _is_address(url):
        raise ConfigurationError("PUBLIC_URL must be like https://events.example.org")
    return url


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        name = parts.netloc.removesuffix(f":{parts.port}")
        is_whole = parts.scheme in {"http", "https"} and parts.port != 0
        # Whose pages begin at its root: nothing follows, nobody signs in there.
        is_whole = is_whole and url.endswith(f"://{parts.netloc}")
        # Machines of one's own may have a "_"; no site that others reach can.
        return is_whole and "_" not in name and _is_host(name)
    except ValueError:  # the port is no number, the brackets do not match
        return False


def _is_host(name: str) -> bool:
    """Whether a machine can be called so, with IPv6 in brackets."""
    try:
        if name.startswith("["):
            return isinstance(ipaddress.ip_address(name[1:-1]), ipaddress.IPv6Address)
        name.encode("idna")  # no part may be longer than can be looked up
    except ValueError:
        return False
    return bool(_IS_HOST.fullmatch(name))


def _mail_server() -> str:
    name = os.environ.get("MAIL_SERVER", "").strip()
    if name and not _is_host(f"[{name}]" if name.count(":") > 1 else name):
        raise ConfigurationError("MAIL_SERVER must be like mail.example.org")
    return name


def _database_url() -> str:
    url = os.environ.get("DATABASE_URL", "").strip()
    scheme, separator, _rest = url.partition("://")
    if url and not separator:
        raise ConfigurationError("DATABASE_URL is not an address of a database")
    if url and scheme.partition("+")[0] not in DATABASES:
        raise ConfigurationError("DATABASE_URL must name SQLite or PostgreSQL")
    return url


def _trusted_proxies() -> frozenset[str]:
    names = os.environ.get("TRUSTED_PROXIES", "").replace(",", " ").split()
    try:
        for name in names:
            ipaddress.ip_network(name, strict=False)
    except ValueError:
        raise ConfigurationError(
            "TRUSTED_PROXIES must list addresses or networks, like 127.0.0.1"
        ) from None
    return frozenset(names)


def _key(name: str, typed: str) -> str:
    key = typed.strip()
    if key and len(key) < SHORTEST_KEY:
        raise ConfigurationError(f"{name} must have {SHORTEST_KEY} letters or more")
    return key


def _mail_address(name: str, typed: str) -> str:
    """Whom letters come from, or come back to; ``Name <address>`` is no address."""
    address = typed.strip()
    if address and not _IS_MAIL_ADDRESS.fullmatch(address):
        raise ConfigurationError(f"{name} must be like network@example.org")
    return address


def _mail_username() -> str:
    name = os.environ.get("MAIL_USERNAME", "")
    password = os.environ.get("MAIL_PASSWORD", "")
    if bool(name) is not bool(password):
        raise ConfigurationError("set both MAIL_USERNAME and MAIL_PASSWORD, or none")
    return name


def _mail_use_tls() -> bool:
    use_tls = env_bool("MAIL_USE_TLS")
    if use_tls and env_bool("MAIL_USE_SSL"):
        raise ConfigurationError("set MAIL_USE_TLS or MAIL_USE_SSL, not both")
    return use_tls


def _mail_port() -> int:
    port = env_int("MAIL_PORT", 0, minimum=1, maximum=65535)
    usual = 465 if env_bool("MAIL_USE_SSL") else 587 if _mail_use_tls() else 25
    return port or usual


def _dkim(name: str, shape: re.Pattern[str], example: str) -> str:
    typed = _dkim_part(name).lower()
    if typed and not shape.fullmatch(typed):
        raise ConfigurationError(f"{name} must be like {example}")
    return typed


def _dkim_key_file() -> str:
    """The key's path, so far as it can be told here; its use shows the rest."""
    path = _dkim_part("DKIM_KEY_FILE")
    try:
        is_key = not path or "PRIVATE KEY-----" in Path(path).read_text("ascii")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is no text"
        raise ConfigurationError(f"DKIM_KEY_FILE: cannot read {path}: {why}") from None
    if not is_key:
        raise ConfigurationError(f"DKIM_KEY_FILE: {path} holds no private key")
    return path


def _dkim_part(name: str) -> str:
    parts = {
        "DKIM_DOMAIN": os.environ.get("DKIM_DOMAIN", "").strip(),
        "DKIM_SELECTOR": os.environ.get("DKIM_SELECTOR", "").strip(),
        "DKIM_KEY_FILE": os.environ.get("DKIM_KEY_FILE", "").strip(),
    }
    if any(parts.values()) and not all(parts.values()):
        raise ConfigurationError(
            "set DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE, or none"
        )
    return parts[name]


def _log_level() -> str:
    level = os.environ.get("LOG_LEVEL", "").strip().upper() or "INFO"
    if level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ConfigurationError("LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR")
    return level
