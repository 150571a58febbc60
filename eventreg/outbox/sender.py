"""Who writes the letters: the network, as plain values."""

from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import urlsplit

from flask import current_app

from eventreg.outbox.addresses import public_url
from eventreg.outbox.values import one_line
from eventreg.web.network import network
from eventreg.web.phones import readable_phone


@dataclass(frozen=True)
class Sender:
    """The network as it stands in letters, apart from any database session."""

    name: str
    #: From.
    address: str
    #: Where mail servers send back what they cannot deliver.
    bounces: str
    #: Where answers go when the letter names nobody else; may be empty.
    contact: str
    #: What stands under each letter: who writes, by law.
    footer: tuple[str, ...]
    is_demo: bool

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]


def current_sender() -> Sender:
    """The network as it is now."""
    own = network()
    configured = current_app.config.get("MAIL_SENDER") or ""
    host = urlsplit(public_url()).hostname or "localhost"
    name = one_line(own.name or own.association or host)
    footer = (
        own.association or name,
        own.street,
        own.postal_town,
        readable_phone(own.phone or ""),
        own.email,
    )
    address = parseaddr(configured)[1] or own.email or f"noreply@{host}"
    return Sender(
        name=name,
        address=address,
        bounces=current_app.config.get("MAIL_BOUNCE") or address,
        contact=own.email or "",
        footer=tuple(one_line(line) for line in footer if line),
        is_demo=bool(own.is_demo),
    )
