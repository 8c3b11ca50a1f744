using Trading.Crypto;
using Trading.Media.Audits;
using Trading.Media.Recording;
using Trading.Rooms.Archives;
using Trading.Rooms.Recordings;

namespace Trading.Cli;

/// <summary>
/// Checks the recordings of a room beside its archive. The supervisor's archive carries the heads that stood in the
/// room's stream. With another one those in <c>recordings.heads</c>, which have the same canonical bytes, are taken,
/// and a remark says what they are worth.
/// Source: docs/spec/recording.md, "Checks".
/// </summary>
internal static class RecordingVerifier
{
    private const string Unbound =
        "the archive carries no heads of recordings: recordings.heads stands beside them. It shows that nothing was "
        + "changed since the heads were written; that they were written then, and not made anew, it does not show";

    /// <summary>The verdict with the checks of the recordings behind it.</summary>
    public static AuditReport Add(AuditReport report, byte[] archive, string folder, string? keyFile)
    {
        if (RoomVerifier.StartOf(archive) is not { } start)
            throw CommandException.Usage(
                "The archive's start cannot be read, so nothing says whose recordings these are.",
                "verify the archive alone first"
            );
        var room = Convert.FromHexString(start.Room);
        var told = OfStream(archive);
        using var recordings = RecordingFolder.Open(folder, room, keyFile, RecordingWords.English, told);
        var checks = RecordingAudit.Check(recordings.Evidence).Select(Of);
        return report with
        {
            Checks = [.. report.Checks, .. checks],
            Remarks = told is null ? [.. report.Remarks, Unbound] : report.Remarks,
        };
    }

    // What the archive carries; null where it carries nothing of recordings.
    private static HeadsBook? OfStream(byte[] archive)
    {
        if (!RoomArchive.TryRead(archive, out var room, out _) || room.Recorded.Count == 0)
            return null;
        var values = new List<RecordingHeads>();
        foreach (var bytes in room.Recorded)
            if (Read(bytes) is { } value)
                values.Add(value);
            else
                return HeadsBook.Of(Suite.P256, values, $"value {values.Count} is not canonical");
        return HeadsBook.Of(Suite.P256, values);
    }

    private static RecordingHeads? Read(byte[] bytes)
    {
        try
        {
            return
                RecordingCodec.Table.Decode(bytes) is HeadsRecorded told
                && RecordingHeads.TryParse(told.Heads, out var value)
                ? value
                : null;
        }
        catch (Trading.Streams.CorruptEventException)
        {
            return null;
        }
    }

    private static CheckResult Of(RecordingResult result) =>
        new(
            result.Number,
            result.Title,
            result.Outcome switch
            {
                RecordingOutcome.Pass => CheckOutcome.Pass,
                RecordingOutcome.Fail => CheckOutcome.Fail,
                RecordingOutcome.Withheld => CheckOutcome.Withheld,
                _ => CheckOutcome.NotApplicable,
            },
            result.Detail
        );
}
