"""From the stored design of an event to what the sheets are drawn from."""

import io
from collections.abc import Iterator

from flask_babel import force_locale
from PIL import Image, ImageChops, ImageStat

from eventreg.badges.designs import Back, Design, Logo
from eventreg.badges.models import BadgeDesign
from eventreg.badges.own_style import cleaned
from eventreg.documents import Asset
from eventreg.events import agendas
from eventreg.events.models import Event
from eventreg.uploads import files
from eventreg.web.network import stored

#: The network's logo and a partner's.
_BOTH = 2
#: Pixels of a thumbnail, and shades of 255 by which two of one picture may differ.
_SIDE, _APART = 32, 12


def drawn(row: BadgeDesign, event: Event) -> Design:
    """The design with its pictures and the programme, as plain values."""
    return Design(
        look=row.look,
        colour=row.colour,
        back=row.back,
        logos=tuple(_logos(row)),
        programme=tuple(_programme(event, row.languages[0]))
        if row.back is Back.PROGRAMME
        else (),
        own_style=cleaned(row.own_style)[0],
        marks_photos=row.marks_photos,
        version=row.version,
    )


def has_one_logo_twice(design: Design) -> bool:
    """Whether the network's logo and the partner's are the same picture.

    They may differ in size and format, so what is seen is compared.
    """
    if len(design.logos) < _BOTH:
        return False
    one, other = (_thumbnail(logo) for logo in design.logos)
    apart = max(ImageStat.Stat(ImageChops.difference(one, other)).rms)
    shapes = [logo.width / logo.height for logo in design.logos]
    return apart < _APART and max(shapes) < min(shapes) * 1.05


def _thumbnail(logo: Logo) -> Image.Image:
    """So small that only what one sees at a glance is left, on white."""
    with Image.open(io.BytesIO(logo.asset.body)) as picture:
        seen = picture.convert("RGBA").resize((_SIDE, _SIDE))
    paper = Image.new("RGBA", seen.size, "white")
    paper.alpha_composite(seen)
    return paper.convert("RGB")


def _logos(row: BadgeDesign) -> Iterator[Logo]:
    """The network's, which is a PNG of our own making, and the partner's JPEG."""
    if row.has_network_logo and (site := stored()) and site.logo:
        with Image.open(io.BytesIO(site.logo)) as picture:
            yield Logo(Asset.png(site.logo), *picture.size)
    partner = row.partner_logo
    if partner is not None and partner.width and partner.height:
        path = files.path_of(partner.token)
        if path.is_file():  # a restored site may have lost it
            body = Asset(path.read_bytes(), partner.media_type)
            yield Logo(body, partner.width, partner.height)


def _programme(event: Event, language: str) -> Iterator[tuple[str, str]]:
    entries = sorted(event.agenda, key=lambda entry: entry.starts_local)
    with force_locale(language):
        for day in agendas.days(event, entries):
            if day.heading:
                yield day.heading, ""
            for entry in day.entries:
                yield entry.begins, str(entry.title)
