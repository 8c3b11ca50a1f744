using System.Numerics;

namespace Trading.Crypto;

/// <summary>
/// Proof that an entry stands in a slot of a tick, and nothing about any other slot.
/// Canonical bytes: slot count (4) ‖ slot (4) ‖ salt (32) ‖ log₂(slot count) hashes of 32 bytes, from the slot up.
/// Source: docs/spec/streams.md, "Slot tree".
/// </summary>
public sealed class SlotPath(uint slotCount, uint slot, byte[] salt, byte[][] path)
{
    /// <summary>Slots of the tick: 256 or 65,536.</summary>
    public uint SlotCount { get; } = slotCount;

    /// <summary>Where the entry stands, from 0 to SlotCount − 1.</summary>
    public uint Slot { get; } = slot;

    /// <summary>
    /// Salt of the slot, 32 bytes; it keeps an entry hash that somebody can guess from being tried against the leaf.
    /// </summary>
    public byte[] Salt { get; } = salt;

    /// <summary>Audit path inside the tick, 8 or 16 hashes.</summary>
    public byte[][] Path { get; } = path;

    /// <summary>Whether an entry of that hash stands in this slot of the tick of that root.</summary>
    public bool Verify(Suite suite, byte[] entryHash, ReadOnlySpan<byte> root) =>
        RootFor(suite, entryHash) is { } own && root.SequenceEqual(own);

    /// <summary>
    /// Root of the tick as this path and the entry's hash give it, to be checked against a log; null when a length or
    /// the slot is out of range.
    /// </summary>
    public byte[]? RootFor(Suite suite, byte[] entryHash)
    {
        if (!IsWellFormed || entryHash.Length != Suite.HashBytes)
            return null;
        var hash = TreeHash.Leaf(suite, SlotTree.Used(suite, Salt, entryHash));
        for (var level = 0; level < Path.Length; level++)
        {
            var onTheRight = (Slot >> level & 1) != 0;
            TreeHash.Node(suite, onTheRight ? Path[level] : hash, onTheRight ? hash : Path[level], hash);
        }
        return hash;
    }

    private bool IsWellFormed =>
        SlotTree.IsSlotCount(SlotCount)
        && Slot < SlotCount
        && Salt.Length == Suite.HashBytes
        && Path.Length == BitOperations.Log2(SlotCount)
        && Path.All(hash => hash.Length == Suite.HashBytes);

    internal void Write(WireWriter writer)
    {
        writer.U32(SlotCount).U32(Slot).Fixed(Salt);
        foreach (var hash in Path)
            writer.Fixed(hash);
    }

    internal static SlotPath Read(ref WireReader reader)
    {
        var (slotCount, slot) = (reader.U32(), reader.U32());
        if (!SlotTree.IsSlotCount(slotCount))
            throw reader.Wrong($"a tick has no {slotCount} slots");
        if (slot >= slotCount)
            throw reader.Wrong($"no slot {slot} among {slotCount}");
        var salt = reader.Fixed(Suite.HashBytes);
        var path = new byte[BitOperations.Log2(slotCount)][];
        for (var i = 0; i < path.Length; i++)
            path[i] = reader.Fixed(Suite.HashBytes);
        return new SlotPath(slotCount, slot, salt, path);
    }
}
