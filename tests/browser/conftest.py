"""A real browser before a real server; find by role and label, never by class."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import make_server

import machine

#: As root Chromium starts only without sandbox; the rest keeps it off the network.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, started once."""
    program = machine.browser()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def address(app: Any) -> Iterator[str]:
    """Where the site listens, in threads of this process: ``http://127.0.0.1:…``."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    app.config["PUBLIC_URL"] = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield app.config["PUBLIC_URL"]
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """``open_page("/events", width=360, dark=True, script=False, as_=account)``.

    A new visitor each time, who reads English; closed after the test. What the
    page reports as an error fails the test.
    """
    visitors: list[BrowserContext] = []
    errors: list[str] = []

    def visit(
        path: str,
        *,
        width: int = 1280,
        dark: bool = False,
        script: bool = True,
        language: str = "en-GB",
        as_: Any = None,
    ) -> Page:
        visitor = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": 740 if width < 640 else 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            locale=language,
        )
        visitor.set_default_timeout(10_000)
        visitors.append(visitor)
        page = visitor.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: _note(message, errors))
        if as_ is not None:
            _sign_in(page, as_)
        page.goto(path)
        return page

    yield visit
    for visitor in visitors:
        visitor.close()
    assert errors == []


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """``axe(page)``: what stands between the page and WCAG 2.2 AA; empty is good."""

    def violations(page: Page) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        tags = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
        options = {
            "runOnly": {"type": "tag", "values": tags},
            "resultTypes": ["violations"],  # the rest would be sent and thrown away
        }
        found = page.evaluate(
            "options => axe.run(options).then(all => all.violations)", options
        )
        return [
            f"{rule['id']}: {node['html'][:160]} {node['failureSummary']}"
            for rule in found
            for node in rule["nodes"]
        ]

    return violations


def _note(message: Any, errors: list[str]) -> None:
    """Errors in the console, but for answers that say no on purpose (422, 404)."""
    if message.type == "error" and "Failed to load resource" not in message.text:
        errors.append(message.text)


def _sign_in(page: Page, account: Any) -> None:
    from tests.factories import PASSWORD

    page.goto("/account/sign-in")
    page.get_by_label("E-mail address").fill(account.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
