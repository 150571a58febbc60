"""Numbers of bank accounts (ISO 13616)."""

import re

_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")


def compact_iban(typed: str | None) -> str:
    """Without what people put between its groups."""
    return "".join((typed or "").split()).upper()


def is_iban(compact: str) -> bool:
    """Whether its check digits are right; whether the bank has it, nobody asks."""
    if not _IBAN.fullmatch(compact):
        return False
    turned = compact[4:] + compact[:4]
    return int("".join(str(int(char, 36)) for char in turned)) % 97 == 1


def spaced_iban(compact: str) -> str:
    """In groups of four, as people read it."""
    return " ".join(compact[at : at + 4] for at in range(0, len(compact), 4))
