"""What staff and the worker do about letters to many people."""

from eventreg.messages.services.deciding import Act, LinkIsOver, decide
from eventreg.messages.services.digests import (
    USUAL_HOUR,
    choose_digest,
    forget_links,
    revoke_links,
    send_digest,
    send_urgent,
    take_back,
)
from eventreg.messages.services.drafts import IsSent, ListHasChanged
from eventreg.messages.services.groups import (
    NobodyGetsIt,
    discard,
    draft,
    redraft,
    send,
    test,
)
from eventreg.messages.services.reminding import (
    choose_reminders,
    copy_reminders,
    remind_answers,
    remind_confirmed,
    remind_offered,
    remind_unconfirmed,
)
from eventreg.messages.services.rounds import (
    discard_round,
    draft_round,
    redraft_round,
    send_round,
    test_round,
)
from eventreg.messages.services.thanking import thank

__all__ = [
    "USUAL_HOUR",
    "Act",
    "IsSent",
    "LinkIsOver",
    "ListHasChanged",
    "NobodyGetsIt",
    "choose_digest",
    "choose_reminders",
    "copy_reminders",
    "decide",
    "discard",
    "discard_round",
    "draft",
    "draft_round",
    "forget_links",
    "redraft",
    "redraft_round",
    "remind_answers",
    "remind_confirmed",
    "remind_offered",
    "remind_unconfirmed",
    "revoke_links",
    "send",
    "send_digest",
    "send_round",
    "send_urgent",
    "take_back",
    "test",
    "test_round",
    "thank",
]
