ALTER TABLE "sub_user"
  ADD COLUMN "given_name_id" UUID,
  ADD COLUMN "relationship_confirmed_at" TIMESTAMPTZ(3),
  ADD COLUMN "invited_at" TIMESTAMPTZ(3);

CREATE TABLE "role_template" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "rights" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "role_template_pkey" PRIMARY KEY ("id")
);

-- What Prisma's schema language can't say -----------------------------------------------------------------------------

-- R25: the names of an account's templates differ, whatever the case of their letters.
CREATE UNIQUE INDEX "role_template_name" ON "role_template" ("account_id", lower("name"));

-- R29, R40: a draft holds nobody's place; second users excepted.
DROP INDEX "sub_user_place";
CREATE UNIQUE INDEX "sub_user_place" ON "sub_user" ("account_id", "person_id")
  WHERE "first_user_id" IS NULL AND "status" IN ('invited', 'accepted', 'verifying', 'active', 'suspended');
