"""What the site knows about its own network, and counters against floods."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from eventreg.columns import Json, UTCDateTime, enum_column
from eventreg.database import Base
from eventreg.web.roles import Demanded


class Network(Base):
    """The business network whose site this is. There is exactly one row.

    ``accounts`` and ``home`` write it; ``web.network`` reads it.
    """

    __table_args__ = (sa.CheckConstraint("id = 1", name="is_the_only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    name: Mapped[str] = mapped_column(sa.String(200), default="")
    #: Filled with the demo: the imprint is marked as a sample.
    is_demo: Mapped[bool] = mapped_column(default=False)
    #: When the set-up page was finished; until then nothing else is open.
    set_up_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    #: The imprint (§ 5 DDG).
    association: Mapped[str] = mapped_column(sa.String(200), default="")
    street: Mapped[str] = mapped_column(sa.String(200), default="")
    postal_town: Mapped[str] = mapped_column(sa.String(200), default="")
    represented_by: Mapped[str] = mapped_column(sa.String(200), default="")
    phone: Mapped[str] = mapped_column(sa.String(40), default="")
    email: Mapped[str] = mapped_column(sa.String(254), default="")
    register_court: Mapped[str] = mapped_column(sa.String(200), default="")
    register_number: Mapped[str] = mapped_column(sa.String(60), default="")
    #: Who answers for data protection, and to whom barriers are reported.
    privacy_contact: Mapped[str] = mapped_column(sa.String(254), default="")
    accessibility_contact: Mapped[str] = mapped_column(sa.String(254), default="")
    #: The privacy notice by language, Markdown; empty: the text that comes along.
    privacy_text: Mapped[dict[str, str]] = mapped_column(Json, default=dict)
    #: Grows with each change of the notice; sign-ups log it.
    privacy_version: Mapped[int] = mapped_column(default=1)
    #: To whom fees are paid; without an IBAN no letter says how.
    account_holder: Mapped[str] = mapped_column(sa.String(70), default="")
    iban: Mapped[str] = mapped_column(sa.String(34), default="")
    #: Of whom signing in asks for a second factor.
    second_factor_for: Mapped[Demanded] = mapped_column(
        enum_column(Demanded), default=Demanded.NOBODY
    )
    #: A PNG, re-encoded; shown on pages and printed on badges.
    logo: Mapped[bytes | None] = mapped_column(sa.LargeBinary, deferred=True)
    #: SHA-256 of the logo, for its address; empty without one.
    logo_hash: Mapped[str] = mapped_column(sa.String(64), default="")


class RateHit(Base):
    """How often something happened within one window of time."""

    #: What is counted, for whom, and the number of the window.
    key: Mapped[str] = mapped_column(sa.String(200), primary_key=True)
    hit_count: Mapped[int] = mapped_column(default=1)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
