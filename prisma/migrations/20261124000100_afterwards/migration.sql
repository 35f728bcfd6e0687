CREATE TABLE "destination" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "network" TEXT,
    "address" TEXT NOT NULL,
    "bank_code" TEXT,
    "tag" TEXT,
    "key" TEXT NOT NULL,
    "label" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "registered_at" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),
    "first_withdrawn_at" TIMESTAMPTZ(3),
    "last_withdrawn_at" TIMESTAMPTZ(3),
    "withdrawals" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "destination_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "destination_account_id_key_key" ON "destination"("account_id", "key");
CREATE INDEX "destination_account_id_created_at_id_idx" ON "destination"("account_id", "created_at", "id");

CREATE TABLE "action" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "sub_user_id" UUID,
    "kind" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "result" TEXT NOT NULL,
    "reason" TEXT,
    "destination_id" UUID,
    "details" JSONB NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "batch_id" UUID NOT NULL,
    "reported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "action_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "action_account_id_reference_key" ON "action"("account_id", "reference");
CREATE INDEX "action_sub_user_id_at_id_idx" ON "action"("sub_user_id", "at", "id");
CREATE INDEX "action_sub_user_id_kind_at_id_idx" ON "action"("sub_user_id", "kind", "at", "id");
CREATE INDEX "action_batch_id_idx" ON "action"("batch_id");

-- What Prisma's schema language can't say -----------------------------------------------------------------------------

ALTER TABLE "destination" ADD CONSTRAINT "destination_withdrawals_not_negative" CHECK ("withdrawals" >= 0);

-- What an Administrator did in Usher itself stands in the events; the action history reads it from there (R15).
CREATE INDEX "event_by_administrator" ON "event" ("actor_id", "at", "id") WHERE "actor_kind" = 'administrator';

-- Reported actions stay as they were reported (R15, R48).
CREATE FUNCTION action_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'reported actions are append-only';
END $$;
CREATE TRIGGER action_append_only BEFORE UPDATE OR DELETE ON "action" FOR EACH ROW EXECUTE FUNCTION action_is_append_only();
CREATE TRIGGER action_no_truncate BEFORE TRUNCATE ON "action" FOR EACH STATEMENT EXECUTE FUNCTION action_is_append_only();
