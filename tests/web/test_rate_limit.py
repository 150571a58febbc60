"""Counters against floods, and whose request it is."""

import threading
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from eventreg.database import db, write_tx
from eventreg.errors import ConfigurationError
from eventreg.web import rate_limit
from eventreg.web.models import RateHit
from eventreg.web.proxies import ClientAddress, read_networks


def test_the_limit_ends_with_its_window(app, clock_at):
    clock_at(datetime(2027, 1, 1, 12, 0, tzinfo=UTC))
    within = [rate_limit.hit("form:203.0.113.0", 2, 600) for _ in range(3)]
    clock_at(datetime(2027, 1, 1, 12, 10, tzinfo=UTC))
    later = rate_limit.hit("form:203.0.113.0", 2, 600)

    assert (within, later) == ([True, True, False], True)


def test_each_key_has_its_own_count(app):
    assert [rate_limit.hit(key, 1, 60) for key in ("a", "b", "a")] == [
        True,
        True,
        False,
    ]


def test_a_count_inside_a_change_is_refused(app):
    with write_tx(), pytest.raises(RuntimeError, match="before write_tx"):
        rate_limit.hit("a", 1, 60)


def test_many_at_once_are_all_counted(app):
    allowed = []

    def press():
        with app.app_context():
            allowed.append(rate_limit.hit("rush", 5, 3600))

    threads = [threading.Thread(target=press) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(allowed) == [False] * 7 + [True] * 5


def test_counters_whose_window_is_over_are_removed(app, clock_at):
    clock_at(datetime(2027, 1, 1, 12, 0, tzinfo=UTC))
    rate_limit.hit("old", 1, 60)
    clock_at(datetime(2027, 1, 1, 12, 30, tzinfo=UTC))
    rate_limit.hit("new", 1, 60)

    assert rate_limit.delete_expired() == 1
    assert [key[:3] for key in db.session.scalars(sa.select(RateHit.key))] == ["new"]


@pytest.mark.parametrize(
    ("peer", "listed", "client"),
    [
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "198.51.100.1, 10.1.2.3", "198.51.100.1"),
        ("127.0.0.1", "<script>, 10.1.2.3", "10.1.2.3"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "2001:db8::1", "2001:db8::1"),
        ("", "198.51.100.1", ""),
    ],
    ids=["stranger", "proxy", "forged", "two", "rubbish", "none", "ipv6", "socket"],
)
def test_only_a_trusted_proxy_says_whose_request_it_is(peer, listed, client):
    seen = {}
    inner = ClientAddress(
        lambda environ, _start: seen.update(environ),
        read_networks({"127.0.0.1", "10.0.0.0/8"}),
    )

    inner({"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": listed}, None)

    assert seen["REMOTE_ADDR"] == client


def test_a_proxy_that_is_no_address_stops_the_start():
    with pytest.raises(ConfigurationError, match="TRUSTED_PROXIES"):
        read_networks({"localhost"})
