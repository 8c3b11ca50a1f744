namespace Trading.Media.Forwarding;

/// <summary>
/// The forwarder of one room as a state machine: people publish tracks and watch them, packets come in and go out
/// through <see cref="IForwardSink"/>. Everything is in the clear here; SRTP lies on both sides. No clock: each call
/// brings milliseconds that never go back. Not for several threads at once. Whoever may publish or watch is decided
/// elsewhere (Rooms).
/// </summary>
/// <remarks>
/// <para>The caller has to call <see cref="Tick"/> every 20 to 100 ms.</para>
/// <para>Nothing that a peer sends throws or allocates, but for a layer's buffer with its first packet.</para>
/// </remarks>
public sealed partial class RoomForwarder
{
    private const int MostLayers = 3;

    private readonly ForwardLimits limits;
    private readonly IForwardSink sink;
    private readonly uint ours;
    private readonly Dictionary<int, Publisher> publishers = [];
    private readonly Dictionary<int, Viewer> viewers = [];
    private readonly Dictionary<int, PublishedTrack> tracks = [];
    private readonly long[] counts = new long[(int)ForwardVerdict.OutOfWindow + 1];
    private int subscriptions;

    /// <summary>Begins an empty room.</summary>
    /// <param name="limits">How much it may hold.</param>
    /// <param name="sink">Where packets go.</param>
    /// <param name="ours">Source of our reports and requests, drawn at random by the caller.</param>
    public RoomForwarder(ForwardLimits limits, IForwardSink sink, uint ours) =>
        (this.limits, this.sink, this.ours) = (limits, sink, ours);

    /// <summary>Forwarded streams.</summary>
    public int Subscriptions => subscriptions;

    /// <summary>Tracks that are published.</summary>
    public int Tracks => tracks.Count;

    /// <summary>How many packets of publishers got a verdict.</summary>
    public long Count(ForwardVerdict verdict) => counts[(int)verdict];

    /// <summary>Compounds that could not be read, FIR and lists above their limit: refused and counted.</summary>
    public long RefusedControl { get; private set; }

    /// <summary>A connection that may send joins.</summary>
    public ForwardFault AddPublisher(int publisher)
    {
        if (publishers.Count == limits.Publishers)
            return ForwardFault.LimitReached;
        return publishers.TryAdd(publisher, new Publisher(publisher)) ? ForwardFault.None : ForwardFault.InUse;
    }

    /// <summary>A connection that may receive joins.</summary>
    public ForwardFault AddViewer(int viewer)
    {
        if (viewers.Count == limits.Viewers)
            return ForwardFault.LimitReached;
        return viewers.TryAdd(viewer, new Viewer(viewer)) ? ForwardFault.None : ForwardFault.InUse;
    }

    /// <summary>
    /// A publisher's track, as its offer was answered. It begins paused: nobody needs it yet, and no
    /// <see cref="IForwardSink.Paused"/> says so.
    /// </summary>
    public ForwardFault Publish(int publisher, TrackSpec spec)
    {
        if (!publishers.TryGetValue(publisher, out var owner))
            return ForwardFault.Unknown;
        if (owner.Tracks.Count == limits.TracksOfPublisher)
            return ForwardFault.LimitReached;
        if (spec.Rids.Count > MostLayers || spec.Rids.Distinct().Count() != spec.Rids.Count)
            return ForwardFault.Layers;
        if (spec.Ssrc != 0 && (spec.Rids.Count > 0 || owner.Sources.ContainsKey(spec.Ssrc)))
            return ForwardFault.InUse;
        var track = new PublishedTrack(spec, owner) { IsPaused = true };
        if (!tracks.TryAdd(spec.Track, track))
            return ForwardFault.InUse;
        owner.Tracks.Add(track);
        if (spec.Ssrc != 0)
            Bind(owner, track.Layers[0], spec.Ssrc);
        return ForwardFault.None;
    }

    /// <summary>A viewer gets a track.</summary>
    public ForwardFault Subscribe(int viewer, int track, in Leg leg, long now)
    {
        if (!viewers.TryGetValue(viewer, out var watcher) || !tracks.TryGetValue(track, out var published))
            return ForwardFault.Unknown;
        if (watcher.Subscriptions.Count == limits.TracksOfViewer || subscriptions == limits.Subscriptions)
            return ForwardFault.LimitReached;
        if (watcher.Sources.ContainsKey(leg.Ssrc) || watcher.Subscriptions.Exists(s => s.Track == published))
            return ForwardFault.InUse;
        var subscription = new Subscription(watcher, published, leg, limits.ResentPerSecond, now);
        watcher.Subscriptions.Add(subscription);
        watcher.Sources.Add(leg.Ssrc, subscription);
        published.Subscriptions.Add(subscription);
        subscriptions++;
        watcher.RoseAt = now;
        Want(subscription, leg.MostLayer);
        Look(published);
        subscription.Choose(now);
        return ForwardFault.None;
    }

    /// <summary>
    /// A viewer no longer gets a track. Its source is to be retired at the sender (SrtpSender.Retire).
    /// </summary>
    public ForwardFault Unsubscribe(int viewer, int track)
    {
        if (!viewers.TryGetValue(viewer, out var watcher))
            return ForwardFault.Unknown;
        if (watcher.Subscriptions.Find(s => s.Track.Spec.Track == track) is not { } subscription)
            return ForwardFault.Unknown;
        End(subscription);
        Look(subscription.Track);
        return ForwardFault.None;
    }

    /// <summary>The highest layer that a viewer wants of a track: 0 on a small tile.</summary>
    public ForwardFault Want(int viewer, int track, int mostLayer)
    {
        if (!viewers.TryGetValue(viewer, out var watcher))
            return ForwardFault.Unknown;
        if (watcher.Subscriptions.Find(s => s.Track.Spec.Track == track) is not { } subscription)
            return ForwardFault.Unknown;
        Want(subscription, mostLayer);
        return ForwardFault.None;
    }

    /// <summary>
    /// A viewer wants nothing of a track for now, or goes on: with a whole picture, and no hole in its numbers. Its
    /// source stays.
    /// </summary>
    public ForwardFault Pause(int viewer, int track, bool isPaused)
    {
        if (!viewers.TryGetValue(viewer, out var watcher))
            return ForwardFault.Unknown;
        if (watcher.Subscriptions.Find(s => s.Track.Spec.Track == track) is not { } subscription)
            return ForwardFault.Unknown;
        if (subscription.IsPaused == isPaused)
            return ForwardFault.None;
        subscription.Pause(isPaused);
        Look(subscription.Track);
        return ForwardFault.None;
    }

    /// <summary>A whole picture of each layer that is sent: whoever records begins with one.</summary>
    public ForwardFault AskPicture(int track)
    {
        if (!tracks.TryGetValue(track, out var published))
            return ForwardFault.Unknown;
        foreach (var layer in published.Layers)
            layer.WantsPicture = true;
        return ForwardFault.None;
    }

    /// <summary>Nothing of a muted track goes anywhere, whatever its publisher sends.</summary>
    public ForwardFault Mute(int track, bool isMuted)
    {
        if (!tracks.TryGetValue(track, out var published))
            return ForwardFault.Unknown;
        if (published.IsMuted == isMuted)
            return ForwardFault.None;
        (published.IsMuted, published.Level) = (isMuted, PublishedTrack.Silence);
        Look(published);
        if (!isMuted)
            Restart(published);
        return ForwardFault.None;
    }

    /// <summary>A track that is recorded is needed, whoever watches.</summary>
    public ForwardFault Record(int track, bool isRecorded)
    {
        if (!tracks.TryGetValue(track, out var published))
            return ForwardFault.Unknown;
        published.IsRecorded = isRecorded;
        Look(published);
        return ForwardFault.None;
    }

    /// <summary>A track ends; its viewers no longer get it.</summary>
    public ForwardFault Unpublish(int track)
    {
        if (!tracks.Remove(track, out var published))
            return ForwardFault.Unknown;
        End(published);
        published.Publisher.Tracks.Remove(published);
        return ForwardFault.None;
    }

    /// <summary>A publisher leaves or is expelled: at once nothing of it is forwarded any more.</summary>
    public ForwardFault RemovePublisher(int publisher)
    {
        if (!publishers.Remove(publisher, out var owner))
            return ForwardFault.Unknown;
        foreach (var track in owner.Tracks)
        {
            tracks.Remove(track.Spec.Track);
            End(track);
        }
        return ForwardFault.None;
    }

    /// <summary>A viewer leaves or is expelled: at once it gets nothing any more.</summary>
    public ForwardFault RemoveViewer(int viewer)
    {
        if (!viewers.Remove(viewer, out var watcher))
            return ForwardFault.Unknown;
        foreach (var subscription in watcher.Subscriptions.ToArray())
        {
            End(subscription);
            Look(subscription.Track);
        }
        return ForwardFault.None;
    }

    /// <summary>Loudness of a track's last packet, 0 (loudest) to 127 (silence or unknown), in −dB. RFC 6464.</summary>
    public byte LevelOf(int track) => tracks.GetValueOrDefault(track)?.Level ?? PublishedTrack.Silence;

    /// <summary>The layer that a viewer gets of a track, −1 for none yet.</summary>
    public int LayerOf(int viewer, int track) =>
        viewers.GetValueOrDefault(viewer)?.Subscriptions.Find(s => s.Track.Spec.Track == track)?.Current ?? -1;

    private static void Want(Subscription subscription, int mostLayer) =>
        subscription.MostLayer = Math.Clamp(mostLayer, 0, subscription.Track.Layers.Length - 1);

    private void End(PublishedTrack track)
    {
        foreach (var subscription in track.Subscriptions.ToArray())
            End(subscription);
        foreach (var layer in track.Layers)
            track.Publisher.Sources.Remove(layer.Ssrc);
    }

    private void End(Subscription subscription)
    {
        subscription.Viewer.Subscriptions.Remove(subscription);
        subscription.Viewer.Sources.Remove(subscription.Leg.Ssrc);
        subscription.Track.Subscriptions.Remove(subscription);
        subscriptions--;
    }

    // Says once when a track is needed no longer, or again.
    private void Look(PublishedTrack track)
    {
        if (track.IsPaused == !track.IsNeeded)
            return;
        track.IsPaused = !track.IsNeeded;
        if (!track.IsPaused)
            Restart(track);
        sink.Paused(track.Spec.Track, track.IsPaused);
    }

    private static void Restart(PublishedTrack track)
    {
        foreach (var subscription in track.Subscriptions)
            subscription.Restart();
    }

    private static void Bind(Publisher publisher, Layer layer, uint ssrc)
    {
        layer.Ssrc = ssrc;
        publisher.Sources.Add(ssrc, layer);
    }
}
