namespace Trading.Media.Stun;

/// <summary>What arrives at the one socket. Source: RFC 7983, section 7; RFC 5761, section 4.</summary>
public enum PacketKind
{
    /// <summary>None of ours: dropped.</summary>
    Unknown,

    /// <summary>First byte 0 to 3.</summary>
    Stun,

    /// <summary>First byte 20 to 63.</summary>
    Dtls,

    /// <summary>First byte 128 to 191, second byte not of RTCP.</summary>
    Rtp,

    /// <summary>First byte 128 to 191, second byte 192 to 223.</summary>
    Rtcp,
}

/// <summary>Tells the protocols on one port apart by two bytes. Looks at nothing else, so it cannot fail.</summary>
public static class PacketKinds
{
    /// <summary>The kind that the first bytes say; what follows may still be refused by its parser.</summary>
    public static PacketKind Of(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < 2)
            return PacketKind.Unknown;
        return packet[0] switch
        {
            <= 3 => PacketKind.Stun,
            >= 20 and <= 63 => PacketKind.Dtls,
            >= 128 and <= 191 => packet[1] is >= 192 and <= 223 ? PacketKind.Rtcp : PacketKind.Rtp,
            _ => PacketKind.Unknown,
        };
    }
}
