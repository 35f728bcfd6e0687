-- Whose approved check is used again, and which attempt it was: when that stops to count, so does this.
ALTER TABLE sub_user ADD COLUMN check_of_id uuid, ADD COLUMN check_of_attempt integer;
