"""The field for questions that want a file or a picture."""

from typing import Any

from wtforms import FileField, ValidationError

from eventreg.events.questions.forms.asked import Asked
from eventreg.events.questions.reading import Unreadable, read
from eventreg.events.questions.states import QuestionKind
from eventreg.uploads import Checked, Upload, checked, keep
from eventreg.uploads import queries as uploads
from eventreg.uploads.errors import BadFile, limits_words, told_before_sending
from eventreg.uploads.limits import ACCEPT_FILES, ACCEPT_PICTURES
from eventreg.web.lost_files import lost_from, lost_words


class UploadQuestion(Asked, FileField):
    """A file or picture, checked as soon as the form is.

    ``answer`` is the token of its upload: of what was answered before, of what was
    chosen before the form came back, or of what ``keep`` has just put away.
    """

    checked: Checked | None = None
    #: Name of a file that never arrived; see ``web.lost_files``.
    lost = ""
    #: Chosen before the form came back, or to be taken off.
    kept_token, is_removed = "", False

    @property
    def kept_name(self) -> str:
        return f"{self.name}-kept"

    @property
    def remove_name(self) -> str:
        return f"{self.name}-remove"

    def said_of(self, answer: str) -> str:
        upload = uploads.by_token(answer)
        return upload.name if upload else "–"

    @property
    def held(self) -> Upload | None:
        """What the page names as chosen."""
        return uploads.by_token(self.answer) if self.answer else None

    @property
    def is_empty(self) -> bool:
        return super().is_empty and self.checked is None

    @property
    def limits(self) -> str:
        """Which files are taken."""
        return limits_words(pictures_only=self.question.kind is QuestionKind.PICTURE)

    @property
    def attributes(self) -> dict[str, Any]:
        pictures = self.question.kind is QuestionKind.PICTURE
        accept = ACCEPT_PICTURES if pictures else ACCEPT_FILES
        return {"accept": accept, **told_before_sending()}

    def process(self, formdata: Any, *args: Any, **kw: Any) -> None:
        if formdata:
            self.kept_token = str(formdata.get(self.kept_name) or "")[:64]
            self.lost = lost_from(formdata, self.name)
            self.is_removed = bool(formdata.get(self.remove_name))
        super().process(formdata, *args, **kw)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """What was sent before stays until another file comes, or it is taken off."""
        self.data = next((v for v in valuelist if getattr(v, "filename", "")), None)
        if self.is_removed:
            self.answer = None
        elif self.kept_token and uploads.unheld(self.kept_token):
            self.answer = self.kept_token
        if self.data is None and self.lost:
            raise Unreadable(lost_words(self.lost))
        if self.data is None and self.answer is None and self.must_answer:
            read(self.question, None)

    def pre_validate(self, _form: Any) -> None:
        if not self.data:
            return
        is_picture = self.question.kind is QuestionKind.PICTURE
        self.data.stream.seek(0)
        try:
            self.checked = checked(
                self.data.stream, self.data.filename, pictures_only=is_picture
            )
        except BadFile as error:
            raise ValidationError(str(error)) from None

    def keep(self) -> None:
        """Put away what was sent. Inside ``write_tx()``."""
        if self.checked is not None:
            self.answer = keep(self.checked).token
            self.checked = None
