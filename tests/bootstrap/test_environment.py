"""Addresses and hosts that the environment may name, and those it may not."""

import pytest

from eventreg import environment

pytestmark = pytest.mark.every_case


@pytest.mark.parametrize(
    "url",
    [
        "https://events.example.org",
        "https://events.example.org/",
        "http://localhost:8080",
        "https://veranstaltungen.müller.example",
        "http://192.0.2.7:5000",
        "http://[2001:db8::7]:5000",
    ],
)
def test_an_address_that_people_can_type_will_do(monkeypatch, url):
    monkeypatch.setenv("PUBLIC_URL", url)

    assert environment.for_site()["PUBLIC_URL"] == url.rstrip("/")


@pytest.mark.parametrize(
    "url",
    [
        "events.example.org",
        "ftp://events.example.org",
        "https://",
        "https://a b.example",
        "https://user@events.example.org",
        "https://user:secret@events.example.org",
        "https://events.example.org/path",
        "https://events.example.org?a=b",
        "https://events.example.org#top",
        "https://events.example.org:0",
        "https://events.example.org:port",
        "https://[events]",
        "https://-",
        "https://exa_mple.org",
        "https://example..org",
        f"https://{'a' * 70}.example.org",
    ],
)
def test_an_address_that_leads_elsewhere_is_refused(monkeypatch, url):
    monkeypatch.setenv("PUBLIC_URL", url)

    with pytest.raises(environment.ConfigurationError, match="PUBLIC_URL must be like"):
        environment.for_site()


@pytest.mark.parametrize(
    "name",
    [
        "mail.example.org",
        " mail.example.org ",
        "mail",
        "my_mail",
        "192.0.2.7",
        "::1",
        "",
    ],
)
def test_a_mail_server_is_a_host(monkeypatch, name):
    monkeypatch.setenv("MAIL_SERVER", name)

    assert environment.for_site()["MAIL_SERVER"] == name.strip()


@pytest.mark.parametrize(
    "name",
    [
        "mail x",
        "mail.example.org:587",
        "smtp://mail.example.org",
        "me@mail",
        ":",
        "::::",
        "mail..org",
        ".example.org",
        "mail.-x.org",
        f"{'a' * 70}.example.org",
    ],
)
def test_what_is_no_host_is_no_mail_server(monkeypatch, name):
    monkeypatch.setenv("MAIL_SERVER", name)

    with pytest.raises(
        environment.ConfigurationError, match=r"MAIL_SERVER must be like mail\.example"
    ):
        environment.for_site()
