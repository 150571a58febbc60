"""How a file is sent: as what it is, and able to do nothing."""

import logging

from flask import Response, abort, send_file

from eventreg.uploads import files
from eventreg.uploads.models import Upload

logger = logging.getLogger(__name__)

#: Should a browser ever take it for a page, that page can load and run nothing.
POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
_FOR_EVER = "public, max-age=31536000, immutable"
_PRIVATE = "private, max-age=3600"


def answer(upload: Upload, *, is_public: bool = False) -> Response:
    """The file itself; the caller has asked whether this person may see it.

    Pictures are shown, all else is handed over to be saved.

    :param is_public: anybody may keep it for ever; its address never means another.
    """
    path = files.path_of(upload.token)
    if not path.is_file():
        logger.error("The file of upload %s is missing", upload.id)
        abort(404)
    response = send_file(
        path,
        upload.media_type,
        as_attachment=not upload.is_picture,
        download_name=upload.name,
        etag=upload.token,
    )
    response.headers["Cache-Control"] = _FOR_EVER if is_public else _PRIVATE
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
