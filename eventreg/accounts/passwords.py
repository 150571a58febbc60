"""What a password must be like, and how it is kept."""

import functools
import secrets
import threading
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_babel import gettext as _

from eventreg.errors import DomainError

#: NIST SP 800-63B asks for length instead of a mixture of signs.
SHORTEST = 10
#: A longer text is not typed by a person but sent to keep the machine busy.
LONGEST = 200

#: One hash costs 64 MiB and a quarter of a second; more at once would starve
#: everybody else on a small machine.
_at_once = threading.BoundedSemaphore(2)
#: Seconds to wait for a turn before the person is asked to try again.
_PATIENCE = 10.0

_hasher = PasswordHasher()


class TooBusy(DomainError):
    """Too many people are signing in at this moment."""

    def __init__(self) -> None:
        super().__init__(
            _("Many people are signing in right now. Try again in a minute.")
        )


def set_cost(cost: Mapping[str, Any]) -> None:
    """Hash with these parameters instead of argon2's; tests use cheap ones."""
    global _hasher
    _hasher = PasswordHasher(**cost)
    _decoy.cache_clear()


def weakness(password: str, *, email: str = "") -> str | None:
    """What is wrong with a new password, as an instruction; ``None`` if nothing."""
    if len(password) < SHORTEST:
        return _("Enter a password of at least %(count)s characters", count=SHORTEST)
    if len(password) > LONGEST:
        return _("Password must be %(count)s characters or fewer", count=LONGEST)
    folded = password.casefold()
    if email and folded in {email, email.partition("@")[0]}:
        return _("Choose a password that is not your e-mail address")
    if folded in _common() or len(set(folded)) < 4:
        return _("Choose a password that is harder to guess")
    return None


def hash_of(password: str) -> str:
    """The argon2 hash to keep. Slow: call it outside any transaction."""
    with _turn():
        return _hasher.hash(_normal(password))


def matches(password_hash: str | None, password: str) -> bool:
    """Whether ``password`` is the one. Takes as long when there is none to match.

    Slow: call it outside any transaction.
    """
    with _turn():
        decoy = _decoy()  # in any case, so that its first making tells nothing
        try:
            is_match = _hasher.verify(password_hash or decoy, _normal(password))
        except (VerificationError, InvalidHashError):
            return False
    return is_match and password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(password_hash)


@functools.cache
def _common() -> frozenset[str]:
    """What is tried first, because many choose it; lower case."""
    file = Path(__file__).with_name("common_passwords.txt")
    return frozenset(file.read_text(encoding="utf-8").split())


@functools.cache
def _decoy() -> str:
    """A hash that nothing matches, for accounts that do not exist."""
    return _hasher.hash(secrets.token_urlsafe(16))


def _normal(password: str) -> bytes:
    """The same bytes for the same signs, however the keyboard composes them."""
    normal = unicodedata.normalize("NFKC", password[: LONGEST + 1])
    return normal.encode(errors="surrogatepass")


@contextmanager
def _turn() -> Iterator[None]:
    if not _at_once.acquire(timeout=_PATIENCE):
        raise TooBusy
    try:
        yield
    finally:
        _at_once.release()
