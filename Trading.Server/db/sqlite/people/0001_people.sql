-- Roles that hold in every session. Bidders never stand here.
CREATE TABLE roles (
    key  BLOB NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (key, role)
) WITHOUT ROWID;

-- Hashes of demo tokens that were used, so that each works once, also over a restart.
CREATE TABLE used_tokens (
    hash    BLOB PRIMARY KEY,
    used_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TRIGGER used_tokens_no_update BEFORE UPDATE ON used_tokens BEGIN SELECT RAISE(ABORT, 'used tokens are append-only'); END;
CREATE TRIGGER used_tokens_no_delete BEFORE DELETE ON used_tokens BEGIN SELECT RAISE(ABORT, 'used tokens are append-only'); END;
