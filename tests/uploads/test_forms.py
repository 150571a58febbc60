"""A chosen file outlives a form that comes back."""

import io

import pytest
from werkzeug.datastructures import FileStorage, MultiDict

from eventreg.database import write_tx
from eventreg.uploads.forms import UploadField, keep_chosen
from eventreg.web.forms import Form
from tests.factories.files import PDF, picture


class PhotoForm(Form):
    class Meta(Form.Meta):
        csrf = False

    photo = UploadField("Photo", pictures_only=True)


@pytest.fixture
def filled(app, folder):
    def fill(body=None, name="photo.png", **values):
        with app.test_request_context(headers={"Accept-Language": "en"}):
            sent = MultiDict(values)
            if body is not None:
                sent["photo"] = FileStorage(io.BytesIO(body), name)
            form = PhotoForm(sent)
            form.validate()
            return form

    return fill


def test_a_good_picture_is_kept(filled):
    form = filled(picture())

    with write_tx():
        upload = form.photo.keep()

    assert (form.errors, upload.name, upload.width) == ({}, "photo.jpg", 40)


def test_a_bad_one_is_told_at_its_field(filled):
    form = filled(PDF)

    assert form.errors == {
        "photo": ["Choose a picture as PNG, JPEG or WebP of at most 30 megapixels"]
    }


def test_what_was_chosen_is_still_there_when_the_form_comes_back(filled):
    first = filled(picture())
    with write_tx():
        keep_chosen(first)

    second = filled(**{"photo-kept": first.photo.kept_token})

    with write_tx():
        assert second.photo.keep().token == first.photo.kept_token


def test_a_file_that_never_arrived_is_asked_for_once(filled):
    lost = filled(**{"photo-lost": "me.png"})

    assert lost.errors == {
        "photo": [
            "Your file “me.png” could not be kept. Choose it again, or send the form "
            "once more without it"
        ]
    }
    assert filled(picture(), **{"photo-lost": "me.png"}).errors == {}


@pytest.mark.parametrize("token", ["", "0" * 32, "../etc", "x" * 500])
def test_a_forged_token_is_no_file(filled, token):
    form = filled(**{"photo-kept": token})

    with write_tx():
        assert (form.errors, form.photo.keep()) == ({}, None)
