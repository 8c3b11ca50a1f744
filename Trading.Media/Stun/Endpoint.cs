namespace Trading.Media.Stun;

/// <summary>
/// A transport address: 16 bytes of IPv6, in which IPv4 is written as ::ffff:a.b.c.d (RFC 4291, 2.5.5.2), and a port.
/// One spelling for each address, so that equal endpoints compare equal whichever socket received from them.
/// </summary>
public readonly record struct Endpoint(UInt128 Address, ushort Port)
{
    private const uint Mapped = 0xFFFF;

    /// <summary>True where the address is an IPv4 one.</summary>
    public bool IsV4 => (Address >> 32) == Mapped;

    /// <summary>An IPv4 address, its first octet in the highest byte.</summary>
    public static Endpoint V4(uint address, ushort port) => new(((UInt128)Mapped << 32) | address, port);
}
