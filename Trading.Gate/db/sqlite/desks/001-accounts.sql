-- Desks of the gate. Columns and types are those of Trading.Edge/Accounts/AccountRules.cs; a test compares the two.
CREATE TABLE desks (
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
    created_at          INTEGER NOT NULL  -- UTC microseconds
);

CREATE UNIQUE INDEX desks_by_user ON desks (normalized_user);

CREATE TRIGGER desks_no_delete BEFORE DELETE ON desks BEGIN SELECT RAISE(ABORT, 'accounts are disabled, never deleted'); END;
