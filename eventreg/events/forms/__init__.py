"""What staff type about an event: its shape only."""

from eventreg.events.forms.copying import (
    CopyForm,
    SeriesForm,
    copy_form,
    series_form,
)
from eventreg.events.forms.parts import (
    EditLanguagesForm,
    EditSeatsForm,
    EditSignUpForm,
    EditTextForm,
)
from eventreg.events.forms.pools import PoolForm, pool_form
from eventreg.events.forms.whole import (
    CancelForm,
    CreateForm,
    EditPlaceForm,
    PostponeForm,
    cancel_form,
    edit_when_form,
    postpone_form,
)

__all__ = [
    "CancelForm",
    "CopyForm",
    "CreateForm",
    "EditLanguagesForm",
    "EditPlaceForm",
    "EditSeatsForm",
    "EditSignUpForm",
    "EditTextForm",
    "PoolForm",
    "PostponeForm",
    "SeriesForm",
    "cancel_form",
    "copy_form",
    "edit_when_form",
    "pool_form",
    "postpone_form",
    "series_form",
]
