"""From those who came to their certificates."""

import io
from collections.abc import Sequence

from flask_babel import force_locale
from flask_babel import gettext as _
from PIL import Image

from eventreg import clock
from eventreg.documents import Asset
from eventreg.documents.certificate import (
    Certificate,
    CertificateWords,
    Emblem,
    certificates_pdf,
)
from eventreg.documents.watching import Pages
from eventreg.events.models import Event
from eventreg.people.names import formal_name
from eventreg.registrations.models import Registration
from eventreg.web.dates import format_date, format_span
from eventreg.web.models import Network
from eventreg.web.network import stored


def pdf_of(
    event: Event,
    registrations: Sequence[Registration],
    *,
    language: str,
    tell: Pages | None = None,
) -> bytes:
    """A page for each of these, who all came, in their own language.

    :param language: of the document around them.
    """
    site = stored() or Network(id=1)
    with force_locale(language):
        title = _("Certificate of attendance")
    return certificates_pdf(
        [_certificate(registration, event, site) for registration in registrations],
        title=f"{title} – {event.title(language)}",
        language=language,
        emblem=_emblem(site),
        tell=tell,
    )


def file_name(event: Event, reference: str = "") -> str:
    """Of all, or of the one with that number."""
    return f"certificate-{event.slug}{'-' if reference else ''}{reference}.pdf"


def _certificate(
    registration: Registration, event: Event, site: Network
) -> Certificate:
    language = registration.language
    text = event.text(language)
    about = (registration.position, registration.company)
    with force_locale(language):
        return Certificate(
            language=language,
            words=_words(registration, site),
            name=formal_name(registration),
            about=", ".join(part for part in about if part),
            country=registration.country,
            event=text.title,
            event_language=text.language,
            when=format_span(event.starts_at, event.ends_at, event.timezone),
            where=event.whole_place,
            issued=_issued(site, event),
            network=site.name or "",
            signed_by=site.represented_by or "",
            number=registration.reference,
        )


def _words(registration: Registration, site: Network) -> CertificateWords:
    return CertificateWords(
        heading=_("Certificate of attendance"),
        before=_("This is to certify that"),
        after=_("took part in"),
        when=_("When:"),
        where=_("Where:"),
        signs_as=_("Director, %(network)s", network=site.name or ""),
        number=_("Registration number %(number)s", number=registration.reference),
    )


def _issued(site: Network, event: Event) -> str:
    """ "Aachen, 17 June 2027": the town of the imprint, without its post code."""
    town = (site.postal_town or "").lstrip("0123456789 -")
    day = format_date(clock.today(event.timezone))
    return f"{town}, {day}" if town else day


def _emblem(site: Network) -> Emblem | None:
    if not site.logo:
        return None
    with Image.open(io.BytesIO(site.logo)) as picture:
        return Emblem(Asset.png(site.logo), *picture.size)
