namespace Trading.Media.Forwarding;

/// <summary>A packet that is kept for those who lost it.</summary>
internal readonly record struct KeptPacket(long Index, uint Timestamp, bool IsMarked, long Start, int Bytes);

/// <summary>
/// The last packets of a layer: at most 512, and at most so many bytes. The oldest are written over; nothing is
/// allocated after the beginning.
/// </summary>
internal sealed class PacketRing(int bytes)
{
    private const int Entries = 512;

    private readonly KeptPacket[] entries = new KeptPacket[Entries];
    private readonly byte[] payloads = new byte[bytes];
    private long written;

    /// <summary>Whether the number was there, with a payload or without.</summary>
    public bool Holds(long index) => entries[index % Entries].Index == index;

    public void Add(long index, uint timestamp, bool isMarked, ReadOnlySpan<byte> payload)
    {
        if (payload.Length > payloads.Length)
            return;
        var at = (int)(written % payloads.Length);
        // A payload lies in one piece: what is left at the end stays empty.
        if (at + payload.Length > payloads.Length)
            (written, at) = (written + payloads.Length - at, 0);
        payload.CopyTo(payloads.AsSpan(at));
        entries[index % Entries] = new(index, timestamp, isMarked, written, payload.Length);
        written += payload.Length;
    }

    public bool TryFind(long index, out KeptPacket packet, out ReadOnlySpan<byte> payload)
    {
        packet = entries[index % Entries];
        payload = default;
        if (packet.Bytes == 0 || packet.Index != index || written - packet.Start > payloads.Length)
            return false;
        payload = payloads.AsSpan((int)(packet.Start % payloads.Length), packet.Bytes);
        return true;
    }
}
