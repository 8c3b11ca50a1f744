using Trading.Media.Audits;

namespace Trading.Cli;

/// <summary>
/// Checks the recordings of a room beside its archive. An archive carries no heads of recordings yet: those in
/// <c>recordings.heads</c>, which have the same canonical bytes, are taken, and a remark says what they are worth.
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
        using var recordings = RecordingFolder.Open(folder, room, keyFile, RecordingWords.English);
        var checks = RecordingAudit.Check(recordings.Evidence).Select(Of);
        return report with { Checks = [.. report.Checks, .. checks], Remarks = [.. report.Remarks, Unbound] };
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
