using System.Buffers.Binary;
using Trading.Crypto;

namespace Trading.Media.Recording;

/// <summary>
/// Writes one track: records are collected, sealed into a part at each <see cref="Flush"/> (every 250 ms), and each
/// second is closed with the chain's head. All times are milliseconds since the track's start by a clock that the
/// caller passes; one that falls counts as standing still. What the stream refuses (a full disk) goes up as its own
/// exception: the writer is then to be thrown away and the file gone on with by <see cref="TapeResume"/>. Not
/// thread-safe: one task writes a room. Source: docs/spec/recording.md.
/// </summary>
public sealed class TapeWriter : IDisposable
{
    private readonly Stream output;
    private readonly byte[] salt = new byte[TapeFormat.SaltBytes];
    private readonly Aead cipher;
    private readonly RunningHash fileHash;
    private readonly RunningHash secondHash;
    private readonly byte[] pending = new byte[TapeFormat.MostPartBytes];
    private readonly byte[] frame = new byte[TapeFormat.MostFrameBytes];
    private int pendingBytes;
    private SecondState now;
    private GapCause? gap;
    private long gapFrom;
    private long last;
    private byte[] head;
    private bool isFinished;

    private TapeWriter(TapeHeader header, TapeKey key, Stream output, Entropy entropy)
    {
        (Header, Start, this.output) = (header, header.Start(), output);
        (head, now) = (Start, SecondState.Of(0));
        Heads = new UntoldHeads(header.Track, Start, 0, [], null);
        entropy.Fill(salt);
        cipher = key.Run(Start, salt);
        (fileHash, secondHash) = (header.Suite.BeginHash(), header.Suite.BeginHash());
    }

    /// <summary>What the track is.</summary>
    public TapeHeader Header { get; }

    /// <summary>Where the track's chain begins.</summary>
    public byte[] Start { get; }

    /// <summary>Bytes of packets that were refused because a second held too much.</summary>
    public long Refused { get; private set; }

    /// <summary>Whether the track has its most seconds, or is finished: nothing more is taken.</summary>
    public bool IsFull { get; private set; }

    /// <summary>
    /// Begins a track with its header. The key is the room's that the header commits to, the stream empty and the
    /// caller's; the entropy gives the run's salt.
    /// </summary>
    public static TapeWriter Begin(TapeHeader header, TapeKey key, Stream output, Entropy entropy)
    {
        Check(header, key);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(entropy);
        var writer = new TapeWriter(header, key, output, entropy);
        writer.Emit(header.ToBytes());
        // The header is covered by the start, not by the first second's digest.
        writer.secondHash.Finish();
        return writer;
    }

    /// <summary>Goes on with a file that <see cref="TapeResume"/> has looked at and cut.</summary>
    internal static TapeWriter Continue(
        TapeTail tail,
        TapeKey key,
        Stream output,
        Entropy entropy,
        GapCause cause,
        long ms
    )
    {
        Check(tail.Header, key);
        var writer = new TapeWriter(tail.Header, key, output, entropy)
        {
            head = tail.Head,
            now = tail.Second,
            Heads = new UntoldHeads(tail.Header.Track, tail.Header.Start(), tail.Published, tail.Unpublished, null),
            gap = cause,
            gapFrom = tail.Millis,
            last = tail.Millis,
        };
        tail.Feed(writer.fileHash, writer.secondHash);
        // A second that another run began is closed and not gone on with: its parts have that run's key.
        var from = tail.Second.HasBegun ? long.Max(ms, (tail.Second.Number + 1L) * TapeFormat.SecondMillis) : ms;
        writer.EndGap(from);
        return writer;
    }

    /// <summary>
    /// Takes a packet as it was received (12–2,048 bytes; it is copied). False where it is not recorded: the second
    /// holds too much, which its gap says, or the track is full.
    /// </summary>
    public bool Packet(long ms, ReadOnlySpan<byte> rtp)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rtp.Length, 12);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rtp.Length, TapeFormat.MostPacketBytes);
        return Record(ms, TapeRecordKind.Packet, rtp);
    }

    /// <summary>
    /// Takes the clock of a sender report of this track: NTP time, and the RTP time of the same moment.
    /// </summary>
    public bool Report(long ms, ulong ntp, uint rtp)
    {
        Span<byte> clock = stackalloc byte[TapeFormat.ReportBytes];
        BinaryPrimitives.WriteUInt64BigEndian(clock, ntp);
        BinaryPrimitives.WriteUInt32BigEndian(clock[8..], rtp);
        BinaryPrimitives.WriteUInt32BigEndian(clock[12..], Header.Ssrc);
        return Record(ms, TapeRecordKind.Report, clock);
    }

    /// <summary>
    /// From here on a gap with this cause, until <see cref="EndGap"/>; another cause ends the gap before.
    /// </summary>
    public void BeginGap(long ms, GapCause cause)
    {
        if (!TapeFormat.IsCause((byte)cause))
            throw new ArgumentOutOfRangeException(nameof(cause));
        if (gap == cause)
            return;
        EndGap(ms);
        (gap, gapFrom) = (cause, last);
    }

    /// <summary>The gap is over; nothing where there is none.</summary>
    public void EndGap(long ms)
    {
        Advance(ms);
        if (gap is { } cause && !IsFull)
            Slice(gapFrom, last, cause);
        gap = null;
    }

    /// <summary>
    /// Seals what was collected, and closes seconds that are over. Afterwards the caller flushes its stream to the
    /// disk, and only then publishes heads.
    /// </summary>
    public void Flush(long ms)
    {
        if (IsFull)
            return;
        Advance(ms);
        SealPart((int)(last - Origin));
    }

    /// <summary>Heads of closed seconds, and the end, until the room's stream has them.</summary>
    public UntoldHeads Heads { get; private init; }

    /// <summary>Closes the last second and the file; nothing is taken afterwards.</summary>
    public void Finish(long ms)
    {
        if (isFinished)
            return;
        if (!IsFull)
        {
            Advance(ms);
            if (now.HasBegun || pendingBytes > 0 || gap is not null || last > Origin)
                CloseSecond();
        }
        (isFinished, IsFull) = (true, true);
        var hash = fileHash.Finish();
        var body = new WireWriter()
            .Fixed(Start.AsSpan(0, TapeFormat.MarkBytes))
            .U32(now.Number)
            .Fixed(head)
            .Fixed(hash);
        WriteFrame(TapeFrame.End, body.ToArray());
        Heads.End(hash);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        cipher.Dispose();
        fileHash.Dispose();
        secondHash.Dispose();
    }

    private long Origin => now.Number * (long)TapeFormat.SecondMillis;

    private bool Record(long ms, TapeRecordKind kind, ReadOnlySpan<byte> bytes)
    {
        Advance(ms);
        if (IsFull)
            return false;
        var length = TapeFormat.RecordHeadBytes + bytes.Length;
        if (!now.Takes(length))
        {
            Refused += bytes.Length;
            now.OverflowFrom = int.Min(now.OverflowFrom, (int)(last - Origin));
            return false;
        }
        if (pendingBytes + length > pending.Length)
            SealPart((int)(last - Origin));
        var record = pending.AsSpan(pendingBytes, length);
        record[0] = (byte)kind;
        BinaryPrimitives.WriteUInt32BigEndian(record[1..], (uint)last);
        BinaryPrimitives.WriteUInt16BigEndian(record[5..], (ushort)bytes.Length);
        bytes.CopyTo(record[TapeFormat.RecordHeadBytes..]);
        pendingBytes += length;
        now.Bytes += length;
        return true;
    }

    private void Advance(long ms)
    {
        last = long.Max(last, ms);
        while (!IsFull && last - Origin >= TapeFormat.SecondMillis)
        {
            CloseSecond();
            IsFull = now.Number >= TapeFormat.MostSeconds;
        }
    }

    private void SealPart(int until)
    {
        if (pendingBytes == 0)
            return;
        Begin();
        Span<byte> nonce = stackalloc byte[Suite.NonceBytes];
        Span<byte> associated = stackalloc byte[10];
        TapeKey.Nonce(now.Number, now.Parts, nonce);
        TapeKey.Associated(now.Number, now.Parts, (ushort)until, associated);
        var body = frame.AsSpan(TapeFormat.FrameHeadBytes);
        BinaryPrimitives.WriteUInt32BigEndian(body, now.Parts);
        BinaryPrimitives.WriteUInt16BigEndian(body[4..], (ushort)until);
        var sealedBytes = body.Slice(TapeFormat.PartHeadBytes, pendingBytes + Suite.TagBytes);
        cipher.Seal(nonce, pending.AsSpan(0, pendingBytes), sealedBytes, associated);
        // Counted before it is written: should the stream refuse it half-way, the nonce is used all the same.
        now.Parts++;
        now.Until = until;
        pendingBytes = 0;
        WriteFrame(TapeFrame.Part, TapeFormat.PartHeadBytes + sealedBytes.Length);
    }

    private void CloseSecond()
    {
        SealPart(TapeFormat.SecondMillis);
        var end = Origin + TapeFormat.SecondMillis;
        if (gap is { } cause)
        {
            Slice(gapFrom, end, cause);
            gapFrom = end;
        }
        Slice(Origin + now.OverflowFrom, end, GapCause.TooMuch);
        if (now.Parts == 0 && now.GapUntil == 0)
            Slice(Origin, end, GapCause.Nothing);
        Begin();
        var digest = secondHash.Finish();
        head = TapeChain.Next(Header.Suite, head, now.Number, digest);
        WriteFrame(TapeFrame.Close, head);
        // The Close frame is in no second: the next digest begins with the next Begin.
        secondHash.Finish();
        Heads.Add(head);
        now = SecondState.Of(now.Number + 1);
    }

    // Slices of a second stand in order and do not overlap.
    private void Slice(long from, long to, GapCause cause)
    {
        var first = (int)long.Max(from - Origin, now.GapUntil);
        var end = (int)long.Min(to - Origin, TapeFormat.SecondMillis);
        if (first >= end)
            return;
        Begin();
        now.GapUntil = end;
        var body = new WireWriter().U16((ushort)first).U16((ushort)end).U8((byte)cause);
        WriteFrame(TapeFrame.Gap, body.ToArray());
    }

    private void Begin()
    {
        if (now.HasBegun)
            return;
        now.HasBegun = true;
        var body = new WireWriter().Fixed(Start.AsSpan(0, TapeFormat.MarkBytes)).U32(now.Number).Fixed(salt);
        WriteFrame(TapeFrame.Begin, body.ToArray());
    }

    private void WriteFrame(TapeFrame type, ReadOnlySpan<byte> body)
    {
        body.CopyTo(frame.AsSpan(TapeFormat.FrameHeadBytes));
        WriteFrame(type, body.Length);
    }

    // The body lies in the buffer already: one frame is one write, so a crash tears the last frame at most.
    private void WriteFrame(TapeFrame type, int length)
    {
        frame[0] = (byte)type;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)length);
        now.Frames++;
        Emit(frame.AsSpan(0, TapeFormat.FrameHeadBytes + length));
    }

    private void Emit(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        fileHash.Append(bytes);
        secondHash.Append(bytes);
    }

    private static void Check(TapeHeader header, TapeKey key)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(key);
        if (!header.IsSound)
            throw new ArgumentException("What the header says can be no track.", nameof(header));
        if (!key.Opens(header))
            throw new ArgumentException("The header commits to another key.", nameof(key));
    }
}
