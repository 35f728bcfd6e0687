ALTER TABLE "person" ADD COLUMN "password_to_replace" BOOLEAN NOT NULL DEFAULT false;
