"""The first page of a new site, and who may reach it."""

import io
import stat
import threading

import pytest

from eventreg.accounts import queries
from eventreg.database import db, write_tx
from eventreg.home import logo_drafts, services, set_up_code
from eventreg.home.set_up_code import is_right, path_in
from eventreg.web.roles import Role
from tests.factories import account_of, make_account
from tests.factories.files import picture
from tests.home.networks import row
from tests.house import text_of

pytestmark = pytest.mark.database

TYPED = {
    "name": "Business Network Aachen",
    "association": "Business Network Aachen e. V.",
    "street": "Theaterstraße 1",
    "postal_town": "52062 Aachen",
    "represented_by": "Dana Director",
    "phone": "+49 241 123456",
    "email": "office@example.org",
    "director_name": "Dana Director",
    "director_email": "Dana@example.org",
    "language": "en",
    "new_password": "a boat full of lemons",
    "wants_test_letter": "y",
}


def send(client, code, **changed):
    data = {**TYPED, "code": code, **changed}
    return client.post("/set-up", data=data, content_type="multipart/form-data")


@pytest.mark.parametrize(
    "page", ["/", "/imprint", "/privacy", "/account/sign-in", "/account/reset/x"]
)
def test_every_page_of_a_new_site_leads_to_its_set_up(client, new_site, page):
    response = client.get(page)

    assert (response.status_code, response.location) == (303, "/set-up")


def test_a_watching_machine_gets_its_answer_before(client, new_site):
    assert client.get("/healthz").status_code == 200


def test_setting_up_names_the_network_and_signs_the_director_in(
    client, new_site, letters
):
    response = send(client, new_site)

    dana = account_of("dana@example.org")
    assert response.location == "/manage/settings"
    assert (dana.role, dana.has_accepted) == (Role.DIRECTOR, True)
    assert row().name == "Business Network Aachen"
    assert row().set_up_at is not None
    assert letters() == [("test", "dana@example.org")]
    assert client.get("/manage/settings").heading == "Settings"


def test_after_the_set_up_its_page_is_closed_and_the_code_gone(
    client, new_site, instance, app
):
    send(client, new_site)

    stranger = app.test_client()
    assert stranger.get("/set-up").location == "/account/sign-in"
    late = send(stranger, new_site)
    assert (late.status_code, late.page.main.a["href"]) == (409, "/account/sign-in")
    assert not path_in(instance).exists()
    assert len(queries.all_accounts()) == 1


@pytest.mark.parametrize(("csrf", "status"), [(False, 400), (True, 409)])
def test_a_second_tab_is_told_that_the_site_is_set_up(client, new_site, csrf, status):
    send(client, new_site)

    data = {**TYPED, "code": new_site, "name": "Another network"}
    second = client.post("/set-up", data=data, csrf=csrf)

    assert (second.status_code, second.heading) == (
        status,
        "This site has been set up already",
    )
    assert second.page.main.a["href"] == "/manage/settings"
    assert row().name == "Business Network Aachen"


def test_before_the_set_up_an_old_page_of_it_can_be_sent_again(client, new_site):
    response = client.post("/set-up", data=TYPED, csrf=False)

    assert response.heading == "Please send that again"


def test_a_director_from_the_command_line_closes_it_too(client, new_site):
    make_account(role="director")

    assert client.get("/set-up").location == "/account/sign-in"
    assert client.get("/imprint").status_code == 200


def test_a_logo_is_shown_on_every_page_and_kept_by_browsers(client, new_site):
    send(client, new_site, logo=(io.BytesIO(picture(form="JPEG")), "logo.jpg"))

    source = client.get("/imprint").page.select_one(".bar__logo")["src"]
    logo = client.get(source)

    assert (logo.status_code, logo.mimetype) == (200, "image/png")
    assert "max-age=31536000" in logo.headers["Cache-Control"]


@pytest.mark.parametrize("code", ["0000-0000-0000-0000", "é\ud7ff", "x" * 200, "----"])
def test_a_wrong_code_sets_nothing_up(client, new_site, code):
    response = send(client, code)

    assert response.status_code == 422
    assert response.errors == ["This is not the set-up code of this site."]
    assert response.page.select_one("#name")["value"] == TYPED["name"]
    assert queries.all_accounts() == []


def test_the_code_cannot_be_guessed(client, new_site):
    for _ in range(20):
        send(client, "0000-0000-0000-0000")

    response = send(client, new_site)

    assert response.errors == ["Too many tries. Wait 15 minutes and try again."]
    assert response.status_code == 429


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"name": "\u200b"}, "Enter the name of the network"),
        ({"name": "x" * 201}, "Name of the network: use 200 characters or fewer"),
        ({"code": ""}, "Enter the set-up code"),
        ({"email": "office"}, "Enter an e-mail address like name@example.org"),
        ({"director_name": ""}, "Enter your name"),
        (
            {"director_email": "dana@example.org\r\nBcc: all@example.org"},
            "Enter an e-mail address like name@example.org",
        ),
        ({"new_password": "short"}, "Enter a password of at least 10 characters"),
        (
            {"new_password": "dana@example.org"},
            "Choose a password that is not your e-mail address",
        ),
        ({"language": "xx"}, "Choose a language"),
        (
            {"phone": "ask my office"},
            "Enter a phone number with country code, like +49 241 123456",
        ),
    ],
    ids=lambda value: None if isinstance(value, str) else "-".join(value),
)
def test_a_wrong_form_says_what_to_do_and_keeps_the_rest(
    client, new_site, wrong, error
):
    response = send(client, **{"code": new_site, **wrong})

    assert (response.status_code, response.errors) == (422, [error])
    assert response.page.select_one("#street")["value"] == TYPED["street"]
    assert queries.all_accounts() == []


def test_errors_come_in_the_order_of_the_page(client, new_site):
    assert client.post("/set-up", data={}).errors == [
        "Enter the set-up code",
        "Enter the name of the network",
        "Enter your name",
        "Enter your e-mail address",
        "Enter a new password",
    ]


def test_a_file_that_is_no_picture_sets_nothing_up(client, new_site):
    response = send(client, new_site, logo=(io.BytesIO(b"%PDF-1.7"), "logo.png"))

    assert response.status_code == 422
    assert response.errors == [
        "Choose a picture as PNG, JPEG or WebP of at most 30 megapixels"
    ]
    assert queries.all_accounts() == []


def test_all_that_is_wrong_is_said_at_once(client, new_site):
    response = send(
        client,
        "0000-0000-0000-0000",
        name="",
        logo=(io.BytesIO(b"%PDF-1.7"), "logo.png"),
        phone="ask my office",
        new_password="short",
    )

    assert response.errors == [
        "This is not the set-up code of this site.",
        "Enter the name of the network",
        "Choose a picture as PNG, JPEG or WebP of at most 30 megapixels",
        "Enter a phone number with country code, like +49 241 123456",
        "Enter a password of at least 10 characters",
    ]


def test_a_chosen_logo_outlives_a_mistake(client, new_site, instance):
    logo = (io.BytesIO(picture()), "logo.png")
    page = send(client, new_site, new_password="short", logo=logo).page
    draft = page.select_one("#logo_draft")["value"]

    send(client, new_site, logo_draft=draft)

    assert page.select_one("#logo-kept")
    assert row().logo is not None
    assert list(logo_drafts.folder_in(instance).iterdir()) == []


@pytest.mark.parametrize("name", ["../secret.key", "0" * 32, "/etc/passwd", "é"])
def test_a_logo_that_nobody_chose_is_not_kept(client, new_site, instance, name):
    page = send(client, new_site, name="", logo_draft=name).page

    assert page.select_one("#logo-kept") is None


def test_logos_that_wait_stay_few(tmp_path):
    names = [logo_drafts.keep(b"x", tmp_path) for _ in range(logo_drafts.MOST + 5)]

    assert len(list(logo_drafts.folder_in(tmp_path).iterdir())) == logo_drafts.MOST
    assert logo_drafts.kept(names[-1], tmp_path) == b"x"


def test_a_phone_number_is_kept_as_it_is_dialled_and_shown_to_be_read(client, new_site):
    send(client, new_site, phone="0241 123456")

    assert row().phone == "+49241123456"
    assert "+49 241 123456" in client.get("/imprint").text


def test_a_logo_that_is_too_large_is_told_and_all_typed_is_kept(client, new_site):
    logo = (io.BytesIO(picture() + b"0" * 13_000_000), "logo.png")

    response = send(client, new_site, logo=logo, name="Netz")

    told = [text_of(each) for each in response.page.select(".error-summary li")]
    assert (response.status_code, told) == (
        422,
        ["This file is larger than 10 MB. Make it smaller, or choose another one."],
    )
    assert response.page.find(id="name")["value"] == "Netz"


def test_a_form_beyond_all_measure_gets_a_page_of_ours(client, new_site):
    response = client.post(
        "/set-up",
        data=b"0",
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": "70000000"},
    )

    assert response.status_code == 413
    assert queries.all_accounts() == []


def test_what_was_typed_is_shown_as_text(client, new_site):
    send(client, new_site, name="<b>{{ 7*7 }}</b> =HYPERLINK()")

    bar = client.get("/imprint").page.select_one(".bar__name")
    assert text_of(bar) == "<b>{{ 7*7 }}</b> =HYPERLINK()"


def test_of_two_who_set_up_at_once_one_becomes_director(app, new_site):
    at_once, outcomes = threading.Barrier(2), list[str]()

    def set_up(name):
        with app.app_context():
            director = {
                "name": name,
                "email": f"{name}@example.org",
                "language": "de",
                "password_hash": "x",
            }
            at_once.wait()
            try:
                with write_tx():
                    services.set_up({"name": name}, logo=None, director=director)
                outcomes.append("is set up")
            except services.IsSetUp:
                outcomes.append("was too late")

    db.session.rollback()
    threads = [threading.Thread(target=set_up, args=(n,)) for n in ("ada", "ben")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["is set up", "was too late"]
    assert len(queries.all_accounts()) == 1


def test_the_code_is_readable_for_the_owner_only_and_lasts(tmp_path):
    code = set_up_code(tmp_path)

    assert stat.S_IMODE(path_in(tmp_path).stat().st_mode) == 0o600
    assert set_up_code(tmp_path) == code
    assert len(code) == len("0000-0000-0000-0000")


def test_the_code_can_be_typed_carelessly(tmp_path):
    code = set_up_code(tmp_path)

    assert is_right(code.lower().replace("-", " ") + " ", tmp_path)
    assert not is_right("", tmp_path)


def test_an_empty_code_file_opens_nothing(tmp_path):
    path_in(tmp_path).write_text("")

    assert not is_right("", tmp_path)
