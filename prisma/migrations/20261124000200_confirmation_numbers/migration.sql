CREATE TABLE "confirmation_number" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "subject" UUID NOT NULL,
    "digest" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "used_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "confirmation_number_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "confirmation_number_subject_purpose_idx" ON "confirmation_number"("subject", "purpose");

-- What Prisma's schema language can't say -----------------------------------------------------------------------------

-- R28: one number works at a time for one person and one thing.
CREATE UNIQUE INDEX "confirmation_number_current" ON "confirmation_number" ("subject", "purpose", "actor_kind", "actor_id")
  WHERE "used_at" IS NULL AND "ended_at" IS NULL;
