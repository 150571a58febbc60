"""The house: all tables of the first version."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "director",
                "office",
                "travel_lead",
                "desk",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_account_has_a_name")),
        sa.CheckConstraint(
            "email = lower(email)", name=op.f("ck_account_email_is_lowercase")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
        sa.UniqueConstraint("reference", name=op.f("uq_account_reference")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column(
            "actor_kind",
            sa.Enum(
                "staff",
                "person",
                "worker",
                "import",
                name="actorkind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("actor", sa.String(length=40), nullable=False),
        sa.Column("act", sa.String(length=60), nullable=False),
        sa.Column("target", sa.String(length=80), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("network", sa.String(length=45), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_act"), ["act"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_at"), ["at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_audit_entry_target"), ["target"], unique=False
        )

    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "evening",
                "workshop",
                "trip",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "published",
                "closed",
                "cancelled",
                name="eventstate",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("timezone", sa.String(length=40), nullable=False),
        sa.Column("starts_local", sa.DateTime(), nullable=False),
        sa.Column("ends_local", sa.DateTime(), nullable=False),
        sa.Column("opens_local", sa.DateTime(), nullable=True),
        sa.Column("deadline_local", sa.DateTime(), nullable=True),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("opens_at", sa.DateTime(), nullable=True),
        sa.Column("deadline_at", sa.DateTime(), nullable=True),
        sa.Column("place_name", sa.String(length=200), nullable=False),
        sa.Column("place_address", sa.String(length=400), nullable=False),
        sa.Column("online_url", sa.String(length=400), nullable=False),
        sa.Column("organiser", sa.String(length=200), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("needs_approval", sa.Boolean(), nullable=False),
        sa.Column("accept_hours", sa.Integer(), nullable=False),
        sa.Column("offer_hours", sa.Integer(), nullable=False),
        sa.Column("cut_off_hours", sa.Integer(), nullable=False),
        sa.Column("members_first", sa.Boolean(), nullable=False),
        sa.Column("line_paused", sa.Boolean(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("accept_hours >= 0", name=op.f("ck_event_accept_hours")),
        sa.CheckConstraint("offer_hours >= 0", name=op.f("ck_event_offer_hours")),
        sa.CheckConstraint(
            "starts_at < ends_at", name=op.f("ck_event_starts_before_it_ends")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("slug", name=op.f("uq_event_slug")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(
            "ix_event_state_starts_at", ["state", "starts_at"], unique=False
        )

    op.create_table(
        "heartbeat",
        sa.Column("worker", sa.String(length=120), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("worker", name=op.f("pk_heartbeat")),
    )
    with op.batch_alter_table("heartbeat", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_heartbeat_seen_at"), ["seen_at"], unique=False
        )

    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("letter", sa.String(length=40), nullable=False),
        sa.Column("to", sa.String(length=320), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("links", sa.JSON(), nullable=False),
        sa.Column("event", sa.String(length=80), nullable=True),
        sa.Column("registration", sa.String(length=40), nullable=True),
        sa.Column("reply_to", sa.String(length=320), nullable=True),
        sa.Column("calendar", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("code", sa.String(length=40), nullable=True),
        sa.Column("key", sa.String(length=160), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "held",
                "sending",
                "sent",
                "retrying",
                "failed",
                "withdrawn",
                "kept",
                name="letterstate",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("not_after", sa.DateTime(), nullable=True),
        sa.Column("lease_until", sa.DateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.String(length=500), nullable=False),
        sa.Column("message_id", sa.String(length=320), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("html", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(state = 'sending') = (lease_until IS NOT NULL)",
            name=op.f("ck_letter_lease"),
        ),
        sa.CheckConstraint(
            "(state = 'sent') = (sent_at IS NOT NULL)", name=op.f("ck_letter_sent_at")
        ),
        sa.CheckConstraint(
            "state <> 'failed' OR last_error <> ''", name=op.f("ck_letter_says_why")
        ),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_letter_attempts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("key", name=op.f("uq_letter_key")),
        sa.UniqueConstraint("reference", name=op.f("uq_letter_reference")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_letter_created_at"), ["created_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_letter_event"), ["event"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_letter"), ["letter"], unique=False)
        batch_op.create_index(
            "ix_letter_not_at_rest",
            ["due_at", "id"],
            unique=False,
            sqlite_where=sa.text("state NOT IN ('sent', 'withdrawn', 'kept')"),
            postgresql_where=sa.text("state NOT IN ('sent', 'withdrawn', 'kept')"),
        )
        batch_op.create_index(
            batch_op.f("ix_letter_registration"), ["registration"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_letter_sent_at"), ["sent_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_letter_to"), ["to"], unique=False)

    op.create_table(
        "network",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("set_up_at", sa.DateTime(), nullable=True),
        sa.Column("association", sa.String(length=200), nullable=False),
        sa.Column("street", sa.String(length=200), nullable=False),
        sa.Column("postal_town", sa.String(length=200), nullable=False),
        sa.Column("represented_by", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("register_court", sa.String(length=200), nullable=False),
        sa.Column("register_number", sa.String(length=60), nullable=False),
        sa.Column("privacy_contact", sa.String(length=254), nullable=False),
        sa.Column("accessibility_contact", sa.String(length=254), nullable=False),
        sa.Column("privacy_text", sa.JSON(), nullable=False),
        sa.Column("privacy_version", sa.Integer(), nullable=False),
        sa.Column("logo", sa.LargeBinary(), nullable=True),
        sa.Column("logo_hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_network_is_the_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network")),
    )
    op.create_table(
        "periodic",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("next_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_periodic")),
    )
    op.create_table(
        "rate_hit",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("hit_count", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_rate_hit")),
    )
    with op.batch_alter_table("rate_hit", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_rate_hit_expires_at"), ["expires_at"], unique=False
        )

    op.create_table(
        "sector",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sector")),
        sa.UniqueConstraint("code", name=op.f("uq_sector_code")),
    )
    op.create_table(
        "company",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "company",
                "institution",
                name="companykind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("sector_id", sa.Integer(), nullable=True),
        sa.Column("city", sa.String(length=100), nullable=False),
        sa.Column("website", sa.String(length=400), nullable=False),
        sa.Column("mail_domain", sa.String(length=253), nullable=False),
        sa.Column("staff", sa.String(length=20), nullable=False),
        sa.Column("products", sa.String(length=600), nullable=False),
        sa.Column("offers", sa.String(length=600), nullable=False),
        sa.Column("seeks", sa.String(length=600), nullable=False),
        sa.Column("search_key", sa.String(length=1000), nullable=False),
        sa.Column("sort_key_de", sa.LargeBinary(), nullable=False),
        sa.Column("sort_key_tr", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_company_has_a_name")),
        sa.CheckConstraint(
            "mail_domain = lower(mail_domain)", name=op.f("ck_company_domain_lowercase")
        ),
        sa.ForeignKeyConstraint(
            ["sector_id"], ["sector.id"], name=op.f("fk_company_sector_id_sector")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company")),
        sa.UniqueConstraint("slug", name=op.f("uq_company_slug")),
    )
    with op.batch_alter_table("company", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_company_mail_domain"), ["mail_domain"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_company_search_key"), ["search_key"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_company_sector_id"), ["sector_id"], unique=False
        )
        batch_op.create_index("ix_company_sort_key_de", ["sort_key_de"], unique=False)
        batch_op.create_index("ix_company_sort_key_tr", ["sort_key_tr"], unique=False)

    op.create_table(
        "event_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.String(length=600), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("access", sa.String(length=600), nullable=False),
        sa.Column("price", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_event_text_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_text")),
        sa.UniqueConstraint(
            "event_id", "language", name=op.f("uq_event_text_event_id")
        ),
    )
    op.create_table(
        "link_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "reset",
                "invitation",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_link_token_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_link_token_token_hash")),
    )
    with op.batch_alter_table("link_token", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_link_token_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_link_token_expires_at"), ["expires_at"], unique=False
        )

    op.create_table(
        "seat_pool",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "event",
                "team",
                "contingent",
                "session",
                "choice",
                name="poolkind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "taken >= 0 AND taken <= capacity", name=op.f("ck_seat_pool_never_oversold")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_seat_pool_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat_pool")),
    )
    with op.batch_alter_table("seat_pool", schema=None) as batch_op:
        batch_op.create_index("ix_seat_pool_event_id", ["event_id"], unique=False)
        batch_op.create_index(
            "uq_seat_pool_event_kind",
            ["event_id", "kind"],
            unique=True,
            sqlite_where=sa.text("kind IN ('event', 'team')"),
            postgresql_where=sa.text("kind IN ('event', 'team')"),
        )

    op.create_table(
        "sign_in_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(length=60), nullable=False),
        sa.Column("network", sa.String(length=45), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_sign_in_session_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_session")),
        sa.UniqueConstraint("reference", name=op.f("uq_sign_in_session_reference")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_session_token_hash")),
    )
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sign_in_session_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_sign_in_session_expires_at"), ["expires_at"], unique=False
        )

    op.create_table(
        "company_country",
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["company.id"],
            name=op.f("fk_company_country_company_id_company"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "company_id", "country", name=op.f("pk_company_country")
        ),
    )
    with op.batch_alter_table("company_country", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_company_country_country"), ["country"], unique=False
        )

    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "until_on >= from_on", name=op.f("ck_membership_from_before_until")
        ),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["company.id"],
            name=op.f("fk_membership_company_id_company"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index("ix_membership_company_id", ["company_id"], unique=False)
        batch_op.create_index(
            "uq_membership_open",
            ["company_id"],
            unique=True,
            sqlite_where=sa.text("until_on IS NULL"),
            postgresql_where=sa.text("until_on IS NULL"),
        )

    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.String(length=200), nullable=False),
        sa.Column("salutation", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("given_name", sa.String(length=400), nullable=False),
        sa.Column("family_name", sa.String(length=400), nullable=False),
        sa.Column("suffix", sa.String(length=80), nullable=False),
        sa.Column("family_first", sa.Boolean(), nullable=False),
        sa.Column("native_name", sa.String(length=400), nullable=False),
        sa.Column("badge_name", sa.String(length=400), nullable=False),
        sa.Column("address_as", sa.JSON(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("search_key", sa.String(length=1000), nullable=False),
        sa.Column("sort_key_de", sa.LargeBinary(), nullable=False),
        sa.Column("sort_key_tr", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "given_name <> '' OR family_name <> ''", name=op.f("ck_person_has_a_name")
        ),
        sa.CheckConstraint(
            "email = lower(email)", name=op.f("ck_person_email_is_lowercase")
        ),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["company.id"],
            name=op.f("fk_person_company_id_company"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", "search_key", name=op.f("uq_person_email")),
        sa.UniqueConstraint("reference", name=op.f("uq_person_reference")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_person_company_id"), ["company_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_person_search_key"), ["search_key"], unique=False
        )

    op.create_table(
        "registration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("token", sa.String(length=40), nullable=False),
        sa.Column("badge_code", sa.String(length=13), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "unverified",
                "pending",
                "waitlisted",
                "offered",
                "confirmed",
                "declined",
                "cancelled",
                "expired",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "role",
            sa.Enum(
                "guest",
                "member",
                "speaker",
                "press",
                "delegation",
                "team",
                "vip",
                name="registrationrole",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("is_member", sa.Boolean(), nullable=False),
        sa.Column("salutation", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("suffix", sa.String(length=80), nullable=False),
        sa.Column("given_name", sa.String(length=400), nullable=False),
        sa.Column("family_name", sa.String(length=400), nullable=False),
        sa.Column("family_first", sa.Boolean(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("company", sa.String(length=200), nullable=False),
        sa.Column("position", sa.String(length=200), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("search_key", sa.String(length=1000), nullable=False),
        sa.Column("company_key", sa.String(length=400), nullable=False),
        sa.Column("sort_key_de", sa.LargeBinary(), nullable=False),
        sa.Column("sort_key_tr", sa.LargeBinary(), nullable=False),
        sa.Column("show_name", sa.Boolean(), nullable=False),
        sa.Column(
            "photo_level",
            sa.Enum(
                "none",
                "internal",
                "public",
                name="photolevel",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("privacy_version", sa.String(length=20), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=False),
        sa.Column("verified_at", sa.DateTime(), nullable=True),
        sa.Column("waiting_since", sa.DateTime(), nullable=True),
        sa.Column("is_paused", sa.Boolean(), nullable=False),
        sa.Column("offer_expires_at", sa.DateTime(), nullable=True),
        sa.Column("decision_shown_at", sa.DateTime(), nullable=True),
        sa.Column("later_until", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.String(length=600), nullable=False),
        sa.Column("calendar_sequence", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "given_name <> '' OR family_name <> ''",
            name=op.f("ck_registration_has_a_name"),
        ),
        sa.CheckConstraint(
            "state <> 'offered' OR offer_expires_at IS NOT NULL",
            name=op.f("ck_registration_offers_end"),
        ),
        sa.CheckConstraint(
            "email = lower(email)", name=op.f("ck_registration_email_is_lowercase")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_registration_event_id_event")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_registration_person_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
        sa.UniqueConstraint("badge_code", name=op.f("uq_registration_badge_code")),
        sa.UniqueConstraint("reference", name=op.f("uq_registration_reference")),
        sa.UniqueConstraint("token", name=op.f("uq_registration_token")),
    )
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.create_index("ix_registration_email", ["email"], unique=False)
        batch_op.create_index(
            "ix_registration_event_id_state", ["event_id", "state"], unique=False
        )
        batch_op.create_index(
            "ix_registration_line",
            ["event_id", "waiting_since", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'waitlisted'"),
            postgresql_where=sa.text("state = 'waitlisted'"),
        )
        batch_op.create_index(
            "ix_registration_offer_expires_at", ["offer_expires_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_registration_person_id"), ["person_id"], unique=False
        )
        batch_op.create_index(
            "uq_registration_live_person",
            ["event_id", "email", "search_key"],
            unique=True,
            sqlite_where=sa.text(
                "state IN ('unverified', 'pending', 'waitlisted', 'offered', 'confirmed')"
            ),
            postgresql_where=sa.text(
                "state IN ('unverified', 'pending', 'waitlisted', 'offered', 'confirmed')"
            ),
        )

    op.create_table(
        "claim",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("pool_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pool_id"], ["seat_pool.id"], name=op.f("fk_claim_pool_id_seat_pool")
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_claim_registration_id_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("registration_id", "pool_id", name=op.f("pk_claim")),
    )
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_pool_id"), ["pool_id"], unique=False)

    op.create_table(
        "registration_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column(
            "old",
            sa.Enum(
                "unverified",
                "pending",
                "waitlisted",
                "offered",
                "confirmed",
                "declined",
                "cancelled",
                "expired",
                name="old_state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column(
            "new",
            sa.Enum(
                "unverified",
                "pending",
                "waitlisted",
                "offered",
                "confirmed",
                "declined",
                "cancelled",
                "expired",
                name="new_state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "actor_kind",
            sa.Enum(
                "staff",
                "person",
                "worker",
                "import",
                name="actorkind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("actor", sa.String(length=40), nullable=False),
        sa.Column(
            "why",
            sa.Enum(
                "signed_up",
                "address_confirmed",
                "approved",
                "onto_waitlist",
                "declined",
                "undone",
                "seat_came_free",
                "promoted",
                "accepted",
                "refused",
                "offer_expired",
                "rejoined",
                "cancelled",
                "withdrawn",
                "not_me",
                "event_cancelled",
                "reconsidered",
                "reinstated",
                "substituted",
                name="why",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(length=600), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_registration_move_registration_id_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_move")),
    )
    with op.batch_alter_table("registration_move", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_registration_move_registration_id"),
            ["registration_id"],
            unique=False,
        )

    op.create_table(
        "sign_up_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_sign_up_draft_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_sign_up_draft_registration_id_registration"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_up_draft")),
        sa.UniqueConstraint("key", name=op.f("uq_sign_up_draft_key")),
    )
    with op.batch_alter_table("sign_up_draft", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sign_up_draft_created_at"), ["created_at"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("sign_up_draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_up_draft_created_at"))

    op.drop_table("sign_up_draft")
    with op.batch_alter_table("registration_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registration_move_registration_id"))

    op.drop_table("registration_move")
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_pool_id"))

    op.drop_table("claim")
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_registration_live_person",
            sqlite_where=sa.text(
                "state IN ('unverified', 'pending', 'waitlisted', 'offered', 'confirmed')"
            ),
            postgresql_where=sa.text(
                "state IN ('unverified', 'pending', 'waitlisted', 'offered', 'confirmed')"
            ),
        )
        batch_op.drop_index(batch_op.f("ix_registration_person_id"))
        batch_op.drop_index("ix_registration_offer_expires_at")
        batch_op.drop_index(
            "ix_registration_line",
            sqlite_where=sa.text("state = 'waitlisted'"),
            postgresql_where=sa.text("state = 'waitlisted'"),
        )
        batch_op.drop_index("ix_registration_event_id_state")
        batch_op.drop_index("ix_registration_email")

    op.drop_table("registration")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_search_key"))
        batch_op.drop_index(batch_op.f("ix_person_company_id"))

    op.drop_table("person")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_membership_open",
            sqlite_where=sa.text("until_on IS NULL"),
            postgresql_where=sa.text("until_on IS NULL"),
        )
        batch_op.drop_index("ix_membership_company_id")

    op.drop_table("membership")
    with op.batch_alter_table("company_country", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_company_country_country"))

    op.drop_table("company_country")
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_session_expires_at"))
        batch_op.drop_index(batch_op.f("ix_sign_in_session_account_id"))

    op.drop_table("sign_in_session")
    with op.batch_alter_table("seat_pool", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_seat_pool_event_kind",
            sqlite_where=sa.text("kind IN ('event', 'team')"),
            postgresql_where=sa.text("kind IN ('event', 'team')"),
        )
        batch_op.drop_index("ix_seat_pool_event_id")

    op.drop_table("seat_pool")
    with op.batch_alter_table("link_token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_link_token_expires_at"))
        batch_op.drop_index(batch_op.f("ix_link_token_account_id"))

    op.drop_table("link_token")
    op.drop_table("event_text")
    with op.batch_alter_table("company", schema=None) as batch_op:
        batch_op.drop_index("ix_company_sort_key_tr")
        batch_op.drop_index("ix_company_sort_key_de")
        batch_op.drop_index(batch_op.f("ix_company_sector_id"))
        batch_op.drop_index(batch_op.f("ix_company_search_key"))
        batch_op.drop_index(batch_op.f("ix_company_mail_domain"))

    op.drop_table("company")
    op.drop_table("sector")
    with op.batch_alter_table("rate_hit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rate_hit_expires_at"))

    op.drop_table("rate_hit")
    op.drop_table("periodic")
    op.drop_table("network")
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letter_to"))
        batch_op.drop_index(batch_op.f("ix_letter_sent_at"))
        batch_op.drop_index(batch_op.f("ix_letter_registration"))
        batch_op.drop_index(
            "ix_letter_not_at_rest",
            sqlite_where=sa.text("state NOT IN ('sent', 'withdrawn', 'kept')"),
            postgresql_where=sa.text("state NOT IN ('sent', 'withdrawn', 'kept')"),
        )
        batch_op.drop_index(batch_op.f("ix_letter_letter"))
        batch_op.drop_index(batch_op.f("ix_letter_event"))
        batch_op.drop_index(batch_op.f("ix_letter_created_at"))

    op.drop_table("letter")
    with op.batch_alter_table("heartbeat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_heartbeat_seen_at"))

    op.drop_table("heartbeat")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index("ix_event_state_starts_at")

    op.drop_table("event")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_target"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_at"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_act"))

    op.drop_table("audit_entry")
    op.drop_table("account")
