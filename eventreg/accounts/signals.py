"""What accounts tell later rooms; whoever subscribes runs in the same transaction."""

from blinker import Namespace

_accounts = Namespace()

#: An account was closed or got another role: the account is the sender.
rights_changed = _accounts.signal("rights-changed")
