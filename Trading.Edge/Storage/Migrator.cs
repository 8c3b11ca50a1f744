using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Trading.Edge.Storage;

/// <summary>
/// Applies the numbered SQL files of one schema, in order, each once, all in one transaction. A file that was applied
/// may not change: its checksum is kept, and another one stops the start.
/// </summary>
internal static class Migrator
{
    public static void Apply(SqliteConnection connection, Schema schema)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        connection.Run("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, checksum TEXT NOT NULL)");
        var applied = connection
            .List("SELECT name, checksum FROM migrations", row => (Name: row.GetString(0), Checksum: row.GetString(1)))
            .ToDictionary(row => row.Name, row => row.Checksum);
        foreach (var (name, sql) in Files(schema))
        {
            var checksum = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(sql)));
            if (!applied.TryGetValue(name, out var before))
                Execute(connection, name, sql, checksum);
            else if (before != checksum)
                throw new InvalidDataException(
                    $"{schema.Name}/{name} was changed after it was applied: {before} is now {checksum}"
                );
        }
        transaction.Commit();
    }

    private static void Execute(SqliteConnection connection, string name, string sql, string checksum)
    {
        connection.Run(sql);
        connection.Run(
            "INSERT INTO migrations (name, checksum) VALUES ($name, $checksum)",
            ("$name", name),
            ("$checksum", checksum)
        );
    }

    private static IEnumerable<(string Name, string Sql)> Files(Schema schema)
    {
        var prefix = $"db/sqlite/{schema.Name}/";
        foreach (
            var resource in schema
                .Home.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        )
        {
            using var reader = new StreamReader(schema.Home.GetManifestResourceStream(resource)!);
            yield return (resource[prefix.Length..], reader.ReadToEnd());
        }
    }
}
