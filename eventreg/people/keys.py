"""The keys of a name, made in one place for everybody who has one."""

from typing import Protocol

from eventreg.people.search_keys import MAX_LENGTH, search_key
from eventreg.people.sorting import sort_key_de, sort_key_tr

#: Bytes: an index on PostgreSQL holds 2,704 of all that a search reads.
MAX_OTHERS = 300


class Keyed(Protocol):
    """A row with a name, and with what searches and lists go by."""

    given_name: str
    family_name: str
    native_name: str
    badge_name: str
    search_key: str
    other_key: str
    sort_key_de: bytes
    sort_key_tr: bytes


def write_keys(row: Keyed) -> None:
    """Put the keys made from its names onto ``row``.

    A name in another script sorts by what was typed beside it in Latin letters:
    given and family name make the order, the native name is only searched.
    """
    given, family = row.given_name, row.family_name
    row.search_key = full_key(given, family)
    others = search_key(f"{row.native_name} {row.badge_name}")
    row.other_key = others.encode()[:MAX_OTHERS].decode(errors="ignore")
    row.sort_key_de = sort_key_de(family, given)
    row.sort_key_tr = sort_key_tr(family, given)


def full_key(given: str, family: str) -> str:
    """The folded full name; with the address it says who somebody is."""
    return search_key(f"{given} {family}")[:MAX_LENGTH]
