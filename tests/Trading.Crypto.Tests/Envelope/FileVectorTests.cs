using Trading.Crypto.Tests.Frozen;
using static Trading.Crypto.Tests.Envelope.Sample;

namespace Trading.Crypto.Tests.Envelope;

/// <summary>
/// tests/vectors/envelope/files.json: whole small files, opened with the lock's secret, and what must become of them
/// when something is changed.
/// </summary>
public sealed class FileVectorTests
{
    private sealed record Vectors(
        string Format,
        byte[] LockSecret,
        byte[] LockId,
        byte[] ContextHash,
        Sealed[] Files,
        Trial[] Cases
    );

    private sealed record Sealed(
        string Name,
        byte[]? SecondSecret,
        byte[] EntryHash,
        byte[] Record,
        byte[][] Documents,
        byte[] Opening,
        byte[] File
    );

    /// <summary>
    /// A file with bytes flipped, cut or added, opened with the second secret and the lock secret given, in the steps
    /// header, binding, keys, record, documents.
    /// </summary>
    private sealed record Trial(
        string Name,
        string File,
        int? FlipAt,
        int? CutBytes,
        byte[]? Append,
        byte[]? SecondSecret,
        byte[] LockSecret,
        byte[] LockId,
        string Result
    );

    [Fact]
    public void Frozen_files_open_or_fail_as_they_say()
    {
        var generated = Generate();
        var vectors = FrozenVectors.Load("envelope/files.json", generated);
        foreach (var file in vectors.Files)
        {
            Assert.True(new EnvelopeFile(new MemoryStream(file.File)).TryReadHeader(out var signed, out _));
            Assert.Equal(file.EntryHash, signed.EntryHash);
            Assert.Equal(
                OpeningFault.None,
                EnvelopeOpener.OpenRecord(
                    signed.Header,
                    SectionOpening.Parse(file.Opening),
                    Ciphertext(signed, file.File, 0),
                    out var record
                )
            );
            Assert.Equal(file.Record, record);
        }
        foreach (var trial in vectors.Cases)
            Assert.Equal((trial.Name, trial.Result), (trial.Name, Outcome(trial, vectors.Files)));
    }

    private static Vectors Generate()
    {
        Sealed[] files = [Make("one-document", null), Make("second-secret", B)];
        var header = SignedHeaderOf(files[0]).Header;
        var (record, document) = ((int)header.OffsetOf(0), (int)header.OffsetOf(1));
        var (secret, wrong) = (Secret.Encode(), Group().RandomScalar(new FixedEntropy("another lock")).Encode());
        Trial[] cases =
        [
            Case("unchanged", "one-document"),
            Case("unchanged-with-second-secret", "second-secret", b: B),
            Case("signature-flipped", "one-document", flip: record - 1),
            Case("record-first-byte-flipped", "one-document", flip: record),
            Case("record-last-byte-flipped", "one-document", flip: document - 1),
            Case("document-first-byte-flipped", "one-document", flip: document),
            Case("document-last-byte-flipped", "one-document", flip: files[0].File.Length - 1),
            Case("truncated-by-one", "one-document", cut: 1),
            Case("trailing-garbage", "one-document", append: [0]),
            Case("empty", "one-document", cut: files[0].File.Length),
            Case("second-secret-missing", "second-secret"),
            Case("second-secret-of-another", "second-secret", b: P256.Hash(B)),
            Case("second-secret-not-wanted", "one-document", b: B),
            Case("opened-by-another-lock", "one-document", lockSecret: wrong),
            Case("expected-in-another-lock", "one-document", lockId: ContextHash),
        ];
        return new Vectors(
            "BidLock/1 files: steps header, binding, keys, record, documents; the first that fails is the result",
            secret,
            LockId,
            ContextHash,
            files,
            cases
        );

        Trial Case(
            string name,
            string file,
            int? flip = null,
            int? cut = null,
            byte[]? append = null,
            byte[]? b = null,
            byte[]? lockSecret = null,
            byte[]? lockId = null
        )
        {
            var trial = new Trial(name, file, flip, cut, append, b, lockSecret ?? secret, lockId ?? LockId, "");
            return trial with { Result = Outcome(trial, files) };
        }
    }

    private static Sealed Make(string name, byte[]? b)
    {
        byte[][] documents = [Bytes("document", 10)];
        var (signed, file) = Seal(b, documents);
        return new Sealed(
            name,
            b,
            signed.EntryHash,
            Content,
            documents,
            Open(signed.Header, b).Opening(0).ToBytes(),
            file
        );
    }

    private static SignedHeader SignedHeaderOf(Sealed file) =>
        new EnvelopeFile(new MemoryStream(file.File)).TryReadHeader(out var signed, out var fault)
            ? signed
            : throw new InvalidDataException($"{fault}");

    private static string Outcome(Trial trial, Sealed[] files)
    {
        var sealedFile = files.Single(file => file.Name == trial.File);
        byte[] bytes = [.. sealedFile.File[..^(trial.CutBytes ?? 0)], .. trial.Append ?? []];
        if (trial.FlipAt is { } at)
            bytes[at] ^= 1;
        var file = new EnvelopeFile(new MemoryStream(bytes));
        if (!file.TryReadHeader(out var signed, out var fault))
            return $"header {fault}";
        var header = signed.Header;
        if (header.CheckBinding(P256, trial.LockId, ContextHash) is var binding && binding != HeaderFault.None)
            return $"binding {binding}";
        if (
            !Group().TryDecodeScalar(trial.LockSecret, out var secret)
            || !Group().TryDecode(header.Encapsulated, out var point)
        )
            return "no key";
        var (shared, recipient) = (Group().Multiply(secret, point), Group().Multiply(secret, Group().Generator));
        if (!EnvelopeOpener.TryOpen(header, shared, recipient, trial.SecondSecret, out var opener, out var keys))
            return $"keys {keys}";
        var record = opener.OpenRecord(file.ReadCiphertext(header, 0), out var content);
        if (record != OpeningFault.None)
            return $"record {record}";
        Assert.Equal(sealedFile.Record, content);
        return Documents(file, header, opener, sealedFile, bytes);
    }

    private static string Documents(
        EnvelopeFile file,
        EnvelopeHeader header,
        EnvelopeOpener opener,
        Sealed sealedFile,
        byte[] bytes
    )
    {
        for (var i = 1; i < header.Sections.Count; i++)
        {
            if (!file.VerifyRoot(header, i))
                return "documents RootMismatch";
            using var cipher = opener.Cipher(i);
            using var plaintext = new MemoryStream();
            if (!cipher.TryOpenRange(new MemoryStream(bytes), header.OffsetOf(i), 0, cipher.PlaintextBytes, plaintext))
                return "documents TagMismatch";
            Assert.Equal(sealedFile.Documents[i - 1], plaintext.ToArray());
        }
        return "opened";
    }

    private static Group Group() => P256.Group;
}
