"""People with browsers, as HTTP sees them: cookies, forms, their own networks."""

import http.client
import re
import time
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode, urlsplit

#: Seconds until a file that a worker makes must be there.
PATIENCE = 90

_INPUT = re.compile(r"<input\b[^>]*>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


@dataclass
class Answer:
    """What came back: status, headers by lower-case name, text."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass
class Visitor:
    """One person at one network; keeps cookies, follows nothing by itself."""

    host: str
    network: str = "203.0.113.7"
    language: str = "de"
    cookies: dict[str, str] = field(default_factory=dict)
    _connection: http.client.HTTPConnection | None = None

    def get(self, path: str) -> Answer:
        status, headers, body = self._send("GET", path)
        return Answer(status, headers, body.decode())

    def get_bytes(self, path: str) -> bytes:
        """A file, which must be there."""
        status, _headers, body = self._send("GET", path)
        assert status == 200, (path, status)
        return body

    def post(self, path: str, values: dict[str, str]) -> Answer:
        status, headers, body = self._send("POST", path, urlencode(values))
        return Answer(status, headers, body.decode())

    def submit(self, path: str, page: Answer, values: dict[str, str]) -> Answer:
        """Send the form on ``page``: its hidden fields and ``values``."""
        return self.post(path, hidden_fields(page.text) | values)

    def order(self, page: str, act: str, values: dict[str, str]) -> bytes:
        """The file that a form on ``page`` asks for, however long a worker takes."""
        sent = urlencode(hidden_fields(self.get(page).text) | values)
        status, headers, body = self._send("POST", act, sent)
        if status == 200:
            return body
        assert status == 303, (act, status)
        end = time.monotonic() + PATIENCE
        place = urlsplit(headers["location"]).path
        if "/jobs/" not in place:
            return self.get_bytes(place)
        while self._send("GET", f"{place}/file")[0] == 404:
            assert time.monotonic() < end, "waited in vain"
            time.sleep(0.2)
        return self.get_bytes(f"{place}/file")

    def _send(
        self, method: str, path: str, body: str = ""
    ) -> tuple[int, dict[str, str], bytes]:
        parts = urlsplit(path)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        headers = {
            "X-Forwarded-For": self.network,
            "Accept-Language": self.language,
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
        }
        response = self._ask(method, target, body, headers)
        content = response.read()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        lower = {name.lower(): value for name, value in response.getheaders()}
        return response.status, lower, content

    def _ask(
        self, method: str, target: str, body: str, headers: dict[str, str]
    ) -> http.client.HTTPResponse:
        """The answer; over a new connection if the server closed the idle one."""
        if self._connection is not None:
            try:
                self._connection.request(method, target, body or None, headers)
                return self._connection.getresponse()
            except (http.client.RemoteDisconnected, ConnectionError):
                self.close()
        self._connection = http.client.HTTPConnection(self.host, timeout=60)
        self._connection.request(method, target, body or None, headers)
        return self._connection.getresponse()

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def hidden_fields(page: str) -> dict[str, str]:
    """Names and values of the hidden inputs of the page's main form."""
    main = page[page.find("<main") :]
    found: dict[str, str] = {}
    for tag in _INPUT.findall(main):
        attributes = dict(_ATTRIBUTE.findall(tag))
        if attributes.get("type") == "hidden" and "name" in attributes:
            found[attributes["name"]] = unescape(attributes.get("value", ""))
    return found
