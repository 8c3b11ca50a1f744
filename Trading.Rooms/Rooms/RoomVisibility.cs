namespace Trading.Rooms.Rooms;

/// <summary>
/// Which stream an event of a room lies in, and who reads the closed ones. Source: docs/spec/room.md, "Streams".
/// </summary>
public static class RoomVisibility
{
    /// <summary>At which events the head of the public stream is signed.</summary>
    public static IReadOnlySet<string> Milestones { get; } =
        new HashSet<string>(StringComparer.Ordinal)
        {
            nameof(EvaluationStarted),
            nameof(StageClosed),
            nameof(ResultCommitted),
            nameof(ReportCommitted),
            nameof(EvaluationStopped),
            nameof(ReviewedAgain),
            nameof(EvaluationFailed),
            nameof(EvaluationConcluded),
            nameof(ReportSealed),
        };

    /// <summary>The stream of the event.</summary>
    public static string Of(string room, RoomEvent happened) =>
        happened switch
        {
            EvaluationStarted
            or SeatsCounted
            or StageBegan
            or StageClosed
            or SheetCommitted
            or LabelsCommitted
            or MaskedCommitted
            or LabelsOpened
            or ResultCommitted
            or ReportCommitted
            or EvaluationExtended
            or EvaluationStopped
            or EvaluationResumed
            or ReviewedAgain
            or EvaluationFailed
            or EvaluationConcluded
            or ReportSealed => Names.RoomStream(room),
            BallotCast or BidReviewed or SheetSubmitted or LabelsDrawn or MaskedSubmitted => Names.SheetsStream(room),
            // Whatever is not known to be public is for those who may see everything.
            _ => Names.SupervisedStream(room),
        };

    /// <summary>Whether the holder of this key (65 bytes) may read what is said and decided in the room.</summary>
    public static bool MaySupervise(Room state, byte[] key) =>
        state is Room.Started s && (Is(s.Facts.Start.Supervisor, key) || MemberOf(s, key) is not null);

    /// <summary>
    /// How many events of the stream of papers the holder of this key may read, from the first one on: those of closed
    /// stages. The supervisor reads no more: warnings are the platform's to count. A member who came after papers were
    /// disclosed reads none before the own ones are in.
    /// </summary>
    public static int ReadableSheets(Room state, byte[] key)
    {
        if (state is not Room.Started s || WorkOf(s) is not { } work)
            return 0;
        if (Is(s.Facts.Start.Supervisor, key))
            return work.Disclosed;
        return MemberOf(s, key) is { Waits: false } ? work.Disclosed : 0;
    }

    private static Member? MemberOf(Room.Started state, byte[] key) =>
        SittingOf(state)?.Committee.Members.Values.FirstOrDefault(m => Is(m.Key, key));

    private static RoomWork? WorkOf(Room.Started state) => SittingOf(state)?.Work;

    // What was open stays open, whatever becomes of the room; while it is sealed nobody reads.
    private static Room.Sitting? SittingOf(Room.Started state) =>
        state switch
        {
            Room.Sitting s => s,
            Room.Concluded s => s.Last,
            Room.Failed s => s.Last,
            _ => null,
        };

    private static bool Is(byte[] one, byte[] other) => one.AsSpan().SequenceEqual(other);
}
