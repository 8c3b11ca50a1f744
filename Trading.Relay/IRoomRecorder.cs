using Trading.Media.Recording;

namespace Trading.Relay;

/// <summary>
/// Records rooms into files, from a thread of its own: the relay's packets are copied into a queue and never wait for a
/// disk. Each layer of each track is a file of docs/spec/recording.md, in the room's folder, beside it
/// <c>recordings.heads</c>. Calls may come from any thread.
/// </summary>
public interface IRoomRecorder : IAsyncDisposable
{
    /// <summary>
    /// Begins to record an open room, or goes on with what its folder holds: whatever an earlier process began is gone
    /// on with or finished, with a gap that says why.
    /// </summary>
    /// <returns>
    /// LimitReached: the disk has no room for one more. Malformed: no 16 bytes of id, or key or room are others than
    /// those of the files in the folder.
    /// </returns>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    RelayFault Begin(RecordingStart start);

    /// <summary>Stops or goes on by an order: in between is a gap of the cause Paused.</summary>
    RelayFault Pause(string room, bool isPaused);

    /// <summary>Finishes all files of a room; ends when they are on the disk and the last heads are told.</summary>
    Task FinishAsync(string room);

    /// <summary>How a room's recording does; null where it is not recorded.</summary>
    RecordingState? Of(string room);

    /// <summary>Whether one more room has space, by what is free now and what the running ones take.</summary>
    DiskVerdict Disk();
}

/// <summary>What is needed to record a room.</summary>
public sealed record RecordingStart
{
    /// <summary>The room, as the relay knows it.</summary>
    public required string Room { get; init; }

    /// <summary>The room in headers and heads: 16 bytes.</summary>
    public required byte[] RoomId { get; init; }

    /// <summary>The room's key.</summary>
    public required TapeKey Key { get; init; }

    /// <summary>Where its files lie: of this room alone. It is made where it is not there.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// Takes the next heads, about every 5 seconds, when what they say is on the disk: true once they are durable in
    /// the room's stream. False, or an exception, and the same value comes again. From the recorder's thread.
    /// </summary>
    public required Func<RecordingHeads, bool> Told { get; init; }

    /// <summary>Number of the last value that the room's stream has, −1 for none: those behind come again.</summary>
    public long LastTold { get; init; } = -1;
}

/// <summary>How the recording of a room does.</summary>
/// <param name="Tracks">Files that are being written.</param>
/// <param name="Bytes">Bytes written since this process began to record the room.</param>
/// <param name="Lost">Packets that the queue had no room for: the disk was too slow.</param>
/// <param name="IsPaused">By an order.</param>
/// <param name="Problem">What the disk or a file said last; empty where all is well.</param>
/// <param name="UntoldSeconds">Seconds since the last heads were taken.</param>
public sealed record RecordingState(
    int Tracks,
    long Bytes,
    long Lost,
    bool IsPaused,
    string Problem,
    int UntoldSeconds
);
