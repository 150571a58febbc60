"""What a person, a company, a sector and a membership are."""

import secrets
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventreg import clock
from eventreg.columns import Json, UTCDateTime, enum_column
from eventreg.database import Base

#: Crockford's base 32: nobody misreads a reference on the phone.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

#: A membership that has not ended.
IS_OPEN = sa.text("until_on IS NULL")


def new_reference() -> str:
    """For staff and lists: names a person, opens nothing."""
    return "P" + "".join(secrets.choice(ALPHABET) for _ in range(7))


class CompanyKind(StrEnum):
    """A business, or a partner institution: city, chamber, university, district."""

    COMPANY = "company"
    INSTITUTION = "institution"


class Sector(Base):
    """One of the fields of work that companies are sorted into."""

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(40), unique=True)
    #: Its name by language code.
    names: Mapped[dict[str, str]] = mapped_column(Json)

    def name(self, language: str) -> str:
        """The name in ``language``, else in German."""
        return self.names.get(language) or self.names["de"]


class Company(Base):
    """A company or partner institution, whether a member or not."""

    __table_args__ = (
        sa.CheckConstraint("name <> ''", name="has_a_name"),
        sa.CheckConstraint("mail_domain = lower(mail_domain)", name="domain_lowercase"),
        sa.Index("ix_company_sort_key_de", "sort_key_de"),
        sa.Index("ix_company_sort_key_tr", "sort_key_tr"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(sa.String(80), unique=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    kind: Mapped[CompanyKind] = mapped_column(
        enum_column(CompanyKind), default=CompanyKind.COMPANY
    )
    sector_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("sector.id"), index=True
    )
    city: Mapped[str] = mapped_column(sa.String(100), default="")
    website: Mapped[str] = mapped_column(sa.String(400), default="")
    #: Its own domain; never one where anybody can have an address. Else empty.
    mail_domain: Mapped[str] = mapped_column(sa.String(253), default="", index=True)
    #: How many people work there, as a span: ``10-49``.
    staff: Mapped[str] = mapped_column(sa.String(20), default="")
    products: Mapped[str] = mapped_column(sa.String(600), default="")
    offers: Mapped[str] = mapped_column(sa.String(600), default="")
    seeks: Mapped[str] = mapped_column(sa.String(600), default="")
    search_key: Mapped[str] = mapped_column(sa.String(1000), index=True)
    sort_key_de: Mapped[bytes] = mapped_column(sa.LargeBinary)
    sort_key_tr: Mapped[bytes] = mapped_column(sa.LargeBinary)

    sector: Mapped[Sector | None] = relationship()
    countries: Mapped[list["CompanyCountry"]] = relationship(
        back_populates="company",
        order_by="CompanyCountry.country",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )
    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="company",
        order_by="Membership.from_on",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )
    people: Mapped[list["Person"]] = relationship(
        back_populates="company", order_by="Person.sort_key_de"
    )

    @property
    def has_open_membership(self) -> bool:
        return any(row.until_on is None for row in self.memberships)


class CompanyCountry(Base):
    """One country that a company works with."""

    company_id: Mapped[int] = mapped_column(
        sa.ForeignKey("company.id", ondelete="CASCADE"), primary_key=True
    )
    #: ISO 3166-1 alpha-2.
    country: Mapped[str] = mapped_column(sa.String(2), primary_key=True, index=True)

    company: Mapped[Company] = relationship(back_populates="countries")


class Membership(Base):
    """One span of days in which a company is a member; all its people count."""

    __table_args__ = (
        sa.CheckConstraint("until_on >= from_on", name="from_before_until"),
        sa.Index(
            "uq_membership_open",
            "company_id",
            unique=True,
            sqlite_where=IS_OPEN,
            postgresql_where=IS_OPEN,
        ),
        sa.Index("ix_membership_company_id", "company_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(
        sa.ForeignKey("company.id", ondelete="CASCADE")
    )
    from_on: Mapped[date]
    #: The last day; ``None``: no end is set.
    until_on: Mapped[date | None]

    company: Mapped[Company] = relationship(back_populates="memberships")


class Person(Base):
    """Somebody the network knows, mostly from a member.

    Names are kept as the person writes them (docs/product.md, Names).
    """

    __table_args__ = (
        sa.CheckConstraint("email = lower(email)", name="email_is_lowercase"),
        sa.CheckConstraint("given_name <> '' OR family_name <> ''", name="has_a_name"),
        sa.UniqueConstraint("email", "search_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(
        sa.String(12), unique=True, default=new_reference
    )
    company_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("company.id", ondelete="SET NULL"), index=True
    )
    position: Mapped[str] = mapped_column(sa.String(200), default="")
    #: A value of ``Salutation``.
    salutation: Mapped[str] = mapped_column(sa.String(10), default="")
    title: Mapped[str] = mapped_column(sa.String(80), default="")
    given_name: Mapped[str] = mapped_column(sa.String(400), default="")
    family_name: Mapped[str] = mapped_column(sa.String(400), default="")
    suffix: Mapped[str] = mapped_column(sa.String(80), default="")
    #: The family name stands first.
    family_first: Mapped[bool] = mapped_column(default=False)
    #: The name in the person's own script, beside a Latin one.
    native_name: Mapped[str] = mapped_column(sa.String(400), default="")
    #: What a badge says; empty: the full name.
    badge_name: Mapped[str] = mapped_column(sa.String(400), default="")
    #: The whole greeting line by language, for offices.
    address_as: Mapped[dict[str, str]] = mapped_column(Json, default=dict)
    email: Mapped[str | None] = mapped_column(sa.String(254))
    #: E.164, or empty.
    phone: Mapped[str] = mapped_column(sa.String(20), default="")
    #: The person's language: pages, letters, documents.
    language: Mapped[str] = mapped_column(sa.String(5), default="de")
    #: ISO 3166-1 alpha-2, or empty.
    country: Mapped[str] = mapped_column(sa.String(2), default="")
    #: Since when the person wants no more invitations; ``None``: may be invited.
    no_invitations_since: Mapped[datetime | None] = mapped_column(UTCDateTime)
    search_key: Mapped[str] = mapped_column(sa.String(1000), index=True)
    #: Folded native and badge name, for searching.
    other_key: Mapped[str] = mapped_column(sa.String(1000), default="")
    sort_key_de: Mapped[bytes] = mapped_column(sa.LargeBinary)
    sort_key_tr: Mapped[bytes] = mapped_column(sa.LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)

    company: Mapped[Company | None] = relationship(back_populates="people")


class MergedPerson(Base):
    """Under which number somebody was known who is one with another person now."""

    reference: Mapped[str] = mapped_column(sa.String(12), primary_key=True)
    person_id: Mapped[int] = mapped_column(
        sa.ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
