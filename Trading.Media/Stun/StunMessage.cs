using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Trading.Media.Stun;

/// <summary>
/// A STUN message of the binding method, looked at where it lies: nothing is copied and nothing allocated. Of repeated
/// attributes the first one counts; whatever follows MESSAGE-INTEGRITY is ignored but FINGERPRINT, as nobody vouches
/// for it. Source: RFC 8489, sections 5, 14; sizes in bytes: header 20, each attribute 4 + length, padded to 4.
/// </summary>
public readonly ref struct StunMessage
{
    /// <summary>Longest message that is read, in bytes: no check of a browser comes near.</summary>
    public const int MostBytes = 1_280;

    /// <summary>Most attributes of a message.</summary>
    public const int MostAttributes = 32;

    internal const uint Cookie = 0x2112A442;
    internal const uint FingerprintMask = 0x5354554E;
    internal const int HeaderBytes = 20;
    internal const int IntegrityBytes = 20;

    private readonly ReadOnlySpan<byte> bytes;
    private readonly int integrityAt;

    private StunMessage(ReadOnlySpan<byte> bytes, int integrityAt, bool hasFingerprint, ushort unknown)
    {
        this.bytes = bytes;
        this.integrityAt = integrityAt;
        HasFingerprint = hasFingerprint;
        Unknown = unknown;
    }

    /// <summary>One of the four types.</summary>
    public StunType Type => (StunType)BinaryPrimitives.ReadUInt16BigEndian(bytes);

    /// <summary>The 12 bytes that tie an answer to its request.</summary>
    public ReadOnlySpan<byte> Transaction => bytes.Slice(8, 12);

    /// <summary>A MESSAGE-INTEGRITY is there; <see cref="IsSignedWith"/> says whether it is right.</summary>
    public bool HasIntegrity => integrityAt > 0;

    /// <summary>A FINGERPRINT is there, and it is right.</summary>
    public bool HasFingerprint { get; }

    /// <summary>The first type that must be understood and is not, or 0. RFC 8489, 6.3.1.</summary>
    public ushort Unknown { get; }

    /// <summary>
    /// Reads the frame of a message: header, lengths, fingerprint. Integrity needs a password and is asked later.
    /// </summary>
    public static StunFault Read(ReadOnlySpan<byte> bytes, out StunMessage message)
    {
        message = default;
        if (bytes.Length is < HeaderBytes or > MostBytes)
            return StunFault.Length;
        if (!IsHeader(bytes))
            return StunFault.Header;
        if (!Enum.IsDefined((StunType)BinaryPrimitives.ReadUInt16BigEndian(bytes)))
            return StunFault.Method;
        return ReadAttributes(bytes, out message);
    }

    /// <summary>The value of the first attribute of a type before MESSAGE-INTEGRITY, or false.</summary>
    public bool TryFind(StunAttribute type, out ReadOnlySpan<byte> value)
    {
        var end = integrityAt > 0 ? integrityAt : bytes.Length;
        for (var at = HeaderBytes; at < end; at += 4 + Padded(LengthAt(bytes, at)))
        {
            if (TypeAt(bytes, at) != (ushort)type)
                continue;
            value = bytes.Slice(at + 4, LengthAt(bytes, at));
            return true;
        }
        value = default;
        return false;
    }

    /// <summary>
    /// Whether MESSAGE-INTEGRITY is there and made with the password (short-term credential: the key is the password
    /// itself). Compares in constant time. Source: RFC 8489, 9.1.3 and 14.5.
    /// </summary>
    public bool IsSignedWith(ReadOnlySpan<byte> password)
    {
        if (integrityAt == 0)
            return false;
        Span<byte> mac = stackalloc byte[IntegrityBytes];
        Integrity(bytes[..integrityAt], password, mac);
        return CryptographicOperations.FixedTimeEquals(mac, bytes.Slice(integrityAt + 4, IntegrityBytes));
    }

    /// <summary>
    /// The address of XOR-MAPPED-ADDRESS, or false where it is missing or of no known family. RFC 8489, 14.2.
    /// </summary>
    public bool TryMappedAddress(out Endpoint endpoint)
    {
        endpoint = default;
        if (!TryFind(StunAttribute.XorMappedAddress, out var value))
            return false;
        var port = (ushort)(BinaryPrimitives.ReadUInt16BigEndian(value[2..]) ^ (Cookie >> 16));
        if (value.Length == 8 && value[1] == 1)
            endpoint = Endpoint.V4(BinaryPrimitives.ReadUInt32BigEndian(value[4..]) ^ Cookie, port);
        else if (value.Length == 20 && value[1] == 2)
            endpoint = new(BinaryPrimitives.ReadUInt128BigEndian(value[4..]) ^ Mask(Transaction), port);
        else
            return false;
        return true;
    }

    /// <summary>Number of ERROR-CODE, 300 to 699, or 0. RFC 8489, 14.8.</summary>
    public int ErrorCode =>
        TryFind(StunAttribute.ErrorCode, out var value) && value[2] is >= 3 and <= 6 && value[3] < 100
            ? value[2] * 100 + value[3]
            : 0;

    internal static UInt128 Mask(ReadOnlySpan<byte> transaction) =>
        ((UInt128)Cookie << 96)
        | ((UInt128)BinaryPrimitives.ReadUInt32BigEndian(transaction) << 64)
        | BinaryPrimitives.ReadUInt64BigEndian(transaction[4..]);

    // The length in the header counts up to the end of MESSAGE-INTEGRITY, whatever follows it (RFC 8489, 14.5).
    internal static void Integrity(ReadOnlySpan<byte> before, ReadOnlySpan<byte> password, Span<byte> mac)
    {
        Span<byte> copy = stackalloc byte[MostBytes];
        before.CopyTo(copy);
        var length = before.Length - HeaderBytes + 4 + IntegrityBytes;
        BinaryPrimitives.WriteUInt16BigEndian(copy[2..], (ushort)length);
        // SHA-1 is what ICE prescribes; as HMAC it still stands.
#pragma warning disable CA5350
        HMACSHA1.HashData(password, copy[..before.Length], mac);
#pragma warning restore CA5350
    }

    private static bool IsHeader(ReadOnlySpan<byte> bytes) =>
        bytes[0] <= 3
        && BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]) == Cookie
        && BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]) == bytes.Length - HeaderBytes
        && bytes.Length % 4 == 0;

    private static StunFault ReadAttributes(ReadOnlySpan<byte> bytes, out StunMessage message)
    {
        message = default;
        var integrityAt = 0;
        ushort unknown = 0;
        var hasFingerprint = false;
        var count = 0;
        for (var at = HeaderBytes; at < bytes.Length; at += 4 + Padded(LengthAt(bytes, at)))
        {
            // Every length is a multiple of 4, so a header that begins inside ends inside.
            if (++count > MostAttributes)
                return StunFault.TooManyAttributes;
            var (type, length) = (TypeAt(bytes, at), LengthAt(bytes, at));
            if (at + 4 + Padded(length) > bytes.Length || !IsLength((StunAttribute)type, length))
                return StunFault.Attribute;
            if (type == (ushort)StunAttribute.Fingerprint)
            {
                if (!IsFingerprint(bytes, at))
                    return StunFault.Fingerprint;
                hasFingerprint = true;
            }
            else if (integrityAt > 0)
                continue;
            else if (type == (ushort)StunAttribute.MessageIntegrity)
                integrityAt = at;
            else if (type < 0x8000 && unknown == 0 && !Enum.IsDefined((StunAttribute)type))
                unknown = type;
        }
        message = new StunMessage(bytes, integrityAt, hasFingerprint, unknown);
        return StunFault.None;
    }

    private static bool IsLength(StunAttribute type, int length) =>
        type switch
        {
            StunAttribute.MessageIntegrity => length == IntegrityBytes,
            StunAttribute.Fingerprint or StunAttribute.Priority => length == 4,
            StunAttribute.IceControlled or StunAttribute.IceControlling => length == 8,
            StunAttribute.UseCandidate => length == 0,
            StunAttribute.Username => length is > 0 and <= 513,
            StunAttribute.XorMappedAddress => length is 8 or 20,
            StunAttribute.ErrorCode => length >= 4,
            _ => true,
        };

    private static bool IsFingerprint(ReadOnlySpan<byte> bytes, int at) =>
        at + 8 == bytes.Length
        && BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 4)..]) == (Crc32.Of(bytes[..at]) ^ FingerprintMask);

    private static ushort TypeAt(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static int LengthAt(ReadOnlySpan<byte> bytes, int at) =>
        BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);

    private static int Padded(int length) => (length + 3) & ~3;
}
