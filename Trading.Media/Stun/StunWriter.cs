using System.Buffers.Binary;

namespace Trading.Media.Stun;

/// <summary>
/// Writes one message of the binding method into a buffer of the caller: header first, attributes in the order of the
/// calls, <see cref="Integrity"/> and <see cref="Fingerprint"/> last. The buffer holds
/// <see cref="StunMessage.MostBytes"/>; a shorter one is a bug and throws.
/// </summary>
public ref struct StunWriter
{
    private readonly Span<byte> buffer;
    private int length;

    /// <summary>Begins a message.</summary>
    /// <param name="buffer">Where it is written.</param>
    /// <param name="type">One of the four types.</param>
    /// <param name="transaction">12 bytes: of the request in an answer, random ones in a request.</param>
    public StunWriter(Span<byte> buffer, StunType type, scoped ReadOnlySpan<byte> transaction)
    {
        this.buffer = buffer;
        length = StunMessage.HeaderBytes;
        BinaryPrimitives.WriteUInt16BigEndian(buffer, (ushort)type);
        BinaryPrimitives.WriteUInt32BigEndian(buffer[4..], StunMessage.Cookie);
        transaction[..12].CopyTo(buffer[8..]);
        WriteLength();
    }

    /// <summary>What is written so far.</summary>
    public readonly ReadOnlySpan<byte> Written => buffer[..length];

    /// <summary>Appends an attribute with its padding of zeros.</summary>
    public void Add(StunAttribute type, scoped ReadOnlySpan<byte> value)
    {
        var padded = (value.Length + 3) & ~3;
        var room = buffer.Slice(length, 4 + padded);
        room.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(room, (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(room[2..], (ushort)value.Length);
        value.CopyTo(room[4..]);
        length += room.Length;
        WriteLength();
    }

    /// <summary>Appends XOR-MAPPED-ADDRESS. RFC 8489, 14.2.</summary>
    public void MappedAddress(in Endpoint endpoint)
    {
        Span<byte> value = stackalloc byte[20];
        value.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(value[2..], (ushort)(endpoint.Port ^ (StunMessage.Cookie >> 16)));
        value[1] = endpoint.IsV4 ? (byte)1 : (byte)2;
        if (endpoint.IsV4)
            BinaryPrimitives.WriteUInt32BigEndian(value[4..], (uint)endpoint.Address ^ StunMessage.Cookie);
        else
            BinaryPrimitives.WriteUInt128BigEndian(
                value[4..],
                endpoint.Address ^ StunMessage.Mask(buffer.Slice(8, 12))
            );
        Add(StunAttribute.XorMappedAddress, value[..(endpoint.IsV4 ? 8 : 20)]);
    }

    /// <summary>Appends ERROR-CODE. RFC 8489, 14.8.</summary>
    /// <param name="code">300 to 699.</param>
    /// <param name="reason">ASCII, for people.</param>
    public void Error(int code, scoped ReadOnlySpan<byte> reason)
    {
        Span<byte> value = stackalloc byte[4 + 64];
        value.Clear();
        (value[2], value[3]) = ((byte)(code / 100), (byte)(code % 100));
        reason.CopyTo(value[4..]);
        Add(StunAttribute.ErrorCode, value[..(4 + reason.Length)]);
    }

    /// <summary>Appends MESSAGE-INTEGRITY over everything so far. RFC 8489, 14.5.</summary>
    public void Integrity(scoped ReadOnlySpan<byte> password)
    {
        Span<byte> mac = stackalloc byte[StunMessage.IntegrityBytes];
        StunMessage.Integrity(Written, password, mac);
        Add(StunAttribute.MessageIntegrity, mac);
    }

    /// <summary>Appends FINGERPRINT; nothing may follow. RFC 8489, 14.7.</summary>
    public void Fingerprint()
    {
        Span<byte> value = stackalloc byte[4];
        var at = length;
        // The length counts the fingerprint itself, so it is added before it is computed.
        Add(StunAttribute.Fingerprint, value);
        var crc = Crc32.Of(buffer[..at]) ^ StunMessage.FingerprintMask;
        BinaryPrimitives.WriteUInt32BigEndian(buffer[(at + 4)..], crc);
    }

    private readonly void WriteLength() =>
        BinaryPrimitives.WriteUInt16BigEndian(buffer[2..], (ushort)(length - StunMessage.HeaderBytes));
}
