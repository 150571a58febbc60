"""What the pools of an event are called in addresses, forms and drafts."""

from eventreg.events.models import Event, SeatPool
from eventreg.events.slugs import numbered, slug_of
from eventreg.events.states import PoolKind

#: Staff add and remove these; the public and the team pool come with the event.
ADDED = frozenset({PoolKind.CONTINGENT, PoolKind.SESSION, PoolKind.CHOICE})


def addresses(event: Event) -> dict[str, SeatPool]:
    """The pools that staff added, by the name that each has in addresses.

    In the order of the event. A name that was kept comes before one that is made
    from what a pool is called now.
    """
    added = [pool for pool in event.pools if pool.kind in ADDED]
    names = {pool.address: pool for pool in added if pool.address}
    for pool in added:
        if not pool.address:
            slug = slug_of(pool.name(event.language), event.language)
            tries = (numbered(slug, number) for number in range(1, 100))
            names[next(name for name in tries if name not in names)] = pool
    return dict(sorted(names.items(), key=lambda pair: added.index(pair[1])))


def keep_addresses(event: Event) -> None:
    """Let each pool keep the name that it has in addresses, whatever it is called.

    Links, drafts and forms that somebody is filling in hold it.
    """
    for name, pool in addresses(event).items():
        pool.address = name
