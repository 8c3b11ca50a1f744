-- What a supervisor notes for itself of a room while it watches: nobody else reads it, and it is no part of the room.
CREATE TABLE bookmarks (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    room   TEXT NOT NULL,
    height INTEGER NOT NULL,
    stage  TEXT NOT NULL,
    at     INTEGER NOT NULL,
    note   TEXT NOT NULL
);

CREATE INDEX bookmarks_of ON bookmarks (room, id);
