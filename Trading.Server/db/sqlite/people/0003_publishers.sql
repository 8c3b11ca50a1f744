-- Who may publish sessions, and under which name. A right is taken back, never deleted: its name stays known. Columns as in People/PeopleContext.cs.
CREATE TABLE publishers (
    folded   TEXT    NOT NULL PRIMARY KEY, -- the name as it is compared with others
    name     TEXT    NOT NULL,             -- as the manager entered it
    staff_id TEXT    REFERENCES staff (id), -- the account that holds the right, or
    spki     BLOB,                         -- the key of the certificate that does, as SubjectPublicKeyInfo
    given_at INTEGER NOT NULL,             -- UTC microseconds
    given_by TEXT    NOT NULL,
    taken_at INTEGER,                      -- UTC microseconds; null while the right holds
    CHECK ((staff_id IS NULL) <> (spki IS NULL))
);

CREATE TRIGGER publishers_no_delete BEFORE DELETE ON publishers BEGIN SELECT RAISE(ABORT, 'rights are taken back, never deleted'); END;
