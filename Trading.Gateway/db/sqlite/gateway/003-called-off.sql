-- Whoever was told of a seat and is not needed any more: the platform says so, and never why.
ALTER TABLE notices ADD COLUMN off_at INTEGER;      -- since when
ALTER TABLE notices ADD COLUMN off_told_at INTEGER; -- when the provider took it, or was asked for the last time
ALTER TABLE notices ADD COLUMN off_tries INTEGER NOT NULL DEFAULT 0;
