using Trading.Media.Rooms;
using Trading.Relay;
using Trading.Server.People;
using Trading.Server.Streams;

namespace Trading.Server.Media;

/// <summary>One window of one person: its grant, and once it was used, its connections. Of the book's lock.</summary>
internal sealed class Admission(MediaGrant grant, Caller caller, MediaPart part)
{
    public MediaGrant Grant { get; } = grant;

    public Caller Caller { get; } = caller;

    public MediaPart Part { get; set; } = part;

    /// <summary>It was used.</summary>
    public bool IsIn { get; set; }

    /// <summary>Steady milliseconds when something of it was heard last.</summary>
    public long SeenAt { get; set; } = Environment.TickCount64;

    /// <summary>Connection that sends; 0 for none.</summary>
    public long Publishing { get; set; }

    public ConnectionState PublishingState { get; set; }

    /// <summary>A camera or a screen is among what it sends.</summary>
    public bool SendsPictures { get; set; }

    /// <summary>Connection that watches; 0 for none.</summary>
    public long Watching { get; set; }

    public ConnectionState WatchingState { get; set; }

    /// <summary>Version of the newest offer for it.</summary>
    public int Offer { get; set; }

    /// <summary>Rooms that are watched.</summary>
    public IReadOnlyList<string> Rooms { get; set; } = [];

    /// <summary>Of a wall: what is looked at and heard.</summary>
    public WallWish Looks { get; set; } = WallWish.Everything;

    public bool IsWall => (Grant.Rights & MediaRights.Wall) != 0;
}

/// <summary>What a wall shows.</summary>
/// <param name="Others">Whether pictures are shown that are not named.</param>
/// <param name="Tracks">Wishes by track.</param>
/// <param name="Listen">The room that is heard, or null.</param>
internal sealed record WallWish(bool Others, IReadOnlyDictionary<int, TrackWish> Tracks, string? Listen)
{
    /// <summary>All pictures, and no voice.</summary>
    public static readonly WallWish Everything = new(true, new Dictionary<int, TrackWish>(), null);

    /// <summary>
    /// What the relay is told: pictures small, but those of the room that is heard, and the voices of that room alone.
    /// </summary>
    public WatchWishes Of(IEnumerable<TrackInfo> tracks) =>
        new(
            null,
            [
                .. tracks
                    .Select(track => (Track: track, Most: MostOf(track)))
                    .Where(t => t.Most is not null)
                    .OrderBy(t => IsVoice(t.Track) ? 0 : 1)
                    .Take(MostWishes)
                    .Select(t => new TrackWish(t.Track.Number, t.Most!.Value, false)),
            ]
        );

    /// <summary>Most wishes of one that watches.</summary>
    public const int MostWishes = 128;

    private static bool IsVoice(TrackInfo track) => track.Kind is TrackKind.Microphone or TrackKind.ScreenSound;

    private int? MostOf(TrackInfo track)
    {
        var isHeard = track.Room == Listen;
        if (IsVoice(track))
            return isHeard ? 0 : null;
        if (!Tracks.TryGetValue(track.Number, out var wish))
            return Others ? 0 : null;
        return wish.IsPaused ? null
            : isHeard ? wish.MostLayer
            : 0;
    }
}

/// <summary>A call: its version, who speaks, what nobody needs. Of the book's lock, but for the bell.</summary>
internal sealed class Call(string room, IHostApplicationLifetime life)
{
    public string Room { get; } = room;

    public Bell Bell { get; } = new(life);

    /// <summary>Another one whenever anything is; it begins at the process's start, so that none comes again.</summary>
    public long Version { get; private set; } = Environment.TickCount64 << 20;

    public IReadOnlyList<int> Speaking { get; set; } = [];

    public HashSet<int> Unneeded { get; } = [];

    /// <summary>Steady milliseconds when a microphone was loud last.</summary>
    public Dictionary<int, long> Loud { get; } = [];

    public RecordingWord Recording { get; set; } = RecordingWord.On;

    /// <summary>The recording rests, for the room is stopped.</summary>
    public bool IsPaused { get; set; }

    /// <summary>Steady milliseconds since when nobody is in it.</summary>
    public long EmptySince { get; set; } = Environment.TickCount64;

    public void Turn()
    {
        Version++;
        Bell.Ring();
    }
}
