-- Partial openings that a trustee signed and that were wrong: what it is accused with. The stream keeps hash and signature, the archive shows the bytes.
CREATE TABLE refused (
    session TEXT NOT NULL,
    lot     TEXT NOT NULL,
    trustee INTEGER NOT NULL,
    hash    BLOB NOT NULL,
    batch   BLOB NOT NULL,
    PRIMARY KEY (session, lot, trustee, hash)
) WITHOUT ROWID;
