-- A hosted session exists only after the vendor has answered; until then there is no id (R43).
ALTER TABLE "verification_attempt" ALTER COLUMN "vendor_session_id" DROP NOT NULL;
-- What the vendor itself said last; `state` is Usher's, and staff may have decided otherwise.
ALTER TABLE "verification_attempt" ADD COLUMN "vendor_state" TEXT;
-- When the person last went to the vendor's page.
ALTER TABLE "verification_attempt" ADD COLUMN "begun_at" TIMESTAMPTZ(3);
-- Since when the vendor does not answer; null while it does.
ALTER TABLE "verification_attempt" ADD COLUMN "failing_since" TIMESTAMPTZ(3);
-- When the person was told that it takes longer (R44).
ALTER TABLE "verification_attempt" ADD COLUMN "slow_told_at" TIMESTAMPTZ(3);

CREATE UNIQUE INDEX "verification_attempt_vendor_vendor_session_id_key" ON "verification_attempt"("vendor", "vendor_session_id");

-- Whose vendor is to be asked, and when: has a webhook been lost, has an approval been withdrawn? (R43)
CREATE INDEX "sub_user_next_poll" ON "sub_user" ("next_poll_at") WHERE "next_poll_at" IS NOT NULL;
