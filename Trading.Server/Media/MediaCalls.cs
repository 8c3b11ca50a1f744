using Trading.Media.Rooms;
using Trading.Relay;
using Trading.Rooms.Rooms;
using Trading.Server.People;
using Trading.Server.Rooms;

namespace Trading.Server.Media;

/// <summary>
/// What browsers say to a call. Each act asks the room for the caller's part, the book for the grant, and then the
/// relay. Source: docs/spec/media.md, "Signalling".
/// </summary>
public sealed class MediaCalls(MediaEngine engine, MediaBook book, MediaRooms calls, RoomDesks rooms)
{
    /// <summary>The longest wait for news, in seconds.</summary>
    public const int MostWait = 25;

    private const int MostKinds = 8;

    /// <summary>A call, for whoever has a part in the room.</summary>
    public async Task<IResult> ViewAsync(string room, Caller caller)
    {
        if (await rooms.FindAsync(room) is not { } state)
            return Problems.NotFound("room");
        var (part, refusal) = MediaRules.Of(state, caller);
        if (part is null && refusal!.Reason == Reason.NotAllowed)
            return Problems.Of(refusal);
        if (!engine.IsOn)
            return TypedResults.Ok(new MediaView(false, false, 0, RecordingWord.Off, null, null));
        var windows = book.In(room).Count;
        // What the disk has left is for those who can do something about it.
        var mayAct = part is { Seat: 0 } || RoomStates.IsKey(state.Facts.Start.Host, caller.Key);
        var numbers =
            mayAct && engine.Recorder.Of(room) is { } now
                ? new MediaRecording(now.Tracks, now.Bytes, now.Lost, now.Problem, now.UntoldSeconds)
                : null;
        return TypedResults.Ok(
            new MediaView(
                true,
                part is not null,
                windows,
                calls.WordOf(room, windows == 0),
                numbers,
                mayAct ? engine.Recorder.Disk() : null
            )
        );
    }

    /// <summary>A grant for the call of a room, or for the wall.</summary>
    public async Task<IResult> GrantAsync(string room, Caller caller, long until)
    {
        if (!engine.IsOn)
            return Problems.Of(MediaProblems.Off);
        var (part, seen, refused) = await PartAsync(room, caller);
        if (part is null)
            return refused!;
        if (seen.State is { } state && await calls.OpenAsync(state) is { } closed)
            return Problems.Of(closed);
        var (issued, verdict) = book.Issue(room, part, caller, until);
        return issued is null
            ? Problems.Of(MediaProblems.Of(verdict))
            : TypedResults.Ok(
                new MediaGranted(
                    MediaBook.TextOf(issued.Grant.Id),
                    part.Source,
                    part.Role,
                    part.Seat,
                    [.. Words(part.Rights)],
                    part.HasPictures,
                    issued.Grant.Until
                )
            );
    }

    /// <summary>Lets in, once: the answer is the call as it stands.</summary>
    public async Task<IResult> EnterAsync(string room, MediaKey key, Caller caller)
    {
        if (!engine.IsOn)
            return Problems.Of(MediaProblems.Off);
        var (part, seen, refused) = await PartAsync(room, caller);
        if (part is null)
            return refused!;
        if (MediaBook.ParseGrant(key.Grant) is not { } id)
            return NoGrant;
        var (entered, verdict) = book.Enter(id, room, caller);
        return entered is null
            ? Problems.Of(MediaProblems.Of(verdict))
            : TypedResults.Ok(book.Look(() => NewsOf(entered, seen)));
    }

    /// <summary>An offer to send: of a new connection, or of the one that is there.</summary>
    public Task<IResult> PublishAsync(string room, MediaOffer wish, Caller caller) =>
        ActAsync(
            room,
            wish.Grant,
            caller,
            (one, _) =>
            {
                if ((one.Grant.Rights & MediaRights.Publish) == 0)
                    return Problems.Of(MediaProblems.NoPublishing);
                if (
                    wish.Kinds is { Count: > MostKinds }
                    || wish.Kinds?.DistinctBy(k => k.Mid).Count() < wish.Kinds?.Count
                )
                    return Problems.Malformed($"kinds names at most {MostKinds} m-lines, each once.");
                var kinds = wish.Kinds?.ToDictionary(k => k.Mid, k => k.Kind, StringComparer.Ordinal);
                if (wish.Connection is { } going && going != one.Publishing)
                    return Problems.Of(MediaProblems.Of(new RelayFault(RelayFaultKind.Unknown)));
                if (wish.Connection is null && one.Publishing != 0)
                    Cut(one, one.Publishing);
                var described = wish.Connection is { } known
                    ? engine.Relay!.Offer(known, wish.Offer, kinds)
                    : engine.Relay!.Publish(room, one.Part.Source, wish.Offer, kinds);
                if (!described.Fault.IsNone)
                    return Problems.Of(MediaProblems.Of(described.Fault));
                if (!one.Part.HasPictures && described.Tracks.Any(t => IsPicture(t.Track)))
                {
                    // Nobody was told of its tracks yet: it is not connected, or has just been cut.
                    engine.Relay.Expel(described.Connection);
                    one.Publishing = 0;
                    return Problems.Of(MediaProblems.NoPictures);
                }
                if (one.Publishing != described.Connection)
                    (one.Publishing, one.PublishingState) = (described.Connection, ConnectionState.Connecting);
                one.SendsPictures = described.Tracks.Any(t => IsPicture(t.Track));
                book.Turn(room);
                return TypedResults.Ok(new MediaPublished(described.Connection, described.Sdp, MidsOf(described)));
            }
        );

    /// <summary>A connection that watches begins; one that was there before ends.</summary>
    public Task<IResult> WatchAsync(string room, MediaWish wish, Caller caller) =>
        ActAsync(
            room,
            wish.Grant,
            caller,
            (one, seen) =>
            {
                if (Fault(wish) is { } malformed)
                    return malformed;
                if (one.Watching != 0)
                    Cut(one, one.Watching);
                one.Rooms = seen.Rooms;
                var described = engine.Relay!.Watch(seen.Rooms, one.Part.Source, WishesOf(one, wish));
                if (described.Fault.IsNone)
                {
                    (one.Watching, one.WatchingState) = (described.Connection, ConnectionState.Connecting);
                    one.Offer = described.Version;
                    book.Turn(room);
                }
                return Offered(described);
            }
        );

    /// <summary>The newest offer for the connection that watches.</summary>
    public Task<IResult> OfferAsync(string room, MediaKey key, Caller caller) =>
        WatchingAsync(room, key.Grant, caller, one => Offered(engine.Relay!.OfferOf(one.Watching)));

    /// <summary>ICE begins anew on the connection that watches.</summary>
    public Task<IResult> RestartAsync(string room, MediaKey key, Caller caller) =>
        WatchingAsync(room, key.Grant, caller, one => Offered(engine.Relay!.Restart(one.Watching)));

    /// <summary>A browser's answer to an offer.</summary>
    public Task<IResult> AnswerAsync(string room, MediaReply reply, Caller caller) =>
        WatchingAsync(
            room,
            reply.Grant,
            caller,
            one => Done(engine.Relay!.Answer(one.Watching, reply.Version, reply.Answer))
        );

    /// <summary>What a window wants to see from now on.</summary>
    public Task<IResult> WishAsync(string room, MediaWish wish, Caller caller) =>
        WatchingAsync(
            room,
            wish.Grant,
            caller,
            one => Fault(wish) ?? Done(engine.Relay!.Wish(one.Watching, WishesOf(one, wish)))
        );

    /// <summary>A track is to be silent, or no longer: the own ones; the leader makes others silent, too.</summary>
    public Task<IResult> MuteAsync(string room, MediaMute wish, Caller caller) =>
        ActAsync(
            room,
            wish.Grant,
            caller,
            (one, seen) =>
            {
                if (engine.Relay!.Tracks(room).FirstOrDefault(t => t.Number == wish.Track) is not { } track)
                    return Problems.Of(MediaProblems.NoTrack);
                var leads = wish.IsMuted && one.Part.Seat > 0 && LeaderOf(seen) == one.Part.Seat;
                return track.Source == one.Part.Source || leads
                    ? Done(engine.Relay.Mute(wish.Track, wish.IsMuted))
                    : Problems.Of(MediaProblems.NotOwnTrack);
            }
        );

    /// <summary>Goodbye: the grant and its connections end.</summary>
    public Task<IResult> LeaveAsync(string room, MediaKey key, Caller caller) =>
        ActAsync(
            room,
            key.Grant,
            caller,
            (one, _) =>
            {
                book.Leave(one);
                return TypedResults.NoContent();
            }
        );

    /// <summary>How the own connections do.</summary>
    public Task<IResult> QualityAsync(string room, MediaKey key, Caller caller) =>
        ActAsync(
            room,
            key.Grant,
            caller,
            (one, _) => TypedResults.Ok(new MediaQuality(LinkOf(one.Publishing), LinkOf(one.Watching)))
        );

    /// <summary>
    /// The call as it stands, once it is another than the asker knows; or as it is, when the time is over.
    /// </summary>
    public async Task<IResult> NewsAsync(string room, MediaAsk ask, Caller caller, CancellationToken stop)
    {
        if (ask.Wait is < 0 or > MostWait)
            return Problems.Malformed($"wait is 0 to {MostWait} seconds.");
        if (book.CallOf(room) is not { } call)
            return await ActAsync(room, ask.Grant, caller, Now);
        return await call.Bell.UntilAsync(
                () =>
                    AskAsync(room, ask.Grant, caller, (one, seen) => call.Version == ask.After ? null : Now(one, seen)),
                TimeSpan.FromSeconds(ask.Wait),
                stop
            ) ?? await ActAsync(room, ask.Grant, caller, Now);
        IResult Now(Admission one, Seen seen) => TypedResults.Ok(NewsOf(one, seen));
    }

    private static IResult NoGrant { get; } = Problems.Malformed("grant is 32 hexadecimal digits.");

    private static bool IsPicture(TrackInfo track) => track.Kind is TrackKind.Camera or TrackKind.Screen;

    private static IEnumerable<string> Words(MediaRights rights) =>
        Enum.GetValues<MediaRights>().Where(r => r != MediaRights.None && (rights & r) == r).Select(r => r.ToString());

    private static int LeaderOf(Seen seen) => seen.State?.Last().Committee.Leader ?? 0;

    private static IReadOnlyList<MediaMid> MidsOf(Described described) =>
        [.. described.Tracks.Select(t => new MediaMid(t.Mid, t.Track.Number, t.Track.Source, t.Track.Kind))];

    private static IResult Offered(Described described) =>
        described.Fault.IsNone
            ? TypedResults.Ok(
                new MediaOffered(described.Connection, described.Version, described.Sdp, MidsOf(described))
            )
            : Problems.Of(MediaProblems.Of(described.Fault));

    private static IResult Done(RelayFault fault) =>
        fault.IsNone ? TypedResults.NoContent() : Problems.Of(MediaProblems.Of(fault));

    private static IResult? Fault(MediaWish wish) =>
        wish.Others is < -1 or > 2 ? Problems.Malformed("others is −1 to 2.")
        : wish.Tracks.Count > WallWish.MostWishes || wish.Tracks.Any(t => t.MostLayer is < 0 or > 2)
            ? Problems.Malformed($"tracks has at most {WallWish.MostWishes} wishes, each of layer 0 to 2.")
        : wish.Tracks.DistinctBy(t => t.Track).Count() < wish.Tracks.Count ? Problems.Malformed("A track has one wish.")
        : null;

    private WatchWishes WishesOf(Admission one, MediaWish wish)
    {
        if (!one.IsWall)
            return new(wish.Others < 0 ? null : wish.Others, wish.Tracks);
        one.Looks = new(wish.Others >= 0, wish.Tracks.ToDictionary(t => t.Track), wish.Listen);
        return one.Looks.Of(one.Rooms.SelectMany(engine.Relay!.Tracks));
    }

    // The caller's part: of a room by its state, of the wall by all rooms that it supervises.
    private async Task<(MediaPart? Part, Seen Seen, IResult? Refused)> PartAsync(string room, Caller caller)
    {
        if (room == MediaRules.Wall)
        {
            if (caller.IsOfRoom || caller.Key.Length == 0)
                return (null, Seen.Nothing, Problems.Of(MediaProblems.NoPart));
            // Whoever supervises no call has no wall: its places are few.
            var own = await OwnAsync(caller);
            return own.Count == 0
                ? (null, Seen.Nothing, Problems.Of(MediaProblems.NoRooms))
                : (new("supervisor", "supervisor", 0, MediaRights.Wall, false), new(null, own), null);
        }
        if (await rooms.FindAsync(room) is not { } state)
            return (null, Seen.Nothing, Problems.NotFound("room"));
        var (part, refusal) = MediaRules.Of(state, caller);
        return (part, new(state, [room]), refusal is null ? null : Problems.Of(refusal));
    }

    // Rooms with a call that the caller supervises.
    private async Task<IReadOnlyList<string>> OwnAsync(Caller caller)
    {
        var own = new List<string>();
        foreach (var room in book.Rooms)
            if (
                await rooms.FindAsync(room) is { } state
                && RoomStates.IsKey(state.Facts.Start.Supervisor, caller.Key)
                && MediaRules.HasCall(state)
            )
                own.Add(room);
        return own;
    }

    private async Task<IResult> ActAsync(
        string room,
        string grant,
        Caller caller,
        Func<Admission, Seen, IResult> act
    ) => (await AskAsync(room, grant, caller, act))!;

    // Asked at each act: is the call on, has the caller a part in the room now, does the grant hold. What is done then
    // is done before anything else ends it.
    private async Task<IResult?> AskAsync(string room, string grant, Caller caller, Func<Admission, Seen, IResult?> act)
    {
        if (!engine.IsOn)
            return Problems.Of(MediaProblems.Off);
        var (part, seen, refused) = await PartAsync(room, caller);
        if (part is null)
            return refused;
        if (MediaBook.ParseGrant(grant) is not { } id)
            return NoGrant;
        var (done, verdict) = book.Act(
            id,
            room,
            caller,
            one =>
            {
                if (part.Source != one.Part.Source)
                    return new Box(Problems.Of(MediaProblems.Of(GrantVerdict.Unknown)));
                book.Refresh(one, part);
                return new Box(act(one, seen));
            }
        );
        return done is null ? Problems.Of(MediaProblems.Of(verdict)) : done.Result;
    }

    private sealed record Box(IResult? Result);

    // What was seen before the book's lock was taken: under it nothing is awaited.
    private sealed record Seen(Room.Started? State, IReadOnlyList<string> Rooms)
    {
        public static Seen Nothing { get; } = new(null, []);
    }

    private Task<IResult> WatchingAsync(string room, string grant, Caller caller, Func<Admission, IResult> act) =>
        ActAsync(
            room,
            grant,
            caller,
            (one, _) =>
                one.Watching == 0 ? Problems.Of(MediaProblems.Of(new RelayFault(RelayFaultKind.Unknown))) : act(one)
        );

    // What it says afterwards is nobody's any more.
    private void Cut(Admission one, long connection)
    {
        if (one.Publishing == connection)
            one.Publishing = 0;
        else
            (one.Watching, one.Offer) = (0, 0);
        engine.Relay!.Expel(connection);
    }

    private LinkQuality? LinkOf(long connection) =>
        connection == 0 || engine.Relay!.Quality(connection) is not { } q
            ? null
            : new LinkQuality(
                q.State,
                q.IsTcp,
                q.LossPerMille,
                q.BitsIn,
                q.BitsOut,
                q.DroppedSlow,
                q.SilentMillis,
                [.. q.Layers.OrderBy(l => l.Key).Select(l => new MediaLayer(l.Key, l.Value))]
            );

    private MediaNews NewsOf(Admission one, Seen seen)
    {
        var room = one.Grant.Room;
        var call = book.CallOf(room);
        var tracks = seen.Rooms.SelectMany(engine.Relay!.Tracks).ToList();
        var own = tracks.Where(t => one.Publishing != 0 && t.Connection == one.Publishing).Select(t => t.Number);
        return new MediaNews(
            call?.Version ?? 0,
            seen.Rooms,
            [
                .. book.In(room)
                    .Where(a => seen.Rooms.Contains(a.Grant.Room))
                    .DistinctBy(a => (a.Grant.Room, a.Part.Source))
                    .OrderBy(a => a.Part.Source, StringComparer.Ordinal)
                    .Select(a => PersonOf(a, seen)),
            ],
            [
                .. tracks.Select(t => new MediaTrack(
                    t.Number,
                    t.Room,
                    t.Source,
                    t.Kind,
                    t.Layers,
                    t.IsMuted,
                    t.Source == one.Part.Source
                )),
            ],
            [.. seen.Rooms.SelectMany(r => book.CallOf(r)?.Speaking ?? [])],
            [.. own.Where(n => call?.Unneeded.Contains(n) == true)],
            one.Publishing == 0 ? null : one.PublishingState,
            one.Watching == 0 ? null : one.WatchingState,
            one.Offer,
            one.Part.HasPictures,
            call?.Recording ?? RecordingWord.Off
        );
    }

    private static MediaPerson PersonOf(Admission one, Seen seen) =>
        new(
            one.Grant.Room,
            one.Part.Source,
            one.Part.Role,
            one.Part.Seat,
            one.Part.Seat > 0 && one.Part.Seat == LeaderOf(seen)
        );
}
