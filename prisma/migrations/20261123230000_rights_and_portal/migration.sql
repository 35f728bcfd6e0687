ALTER TABLE "account" ADD COLUMN "fee" JSONB;

ALTER TABLE "sub_user"
  ADD COLUMN "rights" TEXT[] DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "user_name" TEXT,
  ADD COLUMN "relationship" TEXT,
  ADD COLUMN "first_user_id" UUID,
  ADD COLUMN "accepted_fee" JSONB,
  ADD COLUMN "suspended_by_id" TEXT;
CREATE INDEX "sub_user_first_user_id_idx" ON "sub_user"("first_user_id");

CREATE TABLE "portal_session" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "sub_user_id" UUID,
    "link_hash" BYTEA NOT NULL,
    "secret_hash" BYTEA,
    "mfa_at" TIMESTAMPTZ(3),
    "return_to" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "link_expires_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "portal_session_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "portal_session_link_hash_key" ON "portal_session"("link_hash");
CREATE UNIQUE INDEX "portal_session_secret_hash_key" ON "portal_session"("secret_hash");
CREATE INDEX "portal_session_account_id_idx" ON "portal_session"("account_id");

-- What Prisma's schema language can't say -----------------------------------------------------------------------------

-- R22: a user name is one person's while the access is held, whatever the case of its letters.
CREATE UNIQUE INDEX "sub_user_user_name" ON "sub_user" (lower("user_name"))
  WHERE "status" IN ('invited', 'accepted', 'verifying', 'active', 'suspended');

-- R40, second users excepted: one open or active onboarding for each person and account.
DROP INDEX "sub_user_place";
CREATE UNIQUE INDEX "sub_user_place" ON "sub_user" ("account_id", "person_id")
  WHERE "first_user_id" IS NULL
    AND "status" IN ('awaiting_confirmation', 'invited', 'accepted', 'verifying', 'active', 'suspended');
-- R21: one second user for each.
CREATE UNIQUE INDEX "sub_user_second" ON "sub_user" ("first_user_id")
  WHERE "status" IN ('invited', 'accepted', 'verifying', 'active', 'suspended');
