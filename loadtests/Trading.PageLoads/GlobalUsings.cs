global using Trading.Locks.Policies;
global using Trading.Opening.Sessions;
global using Trading.Opening.Steps;
global using Trading.Streams.Acts;
