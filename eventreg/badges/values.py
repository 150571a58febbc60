"""What stands on a badge, as plain words."""

from dataclasses import dataclass

from eventreg.people import names


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeValues:
    """One person's badge. Names are printed as they were typed."""

    given_name: str
    family_name: str
    badge_code: str
    #: Which band: guest, member, speaker, press, delegation, team or vip.
    role: str
    #: The role in the language of the event.
    role_word: str
    #: Title of the event.
    event: str
    title: str = ""
    suffix: str = ""
    company: str = ""
    #: ISO 3166-1 alpha-2; tells how Han characters are drawn.
    country: str = ""
    family_first: bool = False
    #: What the person wants to read there; empty: both names.
    badge_name: str = ""

    @property
    def full_name(self) -> str:
        """What the badge says: the own wish, or both names in the own order."""
        return self.badge_name or names.full_name(self)
