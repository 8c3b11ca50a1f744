namespace Trading.Relay.Recorder;

/// <summary>
/// What goes from the relay's threads to the recorder's: 8,192 entries and 4 MiB of packets, taken once. Putting in
/// copies and never waits; what finds no room is lost, counted, and told by an entry of its own. One thread takes out.
/// </summary>
internal sealed class TapQueue : IMediaTap
{
    private const int Entries = 8_192;
    private const int Bytes = 4 << 20;

    private readonly Lock gate = new();
    private readonly TapEntry[] entries = new TapEntry[Entries];
    private readonly byte[] bytes = new byte[Bytes];
    private long written;
    private long taken;
    private long bytesWritten;
    private long bytesTaken;
    private long lostFrom = -1;

    /// <summary>Entries that were lost.</summary>
    public long Lost { get; private set; }

    public void Begin(in TappedStream stream, long at) => Put(new(TapWord.Begin, at, stream), []);

    public void Packet(in TappedStream stream, long at, ReadOnlySpan<byte> rtp) =>
        Put(new(TapWord.Packet, at, stream), rtp);

    public void Report(in TappedStream stream, long at, ulong ntp, uint rtp) =>
        Put(new(TapWord.Report, at, stream, Ntp: ntp, Rtp: rtp), []);

    public void Muted(int track, long at, bool isMuted) => Put(new(TapWord.Muted, at, Of(track), isMuted), []);

    public void Silent(int track, long at, bool isSilent) => Put(new(TapWord.Silent, at, Of(track), isSilent), []);

    public void End(int track, long at) => Put(new(TapWord.End, at, Of(track)), []);

    public void Pause(long at, bool isPaused) => Put(new(TapWord.Paused, at, default, isPaused), []);

    /// <summary>Takes out everything that is there, in order.</summary>
    public void Drain(TakeEntry take)
    {
        long end;
        lock (gate)
            end = written;
        // What was written stays as it is until it is taken, so no lock is needed to look at it.
        while (taken < end)
        {
            var entry = entries[taken % Entries];
            try
            {
                take(entry, bytes.AsSpan((int)(entry.Start % Bytes), entry.Bytes));
            }
            finally
            {
                lock (gate)
                    (taken, bytesTaken) = (taken + 1, Math.Max(bytesTaken, entry.Start + entry.Bytes));
            }
        }
    }

    private static TappedStream Of(int track) => new(track, 0, default, "", 0, 0);

    private void Put(TapEntry entry, ReadOnlySpan<byte> packet)
    {
        lock (gate)
        {
            if (lostFrom >= 0 && HasRoom(2, packet.Length))
            {
                Add(new(TapWord.Lost, entry.At, default, Ntp: (ulong)lostFrom), []);
                lostFrom = -1;
            }
            if (lostFrom < 0 && HasRoom(1, packet.Length))
            {
                Add(entry, packet);
                return;
            }
            Lost++;
            lostFrom = lostFrom < 0 ? entry.At : lostFrom;
        }
    }

    // A packet lies in one piece, so what is left at the end of the buffer may stay empty.
    private bool HasRoom(int count, int length) =>
        written + count - taken <= Entries && Place(length) + length - bytesTaken <= Bytes;

    private long Place(int length)
    {
        var at = (int)(bytesWritten % Bytes);
        return at + length > Bytes ? bytesWritten + Bytes - at : bytesWritten;
    }

    private void Add(in TapEntry entry, ReadOnlySpan<byte> packet)
    {
        var start = Place(packet.Length);
        packet.CopyTo(bytes.AsSpan((int)(start % Bytes)));
        entries[written % Entries] = entry with { Start = start, Bytes = packet.Length };
        (written, bytesWritten) = (written + 1, start + packet.Length);
    }
}

/// <summary>Takes an entry with its packet.</summary>
internal delegate void TakeEntry(in TapEntry entry, ReadOnlySpan<byte> packet);
