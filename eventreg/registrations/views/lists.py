"""The file of a list, for whoever was sent the link to it."""

from flask import Blueprint, abort, send_file
from werkzeug.wrappers import Response

from eventreg.registrations.lists import files, queries
from eventreg.registrations.lists.work import file_name
from eventreg.web import access

bp = Blueprint("lists", __name__)


@bp.get("/lists/<token>")
@access.own_link
def file(token: str) -> Response:
    """The version that was sent, as it was."""
    issued = queries.by_token(token)
    if issued is None or not issued.email:
        abort(404)
    path = files.path_of(issued.code)
    if not path.is_file():
        abort(404)
    name = file_name(issued.event.slug, issued.kind, issued.language)
    response = send_file(path, "application/pdf", download_name=name)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
