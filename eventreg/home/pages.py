"""The pages that the law asks for, in the reader's language."""

from flask import render_template
from flask_babel import gettext as _

from eventreg.home.texts import text
from eventreg.web.locale import current_language
from eventreg.web.models import Network
from eventreg.web.network import is_imprint_complete, network
from eventreg.web.phones import readable_phone


def imprint_page() -> str:
    return _page("imprint", _("Imprint"))


def privacy_page() -> str:
    """The network's own notice where it has one, else the one that comes along."""
    own = network().privacy_text or {}
    return _page("privacy", _("Privacy"), markdown=own.get(current_language(), ""))


def accessibility_page() -> str:
    return _page("accessibility", _("Accessibility"))


def _page(page: str, title: str, markdown: str = "") -> str:
    site = network()
    return render_template(
        "home/text.html",
        page=page,
        title=title,
        text=markdown or text(page, current_language(), _values(site, page)),
        is_complete=is_imprint_complete(site),
    )


def _values(site: Network, page: str) -> dict[str, str]:
    contact = {
        "privacy": site.privacy_contact,
        "accessibility": site.accessibility_contact,
    }.get(page)
    return {
        "association": site.association or "",
        "street": site.street or "",
        "postal_town": site.postal_town or "",
        "represented_by": site.represented_by or "",
        "phone": readable_phone(site.phone or ""),
        "email": contact or site.email or "",
        "register_court": site.register_court or "",
        "register_number": site.register_number or "",
    }
