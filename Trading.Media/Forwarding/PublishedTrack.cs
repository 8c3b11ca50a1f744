namespace Trading.Media.Forwarding;

/// <summary>A track of a publisher with its layers, and who gets it.</summary>
internal sealed class PublishedTrack
{
    public const byte Silence = 127;

    public PublishedTrack(TrackSpec spec, Publisher publisher)
    {
        (Spec, Publisher) = (spec, publisher);
        var rids = spec.Rids.Count == 0 ? [""] : spec.Rids;
        Layers = [.. rids.Select((rid, i) => new Layer(this, i, rid))];
    }

    public TrackSpec Spec { get; }

    public Publisher Publisher { get; }

    public Layer[] Layers { get; }

    public List<Subscription> Subscriptions { get; } = [];

    public bool IsMuted { get; set; }

    public bool IsRecorded { get; set; }

    /// <summary>What the publisher was told last.</summary>
    public bool IsPaused { get; set; }

    /// <summary>Loudness of the last packet, 0 (loudest) to 127, in −dB. RFC 6464, 3.</summary>
    public byte Level { get; set; } = Silence;

    public bool IsNeeded => !IsMuted && (IsRecorded || Subscriptions.Exists(s => !s.IsPaused));

    /// <summary>The highest layer up to a number that is sent at all; −1 where none is.</summary>
    public int HighestLive(int most, long now)
    {
        for (var i = Math.Min(most, Layers.Length - 1); i >= 0; i--)
            if (Layers[i].IsLive(now))
                return i;
        return -1;
    }
}

/// <summary>Somebody's connection that sends.</summary>
internal sealed class Publisher(int id)
{
    public int Id { get; } = id;

    public List<PublishedTrack> Tracks { get; } = [];

    /// <summary>Sources whose layer is known.</summary>
    public Dictionary<uint, Layer> Sources { get; } = [];

    public long ReportedAt { get; set; } = long.MinValue / 2;
}
