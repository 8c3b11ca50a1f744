using System.Collections.Concurrent;
using Trading.Media.Recording;

namespace Trading.Relay.Recorder;

/// <summary>How a recorder is started.</summary>
/// <param name="Root">A folder of the disk that recordings lie on.</param>
/// <param name="Free">Free bytes there; null asks the system.</param>
public sealed record RecorderOptions(string Root, Func<string, long>? Free = null);

/// <summary>Records rooms of a relay, from one thread.</summary>
public sealed class RoomRecorder : IRoomRecorder
{
    private const int PauseMillis = 50;

    private readonly IMediaRelay relay;
    private readonly RecorderOptions options;
    private readonly ConcurrentDictionary<string, RoomTapes> rooms = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RecordingState> states = new(StringComparer.Ordinal);
    private readonly Lock beginning = new();
    private readonly Thread thread;
    private readonly MediaClock clock = MediaClock.Shared;
    private volatile bool isStopping;
    private volatile string problem = "";

    /// <summary>Begins the thread; no room is recorded yet.</summary>
    public RoomRecorder(IMediaRelay relay, RecorderOptions options)
    {
        (this.relay, this.options) = (relay, options);
        thread = new Thread(Run) { IsBackground = true, Name = "recorder" };
        thread.Start();
    }

    /// <summary>What went wrong beyond a room last: a bug; empty where nothing did.</summary>
    public string Fault => problem;

    /// <inheritdoc/>
    public RelayFault Begin(RecordingStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        if (start.RoomId.Length != TapeHeader.RoomBytes)
            return new(RelayFaultKind.Malformed);
        lock (beginning)
        {
            if (rooms.ContainsKey(start.Room))
                return RelayFault.None;
            if (Disk() == DiskVerdict.RefuseNewRooms)
                return new(RelayFaultKind.LimitReached);
            RoomTapes tapes;
            try
            {
                tapes = RoomTapes.Open(start, clock.Micros);
            }
            catch (ArgumentException)
            {
                return new(RelayFaultKind.Malformed);
            }
            // Before the tap, so that nothing is put in that nobody takes out.
            states[start.Room] = tapes.State(clock.Micros);
            rooms[start.Room] = tapes;
            var fault = relay.Tap(start.Room, tapes.Queue);
            if (!fault.IsNone)
                tapes.Ending = new TaskCompletionSource();
            return fault;
        }
    }

    /// <inheritdoc/>
    public RelayFault Pause(string room, bool isPaused)
    {
        if (!rooms.TryGetValue(room, out var tapes))
            return new(RelayFaultKind.Unknown);
        tapes.Queue.Pause(clock.Micros, isPaused);
        return RelayFault.None;
    }

    /// <inheritdoc/>
    public Task FinishAsync(string room)
    {
        lock (beginning)
        {
            if (!rooms.TryGetValue(room, out var tapes))
                return Task.CompletedTask;
            relay.Tap(room, null);
            tapes.Ending ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return tapes.Ending.Task;
        }
    }

    /// <inheritdoc/>
    public RecordingState? Of(string room) => states.GetValueOrDefault(room);

    /// <inheritdoc/>
    public DiskVerdict Disk()
    {
        var free =
            options.Free?.Invoke(options.Root) ?? new DriveInfo(Path.GetFullPath(options.Root)).AvailableFreeSpace;
        var now = clock.Micros;
        var rate = rooms.Max(r => (long?)RateOf(r.Key, r.Value, now)) ?? 0;
        return DiskRoom.Judge(free, rate, rooms.Count);
    }

    /// <summary>Ends without finishing: files are gone on with by the next process, as after a crash.</summary>
    public ValueTask DisposeAsync()
    {
        isStopping = true;
        thread.Join(TimeSpan.FromSeconds(10));
        foreach (var (room, tapes) in rooms)
        {
            relay.Tap(room, null);
            tapes.Dispose();
        }
        rooms.Clear();
        return ValueTask.CompletedTask;
    }

    private long RateOf(string room, RoomTapes tapes, long now)
    {
        var seconds = (now - tapes.BegunAt) / 1_000_000;
        // A rate of a few seconds is mostly chance.
        return seconds < 60 || !states.TryGetValue(room, out var state) ? 0 : state.Bytes / seconds;
    }

    private void Run()
    {
        while (!isStopping)
        {
            Thread.Sleep(PauseMillis);
            foreach (var (room, tapes) in rooms)
                try
                {
                    // Before what waits is taken, so that no packet of before comes after it.
                    var now = clock.Micros;
                    var isOver = tapes.Turn(now);
                    states[room] = tapes.State(now);
                    if (isOver)
                        End(room, tapes);
                }
                catch (Exception exception) when (exception is not OutOfMemoryException)
                {
                    // A bug: one entry is lost, the recording goes on.
                    problem = $"{exception.GetType().Name}: {exception.Message} {exception.StackTrace}";
                }
        }
    }

    private void End(string room, RoomTapes tapes)
    {
        rooms.TryRemove(room, out _);
        states.TryRemove(room, out _);
        tapes.Dispose();
        tapes.Ending?.TrySetResult();
    }
}
