using Trading.Crypto.Tests.Frozen;
using static Trading.Crypto.Tests.Envelope.Sample;

namespace Trading.Crypto.Tests.Envelope;

/// <summary>
/// tests/vectors/envelope/headers.json and withdrawals.json: signed statements, their mutations and every flipped byte.
/// </summary>
public sealed class HeaderVectorTests
{
    private sealed record File(
        string Format,
        byte[] LockId,
        byte[] ContextHash,
        byte[] Valid,
        byte[] EntryHash,
        FlipRun[] FlippedBytes,
        Case[] Cases
    );

    [Fact]
    public void Frozen_headers_end_as_they_say() =>
        Run("headers", Header, Parse, bytes => Tags.Hash(P256, Tags.Entry, bytes));

    [Fact]
    public void Frozen_withdrawals_end_as_they_say() =>
        Run("withdrawals", Withdraw, ParseWithdrawal, bytes => Tags.Hash(P256, Tags.Entry, bytes));

    [Fact]
    public void An_unknown_key_in_a_vector_fails_the_run() =>
        Assert.Throws<System.Text.Json.JsonException>(() =>
            FrozenVectors.Read<Case>("{\"name\":\"x\",\"bytes\":\"\",\"result\":\"None\",\"more\":1}")
        );

    private static void Run(
        string name,
        Func<(byte[] Valid, Case[] Cases)> generate,
        Func<byte[], string> parse,
        Func<byte[], byte[]> entryHash
    )
    {
        var (valid, cases) = generate();
        var file = FrozenVectors.Load(
            $"envelope/{name}.json",
            new File(
                $"BidLock/1 {name}: bytes in, result out",
                LockId,
                ContextHash,
                valid,
                entryHash(valid),
                FlipRun.Of(valid, parse),
                cases
            )
        );
        Assert.Equal("None", parse(file.Valid));
        Assert.Equal(file.EntryHash, entryHash(file.Valid));
        FlipRun.Check(file.FlippedBytes, file.Valid, parse);
        Assert.DoesNotContain(file.FlippedBytes, run => run.Result == "None");
        foreach (var item in file.Cases)
            Assert.Equal((item.Name, item.Result), (item.Name, parse(item.Bytes)));
    }

    private static string Parse(byte[] bytes) =>
        SignedHeader.TryParse(bytes, out var signed, out var fault)
            ? $"{signed.Header.CheckBinding(P256, LockId, ContextHash)}"
            : $"{fault}";

    private static string ParseWithdrawal(byte[] bytes) =>
        Withdrawal.TryParse(bytes, out var withdrawal, out var fault)
            ? $"{withdrawal.CheckBinding(P256, LockId, ContextHash)}"
            : $"{fault}";

    private static (byte[] Valid, Case[] Cases) Header()
    {
        var valid = Seal(B, Bytes("document", 70_000)).Signed;
        var (bytes, header) = (valid.Bytes, valid.Header);
        return (
            bytes,
            [
                .. Ends(bytes),
                Resigned("magic-of-another-version", bytes, 3, 0x32),
                Resigned("suite-unknown", bytes, 4, 0x01, 0x01),
                Resigned("header-length-too-small", bytes, 6, 0x01, 0x2d),
                Resigned("kind-unknown", bytes, 8, 2),
                Resigned("flag-unknown", bytes, 9, 3),
                Resigned("flag-of-second-secret-missing", bytes, 9, 0),
                Resigned("sections-none", bytes, 10, 0, 0),
                Resigned("sections-too-many", bytes, 10, 0, 65),
                Resigned("revision-zero", bytes, 108, 0, 0, 0, 0),
                Resigned("point-at-infinity", bytes, 112, new byte[65]),
                Resigned("point-hybrid", bytes, 112, 6),
                Resigned("point-off-the-curve", bytes, 176, (byte)(bytes[176] ^ 1)),
                Resigned("point-x-beyond-the-prime", bytes, 113, [.. Enumerable.Repeat((byte)0xff, 32)]),
                Resigned("second-secret-hash-zero", bytes, 177, new byte[32]),
                Resigned("record-missing", bytes, 241, 0, 1),
                Resigned("record-twice", bytes, 301, 0, 0),
                Resigned("section-type-unknown", bytes, 301, 0, 2),
                Resigned("chunk-size-other", bytes, 303, 14),
                Resigned("reserved-byte-set", bytes, 304, 1),
                Resigned("reserved-eight-set", bytes, 328, 1),
                Resigned("plaintext-length-huge", bytes, 305, 0xff),
                Resigned("ciphertext-length-off-by-one", bytes, 320, (byte)(bytes[320] + 1)),
                Resigned(
                    "record-of-no-size-class",
                    bytes,
                    245,
                    [0, 0, 0, 0, 0, 0, 0x10, 0x01, 0, 0, 0, 0, 0, 0, 0x10, 0x11]
                ),
                new("signed-with-another-tag", Sign(bytes, Tags.Withdrawal), "BadSignature"),
                new(
                    "signed-by-another-key",
                    [.. bytes[..^64], .. OtherKey.Sign(Tags.Envelope, bytes[..^64])],
                    "BadSignature"
                ),
                new("under-another-key", Stolen(bytes, Tags.Envelope), "PseudonymMismatch"),
                new(
                    "sealed-for-another-lock",
                    SignedHeader.Sign(header with { LockId = ContextHash }, Key).Bytes,
                    "WrongLock"
                ),
                new(
                    "sealed-in-another-context",
                    SignedHeader.Sign(header with { ContextHash = LockId }, Key).Bytes,
                    "WrongContext"
                ),
                new("next-revision", SignedHeader.Sign(header with { Revision = 2 }, Key).Bytes, "None"),
                new(
                    "sections-64",
                    SignedHeader
                        .Sign(
                            header with
                            {
                                Sections = [header.Sections[0], .. Enumerable.Repeat(header.Sections[1], 63)],
                            },
                            Key
                        )
                        .Bytes,
                    "None"
                ),
            ]
        );

        static Case Resigned(string name, byte[] valid, int at, params byte[] change)
        {
            var changed = (byte[])valid.Clone();
            change.CopyTo(changed, at);
            var bytes = Sign(changed, Tags.Envelope);
            return new Case(name, bytes, Parse(bytes));
        }
    }

    private static (byte[] Valid, Case[] Cases) Withdraw()
    {
        var bytes = Withdrawal.Sign(Key, LockId, ContextHash, SubmissionId, 2).Bytes;
        var zero = (byte[])bytes.Clone();
        zero.AsSpan(102, 4).Clear();
        return (
            bytes,
            [
                .. Ends(bytes),
                new("revision-zero", Sign(zero, Tags.Withdrawal), "BadRevision"),
                new("signed-with-another-tag", Sign(bytes, Tags.Envelope), "BadSignature"),
                new(
                    "signed-by-another-key",
                    [.. bytes[..^64], .. OtherKey.Sign(Tags.Withdrawal, bytes[..^64])],
                    "BadSignature"
                ),
                new("under-another-key", Stolen(bytes, Tags.Withdrawal), "PseudonymMismatch"),
                new(
                    "for-another-lock",
                    Withdrawal.Sign(Key, ContextHash, ContextHash, SubmissionId, 2).Bytes,
                    "WrongLock"
                ),
                new("in-another-context", Withdrawal.Sign(Key, LockId, LockId, SubmissionId, 2).Bytes, "WrongContext"),
            ]
        );
    }

    private static Case[] Ends(byte[] bytes) =>
        [
            new("empty", [], "Truncated"),
            new("truncated-by-one", bytes[..^1], "Truncated"),
            new("truncated-to-half", bytes[..(bytes.Length / 2)], "Truncated"),
            new("trailing-garbage", [.. bytes, 0], "TrailingBytes"),
            new("doubled", [.. bytes, .. bytes], "TrailingBytes"),
        ];

    private static byte[] Sign(byte[] bytes, string tag) => [.. bytes[..^64], .. Key.Sign(tag, bytes[..^64])];

    private static byte[] Stolen(byte[] bytes, string tag)
    {
        byte[] signed = [.. bytes[..^SignedHeader.TrailerBytes], .. OtherKey.PublicPoint];
        return [.. signed, .. OtherKey.Sign(tag, signed)];
    }
}
