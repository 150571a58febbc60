"""A list is chosen, its columns are settled, and what was seen is imported."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice

from eventreg.people.forms.names import language_field
from eventreg.people.imports.headings import FIELDS, is_heading
from eventreg.people.imports.words import encoding_word, field_word
from eventreg.tables import ReadList, UnreadableList, read
from eventreg.tables.encodings import CHOICES
from eventreg.tables.errors import MOST_BYTES, ListTooLarge, TooManyRows
from eventreg.uploads import Checked
from eventreg.uploads.checking import shown_name
from eventreg.uploads.limits import FILE_TYPES
from eventreg.web.forms import Form
from eventreg.web.limits import OneOf

#: Rows shown below a heading, to see what the column holds.
_EXAMPLES = 3
_SPREADSHEET = b"PK"


class ListField(FileField):
    """A list as CSV or XLSX, read as soon as the form is; at most ``most`` rows."""

    most: int

    found: ReadList
    checked: Checked

    @property
    def attributes(self) -> dict[str, Any]:
        too_large = str(ListTooLarge())
        told = {"data-most": MOST_BYTES, "data-too-large": too_large}
        return {"accept": ".csv,.txt,.xlsx", **told}

    def pre_validate(self, _form: Any) -> None:
        if not self.data:
            raise ValidationError(_("Choose a file"))
        body = self.data.stream.read(MOST_BYTES + 1)
        try:
            self.found = read(body, is_heading=is_heading)
            if len(self.found.rows) > self.most:
                raise TooManyRows(self.most)
        except UnreadableList as error:
            raise ValidationError(str(error)) from None
        ending = "xlsx" if body.startswith(_SPREADSHEET) else "csv"
        name = shown_name(self.data.filename, ending)
        self.checked = Checked(body, name, FILE_TYPES[ending])


class BringForm(Form):
    """The file of a list.

    :param most: rows that one import takes; all others on the site wait for it.
    """

    file = ListField(_l("File"))

    def __init__(self, *args: Any, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.file.most = most


class ImportForm(Form):
    """What the preview showed, so that the import does nothing else."""

    seen = HiddenField()


class ColumnsForm(Form):
    """Which column is what; ``columns_form`` adds a select for each column."""

    #: The selects, with the column's number, heading and first values.
    language = language_field(
        _l("Language of those whose language the list leaves out")
    )
    numbers: Sequence[int] = ()
    found: ReadList
    encoding = SelectField(_l("Letters of the file"), validate_choice=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.found.encoding:
            del self["encoding"]
            return
        self.encoding.choices = [
            SelectChoice(name, encoding_word(name)) for name in CHOICES
        ]
        self.encoding.validators = [OneOf(CHOICES)]
        if not self.encoding.data:
            self.encoding.data = self.found.encoding

    def column(self, number: int) -> Any:
        return self[f"column_{number}"]

    def examples(self, number: int) -> list[str]:
        """The first values of a column."""
        values = (row.cell(number) for row in self.found.rows)
        return [value for value in values if value][:_EXAMPLES]

    def heading(self, number: int) -> str:
        return self.found.headings[number] or _("Column %(number)s", number=number + 1)

    def chosen(self) -> dict[str, int]:
        """The column of each field."""
        return {self.column(n).data: n for n in self.numbers if self.column(n).data}

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = bool(super().validate(extra_validators))
        taken: set[str] = set()
        for number in self.numbers:
            field = self.column(number)
            if field.data in taken and not field.errors:
                field.errors = [_said_twice(field.data)]
                is_valid = False
            taken |= {field.data} - {""}
        if is_valid and not taken & {"given_name", "family_name", "company"}:
            self.form_errors.append(_("Say which column holds the names"))
            return False
        return is_valid

    def options(self) -> dict[str, Any]:
        """What holds for all rows."""
        chosen = {"encoding": self.encoding.data} if "encoding" in self else {}
        return {"language": self.language.data, **chosen}


class MemberColumnsForm(ColumnsForm):
    """The columns of a list of members, and whether new companies are members."""

    are_members = BooleanField(
        _l("Companies that are new become members from today on"), default=True
    )

    def options(self) -> dict[str, Any]:
        return super().options() | {"are_members": self.are_members.data}


def columns_form(
    kind: type[ColumnsForm],
    found: ReadList,
    columns: dict[str, int],
    fields: Iterable[str] = FIELDS,
) -> type[ColumnsForm]:
    """``kind`` with one select for each column of ``found`` that holds anything.

    :param columns: the column of each field, as guessed or chosen before.
    :param fields: those to choose from.
    """
    numbers = [
        number
        for number, heading in enumerate(found.headings)
        if heading or any(row.cell(number) for row in found.rows)
    ]
    words = sorted(((field_word(field), field) for field in fields), key=_folded)
    by_column = {number: field for field, number in columns.items()}
    selects = {
        f"column_{number}": SelectField(
            found.headings[number] or _("Column %(number)s", number=number + 1),
            choices=[
                SelectChoice("", _("Do not import")),
                *(SelectChoice(field, word) for word, field in words),
            ],
            default=by_column.get(number, ""),
            validate_choice=False,
            validators=[OneOf(["", *fields])],
        )
        for number in numbers
    }
    return type("Columns", (kind,), {**selects, "numbers": numbers, "found": found})


def _folded(pair: tuple[str, str]) -> str:
    return pair[0].casefold()


def _said_twice(field: str) -> str:
    return _("Choose “%(field)s” for one column only", field=field_word(field))
