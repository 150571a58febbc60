"""Files and pictures as answers: kept over mistakes, read by few, gone in time."""

import io
from datetime import timedelta

import pytest
import sqlalchemy as sa
from PIL import Image

from eventreg import clock
from eventreg.database import db, write_tx
from eventreg.events.questions.states import Audience, DeleteAfter, QuestionKind, Stage
from eventreg.privacy.jobs import delete_what_is_due
from eventreg.registrations.states import State
from eventreg.uploads import Upload
from eventreg.uploads.jobs import sweep_uploads
from eventreg.web.roles import Role
from tests.factories import (
    make_event,
    make_member,
    make_person,
    make_personal_link,
    make_question,
    make_registration,
    make_section,
)
from tests.factories.files import PDF, bomb, picture
from tests.house import text_of
from tests.registrations.sending import ADA, BEN, answers, everybody, send
from tests.registrations.test_views_pages import Walk
from tests.windows import filled


@pytest.fixture
def folder(app, tmp_path, monkeypatch):
    """An instance of this test alone; where its uploads lie."""
    monkeypatch.setattr(app, "instance_path", str(tmp_path / "instance"))
    return tmp_path / "instance" / "uploads"


@pytest.fixture
def event(folder):
    return make_event()


@pytest.fixture
def cv(event):
    return make_question(event, QuestionKind.FILE, "Your CV?", key="cv", required=True)


def a_file(body=PDF, name="cv.pdf"):
    return io.BytesIO(body), name


def uploads():
    db.session.expire_all()
    return db.session.scalars(sa.select(Upload).order_by(Upload.id)).all()


def files(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def answered(client, event, **values):
    send(client, event, {"answers-cv": a_file()}, **values)
    return everybody()[-1]


@pytest.mark.usefixtures("cv")
def test_a_file_is_kept_with_the_registration(client, event, folder):
    ada = answered(client, event)

    [upload] = uploads()
    assert answers(ada) == {"cv": upload.token}
    assert (upload.name, files(folder)) == ("cv.pdf", [upload.token])


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (
            QuestionKind.FILE,
            "pdf, docx, xlsx, pptx, odt, ods, txt, csv, jpg, png; at most 10 MB.",
        ),
        (QuestionKind.PICTURE, "JPEG, PNG, WebP; at most 10 MB."),
    ],
)
def test_the_field_says_beforehand_which_files_are_taken(client, event, kind, words):
    make_question(event, kind, key="cv")

    page = client.get(f"/events/{event.slug}/register").page

    field = page.select_one("#answers-cv")
    assert text_of(page.find(id=field["aria-describedby"])) == words


@pytest.mark.usefixtures("cv")
def test_a_mistake_elsewhere_does_not_lose_the_file(client, event):
    wrong = send(client, event, {"answers-cv": a_file()}, email="nobody")
    token = wrong.page.select_one("[name=answers-cv-kept]")["value"]

    right = send(client, event, {"answers-cv-kept": token})

    assert "Already chosen: cv.pdf." in wrong.page.select_one(".held").text
    assert (wrong.status_code, right.status_code) == (422, 303)
    assert [answers(each) for each in everybody()] == [{"cv": token}]


@pytest.fixture
def known_form(event):
    """Where the form is that knows a member."""
    token = make_personal_link(make_person(make_member(), language="en")).token
    return f"/members/{token}/events/{event.slug}/register"


def kept_files(page):
    return {field["name"]: field["value"] for field in page.select("[name$=-kept]")}


@pytest.mark.usefixtures("cv")
@pytest.mark.parametrize("is_known", [False, True])
def test_another_person_on_the_form_does_not_lose_the_files(
    client, event, known_form, is_known
):
    form = known_form if is_known else f"/events/{event.slug}/register"
    chosen = {"answers-cv": a_file(), "companions-0-answers-cv": a_file(name="b.pdf")}

    page = client.post(form, data={**chosen, "party": "add"}).page

    own, others = uploads()
    assert kept_files(page) == {
        "answers-cv-kept": own.token,
        "companions-0-answers-cv-kept": others.token,
    }


@pytest.mark.usefixtures("cv")
def test_who_is_taken_off_the_form_takes_only_the_own_file_along(client, event):
    files = [a_file(name=f"{name}.pdf") for name in ("ada", "ben", "una")]
    names = ["answers-cv", "companions-0-answers-cv", "companions-1-answers-cv"]
    chosen = dict(zip(names, files, strict=True)) | {"party": "remove-0"}

    page = client.post(f"/events/{event.slug}/register", data=chosen).page

    ada, una = uploads()
    assert (ada.name, una.name) == ("ada.pdf", "una.pdf")
    assert list(kept_files(page).values()) == [ada.token, una.token]


@pytest.mark.usefixtures("cv")
def test_a_file_that_is_not_taken_is_told_when_somebody_is_added(client, event):
    chosen = {"answers-cv": a_file(b"MZ" * 99, "cv.exe"), "party": "add"}

    response = client.post(f"/events/{event.slug}/register", data=chosen)

    [words] = response.errors
    assert words.startswith("Your CV? – Files of this type are not taken.")


@pytest.mark.parametrize("required", [True, False])
def test_a_file_that_came_after_the_session_had_ended_is_asked_for_again(
    client, event, required
):
    make_question(event, QuestionKind.FILE, "Your CV?", key="cv", required=required)
    refused = client.post(
        f"/events/{event.slug}/register",
        data={**ADA, "language": "en", "answers-cv": a_file(), "csrf_token": "old"},
        csrf=False,
        headers={"Origin": "http://localhost"},
    )

    asked = client.post(f"/events/{event.slug}/register", data=filled(refused.page))

    lost = "Your file “cv.pdf” could not be kept."
    assert text_of(refused.page.select_one(".flash--notice")).startswith(lost)
    assert asked.errors == [
        f"Your CV? – {lost} Choose it again, or send the form once more without it"
    ]
    assert everybody() == []

    again = client.post(f"/events/{event.slug}/register", data=filled(asked.page))
    assert again.status_code == (422 if required else 303)


def test_a_lost_file_can_be_chosen_again(client, event, cv):
    ada = {"answers-cv-lost": "cv.pdf", "answers-cv": a_file()}

    assert send(client, event, ada).status_code == 303
    assert [upload.name for upload in uploads()] == ["cv.pdf"]


@pytest.mark.usefixtures("cv")
def test_a_chosen_file_can_be_taken_off_again(client, event):
    wrong = send(client, event, {"answers-cv": a_file()}, email="nobody")
    token = wrong.page.select_one("[name=answers-cv-kept]")["value"]

    kept = {"answers-cv-kept": token, "answers-cv-remove": "y"}
    response = send(client, event, kept)

    assert [a.text for a in response.page.select(".error-summary a")] == [
        "Answer “Your CV?”"
    ]


def test_only_forms_that_ask_for_files_are_sent_in_parts(client, event):
    def encoding():
        page = client.get(f"/events/{event.slug}/register").page
        return page.select_one("main form").get("enctype")

    before = encoding()
    make_question(event, QuestionKind.PICTURE)

    assert (before, encoding()) == (None, "multipart/form-data")


@pytest.mark.parametrize(
    ("kind", "body", "name", "words"),
    [
        ("file", b"", "cv.pdf", "This file is empty. Choose another one."),
        ("file", b"MZ" * 99, "cv.exe", "Files of this type are not taken."),
        ("file", b"<script>", "cv.pdf", "This file cannot be read as pdf"),
        ("picture", bomb(), "me.png", "of at most 30 megapixels"),
        ("picture", PDF, "me.png", "Choose a picture as PNG, JPEG or WebP"),
        ("picture", b"\x89PNG\r\n\x1a\n", "../../me.png", "Choose a picture"),
    ],
    ids=["empty", "type", "disguised", "bomb", "no picture", "cut off"],
)
def test_what_is_not_taken_is_told_at_its_field(client, event, kind, body, name, words):
    make_question(event, QuestionKind(kind), key="cv")

    response = send(client, event, {"answers-cv": a_file(body, name)}, company="Berg")

    [link] = response.page.select(".error-summary a")
    assert (response.status_code, link["href"]) == (422, "#answers-cv")
    assert words in link.text
    assert response.page.select_one("#company")["value"] == "Berg"
    assert (uploads(), everybody()) == ([], [])


def test_a_picture_is_drawn_anew_without_what_it_knows_of_its_place(
    client, event, folder
):
    make_question(event, QuestionKind.PICTURE, key="cv")
    exif = Image.Exif()
    exif[0x010E] = "at home"
    body = picture((3000, 1000), "JPEG", exif=exif)

    send(client, event, {"answers-cv": a_file(body, "me.jpg")})

    [name] = files(folder)
    with Image.open(next(folder.rglob(name))) as drawn:
        assert (drawn.format, drawn.size) == ("JPEG", (2000, 667))
        assert dict(drawn.getexif()) == {}


@pytest.mark.usefixtures("cv")
def test_nobody_takes_over_a_file_that_belongs_to_somebody(client, event):
    ada = answered(client, event)
    token = answers(ada)["cv"]

    response = send(client, event, {"answers-cv-kept": token}, email="eve@example.org")

    assert (response.status_code, len(everybody())) == (422, 1)


@pytest.mark.usefixtures("cv")
def test_the_own_page_opens_the_own_file_and_no_other(client, event):
    ada = answered(client, event)
    ben = make_registration(event, email="ben@example.org")
    token = answers(ada)["cv"]

    own = client.get(f"/my/{ada.token}/files/{token}")
    others = client.get(f"/my/{ben.token}/files/{token}")

    assert (own.status_code, own.data, others.status_code) == (200, PDF, 404)
    assert own.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.DIRECTOR, 404), (Role.OFFICE, 200), (Role.TRAVEL_LEAD, 200), ("desk", 403)],
)
def test_staff_open_files_that_they_may_read(client, sign_in, event, role, status):
    make_question(event, QuestionKind.FILE, key="cv", audience=Audience.OFFICE_TRAVEL)
    ada = answered(client, event)
    client.post(f"/my/{ada.token}/confirm")
    address = f"/manage/registrations/{ada.reference}/files/{answers(ada)['cv']}"

    signed_out = client.get(address).status_code
    sign_in(role)

    assert (signed_out, client.get(address).status_code) == (303, status)


@pytest.mark.usefixtures("cv")
def test_another_file_takes_the_place_of_the_first(client, event, folder):
    ada = answered(client, event)
    [old] = files(folder)

    other = {"answers-cv": a_file(PDF + b"\n", "new.pdf"), "language": "en"}
    client.post(f"/my/{ada.token}/change", data=other)

    [upload] = uploads()
    assert (upload.name, files(folder)) == ("new.pdf", [upload.token])
    assert answers(ada)["cv"] == upload.token != old


def test_a_file_goes_with_its_answer(client, event, folder):
    make_question(event, QuestionKind.FILE, key="cv", delete_after=DeleteAfter.WEEK)
    ada = answered(client, event)
    with write_tx():
        db.session.get(type(ada), ada.id).state = State.CANCELLED

    delete_what_is_due()

    assert (answers(ada), uploads(), files(folder)) == ({}, [], [])


def test_the_file_of_a_companion_and_a_later_file_are_kept_too(client, event):
    make_question(event, QuestionKind.FILE, key="cv")
    make_question(event, QuestionKind.FILE, key="visa", stage=Stage.AFTER_CONFIRMATION)
    send(client, event, BEN, {"companions-0-answers-cv": a_file()})
    ada, ben = everybody()
    with write_tx():
        db.session.get(type(ada), ada.id).state = State.CONFIRMED

    client.post(f"/my/{ada.token}/answers", data={"answers-visa": a_file()})

    one, two = uploads()
    assert (answers(ben), answers(ada)) == ({"cv": one.token}, {"visa": two.token})


def test_a_long_form_keeps_a_file_from_its_page_to_the_end(client, event):
    for key in ("first", "second"):
        section = make_section(event, key=key)
        make_question(event, QuestionKind.FILE, key=f"f{key}", section_id=section.id)
    walk = Walk(client, event)
    walk.people()

    walk.part("first", **{"answers-ffirst": a_file()})
    walk.part("second")
    page = client.get(f"{walk.base}/part/first").page
    checked = walk.check().text
    walk.send()

    [upload] = uploads()
    assert page.select_one("[name=answers-ffirst-kept]")["value"] == upload.token
    assert "cv.pdf" in checked
    assert answers(everybody()[0]) == {"ffirst": upload.token}


def test_what_was_never_sent_is_taken_away_after_a_week(client, event, clock_at):
    make_question(event, QuestionKind.FILE, key="cv")
    send(client, event, {"answers-cv": a_file()}, email="nobody")
    clock_at(clock.now() + timedelta(days=8))

    sweep_uploads()

    assert uploads() == []
