"""Who somebody is by address and password: slow on purpose, and throttled.

Nothing here runs inside a transaction: a hash takes a quarter of a second and
would keep everybody else from writing, and the counters must survive a rollback.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self

from flask_babel import gettext as _

from eventreg.accounts import passwords, queries
from eventreg.accounts.models import Account
from eventreg.errors import DomainError, TooOften
from eventreg.web import rate_limit

#: Seconds in which tries are counted.
WINDOW = 15 * 60
#: Tries from one network at one address: a person who mistypes.
TRIES_AT_ADDRESS_FROM_NETWORK = 10
#: Tries at one address from anywhere: somebody who guesses from many machines.
TRIES_AT_ADDRESS = 40
#: Tries from one network at any address: a whole office behind one router.
TRIES_FROM_NETWORK = 100

#: Tries at the code of one account: a million codes, of which three are right.
CODE_TRIES = 6

#: The same for letters with a reset link.
RESET_WINDOW = 60 * 60
RESETS_AT_ADDRESS = 3
RESETS_FROM_NETWORK = 30


class WrongCredentials(DomainError):
    """Unknown address, wrong password, closed account: the same sentence."""

    def __init__(self) -> None:
        super().__init__(_("E-mail address or password is wrong."))


class WrongPassword(DomainError):
    """Somebody who is signed in gave a wrong current password."""

    def __init__(self) -> None:
        super().__init__(_("The current password is wrong."))


class TooManyTries(TooOften):
    """This address or this network has to wait."""

    def __init__(self, window: int) -> None:
        wait = rate_limit.seconds_left(window)
        minutes = wait // 60 + 1
        super().__init__(
            _("Too many tries. Try again in %(minutes)s minutes.", minutes=minutes),
            wait=wait,
        )


@dataclass(frozen=True)
class Proof:
    """That somebody knew the password of ``account`` a moment ago."""

    account: Account
    #: The hash the password matched.
    password_hash: str
    #: The same password hashed with today's parameters, where the old are weaker.
    better_hash: str | None = None

    @classmethod
    def of(cls, account: Account, password: str) -> Self:
        """:raises WrongCredentials: it is not the account's password."""
        old = account.password_hash
        # Hashed in any case: how long an answer takes must tell nothing.
        if not passwords.matches(old, password) or old is None:
            raise WrongCredentials
        better = passwords.hash_of(password) if passwords.is_outdated(old) else None
        return cls(account, old, better)


def prove(email: str, password: str, *, address: str) -> Proof:
    """That ``password`` belongs to the active account with this e-mail address.

    :param address: the network address of whoever asks, for the limits.
    :raises WrongCredentials: unknown or closed account, or wrong password.
    :raises TooManyTries: the limits for tries are used up; the password is not
        even looked at.
    """
    if not may_try(email, address):
        raise TooManyTries(WINDOW)
    account = queries.by_email(email)
    if account is None or not account.is_active:
        passwords.matches(None, password)
        raise WrongCredentials
    proof = Proof.of(account, password)
    _was_right(email, address)
    return proof


def prove_again(account: Account, password: str, *, address: str) -> Proof:
    """That somebody who is signed in knows the own password.

    :raises WrongPassword: it is another one.
    :raises TooManyTries: as in ``prove``.
    """
    if not may_try(account.email, address):
        raise TooManyTries(WINDOW)
    try:
        proof = Proof.of(account, password)
    except WrongCredentials:
        raise WrongPassword from None
    _was_right(account.email, address)
    return proof


@contextmanager
def counted_code(account: Account) -> Iterator[None]:
    """Count one try at a code of ``account``; one that was right does not count.

    :raises TooManyTries: there were too many; the code is not even looked at.
    """
    counter = f"second-factor:{account.reference}"
    if not rate_limit.hit(counter, CODE_TRIES, WINDOW):
        raise TooManyTries(WINDOW)
    yield
    rate_limit.take_back(counter, per=WINDOW)


def may_try(email: str, address: str) -> bool:
    """Count one more try for ``email`` from ``address``; False: too many."""
    limits = (TRIES_FROM_NETWORK, TRIES_AT_ADDRESS, TRIES_AT_ADDRESS_FROM_NETWORK)
    counters = zip(_counters(email, address), limits, strict=True)
    # Not inside ``all``, which would stop early: each counter counts every try.
    within = [rate_limit.hit(name, limit, WINDOW) for name, limit in counters]
    return all(within)


def _was_right(email: str, address: str) -> None:
    """Only wrong tries use up the limits; those made before this one stay."""
    rate_limit.take_back(*_counters(email, address), per=WINDOW)


def _counters(email: str, address: str) -> tuple[str, str, str]:
    """Of the network, of the account, and of this network at this account."""
    name = _name_of(email)
    return (
        f"sign-in:net:{address}",
        f"sign-in:who:{name}",
        f"sign-in:pair:{name}:{address}",
    )


def may_ask_for_reset(email: str, *, address: str) -> bool:
    """Count one more wish for a reset link; False: this mailbox has had enough.

    :raises TooManyTries: the network asks for too many mailboxes.
    """
    if not rate_limit.hit(f"reset:net:{address}", RESETS_FROM_NETWORK, RESET_WINDOW):
        raise TooManyTries(RESET_WINDOW)
    return rate_limit.hit(
        f"reset:who:{_name_of(email)}", RESETS_AT_ADDRESS, RESET_WINDOW
    )


def _name_of(email: str) -> str:
    """Stands for an address in counters, which keep no address."""
    return hashlib.sha256(email.encode(errors="surrogatepass")).hexdigest()[:24]
