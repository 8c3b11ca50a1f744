namespace Trading.Media.Forwarding;

/// <summary>One source of a publisher: a layer of a picture, or a voice.</summary>
internal sealed class Layer(PublishedTrack track, int number, string rid)
{
    private const int VideoBytes = 192 * 1024;
    private const int VoiceBytes = 16 * 1024;
    private const long Silent = 1_500;
    private const long PictureLossPause = 500;

    private PacketRing? kept;
    private long windowAt = -1;
    private long windowBytes;
    private long lastPictureLoss = long.MinValue / 2;

    public PublishedTrack Track { get; } = track;

    /// <summary>0 is the lowest.</summary>
    public int Number { get; } = number;

    public string Rid { get; } = rid;

    /// <summary>0 until the first packet, or SDP, says it.</summary>
    public uint Ssrc { get; set; }

    public ReceiveStats Stats { get; } = new(track.Spec.IsVideo ? 90 : 48);

    public Gaps Gaps { get; } = new();

    /// <summary>Kept packets: memory is taken with the first packet, once for all.</summary>
    public PacketRing Kept => kept ??= new PacketRing(Track.Spec.IsVideo ? VideoBytes : VoiceBytes);

    /// <summary>When the last packet came.</summary>
    public long LastAt { get; private set; } = long.MinValue / 2;

    /// <summary>Bits per second over the last full second.</summary>
    public long Rate { get; private set; }

    /// <summary>Somebody waits for a whole picture.</summary>
    public bool WantsPicture { get; set; }

    /// <summary>Bits of the second that runs.</summary>
    public long WindowBits => windowBytes * 8;

    public bool IsLive(long now) => now - LastAt < Silent;

    public void Count(int bytes, long now)
    {
        LastAt = now;
        if (now - windowAt >= 1_000)
        {
            // After a pause the old second says nothing.
            Rate = now - windowAt < 2_000 ? windowBytes * 8 : Rate;
            (windowAt, windowBytes) = (now, 0);
        }
        windowBytes += bytes;
    }

    /// <summary>
    /// Whether to ask for a whole picture now: somebody waits, and it was not asked for in the last 0.5 s.
    /// </summary>
    public bool TakesPictureLoss(long now)
    {
        if (!WantsPicture || !Track.Spec.IsVideo || Ssrc == 0 || now - lastPictureLoss < PictureLossPause)
            return false;
        lastPictureLoss = now;
        return true;
    }
}
