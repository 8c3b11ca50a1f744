namespace Trading.Rooms.Recordings;

/// <summary>
/// Events of a room's recordings as the bytes that their stream holds, and where that is. Source: docs/spec/room.md,
/// "Recordings".
/// </summary>
public static class RecordingCodec
{
    /// <summary>All events.</summary>
    public static EventTable<RecordingEvent> Table { get; } =
        EventTable<RecordingEvent>.Of(typeof(HeadsRecorded)).Allowing(typeof(HeadsRecorded), HeadsBytes);

    /// <summary>Most bytes of heads as an event: 1 MiB in base64, and what stands around it.</summary>
    public const int HeadsBytes = 3 << 19;

    /// <summary>
    /// At which events a head of the stream may be signed. It is public: heads say how many tracks there are and for
    /// how long, and nothing of what was said.
    /// </summary>
    public static IReadOnlySet<string> Milestones { get; } =
        new HashSet<string>(StringComparer.Ordinal) { nameof(HeadsRecorded) };
}
