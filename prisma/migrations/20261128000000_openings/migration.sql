-- How often the page of a link was opened, by whomever or whatever; counted, and nothing follows from it (R35, R60).
ALTER TABLE "link" ADD COLUMN "openings" INTEGER NOT NULL DEFAULT 0;
