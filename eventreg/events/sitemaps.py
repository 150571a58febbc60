"""The list of public pages that search engines read (sitemaps.org)."""

from collections.abc import Callable, Iterable
from xml.etree import ElementTree as ET

from eventreg.events.models import Event
from eventreg.web.locale import LANGUAGES

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def sitemap(
    events: Iterable[Event],
    *,
    home: Callable[[str | None], str],
    address_of: Callable[[Event, str | None], str],
) -> bytes:
    """The list of events, and the page of each, with their other languages.

    :param home: the address of the list, whole, in a language or in the reader's.
    :param address_of: the same for one event.
    """
    ET.register_namespace("", _SITEMAP)
    ET.register_namespace("xhtml", _XHTML)
    root = ET.Element(f"{{{_SITEMAP}}}urlset")
    _add(root, home(None), {code: home(code) for code in LANGUAGES})
    for event in events:
        others = {code: address_of(event, code) for code in event.languages}
        _add(root, address_of(event, None), others if len(others) > 1 else {})
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def _add(root: ET.Element, address: str, others: dict[str, str]) -> None:
    url = ET.SubElement(root, f"{{{_SITEMAP}}}url")
    ET.SubElement(url, f"{{{_SITEMAP}}}loc").text = address
    for language, other in others.items():
        link = {"rel": "alternate", "hreflang": language, "href": other}
        ET.SubElement(url, f"{{{_XHTML}}}link", link)
