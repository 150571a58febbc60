"""Two lists at once, in threads on a real database."""

import sqlalchemy as sa

from eventreg.database import db, write_tx
from eventreg.people.imports import queries, services
from eventreg.people.models import Company, Person
from tests.factories import make_import, make_list
from tests.factories.lists import OLE, plan_of
from tests.registrations.test_races import at_once


def importing(list_import):
    """An import of what the list would do now."""
    code, seen = list_import.code, plan_of(list_import).digest

    def act():
        with write_tx():
            found = queries.by_code(code)
            return services.import_members(found, seen=seen, by=OLE).code

    return act


def count(model):
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))


def test_two_lists_with_the_same_company_make_it_once(app):
    acts = [importing(make_list()) for _each in range(4)]

    found = at_once(app, *acts)

    assert sum(isinstance(each, str) for each in found) == 1
    assert sum(isinstance(each, services.ListHasChanged) for each in found) == 3
    assert (count(Company), count(Person)) == (1, 1)


def test_one_list_is_imported_once_however_often_it_is_pressed(app):
    list_import = make_list()
    acts = [importing(list_import)] * 3

    found = at_once(app, *acts)

    assert sum(isinstance(each, str) for each in found) == 1
    assert sum(isinstance(each, services.ImportIsOver) for each in found) == 2
    assert (count(Company), count(Person)) == (1, 1)


def test_an_import_is_undone_once(app):
    code = make_import().code

    def act():
        with write_tx():
            return services.undo_members(queries.by_code(code), by=OLE).code

    found = at_once(app, act, act)

    assert sum(isinstance(each, services.NotImported) for each in found) == 1
    assert (count(Company), count(Person)) == (0, 0)
