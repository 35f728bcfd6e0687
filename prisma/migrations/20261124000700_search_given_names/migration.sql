-- Lists find a user by the name that the inviter wrote, until the person gives one.
CREATE INDEX "remark_given_name" ON "remark" USING gin (lower("text") gin_trgm_ops) WHERE "kind" = 'given_name';
CREATE INDEX "sub_user_given_name_id_idx" ON "sub_user" ("given_name_id") WHERE "given_name_id" IS NOT NULL;
