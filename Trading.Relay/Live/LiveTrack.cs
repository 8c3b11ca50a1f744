namespace Trading.Relay.Live;

/// <summary>A track that is published.</summary>
internal sealed class LiveTrack(int number, PublishingPeer peer, TrackKind kind, string mid, int layers)
{
    // Of each layer, once its first packet came.
    private readonly TappedStream?[] streams = new TappedStream?[layers];

    public int Number => number;

    public PublishingPeer Peer => peer;

    public TrackKind Kind => kind;

    public string Mid => mid;

    public bool IsVideo => kind is TrackKind.Camera or TrackKind.Screen;

    /// <summary>Its connection is there: others may know of it.</summary>
    public bool IsListed { get; set; }

    public bool IsMuted { get; set; }

    /// <summary>Source that SDP says, 0 for none.</summary>
    public required uint Ssrc { get; init; }

    public required byte PayloadType { get; init; }

    public TrackInfo Info => new(number, peer.Room.Name, peer.Source, kind, peer.Number, layers, IsMuted);

    public TappedStream? StreamOf(int layer) => streams[layer];

    public TappedStream Begin(int layer, uint ssrc)
    {
        var stream = new TappedStream(number, layer, kind, peer.Source, ssrc, PayloadType);
        streams[layer] = stream;
        return stream;
    }

    /// <summary>A tap ends: the next one hears of each layer anew.</summary>
    public void Forget() => Array.Clear(streams);

    public bool TryStream(uint ssrc, out TappedStream stream)
    {
        foreach (var candidate in streams)
            if (candidate is { } found && found.Ssrc == ssrc)
            {
                stream = found;
                return true;
            }
        stream = default;
        return false;
    }
}
