using System.Buffers.Binary;
using Trading.Crypto;

namespace Trading.Cli;

/// <summary>
/// The same bytes for the same seed: HMAC of a counter under the seed's hash. For a demonstration alone: whoever knows
/// the seed knows every secret of it.
/// </summary>
internal sealed class SeededEntropy(byte[] seed) : Entropy
{
    private readonly byte[] key = Suite.P256.Hash(seed);
    private readonly byte[] counter = new byte[8];
    private ulong blocks;

    public override void Fill(Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            BinaryPrimitives.WriteUInt64BigEndian(counter, blocks++);
            var block = Suite.P256.Hmac(key, counter);
            var taken = int.Min(block.Length, destination.Length);
            block.AsSpan(0, taken).CopyTo(destination);
            destination = destination[taken..];
        }
    }
}
