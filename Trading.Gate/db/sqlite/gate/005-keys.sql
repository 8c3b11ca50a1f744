-- Keys of seats that this desk certified. What was signed is said again with the same bytes until it is taken.
ALTER TABLE draws ADD COLUMN host BLOB NOT NULL DEFAULT x''; -- who asked for the draw; empty where nothing says so
CREATE TABLE seat_keys (
    number      INTEGER NOT NULL PRIMARY KEY,
    at          INTEGER NOT NULL,
    by          TEXT    NOT NULL,
    draw        TEXT    NOT NULL,
    position    INTEGER NOT NULL,
    room        TEXT    NOT NULL,
    seat        INTEGER NOT NULL,
    key         BLOB    NOT NULL,
    certificate BLOB    NOT NULL,
    signature   BLOB    NOT NULL,
    told_at     INTEGER,
    refusal     TEXT,             -- why the platform did not take it; null where it did, or was not told
    UNIQUE (room, seat, key)
);
