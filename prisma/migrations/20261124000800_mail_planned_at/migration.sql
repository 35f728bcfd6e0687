-- When a mail was planned, on the real clock: created_at is the account's, and a test account's may have been moved on.
ALTER TABLE mail ADD COLUMN planned_at timestamptz(3);
ALTER TABLE mail ALTER COLUMN planned_at SET DEFAULT clock_timestamp();

-- The last review of all is asked for by every open console.
CREATE INDEX review_at ON review (at);
