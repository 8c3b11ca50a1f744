using System.Security.Cryptography;
using Trading.Crypto.Tests.Notes;

namespace Trading.Crypto.Tests.Receipts;

public sealed class ReceiptTests
{
    private static readonly Suite P256 = Suite.P256;
    private static readonly SigningKey Log = FixedKey.From("log"),
        One = FixedKey.From("one"),
        Two = FixedKey.From("two");
    private static readonly NoteKey LogKey = new(P256, "intake", Log.PublicPoint, NoteKeyKind.Note);
    private static readonly NoteKey[] Witnesses = [Witness("one", One), Witness("two", Two)];
    private static readonly byte[][] Entries = [.. Enumerable.Range(0, 3).Select(i => SHA256.HashData([(byte)i]))];

    [Fact]
    public void A_receipt_of_a_logged_entry_is_valid_and_survives_its_bytes()
    {
        foreach (var slots in new[] { SlotTree.OrdinarySlots, SlotTree.DrainSlots })
            for (var k = 0; k < Entries.Length; k++)
            {
                var receipt = Make(slots, k);
                Assert.Equal(ReceiptVerdict.Valid, Verdict(receipt));
                Assert.True(Receipt.TryParse(receipt.ToBytes(), out var again));
                Assert.Equal(ReceiptVerdict.Valid, Verdict(again));
                Assert.Equal(receipt.ToBytes(), again.ToBytes());
            }
    }

    [Fact]
    public void Any_flipped_byte_makes_a_receipt_worthless()
    {
        var bytes = Make(256, 1).ToBytes();
        for (var at = 0; at < bytes.Length; at++)
        {
            var wrong = (byte[])bytes.Clone();
            wrong[at] ^= 1;
            if (Receipt.TryParse(wrong, out var receipt))
                Assert.NotEqual(ReceiptVerdict.Valid, Verdict(receipt));
        }
    }

    [Fact]
    public void Every_truncation_and_extension_is_no_receipt()
    {
        var bytes = Make(256, 0).ToBytes();
        for (var length = 0; length < bytes.Length; length++)
            Assert.False(Receipt.TryParse(bytes.AsSpan(0, length), out _));
        Assert.False(Receipt.TryParse([.. bytes, 0], out _));
    }

    [Fact]
    public void Each_way_to_be_worthless_has_its_verdict()
    {
        var good = Make(256, 1);
        Assert.Equal(ReceiptVerdict.NotIncluded, Verdict(Make(256, 1, tick: 3)));
        Assert.Equal(
            ReceiptVerdict.NotIncluded,
            Verdict(new Receipt(P256, Entries[0], good.Slot, good.Tick, good.Inclusion, good.Checkpoint))
        );
        Assert.Equal(
            ReceiptVerdict.NotIncluded,
            Verdict(new Receipt(P256, Entries[1], Make(256, 0).Slot, good.Tick, good.Inclusion, good.Checkpoint))
        );
        Assert.Equal(ReceiptVerdict.TooFewCosignatures, good.Verify("intake", SlotForm.Dense, LogKey, Witnesses, 3));
        Assert.Equal(ReceiptVerdict.WrongOrigin, good.Verify("another", SlotForm.Dense, LogKey, Witnesses, 2));
        Assert.Equal(
            ReceiptVerdict.LogSignatureWrong,
            good.Verify("intake", SlotForm.Dense, Witness("intake", One), Witnesses, 2)
        );
        Assert.Equal(
            ReceiptVerdict.NotACheckpoint,
            Verdict(new Receipt(P256, Entries[1], good.Slot, good.Tick, good.Inclusion, Note.Sign("x\n", LogKey, Log)))
        );
        var forged = Note.Sign(good.Checkpoint.Text, LogKey, Log)
            .With(Cosignature.Sign(good.Checkpoint.Text, Witnesses[0], Two, 1));
        Assert.Equal(
            ReceiptVerdict.CosignatureWrong,
            Verdict(new Receipt(P256, Entries[1], good.Slot, good.Tick, good.Inclusion, forged))
        );
    }

    [Fact]
    public void A_slot_of_another_form_than_the_logs_is_not_included_however_well_it_leads_to_the_root()
    {
        var small = Make(256, 1);
        Assert.Equal(ReceiptVerdict.Valid, small.Verify("intake", SlotForm.Dense, LogKey, Witnesses, 2));
        Assert.Equal(ReceiptVerdict.NotIncluded, small.Verify("intake", SlotForm.Sparse, LogKey, Witnesses, 2));
        Assert.Equal(ReceiptVerdict.Valid, Make(65_536, 1).Verify("intake", SlotForm.Sparse, LogKey, Witnesses, 2));
    }

    [Fact]
    public void An_acknowledgement_is_the_platforms_word_on_time_hash_size_and_tick()
    {
        var made = Acknowledgement.Sign(Log, 1_700_000_000_000_000, Entries[0], 12_345, 7);
        Assert.Equal(Acknowledgement.TotalBytes, made.ToBytes().Length);
        Assert.True(Acknowledgement.TryParse(made.ToBytes(), out var read));
        Assert.True(read.IsSignedBy(Log.PublicPoint));
        Assert.False(read.IsSignedBy(One.PublicPoint));
        Assert.Equal((1_700_000_000_000_000, 12_345, 7), (read.AtMicros, read.SizeBytes, read.Tick));
        Assert.Equal(Entries[0], read.EntryHash);
    }

    [Fact]
    public void Any_flipped_byte_makes_an_acknowledgement_worthless()
    {
        var bytes = Acknowledgement.Sign(Log, 1, Entries[0], 2, 3).ToBytes();
        for (var at = 0; at < bytes.Length; at++)
        {
            var wrong = (byte[])bytes.Clone();
            wrong[at] ^= 1;
            Assert.False(Acknowledgement.TryParse(wrong, out var read) && read.IsSignedBy(Log.PublicPoint));
            Assert.False(Acknowledgement.TryParse(bytes.AsSpan(0, at), out _));
        }
        Assert.False(Acknowledgement.TryParse([.. bytes, 0], out _));
        Assert.Throws<ArgumentException>(() => Acknowledgement.Sign(Log, -1, Entries[0], 2, 3));
        Assert.Throws<ArgumentException>(() => Acknowledgement.Sign(Log, 1, new byte[31], 2, 3));
    }

    // Five ticks, the third of them with all entries.
    private static Receipt Make(int slots, int k, long tick = 2)
    {
        var tree = new SlotTree(P256, SHA256.HashData("tick"u8), slots, Entries);
        var log = new MerkleTree(P256);
        for (var i = 0; i < 5; i++)
            log.Append(TreeHash.Leaf(P256, i == 2 ? tree.Root : SHA256.HashData([(byte)(100 + i)])));
        var text = new Checkpoint("intake", log.Size, log.Root()).ToText();
        var note = Note.Sign(text, LogKey, Log)
            .With(Cosignature.Sign(text, Witnesses[0], One, 10))
            .With(Cosignature.Sign(text, Witnesses[1], Two, 11));
        return new Receipt(P256, Entries[k], tree.PathOf(k), tick, log.InclusionProof(2, 5), note);
    }

    private static ReceiptVerdict Verdict(Receipt receipt) =>
        receipt.Verify("intake", SlotForm.Dense, LogKey, Witnesses, 2);

    private static NoteKey Witness(string name, SigningKey key) =>
        new(P256, name, key.PublicPoint, NoteKeyKind.Cosignature);
}
