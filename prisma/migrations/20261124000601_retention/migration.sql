-- R45: whose documents may be due to go, by their end.
CREATE INDEX "sub_user_ended" ON "sub_user" ("ended_at") WHERE "ended_at" IS NOT NULL;
-- Documents whose key a former master key wraps.
CREATE INDEX "document_master_key_id_idx" ON "document" ("master_key_id");
