-- Draws for which a platform asked for a commitment: one row each, written once, before anything of it is said.
-- Nothing here says who may be drawn but the sealed rows.
CREATE TABLE draws (
    number       INTEGER NOT NULL PRIMARY KEY,
    draw         TEXT    NOT NULL UNIQUE, -- the id that the platform gave it
    at           INTEGER NOT NULL,
    platform     TEXT    NOT NULL, -- who asked, by its name in the trust file
    request      BLOB    NOT NULL, -- its canonical bytes, which are public
    request_hash BLOB    NOT NULL,
    moment       INTEGER NOT NULL, -- number of the newest event of the pool that was filtered
    eligible     INTEGER,          -- experts who may be drawn; none where there are too few
    excluded     TEXT,             -- how many each constraint keeps out, as a list of JSON
    shortage     TEXT,             -- the group that cannot be filled, as an object of JSON
    secrets      BLOB              -- who stands where, codes and salts, sealed
);

-- What was signed about a draw. It is said again byte for byte, and never otherwise.
CREATE TABLE draw_statements (
    draw      TEXT    NOT NULL REFERENCES draws (draw),
    kind      TEXT    NOT NULL, -- shortage, reduction, commitment, conflicts
    at        INTEGER NOT NULL,
    body      BLOB    NOT NULL,
    signature BLOB    NOT NULL,
    PRIMARY KEY (draw, kind)
);

-- Draws that were asked for and not prepared: the newest answer alone, because a platform may correct itself.
CREATE TABLE draw_refusals (
    draw    TEXT    NOT NULL PRIMARY KEY,
    at      INTEGER NOT NULL,
    cause   TEXT    NOT NULL,
    request BLOB -- none where it cannot be read
);

CREATE TRIGGER draws_no_update BEFORE UPDATE ON draws BEGIN SELECT RAISE(ABORT, 'draws are append-only'); END;
CREATE TRIGGER draws_no_delete BEFORE DELETE ON draws BEGIN SELECT RAISE(ABORT, 'draws are append-only'); END;
CREATE TRIGGER draw_statements_no_update BEFORE UPDATE ON draw_statements BEGIN SELECT RAISE(ABORT, 'draw_statements are append-only'); END;
CREATE TRIGGER draw_statements_no_delete BEFORE DELETE ON draw_statements BEGIN SELECT RAISE(ABORT, 'draw_statements are append-only'); END;
