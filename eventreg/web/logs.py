"""Log lines: JSON on stdout, each with its request's id, none about a person."""

import json
import logging
import re
import secrets
import sys
import time
from datetime import UTC, datetime

from flask import Flask, Response, g, has_request_context, request

logger = logging.getLogger(__name__)

#: Behind these, an address goes on with a secret.
_SECRETS = re.compile(
    r"/(my|decide|confirm|[bB]|account/(?:reset|invitation)|members/sign-in"
    r"|lists|register/resume"
    r"|members(?!/sign-in))/[^/\s\"'?<>]+"
)
#: A path that no route matches may be a mistyped link; long parts are cut too.
_LONG = re.compile(r"/[A-Za-z0-9_~=%-]{20,}(?=[/\s\"'?]|$)")
_ADDRESS = re.compile(r"[^\s\"'<>()=,;:]+@[^\s\"'<>()=,;:]+\.\w+")


def mask(text: str) -> str:
    """``text`` without tokens and e-mail addresses."""
    return _ADDRESS.sub("…@…", _SECRETS.sub(r"/\1/…", text))


def mask_path(path: str) -> str:
    """A path for the log; line breaks in it cannot forge a line (JSON)."""
    if request.url_rule is None:
        path = _LONG.sub("/…", path)
    for name in ("token", "badge_code"):
        if secret := (request.view_args or {}).get(name):
            path = path.replace(f"/{secret}", "/…")
    return mask(path)


class JsonFormatter(logging.Formatter):
    """One line, one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(
                timespec="milliseconds"
            ),
            "level": record.levelname,
            "logger": record.name,
            "message": mask(record.getMessage()),
        }
        if has_request_context():
            line["request"] = request_id()
        line.update(getattr(record, "fields", {}))
        if record.exc_info:
            line["trace"] = mask(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


def request_id() -> str:
    """A short id of this request, on each of its log lines and on the error page."""
    if "request_id" not in g:
        g.request_id = f"{secrets.token_hex(2)}-{secrets.token_hex(2)}"
    found: str = g.request_id
    return found


def begin() -> None:
    g.started = time.perf_counter()


def note(response: Response) -> Response:
    """One line a request; static files and health checks only when debugging."""
    is_noise = request.endpoint in {"static", "web.healthz", "web.readyz"}
    level = logging.DEBUG if is_noise else logging.INFO
    if logger.isEnabledFor(level):
        seconds = time.perf_counter() - g.get("started", time.perf_counter())
        fields = {
            "method": request.method,
            "path": mask_path(request.path),
            "status": response.status_code,
            "ms": round(seconds * 1000, 1),
        }
        logger.log(level, "answered", extra={"fields": fields})
    return response


def init_app(app: Flask) -> None:
    root = logging.getLogger()
    if not any(isinstance(h.formatter, JsonFormatter) for h in root.handlers):
        handler = logging.StreamHandler(sys.stdout)
        handler.setFormatter(JsonFormatter())
        root.addHandler(handler)
    root.setLevel(app.config["LOG_LEVEL"])
    # Its line about each request would hold the whole address.
    # They tell every step of a PDF and of a migration.
    for chatty in ("werkzeug", "weasyprint.progress", "alembic", "fontTools"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    app.before_request(begin)
    app.after_request(note)
