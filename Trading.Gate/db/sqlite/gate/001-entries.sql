-- What happened at the door. Times are UTC microseconds; outcomes are the numbers of
-- Trading.Evaluation/Statements/PositionStatement.cs. No identity number and no code is kept in the clear.

-- Draws that were to be admitted here, or at another place.
CREATE TABLE draws (
    draw    TEXT    NOT NULL PRIMARY KEY,
    root    BLOB    NOT NULL,
    k       INTEGER NOT NULL,
    place   TEXT    NOT NULL,
    room_at INTEGER NOT NULL
);

-- The signature under Presented, the same for ever: by it the platform knows this gate from another one.
CREATE TABLE presented (
    draw      TEXT    NOT NULL,
    root      BLOB    NOT NULL,
    k         INTEGER NOT NULL,
    position  INTEGER NOT NULL,
    signature BLOB    NOT NULL,
    PRIMARY KEY (draw, root, k, position)
) WITHOUT ROWID;

-- Who arrived. A row without a name is not settled yet: the platform has not taken it.
CREATE TABLE seats (
    draw      TEXT    NOT NULL,
    root      BLOB    NOT NULL,
    k         INTEGER NOT NULL,
    position  INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    by        TEXT    NOT NULL,
    outcome   INTEGER NOT NULL, -- the newest of its statements
    signature BLOB    NOT NULL, -- under Arrived
    name      TEXT,
    number    TEXT,
    record    BLOB,             -- the opened record, sealed to this gate's own key until the platform has it
    PRIMARY KEY (draw, root, k, position)
) WITHOUT ROWID;

-- What is still to be said after an arrival, in order.
CREATE TABLE sayings (
    number    INTEGER NOT NULL PRIMARY KEY,
    draw      TEXT    NOT NULL,
    root      BLOB    NOT NULL,
    k         INTEGER NOT NULL,
    position  INTEGER NOT NULL,
    outcome   INTEGER NOT NULL,
    signature BLOB    NOT NULL,
    told_at   INTEGER,
    is_taken  INTEGER
);

-- The entry register.
CREATE TABLE entries (
    number   INTEGER NOT NULL PRIMARY KEY,
    at       INTEGER NOT NULL,
    draw     TEXT    NOT NULL,
    k        INTEGER NOT NULL,
    position INTEGER NOT NULL,
    act      TEXT    NOT NULL,
    detail   TEXT    NOT NULL,
    by       TEXT    NOT NULL
);

CREATE INDEX entries_by_draw ON entries (draw, number);

-- Wrong tries, for the limits.
CREATE TABLE tries (
    number   INTEGER NOT NULL PRIMARY KEY,
    at       INTEGER NOT NULL,
    draw     TEXT    NOT NULL,
    position INTEGER NOT NULL,
    desk     TEXT    NOT NULL
);

CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;
CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;
