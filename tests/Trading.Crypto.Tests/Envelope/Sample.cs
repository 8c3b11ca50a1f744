using Trading.Crypto.Tests.Notes;

namespace Trading.Crypto.Tests.Envelope;

/// <summary>Envelopes that are the same in every run, and the key that opens them.</summary>
internal static class Sample
{
    public static readonly Suite P256 = Suite.P256;
    public static readonly Scalar Secret = P256.Group.RandomScalar(new FixedEntropy("lock"));
    public static readonly Point Recipient = P256.Group.Multiply(Secret, P256.Group.Generator);
    public static readonly SigningKey Key = FixedKey.From("submission key"),
        OtherKey = FixedKey.From("another submission key");
    public static readonly byte[] LockId = P256.Hash("lock id"u8),
        ContextHash = P256.Hash("context"u8);
    public static readonly byte[] SubmissionId = P256.Hash("submission"u8)[..16];
    public static readonly byte[] B = P256.Hash("second secret"u8);
    public static readonly byte[] Content = "what is read out"u8.ToArray();

    public static SealRequest Request(byte[]? b = null, params byte[][] documents) =>
        new()
        {
            Recipient = Recipient,
            LockId = LockId,
            ContextHash = ContextHash,
            SubmissionKey = Key,
            SubmissionId = SubmissionId,
            Revision = 1,
            SecondSecret = b,
            Record = Content,
            RecordClassBytes = 4096,
            Documents = [.. documents.Select(bytes => new SectionSource(bytes.Length, new MemoryStream(bytes)))],
        };

    public static (SignedHeader Signed, byte[] File) Seal(SealRequest request, string entropy = "sealer")
    {
        using var output = new MemoryStream();
        var result = EnvelopeSealer.Seal(request, new FixedEntropy(entropy), output);
        return (result.Signed, output.ToArray());
    }

    public static (SignedHeader Signed, byte[] File) Seal(byte[]? b = null, params byte[][] documents) =>
        Seal(Request(b, documents));

    /// <summary>What the holders of the lock combine for a header.</summary>
    public static Point Shared(EnvelopeHeader header) =>
        P256.Group.TryDecode(header.Encapsulated, out var point)
            ? P256.Group.Multiply(Secret, point)
            : throw new ArgumentException("no point");

    public static EnvelopeOpener Open(EnvelopeHeader header, byte[]? b = null) =>
        EnvelopeOpener.TryOpen(header, Shared(header), Recipient, b, out var opener, out var fault)
            ? opener
            : throw new InvalidOperationException($"{fault}");

    public static OpeningFault TryOpen(
        EnvelopeHeader header,
        byte[]? b = null,
        Point? shared = null,
        Point? recipient = null
    )
    {
        EnvelopeOpener.TryOpen(header, shared ?? Shared(header), recipient ?? Recipient, b, out _, out var fault);
        return fault;
    }

    public static byte[] Ciphertext(SignedHeader signed, byte[] file, int section)
    {
        var start = (int)signed.Header.OffsetOf(section);
        return file[start..(start + (int)signed.Header.Sections[section].CiphertextBytes)];
    }

    public static byte[] Bytes(string seed, int length)
    {
        var bytes = new byte[length];
        new FixedEntropy(seed).Fill(bytes);
        return bytes;
    }
}
