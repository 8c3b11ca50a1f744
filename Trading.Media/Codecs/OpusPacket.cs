namespace Trading.Media.Codecs;

/// <summary>
/// What a packet of Opus says of itself: how long it sounds and whether it holds silence. Source: RFC 6716, section 3,
/// with its rules R1 to R7; RFC 7587 for RTP. Reading neither throws nor allocates.
/// </summary>
public readonly record struct OpusPacket
{
    /// <summary>The longest packet, 120 ms at 48 kHz.</summary>
    public const int MostSamples = 5760;

    private const int MostFrameBytes = 1275;

    /// <summary>How long the packet sounds, in samples of 48 kHz: 120–5760, as an RTP timestamp counts them.</summary>
    public int Samples { get; private init; }

    /// <summary>Frames in the packet, 1–48.</summary>
    public int Frames { get; private init; }

    /// <summary>The packet was coded from two channels.</summary>
    public bool IsStereo { get; private init; }

    /// <summary>
    /// Every frame has at most one byte: the encoder sent nothing because there was nothing to hear (DTX).
    /// </summary>
    public bool IsSilence { get; private init; }

    /// <summary>Reads a packet; false where it breaks one of the rules R1 to R7.</summary>
    public static bool TryRead(ReadOnlySpan<byte> payload, out OpusPacket packet)
    {
        packet = default;
        if (payload.IsEmpty)
            return false;
        var behind = payload[1..];
        var frames = 1;
        int longest;
        bool isSound;
        switch (payload[0] & 3)
        {
            case 0:
                longest = behind.Length;
                isSound = true;
                break;
            case 1:
                (frames, longest) = (2, behind.Length / 2);
                isSound = (behind.Length & 1) == 0;
                break;
            case 2:
                frames = 2;
                isSound = TryReadTwo(behind, out longest);
                break;
            default:
                isSound = TryReadMany(behind, out frames, out longest);
                break;
        }
        var samples = frames * FrameSamples(payload[0] >> 3);
        if (!isSound || longest > MostFrameBytes || samples > MostSamples)
            return false;
        packet = new OpusPacket
        {
            Samples = samples,
            Frames = frames,
            IsStereo = (payload[0] & 4) != 0,
            IsSilence = longest <= 1,
        };
        return true;
    }

    /// <summary>Samples of one frame at 48 kHz by its configuration, 0–31 (RFC 6716, table 2).</summary>
    private static int FrameSamples(int configuration) =>
        configuration switch
        {
            < 12 => (configuration & 3) == 3 ? 2880 : 480 << (configuration & 3), // SILK: 10, 20, 40, 60 ms
            < 16 => 480 << (configuration & 1), // hybrid: 10, 20 ms
            _ => 120 << (configuration & 3), // CELT: 2.5, 5, 10, 20 ms
        };

    private static bool TryReadTwo(ReadOnlySpan<byte> behind, out int longest)
    {
        longest = 0;
        if (!TryReadLength(ref behind, out var first) || first > behind.Length)
            return false;
        longest = int.Max(first, behind.Length - first);
        return true;
    }

    /// <summary>
    /// Any number of frames: a byte of flags and count, padding, then frames of one length or of many.
    /// </summary>
    private static bool TryReadMany(ReadOnlySpan<byte> behind, out int frames, out int longest)
    {
        (frames, longest) = (0, 0);
        if (behind.IsEmpty)
            return false;
        var head = behind[0];
        frames = head & 0x3f;
        behind = behind[1..];
        if (frames is 0 or > 48 || (head & 0x40) != 0 && !TryTakePadding(ref behind))
            return false;
        if ((head & 0x80) == 0)
        {
            longest = behind.Length / frames;
            return behind.Length % frames == 0;
        }
        var sum = 0;
        for (var i = 1; i < frames; i++)
        {
            if (!TryReadLength(ref behind, out var length))
                return false;
            sum += length;
            longest = int.Max(longest, length);
        }
        longest = int.Max(longest, behind.Length - sum);
        return sum <= behind.Length;
    }

    /// <summary>Padding has its length in front, in bytes of 255 (254 more, and another byte) and a last one.</summary>
    private static bool TryTakePadding(ref ReadOnlySpan<byte> behind)
    {
        var padding = 0;
        byte part;
        do
        {
            if (behind.IsEmpty)
                return false;
            part = behind[0];
            behind = behind[1..];
            padding += part == 255 ? 254 : part;
        } while (part == 255);
        if (padding > behind.Length)
            return false;
        behind = behind[..^padding];
        return true;
    }

    /// <summary>A frame's length, 0–1275: one byte below 252, or two.</summary>
    private static bool TryReadLength(ref ReadOnlySpan<byte> behind, out int length)
    {
        length = 0;
        if (behind.IsEmpty)
            return false;
        length = behind[0];
        behind = behind[1..];
        if (length < 252)
            return true;
        if (behind.IsEmpty)
            return false;
        length += 4 * behind[0];
        behind = behind[1..];
        return true;
    }
}
