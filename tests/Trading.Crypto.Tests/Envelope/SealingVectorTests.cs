using Trading.Crypto.Tests.Frozen;
using Trading.Crypto.Tests.Notes;
using static Trading.Crypto.Tests.Envelope.Sample;

namespace Trading.Crypto.Tests.Envelope;

/// <summary>
/// tests/vectors/envelope/sealing.json: everything that goes into an envelope, the random values too, and the whole
/// file that comes out. The submission key signs with the nonces of RFC 6979, so another implementation can compare
/// byte for byte.
/// </summary>
public sealed class SealingVectorTests
{
    private sealed record Vectors(
        string Format,
        byte[] Recipient,
        byte[] LockId,
        byte[] ContextHash,
        byte[] SubmissionSecret,
        byte[] SubmissionKey,
        byte[] SubmissionId,
        byte[] Ephemeral,
        Envelope[] Envelopes
    );

    /// <summary>A document is <see cref="Sample.Bytes"/> of "document" and so many bytes.</summary>
    private sealed record Envelope(
        string Name,
        uint Revision,
        byte[] Record,
        int RecordClassBytes,
        int[] DocumentBytes,
        byte[] SignedHeader,
        byte[] EntryHash,
        byte[][][] PartRoots,
        byte[] FileHash
    );

    [Fact]
    public void Frozen_inputs_give_the_frozen_files()
    {
        var vectors = FrozenVectors.Load("envelope/sealing.json", Generate());
        foreach (var envelope in vectors.Envelopes)
        {
            var (result, file) = Seal(
                envelope.Revision,
                envelope.Record,
                envelope.RecordClassBytes,
                envelope.DocumentBytes
            );
            Assert.Equal(envelope.SignedHeader, result.Signed.Bytes);
            Assert.Equal(envelope.EntryHash, result.Signed.EntryHash);
            Assert.Equal(envelope.PartRoots, result.PartRoots);
            Assert.Equal(envelope.FileHash, P256.Hash(file));
        }
    }

    private static Vectors Generate()
    {
        var (secret, ephemeral) = (
            P256.Group.RandomScalar(new FixedEntropy("submission key")),
            P256.Group.RandomScalar(new FixedEntropy("sealer"))
        );
        return new Vectors(
            "BidLock/1 sealing: document = SHA-256(\"document\" ‖ u32 0) ‖ SHA-256(\"document\" ‖ u32 1) …, cut "
                + "to length; fileHash = SHA-256 of the whole file",
            Recipient.Encode(),
            LockId,
            ContextHash,
            secret.Encode(),
            FixedKey.From("submission key").PublicPoint,
            SubmissionId,
            ephemeral.Encode(),
            [
                Make("record-alone", 1, Content, 4096),
                Make("empty-record-and-documents", 2, [], 16_384, 0, 1, 65_535, 65_536, 65_537),
                Make(
                    "several-parts",
                    7,
                    Content,
                    65_536,
                    ChunkedPayload.PartChunks * ChunkedPayload.ChunkBytes,
                    ChunkedPayload.PartChunks * ChunkedPayload.ChunkBytes + 100_000
                ),
            ]
        );
    }

    private static Envelope Make(string name, uint revision, byte[] record, int classBytes, params int[] documents)
    {
        var (result, file) = Seal(revision, record, classBytes, documents);
        return new Envelope(
            name,
            revision,
            record,
            classBytes,
            documents,
            result.Signed.Bytes,
            result.Signed.EntryHash,
            result.PartRoots,
            P256.Hash(file)
        );
    }

    private static (SealedEnvelope Result, byte[] File) Seal(
        uint revision,
        byte[] record,
        int classBytes,
        int[] documents
    )
    {
        using var output = new MemoryStream();
        var request = Request(null, [.. documents.Select(length => Sample.Bytes("document", length))]) with
        {
            Revision = revision,
            Record = record,
            RecordClassBytes = classBytes,
        };
        return (EnvelopeSealer.Seal(request, new FixedEntropy("sealer"), output), output.ToArray());
    }
}
