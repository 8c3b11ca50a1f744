-- Envelopes whose stored bytes were read again after the freeze and were whole. Damaged ones are not kept: they are looked at again.
CREATE TABLE reread (
    session TEXT NOT NULL,
    lot     TEXT NOT NULL,
    entry   BLOB NOT NULL,
    PRIMARY KEY (session, lot, entry)
) WITHOUT ROWID;
