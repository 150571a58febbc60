"""Pages of the whole site that everybody may see."""

from io import BytesIO

from flask import Blueprint, abort, send_file
from flask.typing import ResponseReturnValue

from eventreg.home import pages
from eventreg.web import access
from eventreg.web.network import stored

bp = Blueprint("home", __name__)


@bp.get("/imprint")
@access.public
def imprint() -> ResponseReturnValue:
    return pages.imprint_page()


@bp.get("/privacy")
@access.public
def privacy() -> ResponseReturnValue:
    return pages.privacy_page()


@bp.get("/accessibility")
@access.public
def accessibility() -> ResponseReturnValue:
    return pages.accessibility_page()


@bp.get("/logo.png")
@access.public
def logo() -> ResponseReturnValue:
    site = stored()
    if site is None or site.logo is None:
        abort(404)
    # Its address holds its hash: a new logo has a new address.
    return send_file(
        BytesIO(site.logo), "image/png", etag=site.logo_hash, max_age=31_536_000
    )
