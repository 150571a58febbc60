"""Every page there is, in turns in each language, theme and width."""

from itertools import product

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.guards.routes import routes
from tests.guards.world import make_world
from tests.house import text_of

LOOKS = [
    ("de", "light", 360),
    ("en", "dark", 360),
    ("tr", "light", 360),
    ("de", "dark", 1280),
    ("en", "light", 1280),
    ("tr", "dark", 1280),
]
#: They answer with JSON, a picture, or a part that is shown in a frame.
NO_PAGES = {
    *("web.healthz", "web.readyz", "home.logo", "outbox.html", "badges.preview"),
    "money.export",
    *("badges.printed", "badges.print_page", "badges.try_out", "group_letters.html"),
    *("documents.issued", "lists.file", "invitation_rounds.html"),
    *("events.picture", "events.sitemap", "events.robots"),
    *("my.file", "manage_registrations.file", "letter_texts.preview", "tasks.file"),
}
#: In one go: asking the browser for each box takes longer than the page.
EMPTY = """form => {
  for (const box of form.querySelectorAll("input, textarea"))
    if (!["hidden", "checkbox", "radio", "file"].includes(box.type)) box.value = "";
}"""


@pytest.fixture
def world(app, sign_in, sign_in_member):
    """A site with something on each page, and who may see all of it."""
    sign_in_member()
    account = sign_in("director")
    return make_world(account)


@pytest.fixture
def visit(browser, address, client, world):
    """``visit(path, look)``: a director opens it; ``None`` if it is no page."""
    cookie = client.get_cookie("eventreg")
    visitor = browser.new_context(base_url=address)
    visitor.add_cookies([{"name": "eventreg", "value": cookie.value, "url": address}])
    visitor.add_init_script(AXE_SCRIPT)  # for it is wanted on each page
    page = visitor.new_page()

    def open_it(path, look):
        language, theme, width = look
        visitor.set_extra_http_headers({"Accept-Language": language})
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 740})
        answer = page.goto(path)
        return page if answer is not None and answer.status < 500 else None

    yield open_it
    visitor.close()


def test_every_page_is_without_barriers(app, visit, axe, world):
    wrong = {}
    for number, path in enumerate(_paths(app, world, every=False)):
        page = visit(path, LOOKS[number % len(LOOKS)])
        assert page is not None, path
        if found := _barriers(page, axe):
            wrong[path, LOOKS[number % len(LOOKS)]] = found

    assert wrong == {}, "\n".join(map(str, wrong.items()))


@pytest.mark.full
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(map(str, look)))
def test_every_page_is_without_barriers_in_each_look(app, visit, axe, world, look):
    wrong = {}
    for path in _paths(app, world, every=False):
        page = visit(path, look)
        assert page is not None, path
        if found := _barriers(page, axe):
            wrong[path] = found

    assert wrong == {}


@pytest.mark.full
@pytest.mark.parametrize("nth", range(len(LOOKS)))
def test_every_state_of_every_page_is_without_barriers(
    app, client, visit, axe, world, nth
):
    """Each state in one of the looks; a sixth of them at a time."""
    wrong, seen = {}, set()
    for path in _paths(app, world, every=True):
        # Many addresses lead to one page, say because it is too late for an act.
        answer = client.get(path, headers={"Accept-Language": "en"})
        shown = answer.location or text_of(answer.page.main)
        if shown in seen:
            continue
        seen.add(shown)
        if len(seen) % len(LOOKS) != nth:
            continue
        look = LOOKS[len(seen) // len(LOOKS) % len(LOOKS)]
        page = visit(path, look)
        assert page is not None, path
        if found := _barriers(page, axe):
            wrong[path, look] = found

    assert wrong == {}


def test_every_form_that_comes_back_is_without_barriers(app, visit, axe, world):
    wrong, failed = {}, 0
    for number, path in enumerate(_paths(app, world, every=False, forms=True)):
        page = visit(path, LOOKS[number % len(LOOKS)])
        if not _send_empty(page):
            continue
        failed += 1
        if found := _barriers(page, axe):
            wrong[path] = found

    assert wrong == {}
    assert failed > 5


def _paths(app, world, *, every, forms=False):
    """Addresses of pages; of each route all, or only the first."""
    for route in routes(app):
        wanted = {"GET", "POST"} if forms else {"GET"}
        if route.endpoint in NO_PAGES:
            continue
        if not wanted <= route.methods or "." in str(route.rule).rpartition("/")[2]:
            continue
        choices = [world.values.get(name, []) for name in route.arguments]
        paths = [
            route.address(app, **dict(zip(route.arguments, values, strict=True)))
            for values in product(*choices)
        ]
        yield from paths if every else _first(app, paths)


def _first(app, paths):
    """The first that answers with a page."""
    client = app.test_client()
    for path in paths:
        if client.get(path, rules=False).status_code in {200, 303}:
            return [path]
    return paths[:1]


def _barriers(page, axe):
    found = axe(page)
    if page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    ):
        found.append("scrolls sideways")
    return found


def _send_empty(page):
    """Empty the page's form and send it; whether it came back as wrong."""
    form = page.locator("main form[method=post]:not(.act)").first
    if not form.count():
        return False
    form.evaluate(EMPTY)
    form.locator("button:visible").last.click()
    return page.locator(".error-summary").count() == 1
