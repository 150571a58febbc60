"""The code that proves that whoever sets up a new site owns the machine.

Anybody can reach a fresh site first. Only who started it, or can read
``instance/set-up-code``, becomes its director.
"""

import hmac
import os
import secrets
from pathlib import Path

from eventreg.errors import ConfigurationError

#: No I, L, O, U: somebody types it from a terminal.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, LENGTH = 4, 4


def path_in(instance: str | Path) -> Path:
    return Path(instance) / "set-up-code"


def set_up_code(instance: str | Path) -> str:
    """The code of this installation, made and kept (0600) when there is none.

    :raises ConfigurationError: the file cannot be written or read.
    """
    path = path_in(instance)
    try:
        try:
            # O_EXCL: of two processes that start at once, one writes the code.
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass
        else:
            with os.fdopen(handle, "w") as file:
                file.write(_new_code() + "\n")
        return path.read_text().strip()
    except OSError as error:
        raise ConfigurationError(
            f"cannot read or write {path}: {error.strerror}"
        ) from None


def is_right(typed: str, instance: str | Path) -> bool:
    """Whether ``typed`` is the code; blanks, dashes and case do not matter."""
    wanted = _bare(set_up_code(instance))
    return bool(wanted) and hmac.compare_digest(
        _bare(typed).encode(errors="surrogatepass"), wanted.encode()
    )


def forget(instance: str | Path) -> None:
    """Remove the code once the site is set up."""
    path_in(instance).unlink(missing_ok=True)


def _new_code() -> str:
    groups = (
        "".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) for _ in range(GROUPS)
    )
    return "-".join(groups)


def _bare(code: str) -> str:
    return "".join(sign for sign in code.upper() if sign.isalnum())
