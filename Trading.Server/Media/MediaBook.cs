using System.Globalization;
using System.Security.Cryptography;
using Trading.Crypto;
using Trading.Media.Rooms;
using Trading.Relay;
using Trading.Server.People;

namespace Trading.Server.Media;

/// <summary>
/// Who is in which call: grants, the connections that they opened, and the calls themselves, behind one lock. It
/// decides nothing: whoever calls has asked <see cref="MediaRules"/>. The relay's lock is taken inside of this one,
/// never the other way round.
/// </summary>
public sealed class MediaBook : ILeavings
{
    /// <summary>A window that was not heard of for so long is gone: it asks for news all the time.</summary>
    internal const long SilentMillis = 90_000;

    /// <summary>A grant that was not used for so long is gone.</summary>
    internal const long UnusedMillis = 60_000;

    /// <summary>Longest life of a grant, UTC microseconds: as that of a ticket.</summary>
    private const long MostMicros = Tickets.TicketMicros;

    // The wall is a room of the grants' book, and none of the relay.
    private const int MostRooms = 65;

    private readonly MediaEngine engine;
    private readonly Suite suite;
    private readonly Clock clock;
    private readonly IHostApplicationLifetime life;
    private readonly Lock gate = new();
    private readonly GrantBook grants = new(new GrantLimits { Rooms = MostRooms });
    private readonly Dictionary<UInt128, Admission> all = [];
    private readonly Dictionary<string, Call> calls = new(StringComparer.Ordinal);

    public MediaBook(MediaEngine engine, Suite suite, Clock clock, IHostApplicationLifetime life)
    {
        (this.engine, this.suite, this.clock, this.life) = (engine, suite, clock, life);
        if (!engine.IsOn)
            return;
        Open(MediaRules.Wall);
        engine.Relay.Happened = Happened;
    }

    /// <summary>Rooms that have a call now, the wall left out.</summary>
    internal IReadOnlyList<string> Rooms
    {
        get
        {
            lock (gate)
                return [.. calls.Keys.Where(room => room != MediaRules.Wall).Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>A grant as people carry it; null for what is none.</summary>
    internal static UInt128? ParseGrant(string text) =>
        text.Length == 32
        && UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;

    internal static string TextOf(UInt128 id) => id.ToString("x32", CultureInfo.InvariantCulture);

    internal Call? CallOf(string room)
    {
        lock (gate)
            return calls.GetValueOrDefault(room);
    }

    /// <summary>A call begins; saying it twice is harmless.</summary>
    internal GrantVerdict Open(string room)
    {
        lock (gate)
        {
            var verdict = grants.Open(room);
            if (verdict == GrantVerdict.Done && calls.TryAdd(room, new Call(room, life)))
                TurnWall();
            return verdict;
        }
    }

    /// <summary>A call is over: everybody in it is out at once.</summary>
    internal void Close(string room)
    {
        lock (gate)
        {
            grants.Close(room);
            foreach (var one in all.Values.Where(a => a.Grant.Room == room).ToArray())
                End(one);
            if (calls.Remove(room, out var call))
                call.Turn();
            TurnWall();
        }
    }

    /// <summary>A grant for somebody who may have it, until then at most.</summary>
    internal (Admission? Issued, GrantVerdict Verdict) Issue(string room, MediaPart part, Caller caller, long until)
    {
        lock (gate)
        {
            var now = clock.Now;
            var grant = new MediaGrant
            {
                Id = new UInt128(
                    BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)),
                    BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8))
                ),
                Room = room,
                Seat = part.Seat,
                Role = part.Role,
                Holder = HolderOf(caller),
                Rights = part.Rights,
                Until = Math.Min(Math.Min(until, part.Until), now + MostMicros),
            };
            var verdict = grants.Issue(grant, now);
            if (verdict == GrantVerdict.LimitReached && TryMakeRoom(grant))
                verdict = grants.Issue(grant, now);
            if (verdict != GrantVerdict.Done)
                return (null, verdict);
            var issued = new Admission(grant, caller, part);
            all.Add(grant.Id, issued);
            return (issued, verdict);
        }
    }

    /// <summary>Uses a grant: once, by its holder.</summary>
    internal (Admission? Entered, GrantVerdict Verdict) Enter(UInt128 id, string room, Caller caller)
    {
        lock (gate)
        {
            if (!all.TryGetValue(id, out var one) || one.Grant.Room != room)
                return (null, GrantVerdict.Unknown);
            var verdict = grants.Use(id, HolderOf(caller), clock.Now, out _);
            if (verdict != GrantVerdict.Done)
                return (null, verdict);
            (one.IsIn, one.SeenAt) = (true, Environment.TickCount64);
            Turn(room);
            return (one, verdict);
        }
    }

    /// <summary>
    /// Does something for whoever was let in by a grant and holds it still; nothing can end it meanwhile.
    /// </summary>
    internal (T? Done, GrantVerdict Verdict) Act<T>(UInt128 id, string room, Caller caller, Func<Admission, T> act)
        where T : class
    {
        lock (gate)
        {
            if (!all.TryGetValue(id, out var one) || one.Grant.Room != room)
                return (null, GrantVerdict.Unknown);
            if (one.Grant.Holder != HolderOf(caller))
                return (null, GrantVerdict.NotYours);
            if (!grants.Holds(id, one.Grant.Rights, clock.Now))
                return (null, GrantVerdict.Unknown);
            one.SeenAt = Environment.TickCount64;
            return (act(one), GrantVerdict.Done);
        }
    }

    /// <summary>A window says goodbye.</summary>
    internal void Leave(Admission one)
    {
        lock (gate)
            End(one);
    }

    /// <summary>Something of a call is another: whoever waits is told.</summary>
    internal void Turn(string room)
    {
        lock (gate)
        {
            if (calls.TryGetValue(room, out var call))
                call.Turn();
            if (room != MediaRules.Wall)
                TurnWall();
        }
    }

    /// <summary>
    /// Asks of everybody in a call whether the part still stands: whoever lost it is out at once, and whoever may send
    /// no picture any more is cut off and comes back without.
    /// </summary>
    internal void Judge(string room, Func<Caller, MediaPart?> partOf)
    {
        lock (gate)
        {
            foreach (var one in all.Values.Where(a => a.Grant.Room == room).ToArray())
            {
                var part = partOf(one.Caller);
                if (
                    part is null
                    || part.Source != one.Part.Source
                    || (part.Rights & one.Grant.Rights) != one.Grant.Rights
                )
                {
                    grants.Leave(one.Grant.Id);
                    End(one);
                    continue;
                }
                Refresh(one, part);
            }
            Turn(room);
        }
    }

    /// <summary>The part that a window has now: a camera that may not be on any more is cut.</summary>
    internal void Refresh(Admission one, MediaPart part)
    {
        lock (gate)
        {
            one.Part = part;
            if (part.HasPictures || !one.SendsPictures || one.Publishing == 0)
                return;
            engine.Relay!.Expel(one.Publishing);
            (one.Publishing, one.SendsPictures) = (0, false);
        }
    }

    /// <summary>What time ends: grants that are over, that nobody used, and windows that say nothing.</summary>
    internal void Due()
    {
        lock (gate)
        {
            grants.Due(clock.Now);
            var (now, micros) = (Environment.TickCount64, clock.Now);
            foreach (var one in all.Values.ToArray())
                if (one.Grant.Until <= micros || now - one.SeenAt > (one.IsIn ? SilentMillis : UnusedMillis))
                    End(one);
        }
    }

    /// <summary>Everybody in a call; of the wall, of all of them.</summary>
    internal IReadOnlyList<Admission> In(string room)
    {
        lock (gate)
            return [.. all.Values.Where(a => a.IsIn && (room == MediaRules.Wall || a.Grant.Room == room))];
    }

    /// <summary>Something about a call, while nothing moves.</summary>
    internal T Look<T>(Func<T> look)
    {
        lock (gate)
            return look();
    }

    /// <inheritdoc/>
    public void Left(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (!engine.IsOn || caller.Key.Length == 0)
            return;
        lock (gate)
        {
            var holder = HolderOf(caller);
            grants.RevokeHolder(holder);
            foreach (var one in all.Values.Where(a => a.Grant.Holder == holder).ToArray())
                End(one);
        }
    }

    private string HolderOf(Caller caller) => Convert.ToHexStringLower(suite.Hash(caller.Key));

    // Whoever loads a page again and again has windows that nobody looks at: the oldest makes way for the next.
    private bool TryMakeRoom(MediaGrant wanted)
    {
        var oldest = all
            .Values.Where(a =>
                a.Grant.Holder == wanted.Holder && a.Grant.Room == wanted.Room && a is { Publishing: 0, Watching: 0 }
            )
            .MinBy(a => a.SeenAt);
        if (oldest is null)
            return false;
        End(oldest);
        return true;
    }

    private void End(Admission one)
    {
        grants.Leave(one.Grant.Id);
        if (!all.Remove(one.Grant.Id))
            return;
        foreach (var connection in new[] { one.Publishing, one.Watching })
            if (connection != 0)
                engine.Relay!.Expel(connection);
        (one.Publishing, one.Watching) = (0, 0);
        Turn(one.Grant.Room);
    }

    private void TurnWall()
    {
        if (calls.TryGetValue(MediaRules.Wall, out var wall))
            wall.Turn();
    }

    // From a thread of the relay's that holds no lock of it.
    private void Happened(RelayEvent happened)
    {
        lock (gate)
            switch (happened)
            {
                case StateChanged e:
                    if (OfConnection(e.Connection) is not { } one)
                        return;
                    if (one.Publishing == e.Connection)
                        one.PublishingState = e.State;
                    else
                        one.WatchingState = e.State;
                    Turn(one.Grant.Room);
                    break;
                case ConnectionGone e:
                    Gone(e.Connection);
                    break;
                case OfferChanged e:
                    if (OfConnection(e.Connection) is not { } watcher)
                        return;
                    watcher.Offer = e.Version;
                    Turn(watcher.Grant.Room);
                    break;
                case TrackBegan e:
                    Moved(e.Track);
                    break;
                case TrackEnded e:
                    if (calls.TryGetValue(e.Track.Room, out var left))
                        left.Unneeded.Remove(e.Track.Number);
                    Moved(e.Track);
                    break;
                case TrackMuted e:
                    Turn(e.Track.Room);
                    break;
                case TrackPaused e:
                    if (!calls.TryGetValue(e.Track.Room, out var call))
                        return;
                    _ = e.IsPaused ? call.Unneeded.Add(e.Track.Number) : call.Unneeded.Remove(e.Track.Number);
                    call.Turn();
                    break;
            }
    }

    private Admission? OfConnection(long connection) =>
        all.Values.FirstOrDefault(a => a.Publishing == connection || a.Watching == connection);

    private void Gone(long connection)
    {
        if (OfConnection(connection) is not { } one)
            return;
        if (one.Publishing == connection)
            one.Publishing = 0;
        else
            (one.Watching, one.Offer) = (0, 0);
        Turn(one.Grant.Room);
    }

    // A wall says by name what it wants: a track that comes is not among it yet.
    private void Moved(TrackInfo track)
    {
        Turn(track.Room);
        foreach (var wall in all.Values.Where(a => a.IsWall && a.Watching != 0))
            engine.Relay!.Wish(wall.Watching, wall.Looks.Of(wall.Rooms.SelectMany(engine.Relay.Tracks)));
    }
}
