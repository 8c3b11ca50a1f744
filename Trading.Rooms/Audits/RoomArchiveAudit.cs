using Trading.Rooms.Counts;
using Trading.Rooms.Rooms;
using Trading.Streams.Archives;

namespace Trading.Rooms.Audits;

/// <summary>
/// The checks of the archive of a room, of each of its kinds. Source: docs/spec/report.md, "Checks".
/// </summary>
public static class RoomArchiveAudit
{
    /// <summary>All checks in the order of their numbers.</summary>
    public static IReadOnlyList<Check<RoomArchiveCase>> Checks { get; } =
    [
        .. StreamChecks.Of<RoomArchiveCase>().Select(Adapted),
        new("V91", "the host signed the start, and it passes the gates of its pack", 2, StartChecks.Start),
        new("V92", "record, checkpoint and bids are those of the opening's archive", 1, StartChecks.Opening),
        new("V93", "seats, gate and supervisor are those of the draw's archive", 1, StartChecks.Draw),
        new("V94", "the gate certified the key of every seat", 3, SeatChecks.Certificates),
        new("V95", "everybody pledged before judging, and whoever went did so by an act", 3, SeatChecks.Pledges),
        new("V96", "papers are signed, and give the commitments and roots that were published", 4, PaperChecks.Papers),
        new("V97", "each rejection follows from what was found, voted or let pass", 3, RejectionChecks.Rejections),
        new("V98", "questions and answers are signed, clean and in time", 3, QuestionChecks.Questions),
        new("V99", "motions are decided by more than half of all seats", 3, MotionChecks.Motions),
        new("V100", "sheets score each item once, in bounds and on step", 5, PaperChecks.Sheets),
        new("V101", "scores were corrected for a lawful reason alone, by vote", 5, MotionChecks.Corrections),
        new("V102", "the file that is counted twice gives the committed result", 6, CountChecks.Counts),
        new("V103", "the report's hash is that of the events, and members signed it", 4, ReportChecks.Signed),
        new("V104", "the report is printed again bit for bit", 9, ReportChecks.Printed),
        new("V105", "events stand in their streams, in order, to the end", 1, PlaceChecks.Places),
        new("V106", "every event is the one that the procedure makes", 8, ReplayChecks.Replay),
    ];

    /// <summary>Checks a file; without trusted keys nothing anchors it.</summary>
    public static AuditReport Check(ReadOnlySpan<byte> file, RoomBeside beside)
    {
        ArgumentNullException.ThrowIfNull(beside);
        var audited = RoomArchiveCase.Read(file, beside);
        return new AuditReport(AuditRunner.RunAll(Checks, audited), beside.Trust is not null, [.. RemarksOf(audited)]);
    }

    // A room has no lock, so nobody cosigns; and its start names no platform.
    private static Check<RoomArchiveCase> Adapted(Check<RoomArchiveCase> check) =>
        check.Number switch
        {
            "V04" => check with
            {
                Run = c =>
                    c.Platform is null
                        ? Finding.Nothing("nothing names the platform's key: bring a trust file or the opening")
                        : check.Run(c),
            },
            "V05" => check with
            {
                Run = _ => Finding.Nothing("a room has no trustees: the platform's signature is all"),
            },
            _ => check,
        };

    private static IEnumerable<string> RemarksOf(RoomArchiveCase c)
    {
        if (c.Archive is null)
            yield break;
        if (c.Beside.Trust is null)
            yield return "not anchored: without a trust file from outside the platform the archive is consistent in "
                + "itself, and no more";
        if (c.Beside.Opening is null)
            yield return "the opening's archive was not given: that these bids were opened, it alone can show";
        if (c.Beside.Draw is null)
            yield return "the draw's archive was not given: that these seats were drawn, it alone can show";
        if (c.Public.OfType<EvaluationFailed>().LastOrDefault() is { } failed)
            yield return $"the room ended without a result: {failed.Cause} [{failed.Rule}]";
        if (c.All.Any(e => e is CountBlocked { Code: Counting.Differ }))
            yield return "the two counts differed once: that block is the platform's word";
        if (c.Public is [.., EvaluationConcluded])
            yield return "the host has not signed the report in this archive";
    }
}
