"""What must stay unreadable in the database and in its backups.

The key stands outside both, in ``instance/data.key`` or DATA_KEY.
"""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from flask import current_app


class KeyIsAnother(Exception):
    """The text was sealed with another key than this site has now."""


def seal(text: str, *, purpose: str) -> str:
    """``text`` encrypted and signed, to be stored.

    :param purpose: what it is for; opened with another one, it is not read.
    """
    return _box(purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, *, purpose: str) -> str:
    """What ``seal`` was given.

    :raises KeyIsAnother: see there.
    """
    try:
        return _box(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise KeyIsAnother from None


def _box(purpose: str) -> Fernet:
    """One key per purpose, so that nothing can be put in another's place."""
    key: str = current_app.config["DATA_KEY"]
    derived = hmac.new(key.encode(), purpose.encode(), hashlib.sha256).digest()
    return Fernet(base64.urlsafe_b64encode(derived))
