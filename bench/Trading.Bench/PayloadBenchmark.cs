using System.Security.Cryptography;
using Trading.Crypto;

namespace Trading.Bench;

/// <summary>
/// Decryption of a 64 MiB section from memory to memory against bare AesGcm over the same chunks: the commitment is
/// checked once in the measured part, the ciphertext root is excluded (it is a hash, and background work).
/// </summary>
internal static class PayloadBenchmark
{
    private const int PlaintextBytes = 64 << 20;

    public static Benchmark Create()
    {
        var (header, opening, ciphertext) = Seal();
        var (plaintext, bare) = (new byte[PlaintextBytes], new byte[PlaintextBytes]);
        var key = SectionKeys.Payload(Suite.P256, opening.SectionKey);
        return new Benchmark(
            "payload decryption",
            Compare.Speed,
            0.8,
            Baseline: () => Decrypt(key, ciphertext, bare),
            Measured: () =>
            {
                if (!opening.TryVerify(header, out var cipher))
                    throw new InvalidOperationException("the commitments do not verify");
                using (cipher)
                    if (!cipher.TryOpen(ciphertext, plaintext))
                        throw new InvalidOperationException("the payload does not open");
            }
        );
    }

    private static (EnvelopeHeader Header, SectionOpening Opening, byte[] Ciphertext) Seal()
    {
        var group = Suite.P256.Group;
        var secret = group.RandomScalar(Entropy.System);
        var recipient = group.Multiply(secret, group.Generator);
        using var key = SigningKey.Generate(Suite.P256);
        using var file = new MemoryStream();
        var signed = EnvelopeSealer
            .Seal(
                new SealRequest
                {
                    Recipient = recipient,
                    LockId = new byte[32],
                    ContextHash = new byte[32],
                    SubmissionKey = key,
                    SubmissionId = new byte[16],
                    Revision = 1,
                    Record = [],
                    RecordClassBytes = 4096,
                    Documents = [new SectionSource(PlaintextBytes, new MemoryStream(new byte[PlaintextBytes]))],
                },
                Entropy.System,
                file
            )
            .Signed;
        if (
            !group.TryDecode(signed.Header.Encapsulated, out var point)
            || !EnvelopeOpener.TryOpen(
                signed.Header,
                group.Multiply(secret, point),
                recipient,
                null,
                out var opener,
                out _
            )
        )
            throw new InvalidOperationException("the envelope does not open");
        return (signed.Header, opener.Opening(1), new EnvelopeFile(file).ReadCiphertext(signed.Header, 1));
    }

    private static void Decrypt(PayloadKey key, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext)
    {
        using var cipher = new AesGcm(key.Key, Suite.TagBytes);
        var nonce = (byte[])key.BaseNonce.Clone();
        for (var index = 0; !ciphertext.IsEmpty; index++)
        {
            nonce[^1] = (byte)(key.BaseNonce[^1] ^ index);
            nonce[^2] = (byte)(key.BaseNonce[^2] ^ index >> 8);
            var length = Math.Min(ciphertext.Length, ChunkedPayload.SealedChunkBytes) - Suite.TagBytes;
            cipher.Decrypt(nonce, ciphertext[..length], ciphertext.Slice(length, Suite.TagBytes), plaintext[..length]);
            ciphertext = ciphertext[(length + Suite.TagBytes)..];
            plaintext = plaintext[length..];
        }
    }
}
