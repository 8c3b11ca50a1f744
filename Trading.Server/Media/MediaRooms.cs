using System.Collections.Concurrent;
using Trading.Crypto;
using Trading.Media.Recording;
using Trading.Media.Rooms;
using Trading.Relay;
using Trading.Rooms.Rooms;
using Trading.Server.People;
using Trading.Server.Rooms;
using Trading.Server.Streams;

namespace Trading.Server.Media;

/// <summary>
/// Calls begin with the first who may enter, are recorded as long as they last, and end with their room, or when nobody
/// was in them for a while. Without a recording there is no call. Source: docs/spec/media.md, "Signalling".
/// </summary>
public sealed class MediaRooms(
    MediaEngine engine,
    MediaBook book,
    RoomDesks rooms,
    RecordingDesks recordings,
    Heads heads,
    DataFolder data,
    Suite suite,
    Clock clock,
    ILogger<MediaRooms> logger
) : IDisposable
{
    /// <summary>A call that nobody is in for so long ends; the next one begins it anew.</summary>
    private const long EmptyMillis = 600_000;

    private const string Secret = "recordings.secret";

    // Lies in a room's folder while it is recorded: whoever starts after a crash finds what is to be finished.
    private const string Mark = "running";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim door = new(1);
    private readonly ConcurrentDictionary<string, Task> ending = new(StringComparer.Ordinal);

    public void Dispose() => door.Dispose();

    /// <summary>The call of a room is there, and recorded, or why not.</summary>
    public async Task<Refusal?> OpenAsync(Room.Started state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var room = state.Facts.Id;
        if (!engine.IsOn)
            return MediaProblems.Off;
        if (book.CallOf(room) is not null)
            return null;
        await door.WaitAsync();
        try
        {
            if (book.CallOf(room) is not null)
                return null;
            if (ending.TryGetValue(room, out var before))
                await before.WaitAsync(Patience);
            if (await RecordAsync(room) is { } refused)
                return refused;
            if (book.Open(room) != GrantVerdict.Done)
            {
                End(room);
                return MediaProblems.TooManyRooms;
            }
            Rest(state);
            return null;
        }
        catch (TimeoutException)
        {
            return MediaProblems.NoRecording; // its last recording is not finished yet
        }
        finally
        {
            door.Release();
        }
    }

    /// <summary>The room moved: whoever lost its part is out, and a call whose room is over ends.</summary>
    public async Task JudgeAsync(string room)
    {
        if (!engine.IsOn || book.CallOf(room) is null || await rooms.FindAsync(room) is not { } state)
            return;
        if (!MediaRules.HasCall(state))
        {
            Close(room);
            return;
        }
        Rest(state);
        book.Judge(room, caller => MediaRules.Of(state, caller).Part);
    }

    /// <summary>What time makes: grants that are over, who speaks, empty calls, how recordings do.</summary>
    public void Tick()
    {
        if (!engine.IsOn)
            return;
        book.Due();
        foreach (var room in book.Rooms)
        {
            if (book.CallOf(room) is not { } call)
                continue;
            var isEmpty = book.In(room).Count == 0;
            var recording = WordOf(room, isEmpty);
            var levels = isEmpty ? [] : engine.Relay.Levels(room);
            var isOver = book.Look(() =>
            {
                var now = Environment.TickCount64;
                if (!isEmpty)
                    call.EmptySince = now;
                var speaking = SpeakingOf(call, levels, now);
                if (recording != call.Recording || !speaking.SequenceEqual(call.Speaking))
                {
                    (call.Recording, call.Speaking) = (recording, speaking);
                    call.Turn();
                }
                return now - call.EmptySince > EmptyMillis;
            });
            if (isOver)
                Close(room);
        }
    }

    /// <summary>Heads of recordings are signed now and then: one caller at a time.</summary>
    public async Task SignAsync()
    {
        foreach (var room in book.Rooms)
            await heads.SignStreamAsync(Names.RecordedStream(room));
    }

    /// <summary>Finishes what an earlier process was recording, with gaps that say so.</summary>
    public async Task RecoverAsync()
    {
        if (!engine.IsOn)
            return;
        foreach (var folder in Directory.GetDirectories(data.Folder(MediaEngine.FolderName)))
        {
            var room = Path.GetFileName(folder);
            if (!File.Exists(Path.Combine(folder, Mark)) || await rooms.FindAsync(room) is not { } state)
                continue;
            if (await OpenAsync(state) is { } refused)
                logger.LogWarning("Recording of {Room} is not finished: {Detail}", room, refused.Detail);
            else if (!MediaRules.HasCall(state))
                Close(room);
        }
    }

    /// <summary>How the recording of a call does.</summary>
    public RecordingWord WordOf(string room, bool isEmpty) =>
        engine.Recorder?.Of(room) is not { } now ? RecordingWord.Off
        : now.Problem.Length > 0 ? RecordingWord.Failing
        : now.IsPaused ? RecordingWord.Paused
        : isEmpty ? RecordingWord.Off
        : RecordingWord.On;

    // −dB of full scale: a voice in a room is above, its fan below.
    private const int LoudFrom = 50;
    private const int MostSpeaking = 8;

    // Nobody stops to speak between two words.
    private const long LoudMillis = 2_000;

    // By their numbers: who is louder changes all the time, and everybody would be told.
    private static IReadOnlyList<int> SpeakingOf(Call call, IReadOnlyList<TrackLevel> levels, long now)
    {
        foreach (var level in levels.Where(l => l.Level <= LoudFrom).Take(MostSpeaking))
            call.Loud[level.Track] = now;
        foreach (var (track, at) in call.Loud.ToArray())
            if (now - at > LoudMillis)
                call.Loud.Remove(track);
        return [.. call.Loud.Keys.Order()];
    }

    private async Task<Refusal?> RecordAsync(string room)
    {
        var (relay, recorder) = (engine.Relay!, engine.Recorder!);
        var opened = relay.Open(room);
        if (!opened.IsNone)
            return opened.Kind == RelayFaultKind.LimitReached ? MediaProblems.TooManyRooms : MediaProblems.Of(opened);
        var told = await recordings.Of(room).ReadAsync();
        var folder = OwnerOnly.Folder(data.Folder(MediaEngine.FolderName), room);
        var id = Convert.FromHexString(room);
        var teller = new HeadsTeller(room, recordings, clock, logger);
        RelayFault fault;
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, Mark), []);
            // Reads what an earlier process left: not where others wait for a lock.
            fault = await Task.Run(() =>
                recorder.Begin(
                    new RecordingStart
                    {
                        Room = room,
                        RoomId = id,
                        Key = TapeKey.OfRoom(suite, data.Secret(Secret), id),
                        Folder = folder,
                        Told = teller.Tell,
                        LastTold = told.Number,
                    }
                )
            );
        }
        catch (IOException failure)
        {
            logger.LogError(failure, "Recording of {Room} does not begin", room);
            fault = new(RelayFaultKind.Malformed);
        }
        if (fault.IsNone)
            return null;
        relay.Close(room);
        return fault.Kind == RelayFaultKind.LimitReached ? MediaProblems.NoDisk : MediaProblems.NoRecording;
    }

    // Said once: a room moves often, and stops seldom.
    private void Rest(Room.Started state)
    {
        var (room, isStopped) = (state.Facts.Id, state is Room.Stopped);
        var isOther = book.Look(() =>
        {
            if (book.CallOf(room) is not { } call || call.IsPaused == isStopped)
                return false;
            call.IsPaused = isStopped;
            return true;
        });
        if (isOther)
            engine.Recorder!.Pause(room, isStopped);
    }

    private void Close(string room)
    {
        book.Close(room);
        End(room);
    }

    private void End(string room) => ending[room] = EndAsync(room);

    private async Task EndAsync(string room)
    {
        var finished = engine.Recorder!.FinishAsync(room);
        engine.Relay!.Close(room);
        await finished;
        try
        {
            File.Delete(Path.Combine(data.Folder(MediaEngine.FolderName), room, Mark));
            await heads.SignStreamAsync(Names.RecordedStream(room));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            logger.LogError(failure, "Recording of {Room} is finished, and its last head is not signed", room);
        }
        ending.TryRemove(room, out _);
    }
}
