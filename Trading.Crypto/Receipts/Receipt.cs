using System.Diagnostics.CodeAnalysis;

namespace Trading.Crypto;

/// <summary>What a receipt is worth.</summary>
public enum ReceiptVerdict
{
    /// <summary>The entry stands in a log whose head enough witnesses cosigned.</summary>
    Valid,

    /// <summary>The note is not a checkpoint.</summary>
    NotACheckpoint,

    /// <summary>It is the checkpoint of another log.</summary>
    WrongOrigin,

    /// <summary>The log's signature is missing or wrong.</summary>
    LogSignatureWrong,

    /// <summary>A known witness's line is wrong.</summary>
    CosignatureWrong,

    /// <summary>Fewer witnesses than the threshold.</summary>
    TooFewCosignatures,

    /// <summary>
    /// Entry, slot and tick do not lead to the checkpoint's root, or the slot is of another form than the log's.
    /// </summary>
    NotIncluded,
}

/// <summary>
/// Proof, to be checked offline, that an entry was logged before it was known to anybody: slot path inside the tick,
/// path of the tick inside the log, cosigned checkpoint. Canonical bytes: suite 2 ‖ entry hash 32 ‖ slot path ‖ tick 8
/// ‖ count 4 and hashes of 32 bytes ‖ note behind its length. Immutable. Source: docs/spec/streams.md, "Receipt".
/// </summary>
public sealed class Receipt(
    Suite suite,
    byte[] entryHash,
    SlotPath slot,
    long tick,
    byte[][] inclusion,
    Note checkpoint
)
{
    /// <summary>Most hashes of an inclusion path.</summary>
    public const int MostPath = 63;

    /// <summary>The suite of all hashes and signatures.</summary>
    public Suite Suite { get; } = suite;

    /// <summary>Hash of the entry, 32 bytes; who checks a receipt compares it with the hash of the own entry.</summary>
    public byte[] EntryHash { get; } = entryHash;

    /// <summary>Where in the tick the entry stands.</summary>
    public SlotPath Slot { get; } = slot;

    /// <summary>Leaf index of the tick in the intake log.</summary>
    public long Tick { get; } = tick;

    /// <summary>Audit path of the tick's leaf in the tree of the checkpoint.</summary>
    public byte[][] Inclusion { get; } = inclusion;

    /// <summary>The cosigned checkpoint.</summary>
    public Note Checkpoint { get; } = checkpoint;

    /// <summary>
    /// Checks everything against a log's origin, form of slots and key (kind Note), the known witnesses (kind
    /// Cosignature) and how many of them are enough.
    /// </summary>
    public ReceiptVerdict Verify(
        string origin,
        SlotForm form,
        NoteKey log,
        IReadOnlyList<NoteKey> witnesses,
        int threshold
    )
    {
        var read = CosignedCheckpoint.Read(Checkpoint, origin, log, witnesses, threshold);
        return read.Verdict switch
        {
            CheckpointVerdict.Valid => LeadsTo(read.Head!, form) ? ReceiptVerdict.Valid : ReceiptVerdict.NotIncluded,
            CheckpointVerdict.NotACheckpoint => ReceiptVerdict.NotACheckpoint,
            CheckpointVerdict.WrongOrigin => ReceiptVerdict.WrongOrigin,
            CheckpointVerdict.LogSignatureWrong => ReceiptVerdict.LogSignatureWrong,
            CheckpointVerdict.CosignatureWrong => ReceiptVerdict.CosignatureWrong,
            _ => ReceiptVerdict.TooFewCosignatures,
        };
    }

    /// <summary>
    /// Whether entry, slot and tick lead to the root of a head of a log of that form; the head itself is taken as
    /// given, for example from an archive.
    /// </summary>
    public bool LeadsTo(Checkpoint head, SlotForm form) =>
        form.Allows(Slot)
        && Slot.RootFor(Suite, EntryHash) is { } root
        && MerkleProof.VerifyInclusion(Suite, Tick, head.Size, TreeHash.Leaf(Suite, root), Inclusion, head.Root);

    /// <summary>The canonical bytes.</summary>
    public byte[] ToBytes()
    {
        var writer = new WireWriter().U16(Suite.Id).Fixed(EntryHash);
        Slot.Write(writer);
        return writer.I64(Tick).List(Inclusion, (item, hash) => item.Fixed(hash)).Bytes(Checkpoint.ToBytes()).ToArray();
    }

    /// <summary>Reads canonical bytes; false for anything else. Nothing is verified yet.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Receipt? receipt)
    {
        receipt = null;
        try
        {
            receipt = Read(bytes);
        }
        catch (WireException) { } // receipts come from outside: a bad one is an answer, not a fault
        return receipt is not null;
    }

    private static Receipt Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        var suite = Suite.Find(reader.U16()) ?? throw reader.Wrong("no such suite");
        var entryHash = reader.Fixed(Suite.HashBytes);
        var slot = SlotPath.Read(ref reader);
        var tick = reader.I64();
        if (tick < 0)
            throw reader.Wrong("a tick has no negative index");
        var inclusion = reader.List((ref WireReader item) => item.Fixed(Suite.HashBytes), MostPath);
        if (!Note.TryParse(reader.Bytes(Note.MostBytes), out var note))
            throw reader.Wrong("not a note");
        reader.End();
        return new Receipt(suite, entryHash, slot, tick, inclusion, note);
    }
}
