-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "policy" TEXT NOT NULL,
    "name" TEXT,
    "holder_id" UUID NOT NULL,
    "verification_profile" TEXT NOT NULL,
    "holder_two_factor" BOOLEAN NOT NULL DEFAULT false,
    "withdrawal_approval" BOOLEAN NOT NULL DEFAULT false,
    "language" TEXT NOT NULL DEFAULT 'en',
    "test" BOOLEAN NOT NULL DEFAULT false,
    "clock_offset_ms" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "address_key" TEXT NOT NULL,
    "name" TEXT,
    "date_of_birth" TEXT,
    "password_hash" TEXT,
    "language" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sub_user" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "quota_group" TEXT,
    "exempt" BOOLEAN NOT NULL,
    "status" TEXT NOT NULL,
    "turn" TEXT NOT NULL,
    "deadline" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "language" TEXT NOT NULL,
    "message_id" UUID,
    "invited_by_kind" TEXT NOT NULL,
    "invited_by_id" TEXT,
    "open_for_ms" BIGINT NOT NULL,
    "link_generation" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3),
    "reported_at" TIMESTAMPTZ(3),
    "accepted_at" TIMESTAMPTZ(3),
    "named_at" TIMESTAMPTZ(3),
    "login_at" TIMESTAMPTZ(3),
    "legal_at" TIMESTAMPTZ(3),
    "activated_at" TIMESTAMPTZ(3),
    "suspended_at" TIMESTAMPTZ(3),
    "suspended_by_kind" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "last_event" TEXT NOT NULL,
    "reminders_off" BOOLEAN NOT NULL DEFAULT false,
    "reminder_stage" TEXT,
    "verification_state" TEXT,
    "document_type" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "attempts_allowed" INTEGER NOT NULL,
    "vendor" TEXT,
    "vendor_session_id" TEXT,
    "next_poll_at" TIMESTAMPTZ(3),
    "review_due_at" TIMESTAMPTZ(3),
    "reviewer_id" UUID,
    "process_revision" INTEGER NOT NULL,
    "process_done_at" TIMESTAMPTZ(3),

    CONSTRAINT "sub_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seat_use" (
    "account_id" UUID NOT NULL,
    "quota_group" TEXT NOT NULL,
    "taken" INTEGER NOT NULL,

    CONSTRAINT "seat_use_pkey" PRIMARY KEY ("account_id","quota_group")
);

-- CreateTable
CREATE TABLE "link" (
    "id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "sub_user_id" UUID,
    "person_id" UUID NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended_as" TEXT,

    CONSTRAINT "link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "purpose" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "sub_user_id" UUID,
    "link_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "code" (
    "id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "sub_user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "used_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" UUID NOT NULL,
    "subject" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "audience" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "interactive" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_until" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "tries" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "remark" (
    "id" UUID NOT NULL,
    "sub_user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "author_kind" TEXT NOT NULL,
    "author_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "remark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent" (
    "sub_user_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("sub_user_id","text")
);

-- CreateTable
CREATE TABLE "verification_attempt" (
    "sub_user_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "vendor" TEXT NOT NULL,
    "vendor_session_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "counted" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "submitted_at" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),
    "asked" JSONB,

    CONSTRAINT "verification_attempt_pkey" PRIMARY KEY ("sub_user_id","number")
);

-- CreateTable
CREATE TABLE "document" (
    "id" UUID NOT NULL,
    "sub_user_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "master_key_id" TEXT NOT NULL,
    "wrapped_key" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_content" (
    "document_id" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "document_content_pkey" PRIMARY KEY ("document_id")
);

-- CreateTable
CREATE TABLE "review" (
    "id" UUID NOT NULL,
    "sub_user_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "reviewer_id" UUID NOT NULL,
    "decision" TEXT NOT NULL,
    "asked" JSONB NOT NULL,
    "remark_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" UUID NOT NULL,
    "chain" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "subject" UUID NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "body" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "data" JSONB,
    "position" BIGINT,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chain" (
    "account_id" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "head" BYTEA NOT NULL,

    CONSTRAINT "chain_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "event_id" UUID NOT NULL,
    "sub_user_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "hint" TEXT NOT NULL,
    "scopes" TEXT[],
    "account_ids" UUID[],
    "all_accounts" BOOLEAN NOT NULL,
    "test" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "api_key_id" UUID NOT NULL,
    "route" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "body_hash" BYTEA NOT NULL,
    "status" INTEGER,
    "answer" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("api_key_id","route","key")
);

-- CreateTable
CREATE TABLE "limit_use" (
    "key" TEXT NOT NULL,
    "window_ends_at" TIMESTAMPTZ(3) NOT NULL,
    "used" INTEGER NOT NULL,

    CONSTRAINT "limit_use_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "staff_user" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,
    "two_factor_enabled" BOOLEAN DEFAULT false,
    "role" TEXT,
    "banned" BOOLEAN DEFAULT false,
    "ban_reason" TEXT,
    "ban_expires" TIMESTAMP(3),

    CONSTRAINT "staff_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_session" (
    "id" UUID NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "token" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "user_id" UUID NOT NULL,
    "impersonated_by" TEXT,

    CONSTRAINT "staff_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_account" (
    "id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMP(3),
    "refresh_token_expires_at" TIMESTAMP(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "staff_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_verification" (
    "id" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "staff_verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_two_factor" (
    "id" UUID NOT NULL,
    "secret" TEXT NOT NULL,
    "backup_codes" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "verified" BOOLEAN DEFAULT true,
    "failed_verification_count" INTEGER DEFAULT 0,
    "locked_until" TIMESTAMP(3),

    CONSTRAINT "staff_two_factor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_used_code" (
    "user_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_used_code_pkey" PRIMARY KEY ("user_id","code")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_reference_key" ON "account"("reference");

-- CreateIndex
CREATE INDEX "account_created_at_id_idx" ON "account"("created_at", "id");

-- CreateIndex
CREATE INDEX "sub_user_created_at_id_idx" ON "sub_user"("created_at", "id");

-- CreateIndex
CREATE INDEX "sub_user_account_id_created_at_id_idx" ON "sub_user"("account_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "sub_user_role_created_at_id_idx" ON "sub_user"("role", "created_at", "id");

-- CreateIndex
CREATE INDEX "sub_user_status_created_at_id_idx" ON "sub_user"("status", "created_at", "id");

-- CreateIndex
CREATE INDEX "sub_user_person_id_idx" ON "sub_user"("person_id");

-- CreateIndex
CREATE INDEX "link_sub_user_id_idx" ON "link"("sub_user_id");

-- CreateIndex
CREATE UNIQUE INDEX "session_secret_hash_key" ON "session"("secret_hash");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "session"("person_id");

-- CreateIndex
CREATE INDEX "session_sub_user_id_idx" ON "session"("sub_user_id");

-- CreateIndex
CREATE INDEX "code_sub_user_id_idx" ON "code"("sub_user_id");

-- CreateIndex
CREATE UNIQUE INDEX "mail_subject_kind_sequence_key" ON "mail"("subject", "kind", "sequence");

-- CreateIndex
CREATE INDEX "remark_sub_user_id_idx" ON "remark"("sub_user_id");

-- CreateIndex
CREATE UNIQUE INDEX "document_sub_user_id_attempt_kind_key" ON "document"("sub_user_id", "attempt", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "review_sub_user_id_attempt_reviewer_id_key" ON "review"("sub_user_id", "attempt", "reviewer_id");

-- CreateIndex
CREATE UNIQUE INDEX "event_position_key" ON "event"("position");

-- CreateIndex
CREATE INDEX "event_subject_sequence_idx" ON "event"("subject", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "event_chain_sequence_key" ON "event"("chain", "sequence");

-- CreateIndex
CREATE INDEX "outbox_due_at_idx" ON "outbox"("due_at");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_secret_hash_key" ON "api_key"("secret_hash");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "staff_user_email_key" ON "staff_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "staff_session_token_key" ON "staff_session"("token");

-- CreateIndex
CREATE INDEX "staff_session_user_id_idx" ON "staff_session"("user_id");

-- CreateIndex
CREATE INDEX "staff_account_user_id_idx" ON "staff_account"("user_id");

-- CreateIndex
CREATE INDEX "staff_verification_identifier_idx" ON "staff_verification"("identifier");

-- CreateIndex
CREATE INDEX "staff_two_factor_user_id_idx" ON "staff_two_factor"("user_id");

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_holder_id_fkey" FOREIGN KEY ("holder_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sub_user" ADD CONSTRAINT "sub_user_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sub_user" ADD CONSTRAINT "sub_user_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_content" ADD CONSTRAINT "document_content_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_session" ADD CONSTRAINT "staff_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "staff_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_account" ADD CONSTRAINT "staff_account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "staff_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_two_factor" ADD CONSTRAINT "staff_two_factor_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "staff_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What Prisma's schema language can't say -----------------------------------------------------------------------------

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- One person for each address that may get a login; a holder's contact is kept by the platform, once for each account.
CREATE UNIQUE INDEX "person_invitee_address" ON "person" ("address_key") WHERE "kind" = 'invitee';
-- The few accounts whose clock is not the real one (R66).
CREATE INDEX "account_own_clock" ON "account" ("id") WHERE "clock_offset_ms" <> 0;
CREATE INDEX "account_search" ON "account" USING gin (lower("reference") gin_trgm_ops, lower("name") gin_trgm_ops);
CREATE INDEX "person_search" ON "person" USING gin ("address_key" gin_trgm_ops, lower("name") gin_trgm_ops);

-- R40: one open or active onboarding for each person and account.
CREATE UNIQUE INDEX "sub_user_place" ON "sub_user" ("account_id", "person_id")
  WHERE "status" IN ('awaiting_confirmation', 'invited', 'accepted', 'verifying', 'active', 'suspended');
-- What may run out, by when.
CREATE INDEX "sub_user_overdue" ON "sub_user" ("account_id", "deadline")
  WHERE "status" IN ('awaiting_confirmation', 'invited', 'accepted', 'verifying') AND "turn" IN ('invitee', 'holder');
CREATE INDEX "sub_user_unfinished" ON "sub_user" ("id") WHERE "process_done_at" IS NULL;
CREATE INDEX "sub_user_urgent" ON "sub_user" (("ended_at" IS NOT NULL), coalesce("due_at", 'infinity'), "id");
CREATE INDEX "sub_user_review" ON "sub_user" ("review_due_at", "id") WHERE "turn" = 'staff';
CREATE INDEX "event_unplaced" ON "event" ("at") WHERE "position" IS NULL;
CREATE INDEX "mail_unsettled" ON "mail" ("subject") WHERE "settled_at" IS NULL;
CREATE INDEX "mail_interactive" ON "mail" ("created_at") WHERE "settled_at" IS NULL AND "interactive";
ALTER TABLE "seat_use" ADD CONSTRAINT "seat_use_not_negative" CHECK ("taken" >= 0);
ALTER TABLE "event" DROP COLUMN "data";
ALTER TABLE "event" ADD COLUMN "data" jsonb GENERATED ALWAYS AS ((body::jsonb) -> 'data') STORED;

CREATE SEQUENCE "event_position";

-- The account's time: the clock after the locks were taken (never now(), which is the transaction's start), plus its offset (R66).
CREATE FUNCTION account_now(account_id uuid) RETURNS timestamptz(3) LANGUAGE sql VOLATILE AS $$
  SELECT date_trunc('milliseconds', clock_timestamp()
    + coalesce((SELECT clock_offset_ms FROM account WHERE id = account_id), 0) * interval '1 millisecond')::timestamptz(3)
$$;

-- Appends one event to its chain; the last statement of a transaction, because it holds the chain's row until the commit.
CREATE FUNCTION append_event(p_chain uuid, p_id uuid, p_type text, p_subject uuid, p_actor_kind text, p_actor_id text,
  p_at timestamptz, p_data text) RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_sequence bigint;
  v_head bytea;
  v_body text;
  v_hash bytea;
BEGIN
  INSERT INTO chain AS c (account_id, sequence, head) VALUES (p_chain, 1, '')
    ON CONFLICT (account_id) DO UPDATE SET sequence = c.sequence + 1
    RETURNING sequence, head INTO v_sequence, v_head;
  v_body := json_build_object('version', 1, 'chain', p_chain, 'sequence', v_sequence, 'id', p_id, 'type', p_type,
    'subject', p_subject, 'actor', json_build_object('kind', p_actor_kind, 'id', p_actor_id),
    'at', to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'data', p_data::json)::text;
  v_hash := sha256(v_head || convert_to(v_body, 'UTF8'));
  INSERT INTO event (id, chain, sequence, type, subject, actor_kind, actor_id, at, body, hash)
    VALUES (p_id, p_chain, v_sequence, p_type, p_subject, p_actor_kind, p_actor_id, p_at, v_body, v_hash);
  UPDATE chain SET head = v_hash WHERE account_id = p_chain;
  RETURN v_sequence;
END $$;

-- Events are append-only: all that may ever change is the position, once, from nothing.
CREATE FUNCTION event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.position IS NULL AND NEW.position IS NOT NULL
    AND (NEW.id, NEW.chain, NEW.sequence, NEW.type, NEW.subject, NEW.at, NEW.body, NEW.hash)
      IS NOT DISTINCT FROM (OLD.id, OLD.chain, OLD.sequence, OLD.type, OLD.subject, OLD.at, OLD.body, OLD.hash)
    AND (NEW.actor_kind, NEW.actor_id) IS NOT DISTINCT FROM (OLD.actor_kind, OLD.actor_id) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'events are append-only';
END $$;
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON "event" FOR EACH ROW EXECUTE FUNCTION event_is_append_only();
CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON "event" FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only();
