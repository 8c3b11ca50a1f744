-- People whom hashes name, and whoever has the name of somebody who attended the opening.
-- Seats of persons have numbers from 10000 on and k = 0; they have no pool number.
ALTER TABLE seats ADD COLUMN attended INTEGER NOT NULL DEFAULT 0; -- 0 nobody of that name, 1 asked, 2 another person
ALTER TABLE draws ADD COLUMN system TEXT NOT NULL DEFAULT '';     -- who drew, where it was not ours
