"""``flask accounts add``, for whoever owns the machine."""

import re

import pytest

from eventreg.accounts import passwords
from eventreg.instance import hold
from eventreg.web.roles import Role
from tests.factories import PASSWORD, account_of, make_account


@pytest.fixture
def add(app):
    def run(*arguments, password=None):
        wanted = ["accounts", "add", "--name", "Ole", "--role", "director"]
        return app.test_cli_runner().invoke(
            args=[*wanted, *arguments], input=password and f"{password}\n"
        )

    return run


def test_without_a_password_a_link_is_printed_that_sets_one(add, client):
    result = add("--email", "Ole@example.org")

    links = re.findall(r"http://localhost(/account/invitation/\S+)", result.output)
    assert result.exit_code == 0
    assert client.get(links[0]).heading == "Welcome to the team"
    assert account_of("ole@example.org").role is Role.DIRECTOR


def test_without_a_public_address_the_link_has_the_port_of_the_site_that_runs(
    add, app, tmp_path, monkeypatch
):
    app.config["PUBLIC_URL"] = ""
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.setattr(app, "instance_path", str(tmp_path))

    with hold(tmp_path, 5123):
        running = add("--email", "ole@example.org")
    stopped = add("--email", "ben@example.org")

    hint = "The site does not run now: put its own port in place of 5000."
    assert "open within 7 days: http://127.0.0.1:5123/account/" in running.output
    assert "open within 7 days: http://127.0.0.1:5000/account/" in stopped.output
    assert [hint in result.output for result in (running, stopped)] == [False, True]


def test_a_password_comes_from_standard_input(add):
    result = add("--email", "ole@example.org", "--password-stdin", password=PASSWORD)

    ole = account_of("ole@example.org")
    assert result.output == "Added ole@example.org as director.\n"
    assert passwords.matches(ole.password_hash, PASSWORD)


@pytest.mark.parametrize(
    ("arguments", "password", "says"),
    [
        (["--email", "ole"], None, "--email is not an e-mail address"),
        (["--email", "ben@example.org"], None, "already has an account"),
        (["--email", "ole@example.org", "--password-stdin"], "x", "at least 10"),
    ],
    ids=["no address", "taken", "weak"],
)
def test_what_is_wrong_is_said_in_one_line(add, arguments, password, says):
    make_account("ben@example.org")

    result = add(*arguments, password=password)

    assert result.exit_code == 1
    assert says in result.output
    assert result.output.count("\n") == 1
