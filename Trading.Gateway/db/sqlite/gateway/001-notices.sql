-- One row for each expert to be reached: what was asked and what was answered. Never a number to ring, never a code.
-- Times are UTC microseconds; outcomes are the numbers of Trading.Evaluation/Statements/PositionStatement.cs.
CREATE TABLE notices (
    draw       TEXT    NOT NULL,
    root       BLOB    NOT NULL,
    k          INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    began_at   INTEGER NOT NULL,
    call       TEXT    NOT NULL,           -- id of the newest call, until it is over
    calls      INTEGER NOT NULL DEFAULT 1, -- with the newest
    failures   INTEGER NOT NULL DEFAULT 0, -- one after the other: the provider could not be asked, or could not ring
    next_at    INTEGER NOT NULL,           -- not before
    failed_at  INTEGER,                    -- since when it is said that nobody can be reached
    outcome    INTEGER,
    signature  BLOB,
    decided_at INTEGER,
    told_at    INTEGER,                    -- when the platform took it
    PRIMARY KEY (draw, root, k, position)
) WITHOUT ROWID;

CREATE TRIGGER notices_no_delete BEFORE DELETE ON notices BEGIN SELECT RAISE(ABORT, 'notices stay'); END;
CREATE TRIGGER notices_one_outcome BEFORE UPDATE OF outcome, signature ON notices WHEN OLD.outcome IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an outcome is told once'); END;
