"""What the domain of the sender says in the DNS about who may write in its name."""

from collections.abc import Callable
from dataclasses import dataclass

import dns.exception
import dns.resolver
from flask_babel import gettext as _

#: Seconds that the answers to one question may take.
PATIENCE = 3.0


@dataclass(frozen=True)
class Entry:
    """One thing the DNS says, or does not: ``is_ok`` is ``None`` if nobody knows."""

    title: str
    is_ok: bool | None
    said: str
    advice: str = ""


def look_up(domain: str, resolver: dns.resolver.Resolver | None = None) -> list[Entry]:
    """SPF, DKIM and DMARC of ``domain``, as far as they can be seen from outside."""
    try:
        resolver = resolver or dns.resolver.Resolver()
    except dns.resolver.NoResolverConfiguration:
        return [_unknown("DNS")]
    return [_spf(domain, resolver), _dkim(), _dmarc(domain, resolver)]


def _spf(domain: str, resolver: dns.resolver.Resolver) -> Entry:
    return _entry(
        "SPF",
        lambda: _texts(domain, "v=spf1", resolver),
        _(
            "Publish a TXT record at %(domain)s that names your mail server, as its "
            "provider says, for example “v=spf1 include:_spf.example.org -all”.",
            domain=domain,
        ),
    )


def _dmarc(domain: str, resolver: dns.resolver.Resolver) -> Entry:
    return _entry(
        "DMARC",
        lambda: _texts(f"_dmarc.{domain}", "v=DMARC1", resolver),
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
        said=_("Your mail server signs, which cannot be seen from here."),
        advice=_(
            "Send yourself a test e-mail and look at its source: "
            "“Authentication-Results” must say dkim=pass. Otherwise switch DKIM on at "
            "the provider of the mail server."
        ),
    )


def _entry(title: str, find: Callable[[], list[str]], advice: str) -> Entry:
    try:
        found = find()
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


def _texts(name: str, beginning: str, resolver: dns.resolver.Resolver) -> list[str]:
    """The TXT records of ``name`` that begin so."""
    try:
        answer = resolver.resolve(name, "TXT", lifetime=PATIENCE)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    texts = (b"".join(record.strings).decode("utf-8", "replace") for record in answer)
    return [text for text in texts if text.lower().startswith(beginning.lower())]
