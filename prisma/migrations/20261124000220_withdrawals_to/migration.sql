-- What Prisma's schema language can't say -----------------------------------------------------------------------------

-- The last withdrawal to a destination, which the holder sees before deciding about the next one.
CREATE INDEX "action_withdrawn_to" ON "action" ("destination_id", "at") WHERE "type" = 'withdrawal.completed';
