namespace Trading.Media.Codecs;

/// <summary>
/// What a packet of VP8 says in front of its piece of a frame (1 to 6 bytes), and of a keyframe the size of its
/// picture. Source: RFC 7741, sections 4.2 and 4.3; RFC 6386, section 9.1. Reserved bits are ignored, as the RFC wants.
/// Reading neither throws nor allocates.
/// </summary>
public readonly record struct Vp8Descriptor
{
    private const int ExtensionBit = 0x80;
    private const int PictureIdBit = 0x80;
    private const int Tl0Bit = 0x40;
    private const int TemporalBit = 0x20;
    private const int KeyIndexBit = 0x10;
    private const int KeyframeHeaderBytes = 10;

    /// <summary>Bytes of the descriptor, 1–6: the piece of the frame begins there.</summary>
    public int HeaderBytes { get; private init; }

    /// <summary>The S bit: the packet begins a partition.</summary>
    public bool StartsPartition { get; private init; }

    /// <summary>The number of the partition, 0–7.</summary>
    public int Partition { get; private init; }

    /// <summary>The N bit: nothing refers to this frame.</summary>
    public bool IsDiscardable { get; private init; }

    /// <summary>The picture's number, 0–127 or 0–32767, or -1 where there is none.</summary>
    public int PictureId { get; private init; }

    /// <summary>7 or 15, or 0 where there is no picture id.</summary>
    public int PictureIdBits { get; private init; }

    /// <summary>Offset of the picture id's first byte in the payload, or -1.</summary>
    public int PictureIdAt { get; private init; }

    /// <summary>The running number of the base layer's frames, 0–255, or -1 where there is none.</summary>
    public int Tl0PicIdx { get; private init; }

    /// <summary>Offset of that byte in the payload, or -1.</summary>
    public int Tl0At { get; private init; }

    /// <summary>The temporal layer, 0–3, or -1 where the packet names none.</summary>
    public int TemporalId { get; private init; }

    /// <summary>
    /// The Y bit: the frame depends on the base layer alone, so a receiver may climb to its layer here.
    /// </summary>
    public bool IsLayerSync { get; private init; }

    /// <summary>The number of the last keyframe, 0–31, or -1 where there is none.</summary>
    public int KeyIndex { get; private init; }

    /// <summary>The packet is the first of a frame (S is set, partition 0).</summary>
    public bool StartsFrame => StartsPartition && Partition == 0;

    /// <summary>The packet is the first of a keyframe.</summary>
    public bool IsKeyframe { get; private init; }

    /// <summary>Width of a keyframe's picture, 1–16383; 0 in any other packet.</summary>
    public int Width { get; private init; }

    /// <summary>Height of a keyframe's picture, 1–16383; 0 in any other packet.</summary>
    public int Height { get; private init; }

    /// <summary>
    /// Reads the payload of an RTP packet without its padding. False where it ends inside the descriptor, has no byte
    /// of VP8 behind it, or begins a keyframe without a whole, sound frame header.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> payload, out Vp8Descriptor d)
    {
        d = default;
        if (payload.IsEmpty)
            return false;
        var read = new Vp8Descriptor
        {
            StartsPartition = (payload[0] & 0x10) != 0,
            Partition = payload[0] & 0x07,
            IsDiscardable = (payload[0] & 0x20) != 0,
            HeaderBytes = 1,
            PictureId = -1,
            PictureIdAt = -1,
            Tl0PicIdx = -1,
            Tl0At = -1,
            TemporalId = -1,
            KeyIndex = -1,
        };
        if ((payload[0] & ExtensionBit) != 0 && !TryReadExtension(payload, ref read))
            return false;
        if (payload.Length <= read.HeaderBytes || read.StartsFrame && !TryReadFrame(payload, ref read))
            return false;
        d = read;
        return true;
    }

    private static bool TryReadExtension(ReadOnlySpan<byte> payload, ref Vp8Descriptor d)
    {
        if (payload.Length < 2)
            return false;
        var flags = payload[1];
        var at = 2;
        if ((flags & PictureIdBit) != 0)
        {
            if (payload.Length <= at)
                return false;
            var isLong = (payload[at] & 0x80) != 0;
            if (isLong && payload.Length <= at + 1)
                return false;
            var id = isLong ? (payload[at] & 0x7f) << 8 | payload[at + 1] : payload[at];
            d = d with { PictureId = id, PictureIdBits = isLong ? 15 : 7, PictureIdAt = at };
            at += isLong ? 2 : 1;
        }
        if ((flags & Tl0Bit) != 0)
        {
            if (payload.Length <= at)
                return false;
            d = d with { Tl0PicIdx = payload[at], Tl0At = at };
            at++;
        }
        if ((flags & (TemporalBit | KeyIndexBit)) != 0)
        {
            if (payload.Length <= at)
                return false;
            var layers = payload[at++];
            if ((flags & TemporalBit) != 0)
                d = d with { TemporalId = layers >> 6, IsLayerSync = (layers & 0x20) != 0 };
            if ((flags & KeyIndexBit) != 0)
                d = d with { KeyIndex = layers & 0x1f };
        }
        d = d with { HeaderBytes = at };
        return true;
    }

    /// <summary>
    /// The lowest bit of a frame's first byte is 0 in a keyframe; three bytes on stand 9d 01 2a and two little-endian
    /// words, each 14 bits of size below 2 bits of scale.
    /// </summary>
    private static bool TryReadFrame(ReadOnlySpan<byte> payload, ref Vp8Descriptor d)
    {
        var frame = payload[d.HeaderBytes..];
        if ((frame[0] & 1) != 0)
            return true;
        if (frame.Length < KeyframeHeaderBytes || frame[3] != 0x9d || frame[4] != 0x01 || frame[5] != 0x2a)
            return false;
        var width = frame[6] | (frame[7] & 0x3f) << 8;
        var height = frame[8] | (frame[9] & 0x3f) << 8;
        d = d with { IsKeyframe = true, Width = width, Height = height };
        return width > 0 && height > 0;
    }
}
