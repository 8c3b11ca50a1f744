-- Whoever had arrived when the opening showed a conflict: the seat is another's, and the person has to leave.
ALTER TABLE seats ADD COLUMN unseated INTEGER NOT NULL DEFAULT 0;
