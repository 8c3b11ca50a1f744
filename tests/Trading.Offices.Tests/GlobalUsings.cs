global using Trading.Crypto;
global using Trading.Locks.Policies;
