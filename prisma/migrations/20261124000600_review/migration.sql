-- R45: under four eyes a review has a first and a second decision, and a manager's when the two differ.
ALTER TABLE "review" ADD COLUMN "stage" TEXT NOT NULL DEFAULT 'only';
DROP INDEX "review_sub_user_id_attempt_reviewer_id_key";
CREATE UNIQUE INDEX "review_sub_user_id_attempt_stage_key" ON "review"("sub_user_id", "attempt", "stage");

-- A decision that was given and can still be taken back.
CREATE TABLE "held_decision" (
    "sub_user_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "reviewer_id" UUID NOT NULL,
    "decision" TEXT NOT NULL,
    "asked" JSONB NOT NULL,
    "remark_id" UUID,
    "leaves_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "held_decision_pkey" PRIMARY KEY ("sub_user_id")
);
CREATE INDEX "held_decision_leaves_at_idx" ON "held_decision"("leaves_at");

-- What came of comparing a reviewer's typing with what the person said; the typing itself is not kept.
CREATE TABLE "typed_check" (
    "sub_user_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "reviewer_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "number_hash" BYTEA,
    "document_until" TEXT,
    "outcome" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "typed_check_pkey" PRIMARY KEY ("sub_user_id", "attempt", "reviewer_id")
);
CREATE INDEX "typed_check_number_hash_idx" ON "typed_check"("number_hash");

-- The hand-over of an identity check's photos to a phone.
CREATE TABLE "phone_link" (
    "id" UUID NOT NULL,
    "sub_user_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "number" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "phone_link_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "phone_link_code_hash_key" ON "phone_link"("code_hash");
CREATE INDEX "phone_link_sub_user_id_idx" ON "phone_link"("sub_user_id");

ALTER TABLE "sub_user"
  ADD COLUMN "review_warn_at" TIMESTAMPTZ(3),
  ADD COLUMN "verified_until" TIMESTAMPTZ(3),
  ADD COLUMN "verified_profile" TEXT,
  ADD COLUMN "renewal_at" TIMESTAMPTZ(3),
  ADD COLUMN "suspended_cause" TEXT;
ALTER TABLE "verification_attempt" ADD COLUMN "redacted_at" TIMESTAMPTZ(3);

-- What Prisma's schema language can't say -----------------------------------------------------------------------------

-- What becomes due: warnings and renewals of the rows that wait for one.
CREATE INDEX "sub_user_review_warn" ON "sub_user" ("review_warn_at") WHERE "review_warn_at" IS NOT NULL;
CREATE INDEX "sub_user_renewal" ON "sub_user" ("renewal_at") WHERE "renewal_at" IS NOT NULL;
