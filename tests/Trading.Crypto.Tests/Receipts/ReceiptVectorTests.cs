using System.Security.Cryptography;
using Trading.Crypto.Tests.Frozen;
using Trading.Crypto.Tests.Notes;

namespace Trading.Crypto.Tests.Receipts;

/// <summary>
/// tests/vectors/receipts/receipts.json: a receipt and an acknowledgement, every flipped byte of both, and named
/// mutations.
/// </summary>
public sealed class ReceiptVectorTests
{
    private static readonly Suite P256 = Suite.P256;

    private sealed record Vectors(
        string Format,
        string Origin,
        KeyLine Log,
        KeyLine[] Witnesses,
        int Threshold,
        byte[] EntryHash,
        byte[] Receipt,
        FlipRun[] FlippedReceipt,
        byte[] Acknowledgement,
        FlipRun[] FlippedAcknowledgement,
        Case[] Cases
    );

    private sealed record KeyLine(string Name, NoteKeyKind Kind, byte[] PublicPoint);

    private static readonly SigningKey Log = FixedKey.From("log"),
        One = FixedKey.From("one"),
        Two = FixedKey.From("two");
    private static readonly byte[] Entry = SHA256.HashData("entry"u8);

    [Fact]
    public void Frozen_receipts_are_worth_what_they_say()
    {
        var vectors = FrozenVectors.Load("receipts/receipts.json", Generate());
        Assert.Equal("Valid", Read(vectors.Receipt));
        Assert.Equal("Valid", ReadAcknowledgement(vectors.Acknowledgement));
        FlipRun.Check(vectors.FlippedReceipt, vectors.Receipt, Read);
        FlipRun.Check(vectors.FlippedAcknowledgement, vectors.Acknowledgement, ReadAcknowledgement);
        Assert.DoesNotContain(
            vectors.FlippedReceipt.Concat(vectors.FlippedAcknowledgement),
            run => run.Result == "Valid"
        );
        foreach (var item in vectors.Cases)
            Assert.Equal((item.Name, item.Result), (item.Name, Read(item.Bytes)));
    }

    private static Vectors Generate()
    {
        var receipt = Make(Entry, 1, 3);
        var (bytes, note) = (receipt.ToBytes(), receipt.Checkpoint);
        var acknowledgement = Acknowledgement.Sign(Log, 1_700_000_000_123_456, Entry, 1_048_576, 3).ToBytes();
        Case[] cases =
        [
            new("in-the-drain", Make(Entry, 0, 4).ToBytes(), "Valid"),
            new("empty", [], "NotAReceipt"),
            new("truncated-by-one", bytes[..^1], "NotAReceipt"),
            new("trailing-garbage", [.. bytes, 0], "NotAReceipt"),
            new(
                "another-entry",
                new Receipt(P256, SHA256.HashData(Entry), receipt.Slot, 3, receipt.Inclusion, note).ToBytes(),
                "NotIncluded"
            ),
            new(
                "another-tick",
                new Receipt(P256, Entry, receipt.Slot, 2, receipt.Inclusion, note).ToBytes(),
                "NotIncluded"
            ),
            new(
                "tick-beyond-the-size",
                new Receipt(P256, Entry, receipt.Slot, 5, receipt.Inclusion, note).ToBytes(),
                "NotIncluded"
            ),
            new(
                "inclusion-truncated",
                new Receipt(P256, Entry, receipt.Slot, 3, receipt.Inclusion[1..], note).ToBytes(),
                "NotIncluded"
            ),
            new(
                "inclusion-reordered",
                new Receipt(P256, Entry, receipt.Slot, 3, [.. receipt.Inclusion.Reverse()], note).ToBytes(),
                "NotIncluded"
            ),
            new(
                "older-checkpoint",
                new Receipt(
                    P256,
                    Entry,
                    receipt.Slot,
                    3,
                    receipt.Inclusion,
                    Cosigned(new Checkpoint("intake", 3, SHA256.HashData("old"u8)))
                ).ToBytes(),
                "NotIncluded"
            ),
            new(
                "another-log",
                new Receipt(
                    P256,
                    Entry,
                    receipt.Slot,
                    3,
                    receipt.Inclusion,
                    Cosigned(new Checkpoint("other", 5, new byte[32]))
                ).ToBytes(),
                "WrongOrigin"
            ),
            new(
                "one-witness",
                new Receipt(P256, Entry, receipt.Slot, 3, receipt.Inclusion, Cosigned(Head(note), 1)).ToBytes(),
                "TooFewCosignatures"
            ),
            new("unknown-witness", With(receipt, "stranger").ToBytes(), "Valid"),
            new("known-name-of-an-unknown-witness", With(receipt, "one").ToBytes(), "Valid"),
        ];
        return new Vectors(
            "BidLock/1 receipts: bytes in, verdict out",
            "intake",
            new("intake", NoteKeyKind.Note, Log.PublicPoint),
            [
                new("one", NoteKeyKind.Cosignature, One.PublicPoint),
                new("two", NoteKeyKind.Cosignature, Two.PublicPoint),
            ],
            2,
            Entry,
            bytes,
            FlipRun.Of(bytes, Read),
            acknowledgement,
            FlipRun.Of(acknowledgement, ReadAcknowledgement),
            cases
        );
    }

    // A log of five ticks of which the last is the drain; the entry stands in one of them.
    private static Receipt Make(byte[] entry, int k, long tick)
    {
        byte[][] entries = k == 0 ? [entry] : [SHA256.HashData("before"u8), entry];
        var slots = new SlotTree(
            P256,
            SHA256.HashData("seed"u8),
            tick == 4 ? SlotTree.DrainSlots : SlotTree.OrdinarySlots,
            entries
        );
        var log = new MerkleTree(P256);
        for (var i = 0; i < 5; i++)
            log.Append(TreeHash.Leaf(P256, i == tick ? slots.Root : SHA256.HashData([(byte)i])));
        return new Receipt(
            P256,
            entry,
            slots.PathOf(k),
            tick,
            log.InclusionProof(tick, 5),
            Cosigned(new Checkpoint("intake", 5, log.Root()))
        );
    }

    private static Note Cosigned(Checkpoint head, int witnesses = 2)
    {
        var note = Note.Sign(head.ToText(), Key("intake", Log, NoteKeyKind.Note), Log);
        foreach (var (name, key) in new[] { ("one", One), ("two", Two) }.Take(witnesses))
            note = note.With(
                Cosignature.Sign(head.ToText(), Key(name, key, NoteKeyKind.Cosignature), key, 1_700_000_000)
            );
        return note;
    }

    // One more line, of a key that nobody knows.
    private static Receipt With(Receipt receipt, string name)
    {
        using var stranger = FixedKey.From("stranger");
        var note = receipt.Checkpoint;
        var line = Cosignature.Sign(note.Text, Key(name, stranger, NoteKeyKind.Cosignature), stranger, 1_700_000_000);
        return new Receipt(P256, receipt.EntryHash, receipt.Slot, receipt.Tick, receipt.Inclusion, note.With(line));
    }

    private static Checkpoint Head(Note note) =>
        Checkpoint.TryParse(note.Text, out var head) ? head : throw new InvalidDataException();

    private static string Read(byte[] bytes) =>
        Receipt.TryParse(bytes, out var receipt)
            ? $"{receipt.Verify("intake", SlotForm.Dense, Key("intake", Log, NoteKeyKind.Note), [Key("one", One, NoteKeyKind.Cosignature), Key("two", Two, NoteKeyKind.Cosignature)], 2)}"
            : "NotAReceipt";

    private static string ReadAcknowledgement(byte[] bytes) =>
        !Acknowledgement.TryParse(bytes, out var read) ? "NotAnAcknowledgement"
        : read.IsSignedBy(Log.PublicPoint) ? "Valid"
        : "BadSignature";

    private static NoteKey Key(string name, SigningKey key, NoteKeyKind kind) => new(P256, name, key.PublicPoint, kind);
}
