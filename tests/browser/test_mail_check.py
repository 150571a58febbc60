"""Checking the e-mail settings in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_account
from tests.outbox.names import name_server


@pytest.mark.parametrize(
    ("width", "dark", "script"),
    [(360, True, True), (1280, False, False)],
    ids=["phone", "no-script"],
)
def test_what_is_wrong_is_told_without_barriers(
    app, open_page, axe, width, dark, script
):
    app.config["MAIL_SERVER"] = ""
    ole = make_account("ole@example.org")
    page = open_page(
        "/manage/letters/check", as_=ole, width=width, dark=dark, script=script
    )

    with name_server({"example.org.": ["v=spf1 mx -all"]}) as resolver:
        app.config["DNS_RESOLVER"] = resolver
        page.get_by_role("button", name="Check now").click()

        main = page.get_by_role("main")
        expect(main).to_contain_text("No mail server is set.")
        expect(main).to_contain_text("v=spf1 mx -all")
        expect(main).to_contain_text("Publish a TXT record at _dmarc.example.org")
    if script:
        expect(page.get_by_role("status")).to_be_focused()
        assert axe(page) == []
