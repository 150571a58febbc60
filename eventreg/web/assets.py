"""Static files: their content is in their address, so browsers keep them."""

import gzip
import hashlib
import threading
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request

from eventreg.web.compression import accepts_gzip, is_text

_FOR_EVER = "public, max-age=31536000, immutable"
_lock = threading.Lock()


class _File:
    """One static file as it was when it was read."""

    def __init__(self, path: Path, stamp: tuple[int, int]) -> None:
        body = path.read_bytes()
        self.stamp = stamp
        self.hash = hashlib.sha256(body).hexdigest()[:12]
        self._body: bytes | None = body
        self._packed = b""

    def packed(self) -> bytes:
        """Its gzip, made once."""
        with _lock:
            if self._body is not None:
                self._packed = gzip.compress(self._body, 9, mtime=0)
                self._body = None
        return self._packed


_files: dict[str, _File] = {}


def file_at(filename: str) -> _File | None:
    """The static file; ``None`` if there is none.

    Looked at once: files change only with a new version, which starts anew. In
    debug mode a changed file is read again.
    """
    known = _files.get(filename)
    if known is not None and not current_app.debug:
        return known
    folder = Path(current_app.static_folder or "").resolve()
    path = (folder / filename).resolve()
    if not path.is_relative_to(folder) or not path.is_file():
        return None
    status = path.stat()
    stamp = (status.st_mtime_ns, status.st_size)
    if known is None or known.stamp != stamp:
        known = _files[filename] = _File(path, stamp)
    return known


def add_hash(endpoint: str, values: dict[str, Any]) -> None:
    """``url_for("static", …)`` gets ``?v=<hash>``."""
    if endpoint == "static" and "filename" in values and "v" not in values:
        found = file_at(values["filename"])
        if found is not None:
            values["v"] = found.hash


def finish(response: Response) -> Response:
    """Say how long a static file may be kept, and send it small."""
    if request.endpoint != "static" or response.status_code not in {200, 304}:
        return response
    found = file_at((request.view_args or {}).get("filename", ""))
    if found is None:
        return response
    asked = request.args.get("v")
    response.headers["Cache-Control"] = _FOR_EVER if asked == found.hash else "no-cache"
    if is_text(response) and response.status_code == 200:
        response.vary.add("Accept-Encoding")
        if accepts_gzip() and "Range" not in request.headers:
            response.close()  # the file that Flask has opened
            response.direct_passthrough = False
            response.set_data(found.packed())
            response.headers["Content-Encoding"] = "gzip"
            # One file, two forms: a weak tag, which still answers 304.
            tag, _weak = response.get_etag()
            response.set_etag(tag or found.hash, weak=True)
    return response


def init_app(app: Flask) -> None:
    app.url_defaults(add_hash)
    app.after_request(finish)
