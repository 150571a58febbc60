"""Links in letters: endpoint and arguments, made into addresses when it goes."""

from collections.abc import Mapping, Sequence
from typing import Any

#: Endpoint and arguments: ``("my.show", {"token": …})``.
Link = tuple[str, Mapping[str, Any]]
#: A placeholder's link, or its list of ``(words, endpoint, arguments)``.
Links = Mapping[str, Link | Sequence[tuple[str, str, Mapping[str, Any]]]]


def as_json(links: Links) -> dict[str, Any]:
    """The links as plain JSON, as it is stored."""
    return {
        name: [list(entry) for entry in link] if isinstance(link, list) else list(link)
        for name, link in links.items()
    }


def secrets_in(links: Mapping[str, Any]) -> set[str]:
    """What must not be shown to staff: the tokens in stored links."""
    found = set()
    for link in links.values():
        is_list = not link or isinstance(link[0], list)
        entries = link if is_list else [link]
        found |= {entry[-1]["token"] for entry in entries if "token" in entry[-1]}
    return found
