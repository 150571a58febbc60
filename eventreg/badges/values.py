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

    @property
    def full_name(self) -> str:
        """Both names in the person's own order."""
        return names.full_name(self)
