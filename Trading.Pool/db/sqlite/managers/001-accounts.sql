-- Managers of the pool. Columns and types are those of Trading.Edge/Accounts/AccountRules.cs; a test compares the two.
CREATE TABLE managers (
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

CREATE UNIQUE INDEX managers_by_user ON managers (normalized_user);

CREATE TRIGGER managers_no_delete BEFORE DELETE ON managers BEGIN SELECT RAISE(ABORT, 'accounts are disabled, never deleted'); END;
