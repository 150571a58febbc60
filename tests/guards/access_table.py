"""Who may open what: one row for each endpoint, written down by hand.

A new endpoint without a row fails ``test_access``; so does a row whose mark in
the code says something else.
"""

from eventreg.web.roles import Role

PUBLIC = "public"
#: The secret in the address opens it; a wrong one is a 404.
OWN_LINK = "own_link"

ALL = frozenset(Role)
DIRECTOR = frozenset({Role.DIRECTOR})
OFFICE = frozenset({Role.DIRECTOR, Role.OFFICE})
TRAVEL = frozenset({Role.DIRECTOR, Role.OFFICE, Role.TRAVEL_LEAD})

ACCESS: dict[str, str | frozenset[Role]] = {
    # accounts: one's own
    "accounts.sign_in": PUBLIC,
    "accounts.sign_out": PUBLIC,
    "accounts.forgotten": PUBLIC,
    "accounts.forgotten_sent": PUBLIC,
    "accounts.reset": OWN_LINK,
    "accounts.invitation": OWN_LINK,
    "accounts.show": ALL,
    "accounts.password": ALL,
    "accounts.profile": ALL,
    "accounts.end_sign_in": ALL,
    "accounts.sign_out_everywhere": ALL,
    # accounts: those of others
    "manage_accounts.index": DIRECTOR,
    "manage_accounts.invite": DIRECTOR,
    "manage_accounts.invite_again": DIRECTOR,
    "manage_accounts.edit": DIRECTOR,
    "manage_accounts.close": DIRECTOR,
    "manage_accounts.open_again": DIRECTOR,
    # events: the public
    "events.index": PUBLIC,
    "events.show": PUBLIC,
    "events.calendar_entry": PUBLIC,
    "events.calendar_feed": PUBLIC,
    # events: those who make them
    "manage_events.index": TRAVEL,
    "manage_events.show": TRAVEL,
    "manage_events.choose": OFFICE,
    "manage_events.create": OFFICE,
    "manage_events.publish": OFFICE,
    "manage_events.close": OFFICE,
    "manage_events.reopen": OFFICE,
    "manage_events.cancel": OFFICE,
    "edit_event.texts": OFFICE,
    "edit_event.when_and_where": OFFICE,
    "edit_event.seats": OFFICE,
    "edit_event.sign_up": OFFICE,
    "edit_event.languages": OFFICE,
    "pools.add": OFFICE,
    "pools.edit": OFFICE,
    "pools.remove": OFFICE,
    "postpone_event.postpone": OFFICE,
    # registrations: signing up, and one's own page
    "signup.register": PUBLIC,
    "signup.sent": PUBLIC,
    "signup.correct": PUBLIC,
    "find.my_registration": PUBLIC,
    "find.sent": PUBLIC,
    "my.show": OWN_LINK,
    "my.confirm": OWN_LINK,
    "my.not_me": OWN_LINK,
    "my.accept": OWN_LINK,
    "my.refuse": OWN_LINK,
    "my.rejoin": OWN_LINK,
    "my.extend": OWN_LINK,
    "my.cancel": OWN_LINK,
    "my.change": OWN_LINK,
    "my.substitute": OWN_LINK,
    "my.cancel_companion": OWN_LINK,
    "my.substitute_companion": OWN_LINK,
    "my.change_companion": OWN_LINK,
    "my.later_answers": OWN_LINK,
    "my.companion_answers": OWN_LINK,
    "my.consents": OWN_LINK,
    "my.calendar": OWN_LINK,
    # registrations: deciding and looking after them
    "inbox.index": OFFICE,
    "inbox.approve": DIRECTOR,
    "inbox.approve_plain": DIRECTOR,
    "inbox.onto_waitlist": DIRECTOR,
    "inbox.decline": DIRECTOR,
    "inbox.later": DIRECTOR,
    "inbox.many": DIRECTOR,
    "inbox.undo": DIRECTOR,
    "inbox.send_now": DIRECTOR,
    "manage_registrations.index": ALL,
    "manage_registrations.show": OFFICE,
    "manage_registrations.new": OFFICE,
    "manage_registrations.cancel": OFFICE,
    "manage_registrations.promote": DIRECTOR,
    "manage_registrations.reconsider": DIRECTOR,
    "manage_registrations.settle_member": OFFICE,
    "manage_registrations.pause": DIRECTOR,
    "manage_registrations.resume": DIRECTOR,
    "manage_registrations.extend": OFFICE,
    "change_registration.details": OFFICE,
    "change_registration.places": OFFICE,
    "change_registration.substitute": OFFICE,
    "change_registration.reinstate": DIRECTOR,
    "change_registration.merge": OFFICE,
    "waitlist.index": OFFICE,
    "waitlist.pause": DIRECTOR,
    "waitlist.resume": DIRECTOR,
    # badges and lists
    "badges.index": ALL,
    "badges.all_of_them": TRAVEL,
    "badges.one": ALL,
    "badges.preview": ALL,
    "badge_codes.show": PUBLIC,
    "documents.index": TRAVEL,
    "documents.attendee_list": TRAVEL,
    # letters
    "outbox.index": OFFICE,
    "outbox.show": OFFICE,
    "outbox.html": OFFICE,
    "outbox.calendar": OFFICE,
    "outbox.resend": OFFICE,
    "outbox.withdraw": OFFICE,
    # people
    "people.members": TRAVEL,
    "people.member": TRAVEL,
    "people.start_membership": OFFICE,
    "people.end_membership": OFFICE,
    # the house itself
    "home.imprint": PUBLIC,
    "home.privacy": PUBLIC,
    "home.accessibility": PUBLIC,
    "home.logo": PUBLIC,
    "set_up.show": PUBLIC,
    "manage.start": ALL,
    "manage.settings": DIRECTOR,
    "manage.test_letter": DIRECTOR,
    "web.language": PUBLIC,
    "web.healthz": PUBLIC,
    "web.readyz": PUBLIC,
}
