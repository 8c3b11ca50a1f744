using System.Security.Cryptography;

namespace Trading.Crypto;

/// <summary>
/// A document to seal: its length in bytes and a stream that gives exactly that many, read once from where it stands.
/// </summary>
public sealed record SectionSource(long LengthBytes, Stream Content);

/// <summary>What an envelope is made of.</summary>
public sealed record SealRequest
{
    /// <summary>The lock's group key.</summary>
    public required Point Recipient { get; init; }

    /// <summary>Identifier of the lock, 32 bytes.</summary>
    public required byte[] LockId { get; init; }

    /// <summary>Hash of the context, 32 bytes.</summary>
    public required byte[] ContextHash { get; init; }

    /// <summary>The fresh submission key; its suite is the envelope's.</summary>
    public required SigningKey SubmissionKey { get; init; }

    /// <summary>The submission's identifier, 16 random bytes, kept over all revisions.</summary>
    public required byte[] SubmissionId { get; init; }

    /// <summary>1 for the first envelope of a submission, then one more each time.</summary>
    public required uint Revision { get; init; }

    /// <summary>The second secret b (32 random bytes), or null.</summary>
    public byte[]? SecondSecret { get; init; }

    /// <summary>Content of the opening record.</summary>
    public required byte[] Record { get; init; }

    /// <summary>Size class of the opening record, in bytes, as the lock demands it: 4096, 16,384 or 65,536.</summary>
    public required int RecordClassBytes { get; init; }

    /// <summary>The documents, at most 63.</summary>
    public IReadOnlyList<SectionSource> Documents { get; init; } = [];
}

/// <summary>A sealed envelope: its signed header, and for each section the roots of its upload parts.</summary>
public sealed record SealedEnvelope(SignedHeader Signed, byte[][][] PartRoots);

/// <summary>
/// Seals envelopes as streams, 64 KiB of plaintext in memory at a time, and opens each result once from what was
/// written before it reports success: a sealed file that nobody can open would be found at the worst moment. Source:
/// docs/spec/envelope.md, "Sealing".
/// </summary>
public static class EnvelopeSealer
{
    /// <summary>
    /// Writes an envelope to <paramref name="output"/> from its current position on; the stream must read, write and
    /// seek, because the header holds the roots of what follows it. A request outside the format's limits is an
    /// <see cref="ArgumentException"/>; a source of another length, or an output that does not read back as written, an
    /// <see cref="InvalidDataException"/>: the output is then worthless.
    /// </summary>
    public static SealedEnvelope Seal(SealRequest request, Entropy entropy, Stream output)
    {
        var suite = request.SubmissionKey.Suite;
        var sources = Sources(request);
        var (encapsulated, sharedSecret) = suite.Kem.Encapsulate(request.Recipient, entropy);
        var draft = Draft(request, suite, encapsulated, sources);
        var inputKey = SectionKeys.InputKey(draft, sharedSecret, request.SecondSecret);
        CryptographicOperations.ZeroMemory(sharedSecret);
        var start = output.Position;
        output.Position = start + draft.OffsetOf(0);
        var written = new Section[sources.Length];
        for (var i = 0; i < written.Length; i++)
            written[i] = Write(suite, inputKey, i, sources[i], output);
        output.SetLength(output.Position);
        var signed = SignedHeader.Sign(Finished(draft, written), request.SubmissionKey);
        output.Position = start;
        output.Write(signed.Bytes);
        OpenOnce(output, start, signed, inputKey, written);
        CryptographicOperations.ZeroMemory(inputKey);
        return new SealedEnvelope(signed, Array.ConvertAll(written, section => section.PartRoots));
    }

    private sealed record Section(byte[] Commitment, byte[][] PartRoots, byte[] PlaintextHash);

    private static SectionSource[] Sources(SealRequest request)
    {
        var record = SizeClass.Pad(request.Record, request.RecordClassBytes);
        SectionSource[] sources = [new(record.Length, new MemoryStream(record)), .. request.Documents];
        if (
            request.LockId.Length != Suite.HashBytes
            || request.ContextHash.Length != Suite.HashBytes
            || request.SubmissionId.Length != EnvelopeHeader.IdBytes
        )
            throw new ArgumentException(
                "A lock id and a context hash have 32 bytes, a submission id 16.",
                nameof(request)
            );
        if (
            sources.Length > EnvelopeHeader.MostSections
            || sources.Any(source => source.LengthBytes is < 0 or > SectionEntry.MostPlaintextBytes)
        )
            throw new ArgumentException(
                $"{sources.Length - 1} documents, or one of them, exceed the format.",
                nameof(request)
            );
        return sources;
    }

    // Everything but roots and commitments, which only the ciphertexts give. The info of the key encapsulation is
    // complete already.
    private static EnvelopeHeader Draft(SealRequest request, Suite suite, byte[] encapsulated, SectionSource[] sources)
    {
        var draft = new EnvelopeHeader
        {
            Suite = suite,
            LockId = request.LockId,
            ContextHash = request.ContextHash,
            Pseudonym = SignedHeader.PseudonymOf(suite, request.SubmissionKey.PublicPoint),
            SubmissionId = request.SubmissionId,
            Revision = request.Revision,
            Encapsulated = encapsulated,
            SecondSecretHash = request.SecondSecret is null
                ? new byte[Suite.HashBytes]
                : SecondSecret.HashOf(suite, request.SubmissionId, request.SecondSecret),
            CommitmentsHash = new byte[Suite.HashBytes],
            Sections =
            [
                .. sources.Select(
                    (source, i) =>
                        new SectionEntry(
                            i == 0 ? SectionType.OpeningRecord : SectionType.Document,
                            source.LengthBytes,
                            new byte[Suite.HashBytes]
                        )
                ),
            ],
        };
        return EnvelopeHeader.TryParse(draft.ToBytes(), out _, out var fault)
            ? draft
            : throw new ArgumentException($"No envelope: {fault}.", nameof(request));
    }

    private static Section Write(Suite suite, byte[] inputKey, int index, SectionSource source, Stream output)
    {
        var key = SectionKeys.Payload(suite, SectionKeys.SectionKey(suite, inputKey, index));
        using var cipher = new PayloadCipher(suite, key, source.LengthBytes);
        using var parts = new PartHasher(suite);
        using var hash = suite.BeginHash();
        cipher.Seal(source.Content, output, hash.Append, parts);
        return new Section(key.Commitment, parts.Finish(), hash.Finish());
    }

    private static EnvelopeHeader Finished(EnvelopeHeader draft, Section[] written) =>
        draft with
        {
            CommitmentsHash = SectionKeys.CommitmentsHash(draft.Suite, written.Select(section => section.Commitment)),
            Sections =
            [
                .. draft.Sections.Select(
                    (entry, i) => entry with { Root = PartRoots.Fold(draft.Suite, written[i].PartRoots) }
                ),
            ],
        };

    private static void OpenOnce(Stream output, long start, SignedHeader signed, byte[] inputKey, Section[] written)
    {
        var file = new EnvelopeFile(output, start);
        if (!file.TryReadHeader(out var read, out var fault) || !read.Bytes.AsSpan().SequenceEqual(signed.Bytes))
            throw new InvalidDataException($"The sealed header does not read back: {fault}.");
        if (!EnvelopeOpener.TryOpen(read.Header, inputKey, out var opener, out var opening))
            throw new InvalidDataException($"The sealed envelope does not open: {opening}.");
        for (var i = 0; i < written.Length; i++)
        {
            if (!file.VerifyRoot(read.Header, i))
                throw new InvalidDataException($"Section {i} does not read back.");
            using var cipher = opener.Cipher(i);
            using var hash = read.Header.Suite.BeginHash();
            output.Position = start + read.Header.OffsetOf(i);
            if (
                !cipher.TryOpen(output, new HashingStream(hash))
                || !hash.Finish().AsSpan().SequenceEqual(written[i].PlaintextHash)
            )
                throw new InvalidDataException($"Section {i} does not open to what was sealed.");
        }
    }
}
