using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Trading.Crypto.Tests;

/// <summary>The same bytes for the same seed: SHA-256 of seed ‖ counter.</summary>
internal sealed class FixedEntropy(string seed) : Entropy
{
    private readonly byte[] seed = Encoding.UTF8.GetBytes(seed);
    private uint counter;

    public override void Fill(Span<byte> destination)
    {
        var block = new byte[seed.Length + 4];
        seed.CopyTo(block, 0);
        for (; !destination.IsEmpty; destination = destination[Math.Min(32, destination.Length)..])
        {
            BinaryPrimitives.WriteUInt32BigEndian(block.AsSpan(seed.Length), counter++);
            SHA256.HashData(block).AsSpan(0, Math.Min(32, destination.Length)).CopyTo(destination);
        }
    }
}
