using Trading.Server.Storage;

await using var log = new SqliteEventLog("x");
