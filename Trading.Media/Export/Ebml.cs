using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Trading.Media.Export;

/// <summary>
/// Elements of EBML (RFC 8794): identifier, length, content. Lengths have eight bytes wherever a second pass fills in
/// what the first one learnt, so that both passes give the same number of bytes.
/// </summary>
internal static class Ebml
{
    /// <summary>An element of elements or bytes.</summary>
    public static byte[] Element(uint id, params ReadOnlySpan<byte[]> content)
    {
        var length = 0;
        foreach (var part in content)
            length += part.Length;
        var bytes = new List<byte>(length + 12);
        bytes.AddRange(Id(id));
        bytes.AddRange(Length(length));
        foreach (var part in content)
            bytes.AddRange(part);
        return [.. bytes];
    }

    /// <summary>A number in as many bytes as it needs.</summary>
    public static byte[] Number(uint id, ulong value)
    {
        Span<byte> eight = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(eight, value);
        var zeros = int.Min(BitOperations.LeadingZeroCount(value) / 8, 7);
        return Element(id, eight[zeros..].ToArray());
    }

    /// <summary>A number in eight bytes.</summary>
    public static byte[] Wide(uint id, long value)
    {
        var eight = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(eight, value);
        return Element(id, eight);
    }

    /// <summary>A text.</summary>
    public static byte[] Text(uint id, string value) => Element(id, Encoding.UTF8.GetBytes(value));

    /// <summary>
    /// A whole number, 0 to 2⁵², as the format wants it: a floating-point number of 64 bits (IEEE 754), put together
    /// from its bits, for a core has no such type.
    /// </summary>
    public static byte[] Float(uint id, long value)
    {
        var bits = 0L;
        if (value > 0)
        {
            var exponent = 63 - BitOperations.LeadingZeroCount((ulong)value);
            bits = (exponent + 1023L) << 52 | value << (52 - exponent) & (1L << 52) - 1;
        }
        return Wide(id, bits);
    }

    /// <summary>The first bytes of an element whose content follows.</summary>
    public static byte[] Open(uint id, long length) => [.. Id(id), .. WideLength(length)];

    private static byte[] Id(uint id)
    {
        var four = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(four, id);
        return four[(BitOperations.LeadingZeroCount(id) / 8)..];
    }

    private static byte[] Length(int length) => length < 127 ? [(byte)(0x80 | length)] : WideLength(length);

    private static byte[] WideLength(long length)
    {
        var eight = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(eight, 1L << 56 | length);
        return eight;
    }
}
