"""All pages, opened in a site where each has something to show.

The client looks at each page for the house rules (``tests/house_rules.py``).
"""

import math
from collections import Counter
from itertools import product

import pytest
import sqlalchemy as sa

from eventreg.database import Base, db
from tests.guards.access_table import WITHOUT_TOKEN
from tests.guards.routes import routes
from tests.guards.world import make_world

#: A GET may write these: who looked, when last seen, how often.
WRITTEN_BY_GET = {"audit_entry", "sign_in_session", "rate_hit"}
#: Need a site that nobody has set up, a logo, nobody signed in, a form just
#: sent, or a format, or lead on to another page; opened by the tests of their rooms.
ELSEWHERE = {
    "set_up.show",
    "events.opening",
    "money.export",
    "inbox.decline_many",
    "home.logo",
    "accounts.sign_in",
    "second_factor.sign_in",
    "members.sign_in",
    "signup.register",
    "signup.sent",
    "signup.correct",
    "signup.part",
    "signup.check",
    "personal.unsubscribe",
}


@pytest.fixture
def world(app, sign_in, sign_in_member):
    sign_in_member()
    return make_world(sign_in("director"))


def test_a_get_opens_every_page_and_changes_nothing(app, client, world, pytestconfig):
    before = _sums()
    opened: Counter[str] = Counter()
    broken, printed = {}, set()
    enough = math.inf if pytestconfig.getoption("--all") else 2

    for route, address in _addresses(app, world):
        if route.endpoint in printed:
            continue  # a document takes seconds; one will do
        if opened[route.endpoint] >= enough:
            continue
        answer = client.get(address)
        if answer.mimetype == "application/pdf":
            printed.add(route.endpoint)
        if answer.status_code == 200:
            opened[route.endpoint] += 1
        elif answer.status_code not in {303, 404, 409, 410}:
            broken[address] = answer.status_code

    wanted = {r.endpoint for r in routes(app) if "GET" in r.methods}
    assert broken == {}
    assert wanted - set(opened) - ELSEWHERE == set()
    assert _sums() == before


def test_a_head_changes_nothing(app, client, world):
    before = _sums()

    for address in {
        str(r.rule): address for r, address in _addresses(app, world)
    }.values():
        client.head(address)

    assert _sums() == before


def test_a_post_without_token_is_refused(app, client, sign_in):
    sign_in("director")

    answers = {
        route.endpoint: client.post(route.address(app), csrf=False).status_code
        for route in routes(app)
        if "POST" in route.methods and route.endpoint not in WITHOUT_TOKEN
    }

    assert {e: status for e, status in answers.items() if status != 400} == {}


def _addresses(app, world):
    """Every GET route with each value that its arguments may have."""
    for route in routes(app):
        if "GET" not in route.methods:
            continue
        choices = [world.values.get(name, []) for name in route.arguments]
        for values in product(*choices):
            named = dict(zip(route.arguments, values, strict=True))
            yield route, route.address(app, **named)


def _sums():
    """Each table's content, but for what a GET may write."""
    return {
        table.name: sorted(map(repr, db.session.execute(sa.select(table))))
        for table in Base.metadata.sorted_tables
        if table.name not in WRITTEN_BY_GET
    }
