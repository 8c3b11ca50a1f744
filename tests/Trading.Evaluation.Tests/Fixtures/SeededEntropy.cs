using System.Text;
using Trading.Crypto;

namespace Trading.Evaluation.Tests.Fixtures;

/// <summary>The same bytes for the same seed.</summary>
internal sealed class SeededEntropy(string seed) : Entropy
{
    private readonly byte[] key = Suite.P256.Hash(Encoding.UTF8.GetBytes(seed));
    private uint blocks;

    public override void Fill(Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            var block = Suite.P256.Hmac(key, BitConverter.GetBytes(blocks++));
            var taken = int.Min(block.Length, destination.Length);
            block.AsSpan(0, taken).CopyTo(destination);
            destination = destination[taken..];
        }
    }
}
