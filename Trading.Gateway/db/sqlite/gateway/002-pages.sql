-- The page of a notice: what it shows, sealed under a key that follows from the secret of its link, which is not here.
-- Nothing but the id is left of it once it is over; when that is, follows from the room's hour, which is public.
ALTER TABLE notices ADD COLUMN page BLOB;                         -- id, 16 bytes
ALTER TABLE notices ADD COLUMN sealed BLOB;                       -- until somebody declined, or it is over
ALTER TABLE notices ADD COLUMN confirm_hash BLOB;                 -- of the key that confirms
ALTER TABLE notices ADD COLUMN decline_hash BLOB;
ALTER TABLE notices ADD COLUMN ends_at INTEGER;
ALTER TABLE notices ADD COLUMN by_page INTEGER NOT NULL DEFAULT 0; -- the outcome came by page

CREATE UNIQUE INDEX notices_page ON notices (page) WHERE page IS NOT NULL;
