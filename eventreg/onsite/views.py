"""What a person gets afterwards: the own certificate."""

from flask import Blueprint, abort
from werkzeug.wrappers import Response

from eventreg.onsite.certificates import file_name, pdf_of
from eventreg.registrations import queries
from eventreg.registrations.presence import queries as presence
from eventreg.registrations.views.own import keep_to_yourself, link_is_gone, own
from eventreg.web import access
from eventreg.web.locale import answer_in

bp = Blueprint("my_certificate", __name__, url_prefix="/my/<token>")
answer_in(bp, queries.language_of_token)
bp.after_request(keep_to_yourself)
bp.register_error_handler(404, link_is_gone)


@bp.get("/certificate.pdf")
@access.own_link
def certificate(token: str) -> Response:
    """The certificate, once the event is over, of somebody who came."""
    registration = own(token)
    if not presence.has_certificate(registration):
        abort(404)
    event = registration.event
    pdf = pdf_of(event, [registration], language=registration.language)
    response = Response(pdf, mimetype="application/pdf")
    name = file_name(event, registration.reference)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
