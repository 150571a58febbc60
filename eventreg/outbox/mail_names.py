"""What the domain of the sender says in the DNS about who may write in its name."""

from collections.abc import Callable
from dataclasses import dataclass

import dns.exception
import dns.resolver
from flask_babel import gettext as _

from eventreg.outbox.signing import Signer


class UnheardOf(Exception):
    """Where we ask, nobody knows the domain at all: so nothing follows for it."""


#: Seconds that the answers to one question may take.
PATIENCE = 3.0


@dataclass(frozen=True)
class Entry:
    """One thing the DNS says, or does not: ``is_ok`` is ``None`` if nobody knows."""

    title: str
    is_ok: bool | None
    said: str
    advice: str = ""


def look_up(
    domain: str,
    resolver: dns.resolver.Resolver | None = None,
    *,
    signer: Signer | None = None,
) -> list[Entry]:
    """SPF, DKIM and DMARC of ``domain``, as far as they can be seen from outside.

    :param signer: who signs here; ``None``: the mail server.
    """
    try:
        resolver = resolver or dns.resolver.Resolver()
    except dns.resolver.NoResolverConfiguration:
        return [_unknown("DNS")]
    dkim = _own_dkim(domain, signer, resolver) if signer else _dkim()
    return [_spf(domain, resolver), dkim, _dmarc(domain, resolver)]


def _spf(domain: str, resolver: dns.resolver.Resolver) -> Entry:
    return _entry(
        "SPF",
        lambda: _texts(domain, "v=spf1", resolver, domain),
        _(
            "Publish a TXT record at %(domain)s that names your mail server, as its "
            "provider says, for example “v=spf1 include:_spf.example.org -all”.",
            domain=domain,
        ),
    )


def _dmarc(domain: str, resolver: dns.resolver.Resolver) -> Entry:
    return _entry(
        "DMARC",
        lambda: _texts(f"_dmarc.{domain}", "v=DMARC1", resolver, domain),
        _(
            "Publish a TXT record at _dmarc.%(domain)s, to begin with “v=DMARC1; "
            "p=none”.",
            domain=domain,
        ),
    )


def _dkim() -> Entry:
    return Entry(
        "DKIM",
        is_ok=None,
        said=_(
            "Your mail server is to sign; whether it does cannot be seen from here."
        ),
        advice=_(
            "Send yourself a test e-mail and look at its source: "
            "“Authentication-Results” must say dkim=pass. Otherwise switch DKIM on at "
            "the provider of the mail server."
        ),
    )


def _own_dkim(domain: str, signer: Signer, resolver: dns.resolver.Resolver) -> Entry:
    """Whether the DNS knows the key with which this site signs."""
    found = _entry(
        "DKIM",
        lambda: _texts(signer.name, "v=DKIM1", resolver, signer.domain),
        _(
            "Publish a TXT record at %(name)s: %(record)s",
            name=signer.name,
            record=signer.record,
        ),
    )
    if not found.is_ok:
        return found
    if signer.public not in "".join(found.said.split()):
        other = _("The record holds another key: %(record)s", record=found.said)
        advice = _("It must be %(record)s", record=signer.record)
        return Entry("DKIM", is_ok=False, said=other, advice=advice)
    if domain != signer.domain and not domain.endswith(f".{signer.domain}"):
        foreign = _(
            "E-mails come from %(domain)s and are signed for %(other)s.",
            domain=domain,
            other=signer.domain,
        )
        advice = _("Set DKIM_DOMAIN to the domain of MAIL_SENDER.")
        return Entry("DKIM", is_ok=False, said=foreign, advice=advice)
    return found


def _entry(title: str, find: Callable[[], list[str]], advice: str) -> Entry:
    try:
        found = find()
    except UnheardOf as error:
        return _unheard_of(title, str(error))
    except dns.exception.DNSException:
        return _unknown(title)
    if len(found) > 1:
        several = _("There are several such records; only one may be there.")
        return Entry(title, is_ok=False, said=several, advice=" ".join(found))
    if not found:
        return Entry(title, is_ok=False, said=_("There is no record."), advice=advice)
    return Entry(title, is_ok=True, said=found[0])


def _unknown(title: str) -> Entry:
    return Entry(
        title,
        is_ok=None,
        said=_("The DNS does not answer from here, so this could not be looked up."),
    )


def _unheard_of(title: str, domain: str) -> Entry:
    said = _(
        "Asked from here, the DNS knows no domain %(domain)s, so nothing could be "
        "looked up.",
        domain=domain,
    )
    advice = _(
        "Look whether the name is right. If it is, the DNS server of this machine "
        "does not know the internet; look the records up from elsewhere."
    )
    return Entry(title, is_ok=None, said=said, advice=advice)


def _texts(
    name: str, beginning: str, resolver: dns.resolver.Resolver, domain: str
) -> list[str]:
    """The TXT records of ``name`` that begin so.

    :param domain: of which ``name`` says something.
    :raises UnheardOf: nobody knows that.
    """
    try:
        answer = resolver.resolve(name, "TXT", lifetime=PATIENCE)
    except dns.resolver.NoAnswer:
        return []
    except dns.resolver.NXDOMAIN:
        if _is_known(domain, resolver):
            return []
        raise UnheardOf(domain) from None
    texts = (b"".join(record.strings).decode("utf-8", "replace") for record in answer)
    return [text for text in texts if text.lower().startswith(beginning.lower())]


def _is_known(domain: str, resolver: dns.resolver.Resolver) -> bool:
    try:
        resolver.resolve(domain, "SOA", raise_on_no_answer=False, lifetime=PATIENCE)
    except dns.resolver.NXDOMAIN:
        return False
    return True
