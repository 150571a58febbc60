"""What the worker does for registrations, one short transaction a row."""

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.jobs import periodic
from eventreg.registrations import queries, services
from eventreg.registrations.imports.telling import tell_contact, told_lists


@periodic("expire_offers", every=15)
def expire_offers() -> int:
    """End offers whose time is over; each seat goes on in the same transaction."""
    offers = queries.ended_offers()
    for registration in offers:
        with write_tx():
            services.expire(registration, by=Actor.worker())
    return len(offers)


@periodic("forget_unverified", every=3600)
def forget_unverified() -> int:
    """Delete sign-ups whose address nobody confirmed; ask those who were not asked."""
    with write_tx():
        done = services.forget_unverified()
    for registration in queries.unasked():
        with write_tx():
            done += services.ask_once_more(registration)
    return done


@periodic("settle_lines", every=60)
def settle_lines() -> int:
    """Move lines that the clock alone set free."""
    with write_tx():
        return services.settle_lines()


@periodic("tell_contacts", every=60)
def tell_contacts() -> int:
    """Tell the contacts of lists whose people stand otherwise by now."""
    told = 0
    for list_id in told_lists():
        with write_tx():
            told += tell_contact(list_id)
    return told
