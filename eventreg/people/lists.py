"""What the member list needs beside its rows: its filters."""

from collections.abc import Mapping

from eventreg.people import queries
from eventreg.people.names import clean_name, sort_key_de, sort_key_tr
from eventreg.people.queries import Standing, Wanted
from eventreg.people.territories import named_countries

#: More is no search but an accident.
LONGEST_SEARCH = 100


def wanted_from(args: Mapping[str, str]) -> Wanted:
    """What a query string asks for; nonsense counts as nothing."""
    standing = args.get("standing", "")
    return Wanted(
        search=clean_name(args.get("search"))[:LONGEST_SEARCH],
        sector=clean_name(args.get("sector"))[:40],
        country=clean_name(args.get("country"))[:2].upper(),
        standing=Standing(standing) if standing in set(Standing) else Standing.MEMBERS,
    )


def named_sectors(language: str) -> list[tuple[str, str]]:
    """Code and name of each sector, in the order of ``language``."""
    key = sort_key_tr if language == "tr" else sort_key_de
    named = [(sector.code, sector.name(language)) for sector in queries.sectors()]
    return sorted(named, key=lambda pair: key(pair[1], ""))


def known_countries(language: str) -> list[tuple[str, str]]:
    """Code and name of each country that some company works with."""
    return named_countries(list(queries.countries()), language)
