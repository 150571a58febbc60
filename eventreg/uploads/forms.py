"""Fields for files; what was chosen outlives a form that comes back."""

from typing import Any

from flask_babel import gettext as _
from flask_wtf.file import FileField
from wtforms import ValidationError

from eventreg.uploads import queries, services
from eventreg.uploads.checking import Checked, checked
from eventreg.uploads.errors import BadFile, limits_words, told_before_sending
from eventreg.uploads.limits import (
    ACCEPT_FILES,
    ACCEPT_PICTURES,
    LARGEST_SIDE,
    MOST_BYTES,
)
from eventreg.uploads.models import Upload
from eventreg.web.forms import Form
from eventreg.web.lost_files import lost_from, lost_words


class UploadField(FileField):
    """A file, checked as soon as the form is.

    Browsers forget a chosen file when the form comes back. ``keep_chosen`` keeps it
    meanwhile, and a hidden control of the name ``kept_name`` says which it is; draw
    both with ``upload`` of ``macros/files.html``.

    :param pictures_only: nothing but pictures.
    :param largest: longest side of a picture, in pixels.
    """

    checked: Checked | None = None
    kept_token: str = ""

    def __init__(
        self,
        *args: Any,
        pictures_only: bool = False,
        largest: int = LARGEST_SIDE,
        most: int = MOST_BYTES,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.pictures_only, self.largest = pictures_only, largest
        self.most = most

    @property
    def kept_name(self) -> str:
        return f"{self.name}-kept"

    @property
    def limits(self) -> str:
        """Which files are taken."""
        return limits_words(pictures_only=self.pictures_only, most=self.most)

    @property
    def accept(self) -> str:
        return ACCEPT_PICTURES if self.pictures_only else ACCEPT_FILES

    @property
    def attributes(self) -> dict[str, Any]:
        return {"accept": self.accept, **told_before_sending(self.most)}

    @property
    def kept(self) -> Upload | None:
        """What was chosen before the form came back."""
        return queries.unheld(self.kept_token)

    @property
    def is_chosen(self) -> bool:
        return self.checked is not None or self.kept is not None

    def process(self, formdata: Any, *stored: Any, **kwargs: Any) -> None:
        # What a row holds already is no chosen file.
        super().process(formdata, None, **kwargs)
        self.object_data = next((getattr(each, "token", each) for each in stored), None)
        if not self.data and (lost := lost_from(formdata, self.name)):
            self.process_errors = [lost_words(lost)]
        self.kept_token = (formdata.get(self.kept_name) or "") if formdata else ""

    def pre_validate(self, _form: Any) -> None:
        if not self.data:
            return
        self.data.stream.seek(0)
        try:
            self.checked = checked(
                self.data.stream,
                self.data.filename,
                pictures_only=self.pictures_only,
                largest=self.largest,
                most=self.most,
            )
        except BadFile as error:
            raise ValidationError(str(error)) from None

    def as_stored(self) -> Any:
        """What ``web.meanwhile`` compares; who chose nothing changes nothing."""
        return self.data or self.kept_token or self.object_data

    def said_of(self, _token: str) -> str:
        return _("another file")

    def keep(self) -> Upload | None:
        """The chosen file, kept; ``None``: none was chosen. Inside ``write_tx()``."""
        return services.keep(self.checked) if self.checked else self.kept


def keep_chosen(form: Form) -> None:
    """Keep the good files of a form that goes back. Inside ``write_tx()``."""
    for field in form:
        if isinstance(field, UploadField) and field.checked is not None:
            field.kept_token = services.keep(field.checked).token
