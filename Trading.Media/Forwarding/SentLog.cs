namespace Trading.Media.Forwarding;

/// <summary>
/// A packet that went to a viewer: where it came from and what was added, so that it can be made again.
/// </summary>
internal record struct SentPacket(long Number, int Layer, long Index, Offsets Offsets, bool IsEmpty, uint Timestamp)
{
    /// <summary>When it was last resent, in milliseconds.</summary>
    public long ResentAt { get; set; }
}

/// <summary>
/// The last 512 packets of one forwarded stream. The bytes lie with the layer; here is how to make them again.
/// </summary>
internal sealed class SentLog
{
    private const int Entries = 512;

    private readonly SentPacket[] entries = new SentPacket[Entries];
    private long highest = -1;

    /// <summary>Keeps a packet. False where its number was used: it is there already.</summary>
    public bool TryAdd(in SentPacket sent)
    {
        ref var entry = ref entries[sent.Number % Entries];
        if (highest >= 0 && (entry.Number == sent.Number && entry.Index != 0 || sent.Number <= highest - Entries))
            return false;
        entry = sent with { ResentAt = long.MinValue / 2 };
        highest = Math.Max(highest, sent.Number);
        return true;
    }

    /// <summary>The entry of a number of 16 bits, for <see cref="SentPacket.ResentAt"/> to be written.</summary>
    public bool TryFind(ushort sequence, out int slot)
    {
        slot = 0;
        if (highest < 0)
            return false;
        var number = highest + (short)(sequence - (ushort)highest);
        if (number < 0 || number > highest)
            return false;
        slot = (int)(number % Entries);
        return entries[slot].Number == number && entries[slot].Index != 0;
    }

    public ref SentPacket this[int slot] => ref entries[slot];
}
