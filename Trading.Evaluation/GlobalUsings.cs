global using Trading.Locks.Policies;
global using Trading.Locks.Trustee;
global using Trading.Streams;
global using Trading.Streams.Acts;
global using Trading.Streams.Audits;
