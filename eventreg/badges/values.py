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
    #: Position, country and answers, each in words, in the order of the badge.
    details: tuple[str, ...] = ()
    #: Does not want to be in any photo.
    no_photos: bool = False
    #: ISO 3166-1 alpha-2; tells how Han characters are drawn.
    country: str = ""
    family_first: bool = False
    #: What the person wants to read there; empty: both names.
    badge_name: str = ""

    @property
    def full_name(self) -> str:
        """What the badge says: the own wish, or both names in the own order."""
        return self.badge_name or names.full_name(self)

    @property
    def words(self) -> str:
        """Everything that stands on it, for looking whether fonts have it all."""
        own = (self.full_name, self.title, self.suffix, self.company, self.event)
        return " ".join((*own, self.role_word, *self.details))
