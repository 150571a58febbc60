"""Without a mail server staff are told that e-mails wait."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from eventreg.database import write_tx
from eventreg.outbox.models import Letter
from eventreg.registrations.states import State
from tests.factories import make_event, make_letter, make_registration
from tests.home.networks import change
from tests.house import text_of

NOTICE = (
    "No e-mail leaves this site yet, because MAIL_SERVER is not set. Whoever runs "
    "the site sets it; until then all e-mails wait here."
)
WAITS = "No e-mail can leave this site yet: all wait until e-mail is set up."
KEPT = "This demo has no mail server: e-mails are kept here and not sent."


def notices(response):
    return [text_of(each) for each in response.page.select(".flash--notice")]


@pytest.mark.parametrize(("server", "said"), [("", [NOTICE]), ("mail.example.org", [])])
def test_where_no_e_mail_can_leave_the_pages_of_e_mails_say_so(
    app, client, sign_in, server, said
):
    letter = make_letter()
    app.config["MAIL_SERVER"] = server
    sign_in("director")

    pages = [
        client.get("/manage/letters"),
        client.get(f"/manage/letters/{letter.reference}"),
    ]

    assert [notices(page) for page in pages] == [said, said]


@pytest.mark.parametrize("state", ["waiting", "retrying"])
def test_an_e_mail_without_mail_server_has_no_next_round(app, client, sign_in, state):
    letter = make_letter()
    with write_tx() as session:
        session.execute(sa.update(Letter).values(state=state))
    app.config["MAIL_SERVER"] = ""
    sign_in("director")

    page = client.get(f"/manage/letters/{letter.reference}").page

    said = "It waits until e-mail is set up, and then goes out by itself."
    assert page.find("p", string=lambda text: said in (text or "")) is not None
    assert "next round" not in text_of(page)


def test_an_e_mail_that_comes_too_late_without_mail_server_says_so(
    app, client, sign_in, clock_at
):
    clock_at(datetime(2027, 6, 17, 10, tzinfo=UTC))
    until = datetime(2027, 6, 17, 12, tzinfo=UTC)
    letters = [make_letter("password_reset", not_after=until), make_letter()]
    app.config["MAIL_SERVER"] = ""
    sign_in("director")

    pages = [
        text_of(client.get(f"/manage/letters/{each.reference}").page.main)
        for each in letters
    ]

    late = (
        "It can go out until Thu 17 June 2027, 14:00; later it would come too late, "
        "and is not sent."
    )
    assert [late in page for page in pages] == [True, False]


def test_an_e_mail_whose_time_is_over_is_not_said_to_go_out(app, client, sign_in):
    over = datetime(2020, 6, 17, 12, tzinfo=UTC)
    letter = make_letter("password_reset", not_after=over)
    app.config["MAIL_SERVER"] = ""
    sign_in("director")

    page = text_of(client.get(f"/manage/letters/{letter.reference}").page.main)

    assert "By now it would come too late, so it is not sent any more." in page
    assert "goes out by itself" not in page


def test_an_e_mail_of_a_site_without_mail_server_is_not_said_to_leave(
    app, client, sign_in
):
    app.config["MAIL_SERVER"] = ""
    sign_in("director")

    sent = client.post("/manage/settings/test-letter")

    assert client.get(sent.location).flashes == [WAITS]


@pytest.mark.parametrize(
    "path",
    ["/find-my-registration/sent", "/members/sign-in/sent", "/account/forgotten/sent"],
)
def test_visitors_of_a_site_without_mail_server_are_promised_no_e_mail(
    app, client, path
):
    app.config["MAIL_SERVER"] = ""

    response = client.get(path)

    assert response.heading == "E-mails have to wait"
    assert text_of(response.page.select_one(".lede")) == WAITS
    assert "on its way" not in response.text


def test_an_invitation_that_waits_is_not_said_to_be_on_its_way(app, client, sign_in):
    app.config["MAIL_SERVER"] = ""
    sign_in("director")

    response = client.post(
        "/manage/accounts/invite",
        data={
            "name": "Una",
            "email": "una@example.org",
            "role": "office",
            "language": "en",
        },
        follow_redirects=True,
    )

    said = [text_of(each) for each in response.page.select(".flash")]
    assert said == ["The invitation waits: no e-mail leaves until MAIL_SERVER is set."]


@pytest.mark.parametrize("server", ["", "mail.example.org"])
def test_a_demo_without_mail_server_says_of_no_e_mail_that_it_leaves(
    app, client, sign_in, server
):
    app.config["MAIL_SERVER"] = server
    change(is_demo=True)
    account = sign_in("director")
    event = make_event()
    waiting = make_registration(event, State.WAITLISTED)
    tests = ["/manage/letters/check/test-letter", "/manage/settings/test-letter"]

    said = [
        *(client.get(client.post(each).location).flashes for each in tests),
        client.post(
            f"/manage/registrations/{waiting.reference}/promote",
            data={},
            follow_redirects=True,
        ).flashes,
    ]

    sent = f"A test e-mail to {account.email} is on its way."
    assert said == (
        [[sent], [sent], ["The seat is given. An e-mail is on its way."]]
        if server
        else [[KEPT], [KEPT], [f"The seat is given. {KEPT}"]]
    )


@pytest.mark.parametrize(
    ("is_demo", "server", "shown"),
    [(True, "", True), (True, "mail.example.org", False), (False, "", False)],
    ids=["demo", "demo with mail", "production"],
)
@pytest.mark.parametrize(
    "path",
    ["/find-my-registration/sent", "/members/sign-in/sent", "/account/forgotten/sent"],
)
def test_visitors_of_a_demo_read_where_their_e_mail_is(
    app, client, path, is_demo, server, shown
):
    app.config["MAIL_SERVER"] = server
    change(is_demo=is_demo)

    page = client.get(path).page

    found = {text_of(each): each.a["href"] for each in page.select(".standing--wait")}
    told = f"{KEPT} Sign in as staff to read them"
    assert found == ({told: "/manage/letters"} if shown else {})


def test_who_signs_up_in_a_demo_reads_where_the_e_mail_is(app, client):
    app.config["MAIL_SERVER"] = ""
    change(is_demo=True)

    form = {"given_name": "Ada", "family_name": "Berg", "email": "ada@example.org"}
    address = f"/events/{make_event().slug}/register"
    sent = client.post(address, data=form | {"language": "en"})
    page = client.get(sent.location).page

    assert KEPT in text_of(page.select_one(".standing--wait"))
