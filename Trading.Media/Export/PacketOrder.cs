namespace Trading.Media.Export;

/// <summary>A recorded packet at its place.</summary>
/// <param name="Millis">When it came, in milliseconds since the track's start.</param>
/// <param name="Bytes">The packet.</param>
/// <param name="LostBefore">Packets in front of it that never came.</param>
internal readonly record struct OrderedPacket(uint Millis, ReadOnlyMemory<byte> Bytes, int LostBefore);

/// <summary>
/// Puts packets into the order of their numbers, which wrap at 65,536. A packet that is not there is waited for until
/// 512 later ones, or one that came a second later, are there; then it is lost. What comes behind that, or twice, is
/// left out.
/// </summary>
internal sealed class PacketOrder
{
    private const int MostWaiting = 512;
    private const uint MostMillis = 1000;

    // Behind such a jump it is another numbering (a publisher that began anew): how many were lost nobody knows, so it
    // counts as one.
    private const int MostJump = 5000;
    private readonly SortedDictionary<long, (uint Millis, ReadOnlyMemory<byte> Bytes)> waiting = [];
    private long next = -1;
    private int unknown;

    /// <summary>Packets that came too late or twice.</summary>
    public int Superfluous { get; private set; }

    /// <summary>Takes a packet, and gives those that are in order now.</summary>
    public IEnumerable<OrderedPacket> Take(ushort number, uint millis, ReadOnlyMemory<byte> bytes)
    {
        var place = next < 0 ? number + 65536L : next + (short)(number - (ushort)next);
        if (next >= 0 && (place - next is > MostJump or < -MostJump))
        {
            foreach (var packet in Rest())
                yield return packet;
            (next, unknown) = (place = number + 65536L, 1);
        }
        if (next < 0)
            next = place;
        if (place < next || !waiting.TryAdd(place, (millis, bytes)))
        {
            Superfluous++;
            yield break;
        }
        while (waiting.Count > 0)
        {
            var (first, packet) = waiting.First();
            if (first != next && waiting.Count <= MostWaiting && millis - packet.Millis <= MostMillis)
                yield break;
            yield return Pass(first, packet);
        }
    }

    /// <summary>What still waits, at the end.</summary>
    public IEnumerable<OrderedPacket> Rest()
    {
        while (waiting.Count > 0)
        {
            var (first, packet) = waiting.First();
            yield return Pass(first, packet);
        }
    }

    private OrderedPacket Pass(long place, (uint Millis, ReadOnlyMemory<byte> Bytes) packet)
    {
        var lost = (int)(place - next) + unknown;
        unknown = 0;
        waiting.Remove(place);
        next = place + 1;
        return new(packet.Millis, packet.Bytes, lost);
    }
}
