using System.Buffers;
using System.Text.Json;
using Trading.Rooms.Rooms;
using Trading.Server.People;
using Trading.Server.Storage;
using Trading.Server.Streams;

namespace Trading.Server.Rooms;

/// <summary>
/// The closed streams of a room, to whoever may read them, and as far: asked of the state at every call, and again at
/// every wake-up of a call that waits. Source: docs/spec/room.md, "Streams".
/// </summary>
public sealed class RoomReading(
    IEventLog log,
    RoomDesks desks,
    StreamTails tails,
    IHostApplicationLifetime life,
    Clock clock
)
{
    /// <summary>The longest wait for more, in seconds.</summary>
    public const int MostWait = 25;

    private const int MostEvents = 256;
    private const int StepEvents = 8;
    private const int MostBytes = 4 << 20;
    private static readonly Refusal Sealed = new(
        Reason.WrongPhase,
        "spec:room",
        "The room is stopped and sealed: nobody reads.",
        "wait-for-resume"
    );

    /// <summary>What is said and decided, from a height on.</summary>
    public Task<IResult> SupervisedAsync(string room, Caller caller, long from, int wait, CancellationToken stop) =>
        ReadAsync(
            room,
            Names.SupervisedStream(room),
            caller,
            from,
            wait,
            async (_, stream) => await log.HeadAsync(stream),
            stop
        );

    /// <summary>The readable prefix of papers, from a height on.</summary>
    public Task<IResult> SheetsAsync(string room, Caller caller, long from, int wait, CancellationToken stop) =>
        ReadAsync(
            room,
            Names.SheetsStream(room),
            caller,
            from,
            wait,
            (state, _) => Task.FromResult<long>(RoomVisibility.ReadableSheets(state, caller.Key)),
            stop
        );

    /// <summary>Why somebody reads nothing of what is closed; null for whoever may.</summary>
    internal static IResult? Refuse(Room.Started state, Caller caller) =>
        RoomVisibility.MaySupervise(state, caller.Key) ? null
        : state is Room.Stopped && state.SeatOf(caller.Key) > 0 ? Problems.Of(Sealed)
        : Problems.NotAllowed;

    private async Task<IResult> ReadAsync(
        string room,
        string stream,
        Caller caller,
        long from,
        int wait,
        Func<Room.Started, string, Task<long>> headOf,
        CancellationToken stop
    )
    {
        if (from is < 0 or > (1L << 53) - 1)
            return Problems.Malformed("from is a height from 0 to 9007199254740991.");
        if (wait is < 0 or > MostWait)
            return Problems.Malformed($"wait is 0 to {MostWait} seconds.");
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, life.ApplicationStopping);
        var signal = new Signal();
        // A prefix grows, and rights end, with what another stream says.
        using var first = tails.Watch(Names.RoomStream(room), signal);
        using var second = tails.Watch(Names.SupervisedStream(room), signal);
        var (_, end) = (0, clock.Look().Steady + wait * 1_000_000L);
        while (true)
        {
            if (await desks.FindAsync(room) is not { } state)
                return Problems.NotFound("room");
            if (Refuse(state, caller) is { } refused)
                return refused;
            var head = await headOf(state, stream);
            var left = end - clock.Look().Steady;
            if (head > from || left <= 0 || either.IsCancellationRequested)
                return TypedResults.Bytes(
                    Page(stream, head, from, await EventsAsync(stream, from, head)),
                    "application/json"
                );
            try
            {
                await signal.WaitAsync(TimeSpan.FromMicroseconds(left), either.Token);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                // the server ends: the reader is answered with what there is, and comes again
            }
        }
    }

    private async Task<List<StoredEvent>> EventsAsync(string stream, long from, long head)
    {
        var events = new List<StoredEvent>();
        var bytes = 0L;
        while (from + events.Count < head && events.Count < MostEvents && bytes < MostBytes)
        {
            var at = from + events.Count;
            var page = await log.ReadAsync(stream, at, (int)Math.Min(StepEvents, head - at));
            if (page.Count == 0)
                break;
            events.AddRange(page);
            bytes += page.Sum(e => (long)e.Bytes.Length);
        }
        return events;
    }

    private static byte[] Page(string stream, long head, long from, List<StoredEvent> events)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, EventWire.Options))
        {
            json.WriteStartObject();
            json.WriteString("stream", stream);
            json.WriteNumber("head", head);
            json.WriteNumber("next", from + events.Count);
            EventWire.WriteEvents(json, events);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
