"""What a page has shown of a round of invitations before it goes."""

from collections.abc import Sequence
from hashlib import sha256

from eventreg.messages.models import InvitationRound
from eventreg.people.models import Person


def seen_as(together: InvitationRound, people: Sequence[Person]) -> str:
    """Stands for just this list and these words."""
    names = sorted(f"{each.reference}:{each.language}:{each.email}" for each in people)
    said = repr((sorted(together.notes.items()), together.counts_as_approved))
    return sha256("\n".join([*names, said]).encode()).hexdigest()[:32]
