CREATE TABLE "withdrawal" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "sub_user_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "destination_id" UUID NOT NULL,
    "amount" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "balance_after" TEXT,
    "value_beside" JSONB,
    "content_hash" BYTEA NOT NULL,
    "status" TEXT NOT NULL,
    "approval" BOOLEAN NOT NULL,
    "deadline" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_kind" TEXT,
    "decided_by_id" TEXT,
    "ended_because" TEXT,
    "remark_id" UUID,
    "process_revision" INTEGER NOT NULL,
    "process_done_at" TIMESTAMPTZ(3),

    CONSTRAINT "withdrawal_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "withdrawal_account_id_reference_key" ON "withdrawal"("account_id", "reference");
CREATE INDEX "withdrawal_created_at_id_idx" ON "withdrawal"("created_at", "id");
CREATE INDEX "withdrawal_account_id_created_at_id_idx" ON "withdrawal"("account_id", "created_at", "id");
CREATE INDEX "withdrawal_sub_user_id_idx" ON "withdrawal"("sub_user_id");

-- A nudge goes to the process of a sub-user or of a withdrawal.
ALTER TABLE "outbox" RENAME COLUMN "sub_user_id" TO "subject";
ALTER TABLE "outbox" ADD COLUMN "process" TEXT NOT NULL DEFAULT 'onboarding';

-- What Prisma's schema language can't say -----------------------------------------------------------------------------

CREATE INDEX "withdrawal_unfinished" ON "withdrawal" ("id") WHERE "process_done_at" IS NULL;
CREATE INDEX "withdrawal_waiting" ON "withdrawal" ("account_id", "deadline") WHERE "status" = 'waiting';
