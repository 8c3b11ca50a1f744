using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Trading.Media.Srtp;

/// <summary>
/// AES in counter mode over one packet, without allocating: counters are laid out in a buffer, and one call encrypts
/// all of them. Source: RFC 3711, 4.1.1.
/// </summary>
internal sealed class KeyStream : IDisposable
{
    private const int Block = 16;
    private const int MostBytes = 1_536;

    private readonly Aes aes = Aes.Create();
    private readonly ICryptoTransform blocks;
    private readonly byte[] salt;
    private readonly byte[] counters = new byte[MostBytes];
    private readonly byte[] stream = new byte[MostBytes];

    /// <param name="key">16 bytes.</param>
    /// <param name="salt">14 bytes.</param>
    public KeyStream(byte[] key, byte[] salt)
    {
        // A counter mode is made of single blocks; the framework has no counter mode of its own.
#pragma warning disable CA5358
        (aes.Mode, aes.Padding) = (CipherMode.ECB, PaddingMode.None);
#pragma warning restore CA5358
        blocks = aes.CreateEncryptor(key, null);
        this.salt = salt;
    }

    /// <summary>XORs at most 1,536 bytes with the stream of a packet.</summary>
    public void Apply(uint ssrc, ulong index, ReadOnlySpan<byte> from, Span<byte> to)
    {
        if (from.IsEmpty)
            return;
        var bytes = (from.Length + Block - 1) / Block * Block;
        Span<byte> first = stackalloc byte[Block];
        First(ssrc, index, first);
        for (var at = 0; at < bytes; at += Block)
        {
            first.CopyTo(counters.AsSpan(at));
            BinaryPrimitives.WriteUInt16BigEndian(counters.AsSpan(at + Block - 2), (ushort)(at / Block));
        }
        blocks.TransformBlock(counters, 0, bytes, stream, 0);
        for (var i = 0; i < from.Length; i++)
            to[i] = (byte)(from[i] ^ stream[i]);
    }

    public void Dispose()
    {
        blocks.Dispose();
        aes.Dispose();
    }

    private void First(uint ssrc, ulong index, Span<byte> counter)
    {
        counter.Clear();
        salt.CopyTo(counter);
        var high = BinaryPrimitives.ReadUInt32BigEndian(counter[4..]) ^ ssrc;
        BinaryPrimitives.WriteUInt32BigEndian(counter[4..], high);
        var low = BinaryPrimitives.ReadUInt64BigEndian(counter[8..]) ^ (index << 16);
        BinaryPrimitives.WriteUInt64BigEndian(counter[8..], low);
    }
}
