"""What staff do with a list: bring it, say what its columns are, import, undo."""

from eventreg.people.imports.services.bringing import (
    OPEN_FOR,
    UNDO_FOR,
    ListIsGone,
    bring,
    choose_columns,
    forget_old_lists,
    let_go,
    read_again,
    throw_away,
    undo_until,
)
from eventreg.people.imports.services.importing import (
    ImportIsOver,
    ListHasChanged,
    finish,
    import_members,
    opened,
)
from eventreg.people.imports.services.undoing import (
    NotImported,
    done_list,
    ended,
    undo_members,
)

__all__ = [
    "OPEN_FOR",
    "UNDO_FOR",
    "ImportIsOver",
    "ListHasChanged",
    "ListIsGone",
    "NotImported",
    "bring",
    "choose_columns",
    "done_list",
    "ended",
    "finish",
    "forget_old_lists",
    "import_members",
    "let_go",
    "opened",
    "read_again",
    "throw_away",
    "undo_members",
    "undo_until",
]
