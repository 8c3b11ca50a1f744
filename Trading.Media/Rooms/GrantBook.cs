namespace Trading.Media.Rooms;

/// <summary>
/// Which rooms are open, and who may take part: grants are issued, used once by their holder, and end by time or by
/// being revoked. A grant that was used is an admission; it lasts until it is revoked, left, or over. In memory: a
/// restart revokes all, and people ask anew. No clock: times come with the calls. Not for several threads at once.
/// </summary>
public sealed class GrantBook(GrantLimits limits)
{
    private readonly Dictionary<string, Dictionary<UInt128, Entry>> rooms = new(StringComparer.Ordinal);
    private readonly Dictionary<UInt128, Entry> all = [];

    private sealed class Entry(MediaGrant grant)
    {
        public MediaGrant Grant { get; } = grant;
        public bool IsUsed { get; set; }
    }

    /// <summary>Rooms that are open.</summary>
    public int Rooms => rooms.Count;

    /// <summary>Grants that are issued, used or not.</summary>
    public int Count => all.Count;

    /// <summary>Opens a room. Saying it twice is harmless.</summary>
    public GrantVerdict Open(string room)
    {
        if (room.Length is 0 || room.Length > limits.Letters)
            return GrantVerdict.Malformed;
        if (rooms.ContainsKey(room))
            return GrantVerdict.Done;
        if (rooms.Count == limits.Rooms)
            return GrantVerdict.LimitReached;
        rooms.Add(room, []);
        return GrantVerdict.Done;
    }

    /// <summary>
    /// Closes a room and ends everything in it. Answers with those who were in, for their connections to be cut.
    /// </summary>
    public IReadOnlyList<MediaGrant> Close(string room)
    {
        var ended = End(room, _ => true);
        rooms.Remove(room);
        return ended;
    }

    /// <summary>Issues a grant in an open room.</summary>
    public GrantVerdict Issue(MediaGrant grant, long now)
    {
        if (!rooms.TryGetValue(grant.Room, out var room))
            return GrantVerdict.Unknown;
        if (!IsSound(grant, now) || all.ContainsKey(grant.Id))
            return GrantVerdict.Malformed;
        End(grant.Room, e => e.Grant.Until <= now && !e.IsUsed);
        if (room.Count >= limits.OfRoom || room.Values.Count(e => e.Grant.Holder == grant.Holder) >= limits.OfHolder)
            return GrantVerdict.LimitReached;
        var entry = new Entry(grant);
        room.Add(grant.Id, entry);
        all.Add(grant.Id, entry);
        return GrantVerdict.Done;
    }

    /// <summary>Uses a grant: once, by its holder, in time.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="holder">Key that the caller has proved to hold.</param>
    /// <param name="now">UTC microseconds.</param>
    /// <param name="grant">What was granted, where the verdict is <see cref="GrantVerdict.Done"/>.</param>
    public GrantVerdict Use(UInt128 id, string holder, long now, out MediaGrant? grant)
    {
        grant = null;
        if (!all.TryGetValue(id, out var entry) || entry.Grant.Until <= now)
            return GrantVerdict.Unknown;
        // Another's grant stays usable for its holder: a stranger cannot use it up.
        if (!string.Equals(entry.Grant.Holder, holder, StringComparison.Ordinal))
            return GrantVerdict.NotYours;
        if (entry.IsUsed)
            return GrantVerdict.Used;
        entry.IsUsed = true;
        grant = entry.Grant;
        return GrantVerdict.Done;
    }

    /// <summary>Whether an admission still stands: asked at each act, not only at the door.</summary>
    public bool Holds(UInt128 id, MediaRights rights, long now) =>
        all.TryGetValue(id, out var entry)
        && entry.IsUsed
        && entry.Grant.Until > now
        && (entry.Grant.Rights & rights) == rights;

    /// <summary>Its holder has left: the grant is gone.</summary>
    public void Leave(UInt128 id)
    {
        if (all.TryGetValue(id, out var entry))
            End(entry.Grant.Room, e => e == entry);
    }

    /// <summary>
    /// Ends all grants of a seat, used or not. Answers with those who were in, for their connections to be cut at once.
    /// </summary>
    public IReadOnlyList<MediaGrant> RevokeSeat(string room, int seat) => End(room, e => e.Grant.Seat == seat);

    /// <summary>As <see cref="RevokeSeat"/>, by key: in every room.</summary>
    public IReadOnlyList<MediaGrant> RevokeHolder(string holder) =>
        [.. rooms.Keys.ToArray().SelectMany(room => End(room, e => e.Grant.Holder == holder))];

    /// <summary>Ends what is over. Answers with those who were in; to be asked every second or so.</summary>
    public IReadOnlyList<MediaGrant> Due(long now) =>
        [.. rooms.Keys.ToArray().SelectMany(room => End(room, e => e.Grant.Until <= now))];

    private List<MediaGrant> End(string room, Func<Entry, bool> isOver)
    {
        var ended = new List<MediaGrant>();
        if (!rooms.TryGetValue(room, out var entries))
            return ended;
        foreach (var entry in entries.Values.Where(isOver).ToArray())
        {
            entries.Remove(entry.Grant.Id);
            all.Remove(entry.Grant.Id);
            if (entry.IsUsed)
                ended.Add(entry.Grant);
        }
        return ended;
    }

    private bool IsSound(MediaGrant grant, long now)
    {
        const MediaRights every = MediaRights.Publish | MediaRights.Watch | MediaRights.Wall;
        // Whoever watches over many rooms has no way to speak into one.
        var isOneSided =
            (grant.Rights & (MediaRights.Publish | MediaRights.Wall)) != (MediaRights.Publish | MediaRights.Wall);
        return grant.Until > now
            && grant.Seat is >= 0 and <= 99
            && grant.Rights != MediaRights.None
            && (grant.Rights & ~every) == 0
            && isOneSided
            && IsName(grant.Role)
            && IsName(grant.Holder);
    }

    private bool IsName(string text) => text.Length > 0 && text.Length <= limits.Letters;
}
