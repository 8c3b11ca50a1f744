using Trading.Crypto;

namespace Trading.Media.Recording;

/// <summary>Where a writer goes on: what the file holds up to its last sound frame.</summary>
internal sealed class TapeTail
{
    private const int BlockBytes = 1 << 16;
    private readonly Stream file;
    private readonly long begun;

    private TapeTail(Stream file, long begun) => (this.file, this.begun) = (file, begun);

    public required TapeHeader Header { get; init; }

    /// <summary>Head after the last closed second.</summary>
    public required byte[] Head { get; init; }

    /// <summary>The second that comes next, or that was begun and not closed.</summary>
    public required SecondState Second { get; init; }

    /// <summary>Millisecond since the track's start up to which it was recorded.</summary>
    public required long Millis { get; init; }

    /// <summary>Seconds whose heads the room's stream has.</summary>
    public required uint Published { get; init; }

    /// <summary>Heads that it has not.</summary>
    public required IReadOnlyList<byte[]> Unpublished { get; init; }

    /// <summary>Bytes that stay.</summary>
    public required long Keep { get; init; }

    public static TapeTail Of(TapeScan scan, List<byte[]> heads, TrackHeads? told, Stream file)
    {
        var published = told is null ? 0 : told.First + (uint)told.Heads.Count;
        var open = scan.Seconds is [.., { Claimed: null } second] ? second : null;
        var keep =
            open is not null ? open.Offset + open.Length
            : scan.Seconds.Count == 0 ? scan.Header!.ToBytes().Length
            : scan.Seconds[^1].Offset + scan.Seconds[^1].Length + TapeFormat.FrameHeadBytes + TapeFormat.CloseBytes;
        var state = SecondState.Of((uint)heads.Count);
        if (open is not null)
            state = state with
            {
                HasBegun = true,
                Parts = (uint)open.Parts.Count,
                Frames = open.Parts.Count + open.Gaps.Count + 1,
                Until = open.Parts.Count == 0 ? 0 : open.Parts[^1].Until,
                GapUntil = open.Gaps.Count == 0 ? 0 : (int)(open.Gaps[^1].To - open.Origin),
            };
        return new TapeTail(file, open?.Offset ?? keep)
        {
            Header = scan.Header!,
            Head = heads.Count == 0 ? scan.Header!.Start() : heads[^1],
            Second = state,
            Millis = open?.Until ?? heads.Count * (long)TapeFormat.SecondMillis,
            Published = published,
            Unpublished = heads[(int)published..],
            Keep = keep,
        };
    }

    /// <summary>Hashes what stays, and of a second that was begun its frames; leaves the stream at its end.</summary>
    public void Feed(RunningHash fileHash, RunningHash secondHash)
    {
        var block = new byte[BlockBytes];
        file.Position = 0;
        for (var at = 0L; at < Keep; )
        {
            // A block ends where the open second begins, so that what is hashed twice begins with a block.
            var stop = at < begun ? long.Min(begun, Keep) : Keep;
            var part = block.AsSpan(0, (int)long.Min(block.Length, stop - at));
            file.ReadExactly(part);
            fileHash.Append(part);
            if (at >= begun)
                secondHash.Append(part);
            at += part.Length;
        }
    }
}
