-- Ciphertexts of drafts, under the seat's key and its member: whoever comes to the seat later never has them.
CREATE TABLE drafts (
    room     TEXT NOT NULL,
    key      BLOB NOT NULL,
    name     TEXT NOT NULL,
    revision INTEGER NOT NULL,
    body     BLOB NOT NULL,
    PRIMARY KEY (room, key, name)
);

-- Who read which document of a bid, for the supervisor; seat 0 is the supervisor.
CREATE TABLE document_reads (
    room     TEXT NOT NULL,
    seat     INTEGER NOT NULL,
    bid      TEXT NOT NULL,
    section  INTEGER NOT NULL,
    times    INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    last_at  INTEGER NOT NULL,
    PRIMARY KEY (room, seat, bid, section)
) WITHOUT ROWID;
