namespace Trading.Rooms.Recordings;

/// <summary>
/// Something that happened to the recordings of a room. They have a stream of their own, for it grows every few seconds
/// and says nothing of the evaluation: a room stays as it stands, and no hash of a report moves. Source:
/// docs/spec/room.md, "Recordings".
/// </summary>
/// <param name="At">When, UTC microseconds of the platform's clock.</param>
public abstract record RecordingEvent(long At);

/// <summary>The heads of a room's recordings went on. What they are says docs/spec/recording.md, "Heads".</summary>
/// <param name="At">When.</param>
/// <param name="Heads">Their canonical bytes, at most 1 MiB.</param>
public sealed record HeadsRecorded(long At, byte[] Heads) : RecordingEvent(At);

/// <summary>The next heads of a room's recordings.</summary>
/// <param name="Now">The edge's clock, UTC microseconds.</param>
/// <param name="Room">The room's id.</param>
/// <param name="Heads">Their canonical bytes.</param>
public sealed record RecordHeads(long Now, string Room, byte[] Heads);

/// <summary>How far the heads of a room's recordings are told.</summary>
/// <param name="Number">Number of the last value; −1 before the first.</param>
/// <param name="Hash">Its tagged hash, which the next one names; 32 zeros before the first.</param>
/// <param name="LastAt">Instant of the last event, UTC microseconds.</param>
public sealed record RecordingLog(long Number, byte[] Hash, long LastAt)
{
    /// <summary>Nothing is told.</summary>
    public static RecordingLog Nothing { get; } = new(-1, new byte[Suite.HashBytes], 0);
}
