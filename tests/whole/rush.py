"""Many people pressing at once, as the real site meets them."""

import re
from collections.abc import Container, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from threading import Barrier

from tests.live import LiveSite
from tests.visitors import Answer, Visitor, hidden_fields

#: The answer of an act that was done; the friendly page that says what happened
#: meanwhile.
DONE, FRIENDLY = 303, 409
_HEADING = re.compile(r"<h1[^>]*>\s*\S")


@dataclass(frozen=True)
class Press:
    """One button that somebody is about to press, the page before it open."""

    path: str
    cookies: dict[str, str]
    fields: dict[str, str]


def opened(site: LiveSite, page: str, *, by: Visitor | None = None) -> Press:
    """A button's page, opened; its hidden fields do for others of this browser."""
    visitor = by or Visitor(f"127.0.0.1:{site.port}")
    answer = visitor.get(page)
    assert answer.status == 200, (page, answer.status)
    visitor.close()
    return Press(page, visitor.cookies, hidden_fields(answer.text))


def like(press: Press, path: str, **fields: str) -> Press:
    """The same browser before another button."""
    return Press(path, press.cookies, press.fields | fields)


def press_all(
    site: LiveSite, presses: Iterable[Press], *, also: Container[int] = ()
) -> list[int]:
    """All press in the same moment, each from an own network; the statuses.

    What is neither done nor a friendly page fails here: nobody may see an error.

    :param also: statuses that are as good, as of a form with a wrong number.
    """
    presses = list(presses)
    barrier = Barrier(len(presses))

    def act(numbered: tuple[int, Press]) -> int:
        number, press = numbered
        network = f"198.51.{number // 200}.{number % 200 + 1}"
        visitor = Visitor(f"127.0.0.1:{site.port}", network, cookies={**press.cookies})
        barrier.wait()
        answer = _post(visitor, press)
        visitor.close()
        if answer.status == FRIENDLY:
            assert _HEADING.search(answer.text), "a page without a heading"
        is_well = answer.status in {DONE, FRIENDLY} or answer.status in also
        assert is_well, (press.path, answer.status, answer.text[:2000])
        return answer.status

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(act, enumerate(presses)))


def _post(visitor: Visitor, press: Press) -> Answer:
    for _ in range(5):
        # A full queue of connections makes a browser try again; so do we.
        with suppress(ConnectionError):
            return visitor.post(press.path, press.fields)
        visitor.close()
    raise AssertionError("the site takes no connections")
