using Trading.Crypto;

namespace Trading.Media.Recording;

/// <summary>What a file is, for whoever wants to go on with it.</summary>
public enum TapeState
{
    /// <summary>It can be gone on with.</summary>
    Ready,

    /// <summary>It has no whole header: nothing was recorded, and the track begins anew.</summary>
    Empty,

    /// <summary>It has its End.</summary>
    Finished,

    /// <summary>
    /// What was closed does not hold, or lacks what was published. It is kept as it is, and another track begins.
    /// </summary>
    Damaged,
}

/// <summary>
/// Looks at the file of a track whose writer is gone. What was begun and not closed is read up to its last sound frame;
/// behind it lies what a crash tore, at most what was not yet flushed, and that is cut. A second that was closed or
/// published is never cut: a file that lacks one is damaged. Source: docs/spec/recording.md, "After a crash".
/// </summary>
public sealed class TapeResume
{
    private readonly Stream file;
    private readonly TapeKey key;
    private readonly TapeTail? tail;

    private TapeResume(Stream file, TapeKey key, TapeState state, string problem, TapeTail? tail = null) =>
        (this.file, this.key, State, Problem, this.tail) = (file, key, state, problem, tail);

    /// <summary>What the file is.</summary>
    public TapeState State { get; }

    /// <summary>Why it is damaged; empty where it is not.</summary>
    public string Problem { get; }

    /// <summary>Of a finished file, what the room's stream does not have of it yet; else null.</summary>
    public UntoldHeads? Untold { get; private init; }

    /// <summary>Bytes behind the last sound frame, which <see cref="Continue"/> cuts.</summary>
    public long Torn => tail is null ? 0 : file.Length - tail.Keep;

    /// <summary>Millisecond since the track's start up to which it was recorded.</summary>
    public long RecordedMillis => tail?.Millis ?? 0;

    /// <summary>
    /// Looks at a seekable stream and changes nothing. <paramref name="told"/> is what the room's stream last had of
    /// this track, or null. Another key than the track's is an <see cref="ArgumentException"/>.
    /// </summary>
    public static TapeResume Look(Stream file, TapeKey key, TrackHeads? told)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(key);
        var scan = TapeScan.Read(file);
        if (scan.Header is null)
            return new(file, key, TapeState.Empty, "");
        using var reader = new TapeReader(scan, key, file);
        if (FirstUnsound(reader) is { } part)
            scan = TapeScan.Read(file, part.Offset - TapeFormat.FrameHeadBytes - TapeFormat.PartHeadBytes);
        return Judge(file, key, scan, told);
    }

    /// <summary>
    /// Cuts what was torn and goes on at <paramref name="ms"/> since the track's start; in between is a gap with this
    /// cause. Only where <see cref="State"/> is Ready.
    /// </summary>
    public TapeWriter Continue(Entropy entropy, GapCause cause, long ms)
    {
        ArgumentNullException.ThrowIfNull(entropy);
        if (tail is null)
            throw new InvalidOperationException($"The file is {State}.");
        file.SetLength(tail.Keep);
        var writer = TapeWriter.Continue(tail, key, file, entropy, cause, ms);
        return writer;
    }

    // Of a second that was not closed: closed ones are held by the chain, whatever their parts say.
    private static TapePart? FirstUnsound(TapeReader reader) =>
        reader.Scan.Seconds is [.., { Claimed: null } open]
            ? open.Parts.FirstOrDefault(part => reader.Open(open, part) is null)
            : null;

    private static TapeResume Judge(Stream file, TapeKey key, TapeScan scan, TrackHeads? told)
    {
        var heads = new List<byte[]>();
        var problem = ProblemOf(scan, heads) ?? (told is null ? null : ProblemOf(scan.Header!, heads, told));
        if (problem is not null)
            return new(file, key, TapeState.Damaged, problem);
        if (scan.End is { } end)
            return new(file, key, TapeState.Finished, "")
            {
                Untold = new(scan.Header!.Track, scan.Header.Start(), Count(told), heads[(int)Count(told)..], end.Hash),
            };
        return new(file, key, TapeState.Ready, "", TapeTail.Of(scan, heads, told, file));
    }

    private static string? ProblemOf(TapeScan scan, List<byte[]> heads)
    {
        var before = scan.Header!.Start();
        foreach (var (index, second) in scan.Seconds.Index())
        {
            if (second.Number != index)
                return $"second {index} is not where it belongs";
            if (second.Claimed is null)
            {
                if (index < scan.Seconds.Count - 1)
                    return $"second {index} is not closed";
                break;
            }
            before = TapeChain.Next(scan.Header.Suite, before, second.Number, second.Digest);
            if (!before.AsSpan().SequenceEqual(second.Claimed))
                return $"second {index} was changed";
            heads.Add(before);
        }
        // Behind what is closed only a torn tail may lie; in front of a second it was no crash.
        var reached = scan.Seconds.Count == 0 ? 0 : scan.Seconds[^1].Offset;
        if (scan.Breaks.Any(b => b.Offset < reached || scan.End is not null))
            return "bytes between its seconds";
        return scan.End is null || scan.End.Hash.AsSpan().SequenceEqual(scan.Hash) && scan.End.Seconds == heads.Count
            ? null
            : "its end is another's";
    }

    private static uint Count(TrackHeads? told) => told is null ? 0 : told.First + (uint)told.Heads.Count;

    private static string? ProblemOf(TapeHeader header, List<byte[]> heads, TrackHeads told)
    {
        var count = Count(told);
        if (!told.Start.AsSpan().SequenceEqual(header.Start()))
            return "what was published is of another track";
        if (count > heads.Count)
            return $"second {heads.Count} and others were published and are not there";
        return told.Heads.Count == 0 || heads[(int)count - 1].AsSpan().SequenceEqual(told.Heads[^1])
            ? null
            : $"what was published up to second {count - 1} is something else";
    }
}
