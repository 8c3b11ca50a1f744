using System.Buffers.Binary;

namespace Trading.Crypto;

/// <summary>
/// An integer of 256 bits in four limbs, lowest first. Nothing here branches on a limb, so secrets may pass through it.
/// </summary>
internal readonly record struct U256(ulong L0, ulong L1, ulong L2, ulong L3)
{
    public const int Bytes = 32;

    public static U256 FromBigEndian(ReadOnlySpan<byte> bytes) =>
        new(
            BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes)
        );

    public void WriteBigEndian(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, L3);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], L2);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], L1);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], L0);
    }

    public bool IsZero => (L0 | L1 | L2 | L3) == 0;

    /// <summary>Whether this is below the bound, decided by the borrow of a full subtraction.</summary>
    public bool IsBelow(in U256 bound)
    {
        Subtract(this, bound, out var borrow);
        return borrow != 0;
    }

    /// <summary>The difference modulo 2^256; the borrow is 0 or 1.</summary>
    public static U256 Subtract(in U256 a, in U256 b, out ulong borrow)
    {
        borrow = 0;
        var l0 = Carry.Subtract(a.L0, b.L0, ref borrow);
        var l1 = Carry.Subtract(a.L1, b.L1, ref borrow);
        var l2 = Carry.Subtract(a.L2, b.L2, ref borrow);
        var l3 = Carry.Subtract(a.L3, b.L3, ref borrow);
        return new U256(l0, l1, l2, l3);
    }

    /// <summary>The sum with a small number, modulo 2^256.</summary>
    public U256 Plus(ulong small)
    {
        var carry = small;
        var l0 = Carry.Add(L0, 0, ref carry);
        var l1 = Carry.Add(L1, 0, ref carry);
        var l2 = Carry.Add(L2, 0, ref carry);
        return new U256(l0, l1, l2, L3 + carry);
    }

    /// <summary>The difference with a small number, modulo 2^256.</summary>
    public U256 Minus(ulong small) => Subtract(this, new U256(small, 0, 0, 0), out _);
}
