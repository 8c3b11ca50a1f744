using Trading.Rooms.Rooms;

namespace Trading.Rooms.Recordings;

/// <summary>
/// Heads of a room's recordings follow one another: each names the one before it. What is in them is the recorder's; a
/// value that does not follow is refused, so that the stream is one chain. Source: docs/spec/room.md, "Recordings".
/// </summary>
public static class RecordingDecider
{
    /// <summary>Most bytes of a value.</summary>
    public const int MostBytes = 1 << 20;

    private const byte Version = 1;
    private const string Spec = "spec:recording";

    /// <summary>The event of the next heads, none where they are the last ones again, or a refusal.</summary>
    public static Decision<RecordingEvent> Decide(Suite suite, RecordingLog state, RecordHeads command)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        if (!TryPeek(command.Heads, out var head))
            return RoomNo.Malformed("These are no heads of recordings.");
        if (head.Room != command.Room)
            return RoomNo.Malformed("The heads are of another room.");
        if (head.Number == state.Number && Same(HashOf(suite, command.Heads), state.Hash))
            return Decision<RecordingEvent>.Nothing;
        if (head.Number <= state.Number)
            return RoomNo.Conflict(Spec, "Heads of that number are there, or younger ones.");
        return head.Number == state.Number + 1 && Same(head.Before, state.Hash)
            ? new HeadsRecorded(Math.Max(command.Now, state.LastAt), command.Heads)
            : RoomNo.Conflict(Spec, "The heads do not follow the last ones.");
    }

    /// <summary>
    /// The state after an event. An event that does not follow from the state is a <see cref="CorruptEventException"/>.
    /// </summary>
    public static RecordingLog Evolve(Suite suite, RecordingLog state, RecordingEvent happened)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(happened);
        if (StreamTimes.Problem(happened.At, state.LastAt, 0) is { } problem)
            throw new CorruptEventException(happened.GetType().Name, problem);
        if (
            happened is not HeadsRecorded e
            || !TryPeek(e.Heads, out var head)
            || head.Number != state.Number + 1
            || !Same(head.Before, state.Hash)
        )
            throw new CorruptEventException(happened.GetType().Name, $"does not follow heads {state.Number}");
        return new(head.Number, HashOf(suite, e.Heads), happened.At);
    }

    private static byte[] HashOf(Suite suite, byte[] heads) => Tags.Hash(suite, Tags.RecordingHeads, heads);

    private static bool Same(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) => one.SequenceEqual(other);

    // The beginning alone: what a chain needs. Tracks and seconds are a verifier's.
    private static bool TryPeek(byte[] bytes, out (string Room, uint Number, byte[] Before) head)
    {
        head = default;
        if (bytes.Length > MostBytes)
            return false;
        try
        {
            var reader = new WireReader(bytes);
            if (reader.U8() != Version)
                return false;
            head = (
                Convert.ToHexStringLower(reader.Fixed(Names.IdDigits / 2)),
                reader.U32(),
                reader.Fixed(Suite.HashBytes)
            );
            return true;
        }
        catch (WireException)
        {
            return false;
        }
    }
}
