"""Whatever people type or upload: nothing is fetched or read, and all ends."""

import io
import socket
import threading
import time
from dataclasses import replace

import pypdfium2.raw as pdfium
import pytest

from eventreg.badges import queries
from eventreg.badges.designs import Design
from eventreg.badges.manage import printing
from eventreg.badges.place_cards import place_cards_pdf
from eventreg.badges.sheet import ROLES, sheet_pdf
from eventreg.documents import apart
from eventreg.documents.attendee_list import AttendeeRow, attendee_list_pdf
from eventreg.documents.labels import stocks
from eventreg.jobs.tasks import child, overseer
from eventreg.jobs.tasks.states import TaskState
from tests.badges.people import make_badge
from tests.badges.test_design import FORM, design_path
from tests.badges.test_printing import press
from tests.documents.pdf_reader import open_pdf, squeezed, text_of
from tests.documents.test_attendee_list import make_list
from tests.factories import make_design, make_event, make_print, make_registration
from tests.factories.files import bomb, picture
from tests.jobs.tasks.conftest import work_until

#: What only the file says that must not be read.
SECRET = "geheimesausderdatei"

EVIL = (
    "<img src={url}x.png>",
    "<style>@import url({url}x.css); p {{ background: url({url}y) }}</style>",
    "</p></article><link rel=stylesheet href={url}z.css>",
    "<link rel=attachment href={file}><object data={file}></object>",
    "<svg xmlns='http://www.w3.org/2000/svg'><image href='{url}i'/></svg>",
    "}} p::after {{ content: url({file}) }}",
    "{{{{ config }}}} {{% include '{file}' %}}",
    "<script>fetch('{url}')</script>",
    "\x00\x07\u202e\ud800 Ada \u2066",
    "W" * 400,
    "é\u0301" + "\u0301" * 300,
    "ﷺ" * 100,
    "👩‍👩‍👧‍👦" * 40,
)


@pytest.fixture
def listener():
    """An address on this machine, and who has knocked there."""
    knocks: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        is_open = threading.Event()

        def listen() -> None:
            while not is_open.is_set():
                try:
                    connection, who = server.accept()
                except TimeoutError:
                    continue
                connection.close()
                knocks.append(str(who))

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", knocks
        is_open.set()
        thread.join()


@pytest.fixture
def secret_file(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text(SECRET)
    return path.as_uri()


def assert_says_no_secret(pdf: bytes) -> None:
    document = open_pdf(pdf)
    assert pdfium.FPDFDoc_GetAttachmentCount(document) == 0
    assert SECRET.encode() not in pdf
    assert [page for page in document if SECRET in squeezed(text_of(page))] == []


def test_a_listener_notices_who_knocks(listener):
    url, knocks = listener
    port = int(url.rsplit(":", 1)[1].strip("/"))

    socket.create_connection(("127.0.0.1", port)).close()

    deadline = time.monotonic() + 5
    while not knocks and time.monotonic() < deadline:
        time.sleep(0.01)
    assert len(knocks) == 1


@pytest.mark.parametrize("evil", EVIL, ids=range(len(EVIL)))
def test_names_fetch_nothing_read_nothing_and_come_to_an_end(
    app, listener, secret_file, evil
):
    url, knocks = listener
    words = evil.format(url=url, file=secret_file)
    cleaned = words.encode("utf-8", "replace").decode()
    badge = make_badge(
        given_name=cleaned, company=cleaned, title=cleaned, details=(cleaned,)
    )
    row = AttendeeRow(name=cleaned, company=cleaned, position=cleaned, role=cleaned)
    begun = time.monotonic()

    pdfs = [
        sheet_pdf(
            [badge],
            stocks()["HERMA 4412"],
            title=cleaned,
            language="de",
            public_url=url,
        ),
        place_cards_pdf([badge], title=cleaned, language="de"),
        attendee_list_pdf(replace(make_list([row]), event=cleaned), language="de"),
    ]

    assert time.monotonic() - begun < 30
    for pdf in pdfs:
        assert_says_no_secret(pdf)
    assert knocks == []


def test_a_style_that_got_past_the_cleaning_fetches_nothing_either(
    app, listener, secret_file
):
    url, knocks = listener
    css = (
        f"@import url({url}a.css); .front {{ background: url({url}b) }} "
        f".name::after {{ content: url({secret_file}) }} "
        f"@font-face {{ font-family: x; src: url({url}c.ttf) }} .name {{ font: 9pt x }}"
    )

    pdf = sheet_pdf(
        [make_badge()],
        stocks()["HERMA 4412"],
        title="Badges",
        language="de",
        public_url="https://events.example.org",
        design=Design(own_style=css),
    )

    assert_says_no_secret(pdf)
    assert knocks == []


@pytest.fixture
def event(app):
    event = make_event(title="Network evening", capacity=100)
    make_registration(event, given_name="Ada", family_name="Lovelace")
    return event


def svg(url: str) -> bytes:
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg'><image href='{url}'/></svg>".encode()
    )


def test_pictures_that_would_fetch_or_burst_are_refused(
    client, sign_in, event, listener
):
    url, knocks = listener
    sign_in("office")

    answers = [
        client.post(
            design_path(event),
            data={**FORM, "partner_logo": (io.BytesIO(body), "logo.png")},
        )
        for body in (svg(url), bomb(), picture()[:80])
    ]

    assert [answer.status_code for answer in answers] == [422] * 3
    assert queries.design_of(event).version == 0
    assert knocks == []


def test_a_stored_role_or_look_that_nobody_knows_is_no_way_in(app):
    badge = make_badge(role="guest")

    with pytest.raises(KeyError):
        sheet_pdf(
            [badge],
            stocks()["HERMA 4412"],
            title="Badges",
            language="de",
            public_url="https://events.example.org",
            design=Design(look="../../../../etc/passwd"),
        )
    assert all(role.isalpha() for role in ROLES)


def test_a_print_that_outlives_its_limit_is_explained(
    client, sign_in, event, monkeypatch
):
    make_design(event, own_style=".name { color: red }")
    made = make_print(event, sign_in("office"))
    monkeypatch.setattr(apart, "LIMITS", apart.Limits(wall_seconds=0.001))

    answer = client.get(f"/manage/events/{event.slug}/badges/prints/{made.code}.pdf")

    assert answer.status_code == 409
    assert "Make the own style simpler" in answer.page.main.text


def test_a_job_that_outlives_its_limit_is_explained(
    app, client, sign_in, event, monkeypatch
):
    make_design(event, own_style=".name { color: red }")
    monkeypatch.setattr(printing, "MOST_AT_ONCE", 10)
    monkeypatch.setattr(child, "MOST_SECONDS", 1)
    for number in range(12):
        make_registration(event, given_name=f"{number} " + "Ada " * 90)
    sign_in("office")

    asked = press(client, event, copies="20", seen="DURABLE 1445-02")
    try:
        task = work_until(lambda task: task.state is TaskState.FAILED)
    finally:
        overseer.let_go(app)

    assert task.trouble == "This takes longer than one job may take."
    assert task.trouble in client.get(asked.location).page.main.text
