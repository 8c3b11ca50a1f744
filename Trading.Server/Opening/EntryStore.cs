using Trading.Server.Streams;

namespace Trading.Server.Opening;

/// <summary>
/// What the relay's file keeps of entries: the acknowledgements that were given, and which stored envelopes were read
/// again after the freeze.
/// </summary>
public sealed class EntryStore(RelayFile file)
{
    public byte[]? FindAcknowledgement(byte[] entry)
    {
        using var connection = file.Open();
        return (byte[]?)connection.Ask("SELECT bytes FROM acknowledgements WHERE entry = $entry", ("$entry", entry));
    }

    /// <summary>Keeps an acknowledgement; what was signed first stands, and is returned.</summary>
    public byte[] KeepAcknowledgement(byte[] entry, byte[] bytes)
    {
        byte[] kept = [];
        file.Write(connection =>
            kept = (byte[])
                connection.Ask(
                    "INSERT INTO acknowledgements (entry, bytes) VALUES ($entry, $bytes) ON CONFLICT (entry) DO "
                        + "UPDATE SET bytes = bytes RETURNING bytes",
                    ("$entry", entry),
                    ("$bytes", bytes)
                )!
        );
        return kept;
    }

    /// <summary>Keeps that these entries' stored bytes were read again and were whole.</summary>
    public void MarkReread(string session, string lot, IReadOnlyList<byte[]> entries) =>
        file.Write(
            session,
            lot,
            connection =>
            {
                using var transaction = connection.BeginTransaction();
                foreach (var entry in entries)
                    connection.Run(
                        "INSERT OR IGNORE INTO reread (session, lot, entry) VALUES ($session, $lot, $entry)",
                        ("$session", session),
                        ("$lot", lot),
                        ("$entry", entry)
                    );
                transaction.Commit();
            }
        );

    /// <summary>Hashes of the entries that were whole, in hexadecimal.</summary>
    public HashSet<string> Reread(string session, string lot)
    {
        using var connection = file.Open();
        return
        [
            .. connection.List(
                "SELECT entry FROM reread WHERE session = $session AND lot = $lot",
                row => Convert.ToHexStringLower(row.GetFieldValue<byte[]>(0)),
                ("$session", session),
                ("$lot", lot)
            ),
        ];
    }
}
