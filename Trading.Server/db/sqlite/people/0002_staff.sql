-- Staff with passwords. Columns and types are those of the model in People/PeopleContext.cs; a test compares the two.
CREATE TABLE staff (
    id                  TEXT    NOT NULL PRIMARY KEY,
    user                TEXT    NOT NULL,
    normalized_user     TEXT    NOT NULL,
    name                TEXT    NOT NULL,
    password_hash       TEXT    NOT NULL,
    security_stamp      TEXT    NOT NULL,
    concurrency_stamp   TEXT    NOT NULL,
    must_change         INTEGER NOT NULL,
    password_ends_at    INTEGER NOT NULL, -- UTC microseconds; of a one-time password, else 0
    is_disabled         INTEGER NOT NULL,
    access_failed_count INTEGER NOT NULL,
    lockout_enabled     INTEGER NOT NULL,
    lockout_end         INTEGER,          -- UTC microseconds
    spki                BLOB,             -- the key that the person bound, as SubjectPublicKeyInfo
    created_at          INTEGER NOT NULL  -- UTC microseconds
);

CREATE UNIQUE INDEX staff_by_user ON staff (normalized_user);
CREATE UNIQUE INDEX staff_by_key ON staff (spki);

CREATE TABLE staff_role_names (
    id                TEXT NOT NULL PRIMARY KEY,
    name              TEXT NOT NULL,
    normalized_name   TEXT NOT NULL,
    concurrency_stamp TEXT
);

CREATE UNIQUE INDEX staff_role_names_by_name ON staff_role_names (normalized_name);

INSERT INTO staff_role_names (id, name, normalized_name) VALUES ('manager', 'Manager', 'MANAGER'), ('supervisor', 'Supervisor', 'SUPERVISOR');

CREATE TABLE staff_roles (
    staff_id TEXT NOT NULL REFERENCES staff (id),
    role_id  TEXT NOT NULL REFERENCES staff_role_names (id),
    PRIMARY KEY (staff_id, role_id)
);

-- Who changed whose account, and how.
CREATE TABLE staff_acts (
    number INTEGER NOT NULL PRIMARY KEY,
    at     INTEGER NOT NULL, -- UTC microseconds
    by     TEXT    NOT NULL,
    act    TEXT    NOT NULL,
    about  TEXT    NOT NULL,
    detail TEXT    NOT NULL
);

CREATE TRIGGER staff_no_delete BEFORE DELETE ON staff BEGIN SELECT RAISE(ABORT, 'accounts are disabled, never deleted'); END;
CREATE TRIGGER staff_acts_no_update BEFORE UPDATE ON staff_acts BEGIN SELECT RAISE(ABORT, 'staff acts are append-only'); END;
CREATE TRIGGER staff_acts_no_delete BEFORE DELETE ON staff_acts BEGIN SELECT RAISE(ABORT, 'staff acts are append-only'); END;

-- Tickets of accounts that were signed out before their end. Tickets got with a key never stand here.
CREATE TABLE ended_tickets (
    id      BLOB    NOT NULL PRIMARY KEY,
    ends_at INTEGER NOT NULL
) WITHOUT ROWID;
