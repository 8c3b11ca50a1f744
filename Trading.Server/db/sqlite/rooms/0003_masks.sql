-- What in a masked document points at its bidder, for host and supervisor; page 0 are the file's properties.
CREATE TABLE identity_found (
    room    TEXT NOT NULL,
    bid     TEXT NOT NULL,
    section INTEGER NOT NULL,
    page    INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    PRIMARY KEY (room, bid, section, page, kind)
) WITHOUT ROWID;
