-- Ceremony messages on their way between trustees. The streams keep their hashes; the policy may order these bytes destroyed.
CREATE TABLE mailbox (
    session TEXT NOT NULL,
    lot     TEXT NOT NULL,
    trustee INTEGER NOT NULL,
    round   INTEGER NOT NULL,
    body    BLOB NOT NULL,
    PRIMARY KEY (session, lot, trustee, round)
) WITHOUT ROWID;

-- Who told that its share is stored.
CREATE TABLE locked (
    session TEXT NOT NULL,
    lot     TEXT NOT NULL,
    trustee INTEGER NOT NULL,
    PRIMARY KEY (session, lot, trustee)
) WITHOUT ROWID;

-- Heads that the platform signed, and trustees' signature lines on them.
CREATE TABLE checkpoints (
    stream TEXT NOT NULL,
    size   INTEGER NOT NULL,
    note   TEXT NOT NULL,
    PRIMARY KEY (stream, size)
) WITHOUT ROWID;

CREATE TABLE cosignatures (
    stream  TEXT NOT NULL,
    size    INTEGER NOT NULL,
    trustee TEXT NOT NULL,
    line    TEXT NOT NULL,
    PRIMARY KEY (stream, size, trustee)
) WITHOUT ROWID;

-- Trustees' partial openings: restricted, because together they open every bid of the lot. The streams keep their hashes.
CREATE TABLE partials (
    session TEXT NOT NULL,
    lot     TEXT NOT NULL,
    trustee INTEGER NOT NULL,
    hash    BLOB NOT NULL,
    batch   BLOB NOT NULL,
    PRIMARY KEY (session, lot, trustee)
) WITHOUT ROWID;

-- Acknowledgements as they were signed, so that asking again gives the same bytes.
CREATE TABLE acknowledgements (
    entry BLOB PRIMARY KEY,
    bytes BLOB NOT NULL
) WITHOUT ROWID;
