-- The experts as they stand now. Times are UTC microseconds, days are texts (2026-01-31), levels and statuses are the
-- numbers of Trading.Evaluation/Pool/Expert.cs.
CREATE TABLE experts (
    number        TEXT    NOT NULL PRIMARY KEY,
    version       INTEGER NOT NULL, -- of the newest event
    name          TEXT    NOT NULL,
    specialities  TEXT    NOT NULL, -- codes in order, each between semicolons: ;A08;B0101;
    level         INTEGER NOT NULL,
    region        TEXT    NOT NULL,
    employer      TEXT    NOT NULL,
    employer_code TEXT    NOT NULL,
    status        INTEGER NOT NULL,
    since         TEXT    NOT NULL,
    until         TEXT,
    status_reason TEXT    NOT NULL,
    searched      TEXT    NOT NULL, -- number, name, employer and code as they are compared
    id_hash       BLOB    NOT NULL, -- keyed hash of the identity number
    phone_hash    BLOB    NOT NULL, -- keyed hash of the phone
    contacts      BLOB    NOT NULL, -- identity number and phone, sealed
    changed_at    INTEGER NOT NULL
);

CREATE UNIQUE INDEX experts_by_id ON experts (id_hash);
CREATE UNIQUE INDEX experts_by_phone ON experts (phone_hash);

-- Every change: who, when, why, and what it was before. Of contacts it says only that they changed; the new ones are
-- sealed beside it.
CREATE TABLE events (
    number   INTEGER NOT NULL PRIMARY KEY,
    expert   TEXT    NOT NULL,
    version  INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    by       TEXT    NOT NULL,
    act      TEXT    NOT NULL,
    reason   TEXT    NOT NULL,
    changes  TEXT    NOT NULL,
    contacts BLOB,
    import   INTEGER REFERENCES acts (number)
);

CREATE UNIQUE INDEX events_by_expert ON events (expert, version);

-- Days on which an expert cannot come.
CREATE TABLE absences (
    id        INTEGER NOT NULL PRIMARY KEY,
    expert    TEXT    NOT NULL REFERENCES experts (number),
    first_day TEXT    NOT NULL,
    last_day  TEXT    NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX absences_by_expert ON absences (expert);

CREATE TABLE assessments (
    id     INTEGER NOT NULL PRIMARY KEY,
    expert TEXT    NOT NULL REFERENCES experts (number),
    day    TEXT    NOT NULL,
    score  INTEGER NOT NULL CHECK (score BETWEEN 0 AND 100),
    note   TEXT    NOT NULL
);

CREATE INDEX assessments_by_expert ON assessments (expert);

-- What codes are called; which codes there are is the classification's matter.
CREATE TABLE specialities (
    code TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL
);

-- What concerns the whole pool: imports, exports, names of specialities, managers.
CREATE TABLE acts (
    number INTEGER NOT NULL PRIMARY KEY,
    at     INTEGER NOT NULL,
    by     TEXT    NOT NULL,
    act    TEXT    NOT NULL,
    reason TEXT    NOT NULL,
    details TEXT   NOT NULL -- names and texts, as one object of JSON
);

CREATE TRIGGER experts_no_delete BEFORE DELETE ON experts BEGIN SELECT RAISE(ABORT, 'experts leave, they are never deleted'); END;
CREATE TRIGGER absences_no_delete BEFORE DELETE ON absences BEGIN SELECT RAISE(ABORT, 'absences are withdrawn, never deleted'); END;
CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER assessments_no_update BEFORE UPDATE ON assessments BEGIN SELECT RAISE(ABORT, 'assessments are append-only'); END;
CREATE TRIGGER assessments_no_delete BEFORE DELETE ON assessments BEGIN SELECT RAISE(ABORT, 'assessments are append-only'); END;
CREATE TRIGGER acts_no_update BEFORE UPDATE ON acts BEGIN SELECT RAISE(ABORT, 'acts are append-only'); END;
CREATE TRIGGER acts_no_delete BEFORE DELETE ON acts BEGIN SELECT RAISE(ABORT, 'acts are append-only'); END;
