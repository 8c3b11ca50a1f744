using System.Buffers.Binary;

namespace Trading.Crypto;

/// <summary>
/// Numbers drawn from a 32-byte seed, the same for everybody who has it: block i = HKDF-Expand(seed, tagged(u32 i),
/// 32), read as eight big-endian 32-bit numbers. Not thread-safe. Source: docs/spec/streams.md, "Numbers from a seed".
/// </summary>
public sealed class HkdfStream(Suite suite, ReadOnlySpan<byte> seed, string tag)
{
    private readonly byte[] seed = seed.ToArray();
    private byte[] block = [];
    private uint blocks;
    private int offset;

    /// <summary>The next 32-bit number.</summary>
    public uint Next()
    {
        if (offset == block.Length)
        {
            var index = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(index, blocks);
            blocks = checked(blocks + 1);
            (block, offset) = (suite.HkdfExpand(seed, Tags.Join(tag, index), Suite.HashBytes), 0);
        }
        offset += 4;
        return BinaryPrimitives.ReadUInt32BigEndian(block.AsSpan(offset - 4));
    }

    /// <summary>
    /// A number below <paramref name="bound"/> (at least 1), each equally likely: numbers from the largest multiple of
    /// the bound on are thrown away, because a remainder of them would favour small results.
    /// </summary>
    public uint Below(uint bound)
    {
        ArgumentOutOfRangeException.ThrowIfZero(bound);
        var limit = (1UL << 32) - (1UL << 32) % bound;
        while (true)
        {
            var number = Next();
            if (number < limit)
                return number % bound;
        }
    }
}
