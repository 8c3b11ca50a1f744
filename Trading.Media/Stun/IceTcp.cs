using System.Buffers.Binary;

namespace Trading.Media.Stun;

/// <summary>Where the next frame lies in what has arrived of a stream.</summary>
public enum FrameState
{
    /// <summary>A frame is there.</summary>
    Ready,

    /// <summary>More bytes are needed.</summary>
    Incomplete,

    /// <summary>The length is above <see cref="IceTcp.MostFrameBytes"/>: the connection has to end.</summary>
    TooLong,
}

/// <summary>
/// Frames of ICE-TCP: a length of two bytes, then one packet as it would be in a datagram. Source: RFC 4571, section 2;
/// RFC 6544, section 3.
/// </summary>
public static class IceTcp
{
    /// <summary>Bytes before each packet.</summary>
    public const int PrefixBytes = 2;

    /// <summary>Longest packet, in bytes: what a datagram of ours may have, with room for DTLS records.</summary>
    public const int MostFrameBytes = 2_048;

    /// <summary>Bytes that <see cref="IsIce"/> looks at.</summary>
    public const int PeekBytes = 10;

    /// <summary>
    /// Finds the first frame. Take it, then go on behind it: 2 + <paramref name="length"/> bytes. A frame of length 0
    /// is allowed by the RFC and means nothing.
    /// </summary>
    public static FrameState Next(ReadOnlySpan<byte> arrived, out int length)
    {
        length = 0;
        if (arrived.Length < PrefixBytes)
            return FrameState.Incomplete;
        length = BinaryPrimitives.ReadUInt16BigEndian(arrived);
        if (length > MostFrameBytes)
            return FrameState.TooLong;
        return arrived.Length - PrefixBytes < length ? FrameState.Incomplete : FrameState.Ready;
    }

    /// <summary>Writes the length of a packet of at most <see cref="MostFrameBytes"/> before it.</summary>
    public static void WritePrefix(Span<byte> destination, int length) =>
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)length);

    /// <summary>
    /// Whether a connection begins with a framed binding request, by its first ten bytes: length, type, length again,
    /// cookie. No HTTP request and no TLS record begins so.
    /// </summary>
    public static bool IsIce(ReadOnlySpan<byte> first)
    {
        if (first.Length < PeekBytes)
            return false;
        var frame = BinaryPrimitives.ReadUInt16BigEndian(first);
        var message = BinaryPrimitives.ReadUInt16BigEndian(first[4..]);
        return BinaryPrimitives.ReadUInt16BigEndian(first[2..]) == (ushort)StunType.BindingRequest
            && frame == message + StunMessage.HeaderBytes
            && frame <= StunMessage.MostBytes
            && BinaryPrimitives.ReadUInt32BigEndian(first[6..]) == StunMessage.Cookie;
    }
}
