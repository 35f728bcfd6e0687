-- The look at a vendor for which a process was woken: one nudge for each, however long the process takes to make it.
ALTER TABLE "sub_user" ADD COLUMN "woken_for" TIMESTAMPTZ(3);
