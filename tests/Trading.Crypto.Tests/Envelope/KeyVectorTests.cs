using System.Security.Cryptography;
using Trading.Crypto.Tests.Frozen;
using static Trading.Crypto.Tests.Envelope.Sample;

namespace Trading.Crypto.Tests.Envelope;

/// <summary>
/// tests/vectors/envelope/keys.json and chunks.json: derivation of all keys, and payloads of every shape with their
/// mutations.
/// </summary>
public sealed class KeyVectorTests
{
    private const int Chunk = ChunkedPayload.SealedChunkBytes;

    private sealed record KeyFile(string Format, byte[] LockSecret, byte[] Recipient, Derivation[] Derivations);

    private sealed record Derivation(
        string Name,
        byte[] Info,
        byte[] Encapsulated,
        byte[]? SubmissionId,
        byte[]? SecondSecret,
        byte[]? SecondSecretHash,
        byte[] SharedSecret,
        byte[] InputKey,
        SectionLine[] Sections,
        byte[] CommitmentsHash
    );

    private sealed record SectionLine(byte[] SectionKey, byte[] Key, byte[] BaseNonce, byte[] Commitment);

    private sealed record ChunkFile(
        string Format,
        string PlaintextSeed,
        byte[] SectionKey,
        Payload[] Payloads,
        int MutatedPlaintextBytes,
        Mutation[] Mutations
    );

    private sealed record Payload(
        int PlaintextBytes,
        int CiphertextBytes,
        byte[] CiphertextHash,
        byte[] Root,
        byte[][] PartRoots
    );

    /// <summary>
    /// The chunks of the sealed plaintext in a new order, then bytes flipped, cut or added, read as a section of a
    /// stated length.
    /// </summary>
    private sealed record Mutation(
        string Name,
        int StatedBytes,
        int[] Chunks,
        int? FlipAt,
        int? CutBytes,
        byte[]? Append,
        bool Opens
    );

    [Fact]
    public void Frozen_keys_derive_as_they_say()
    {
        var file = FrozenVectors.Load(
            "envelope/keys.json",
            new KeyFile(
                "BidLock/1 keys: from the lock's secret to every section",
                Secret.Encode(),
                Recipient.Encode(),
                [Derive("base", null), Derive("second-secret", B)]
            )
        );
        foreach (var line in file.Derivations)
        {
            var psk = line.SecondSecret is not null;
            var inputKey = P256.Kem.Export(
                psk ? KemMode.Psk : KemMode.Base,
                line.SharedSecret,
                line.Info,
                line.SecondSecret ?? [],
                line.SecondSecretHash ?? [],
                Tags.Join(Tags.InputKey),
                32
            );
            Assert.Equal(line.InputKey, inputKey);
            for (var i = 0; i < line.Sections.Length; i++)
            {
                var key = SectionKeys.Payload(P256, SectionKeys.SectionKey(P256, inputKey, i));
                Assert.Equal(line.Sections[i].Commitment, key.Commitment);
            }
            Assert.Equal(
                line.CommitmentsHash,
                SectionKeys.CommitmentsHash(P256, line.Sections.Select(section => section.Commitment))
            );
        }
    }

    [Fact]
    public void Frozen_payloads_seal_and_open_as_they_say()
    {
        var file = FrozenVectors.Load("envelope/chunks.json", Chunks());
        foreach (var payload in file.Payloads)
        {
            var ciphertext = Seal(file.SectionKey, Bytes(file.PlaintextSeed, payload.PlaintextBytes));
            Assert.Equal(payload.CiphertextHash, SHA256.HashData(ciphertext));
            Assert.Equal(payload.Root, PartRoots.Fold(P256, payload.PartRoots));
        }
        var whole = Seal(file.SectionKey, Bytes(file.PlaintextSeed, file.MutatedPlaintextBytes));
        foreach (var mutation in file.Mutations)
        {
            using var cipher = new PayloadCipher(
                P256,
                SectionKeys.Payload(P256, file.SectionKey),
                mutation.StatedBytes
            );
            Assert.Equal(
                (mutation.Name, mutation.Opens),
                (mutation.Name, cipher.TryOpen(Mutate(whole, mutation), new byte[mutation.StatedBytes]))
            );
        }
    }

    private static Derivation Derive(string name, byte[]? b)
    {
        var header = Sample.Seal(b, Bytes("document", 10)).Signed.Header;
        var sharedSecret = P256.Kem.FromSharedPoint(Shared(header), header.Encapsulated, Recipient);
        var inputKey = SectionKeys.InputKey(header, sharedSecret, b);
        var sections = Enumerable.Range(0, 2).Select(i => Line(SectionKeys.SectionKey(P256, inputKey, i))).ToArray();
        return new Derivation(
            name,
            header.Info(),
            header.Encapsulated,
            b is null ? null : header.SubmissionId,
            b,
            b is null ? null : header.SecondSecretHash,
            sharedSecret,
            inputKey,
            sections,
            header.CommitmentsHash
        );
    }

    private static SectionLine Line(byte[] sectionKey)
    {
        var key = SectionKeys.Payload(P256, sectionKey);
        return new SectionLine(sectionKey, key.Key, key.BaseNonce, key.Commitment);
    }

    private static ChunkFile Chunks()
    {
        const string seed = "payload";
        var key = P256.Hash("section key of the vectors"u8);
        var lengths = new[] { 0, 1, 65_535, 65_536, 65_537, 131_072, 200_000, 64 * 65_536, 64 * 65_536 + 1 };
        return new ChunkFile(
            "BidLock/1 chunks: plaintext = SHA-256(seed ‖ u32 0) ‖ SHA-256(seed ‖ u32 1) …, cut to length",
            seed,
            key,
            [.. lengths.Select(length => Describe(key, Bytes(seed, length)))],
            3 * 65_536,
            [
                new("unchanged", 196_608, [0, 1, 2, 3], null, null, null, true),
                new("first-chunk-flipped", 196_608, [0, 1, 2, 3], 0, null, null, false),
                new("first-tag-flipped", 196_608, [0, 1, 2, 3], Chunk - 1, null, null, false),
                new("last-chunk-flipped", 196_608, [0, 1, 2, 3], 3 * Chunk, null, null, false),
                new("truncated-by-one", 196_608, [0, 1, 2, 3], null, 1, null, false),
                new("empty-last-chunk-missing", 196_608, [0, 1, 2], null, null, null, false),
                new("empty-last-chunk-missing-and-length-stated", 131_072, [0, 1, 2], null, null, null, false),
                new("trailing-garbage", 196_608, [0, 1, 2, 3], null, null, [0], false),
                new("two-last-chunks", 196_608, [0, 1, 2, 3, 3], null, null, null, false),
                new("reordered", 196_608, [1, 0, 2, 3], null, null, null, false),
                new("duplicated", 196_608, [0, 0, 2, 3], null, null, null, false),
                new("middle-chunk-missing", 131_072, [0, 2, 3], null, null, null, false),
                new("last-chunk-first", 0, [3], null, null, null, false),
                new("empty", 196_608, [], null, null, null, false),
            ]
        );
    }

    private static Payload Describe(byte[] sectionKey, byte[] plaintext)
    {
        var ciphertext = Seal(sectionKey, plaintext);
        using var hasher = new PartHasher(P256);
        hasher.Append(ciphertext);
        var parts = hasher.Finish();
        return new Payload(
            plaintext.Length,
            ciphertext.Length,
            SHA256.HashData(ciphertext),
            PartRoots.Fold(P256, parts),
            parts
        );
    }

    private static byte[] Seal(byte[] sectionKey, byte[] plaintext)
    {
        using var cipher = new PayloadCipher(P256, SectionKeys.Payload(P256, sectionKey), plaintext.Length);
        using var output = new MemoryStream();
        using var parts = new PartHasher(P256);
        cipher.Seal(new MemoryStream(plaintext), output, _ => { }, parts);
        return output.ToArray();
    }

    private static byte[] Mutate(byte[] whole, Mutation mutation)
    {
        var chunks = whole.Chunk(Chunk).ToArray();
        byte[] bytes = [.. mutation.Chunks.SelectMany(i => chunks[i]), .. mutation.Append ?? []];
        if (mutation.FlipAt is { } at)
            bytes[at] ^= 1;
        return bytes[..^(mutation.CutBytes ?? 0)];
    }
}
