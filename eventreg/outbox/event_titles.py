"""What the events are called that letters are about: a later room knows."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping

#: Slugs and the reader's language to titles by slug.
LookUp = Callable[[Collection[str], str], Mapping[str, str]]

_look_ups: dict[str, LookUp] = {}


def register_event_titles(look_up: LookUp) -> None:
    """Ask ``look_up`` for the titles of events."""
    _look_ups["event"] = look_up


def event_titles(slugs: Collection[str], language: str) -> dict[str, str]:
    """Title by slug; an event that nobody knows is called by its slug."""
    look_up = _look_ups.get("event")
    known = look_up(slugs, language) if look_up and slugs else {}
    return {slug: known.get(slug, slug) for slug in slugs}


def to_choose_from(slugs: Collection[str], language: str) -> list[tuple[str, str]]:
    """Slug and title in the order of the titles; those alike show their slug too."""
    titles = event_titles(slugs, language)
    count = Counter(titles.values())
    named = (
        (slug, title if count[title] == 1 else f"{title} ({slug})")
        for slug, title in titles.items()
    )
    return sorted(named, key=lambda pair: pair[1].casefold())
