"""The keys of all names made anew, when the rules for them have changed."""

import sqlalchemy as sa

from eventreg.database import db
from eventreg.people.keys import write_keys
from eventreg.people.models import Company, Person
from eventreg.people.names import sort_key_de, sort_key_tr
from eventreg.registrations.models import Registration

#: Nobody is left in these; they stay without a place among the names.
_FORGOTTEN = ""


def write_all_keys() -> int:
    """Sort and search keys of people, companies and registrations.

    :returns: how many names there were.
    """
    count = 0
    for company in db.session.scalars(sa.select(Company)):
        company.sort_key_de = sort_key_de(company.name, "")
        company.sort_key_tr = sort_key_tr(company.name, "")
        count += 1
    for person in db.session.scalars(sa.select(Person)):
        write_keys(person)
        count += 1
    named = sa.select(Registration).where(Registration.search_key != _FORGOTTEN)
    for registration in db.session.scalars(named):
        write_keys(registration)
        count += 1
    return count
