-- The rules that a draw was made under: they say how its buyer is called.
ALTER TABLE draws ADD COLUMN rules TEXT NOT NULL DEFAULT '';
