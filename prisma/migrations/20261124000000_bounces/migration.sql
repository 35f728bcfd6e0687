-- The mail server's enhanced code (RFC 3463) when it refused the address, as `5.1.1`; never its words.
ALTER TABLE "mail" ADD COLUMN "refused_with" TEXT;
