"""Every endpoint says who may open it, and keeps to that."""

import pytest

from eventreg.web.roles import Role
from tests.guards.access_table import ACCESS, MEMBER, OWN_LINK
from tests.guards.routes import routes

#: Leads to the sign-in whoever presses it.
SIGNS_OUT = "accounts.sign_out_everywhere"


def test_every_endpoint_says_who_may_open_it(app):
    unmarked = {r.endpoint for r in routes(app) if not hasattr(r.view, "access")}

    assert unmarked == set()


def test_the_table_knows_every_endpoint_as_it_is_marked(app):
    marked = {
        route.endpoint: route.view.access.roles or frozenset(Role)
        if route.view.access.door == "staff"
        else str(route.view.access.door)
        for route in routes(app)
    }

    assert marked == ACCESS


def test_a_visitor_is_sent_to_sign_in_by_every_staff_page(app, client):
    answers = {
        route.endpoint: _open(client, app, route)
        for route in routes(app)
        if isinstance(ACCESS.get(route.endpoint), frozenset)
    }

    assert {e: a for e, a in answers.items() if a != (303, "/account/sign-in")} == {}


def test_nobody_but_a_member_opens_the_pages_of_members(app, client, sign_in):
    sign_in("director")

    answers = {
        route.endpoint: _open(client, app, route)
        for route in routes(app)
        if ACCESS.get(route.endpoint) == MEMBER
    }

    assert len(answers) > 3
    assert {e: a for e, a in answers.items() if a != (303, "/members/sign-in")} == {}


def test_a_wrong_secret_looks_as_if_nothing_were_there(app, client):
    answers = {
        route.endpoint: _open(client, app, route)[0]
        for route in routes(app)
        if ACCESS.get(route.endpoint) == OWN_LINK
    }

    assert {e: status for e, status in answers.items() if status != 404} == {}


@pytest.mark.parametrize("role", list(Role))
def test_staff_opens_its_own_pages_and_no_others(app, client, sign_in, role):
    account = sign_in(role)
    wrong = {}
    for route in routes(app):
        allowed = ACCESS.get(route.endpoint)
        if not isinstance(allowed, frozenset) or route.endpoint == SIGNS_OUT:
            continue
        status, where = _open(client, app, route)
        if route.endpoint.startswith("accounts."):
            sign_in(account=account)  # that one may have ended it
        was_let_in = status != 403 and where != "/account/sign-in"
        if was_let_in is not (role in allowed):
            wrong[route.endpoint] = (status, where)

    assert wrong == {}


def _open(client, app, route):
    method = "GET" if "GET" in route.methods else "POST"
    answer = client.open(route.address(app), method=method)
    return answer.status_code, (answer.location or "").partition("?")[0]
