-- What card and digits of whoever arrived give under the gate's own key (docs/spec/gate.md, "Arrival"); null where a
-- hash names them, and of arrivals before this was kept.
ALTER TABLE seats ADD COLUMN shown BLOB;
