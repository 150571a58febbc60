"""Rows for tests: each ``make_…`` has defaults that nobody needs to look up."""

from tests.factories.accounts import (
    PASSWORD,
    account_of,
    make_account,
    make_link,
    make_second_factor,
)
from tests.factories.badges import make_design, make_print, make_stock
from tests.factories.events import make_event, pool_named
from tests.factories.issued import make_issued
from tests.factories.letters import letters_leave, make_letter
from tests.factories.lists import make_arrivals, make_import, make_list
from tests.factories.money import IBAN, make_account_of_network, make_fees
from tests.factories.people import (
    make_company,
    make_member,
    make_member_link,
    make_member_session,
    make_person,
    make_personal_link,
    make_sector,
)
from tests.factories.programme import (
    make_cover,
    make_entry,
    make_speaker,
    make_upload,
)
from tests.factories.questions import make_answer, make_question, make_section
from tests.factories.registrations import (
    make_check_in,
    make_inquiry,
    make_party,
    make_registration,
    make_view,
)
from tests.factories.tasks import make_task

__all__ = [
    "IBAN",
    "PASSWORD",
    "account_of",
    "letters_leave",
    "make_account",
    "make_account_of_network",
    "make_answer",
    "make_arrivals",
    "make_check_in",
    "make_company",
    "make_cover",
    "make_design",
    "make_entry",
    "make_event",
    "make_fees",
    "make_import",
    "make_inquiry",
    "make_issued",
    "make_letter",
    "make_link",
    "make_list",
    "make_member",
    "make_member_link",
    "make_member_session",
    "make_party",
    "make_person",
    "make_personal_link",
    "make_print",
    "make_question",
    "make_registration",
    "make_second_factor",
    "make_section",
    "make_sector",
    "make_speaker",
    "make_stock",
    "make_task",
    "make_upload",
    "make_view",
    "pool_named",
]
