namespace Trading.Media.Recording;

/// <summary>A sealed part as a scan found it.</summary>
/// <param name="Offset">Where the ciphertext begins in the file.</param>
/// <param name="Length">Its bytes, with the tag.</param>
/// <param name="Number">Number in its second, from 0.</param>
/// <param name="Until">Millisecond in the second up to which its records are, 0–1000.</param>
public sealed record TapePart(long Offset, int Length, uint Number, ushort Until);

/// <summary>A second as a scan found it, whatever its number says.</summary>
/// <param name="Number">The number that it bears.</param>
/// <param name="Offset">Where its Begin stands in the file.</param>
/// <param name="Length">Bytes up to its Close; of one that is not closed, of its whole frames.</param>
/// <param name="Salt">Salt of the run that wrote it.</param>
/// <param name="Digest">Hash of these bytes.</param>
/// <param name="Claimed">The head that its Close bears; null where it has none.</param>
/// <param name="Parts">Its parts, in order.</param>
/// <param name="Gaps">Its gaps, in milliseconds since the track's start.</param>
public sealed record TapeSecond(
    uint Number,
    long Offset,
    long Length,
    byte[] Salt,
    byte[] Digest,
    byte[]? Claimed,
    IReadOnlyList<TapePart> Parts,
    IReadOnlyList<TapeGap> Gaps
)
{
    /// <summary>Milliseconds from the track's start to this second.</summary>
    public uint Origin => Number * TapeFormat.SecondMillis;

    /// <summary>Up to which millisecond since the track's start the second says something.</summary>
    public uint Until =>
        Origin + uint.Max(Parts.Count == 0 ? 0u : Parts[^1].Until, Gaps.Count == 0 ? 0u : Gaps[^1].To - Origin);
}

/// <summary>Bytes that are no second of the track.</summary>
/// <param name="Offset">Where they begin.</param>
/// <param name="Length">How many.</param>
public sealed record TapeBreak(long Offset, long Length);

/// <summary>What the End of a finished file says.</summary>
/// <param name="Seconds">Seconds of the track.</param>
/// <param name="Hash">Hash of all bytes before the End, 32 bytes.</param>
public sealed record TapeEnd(uint Seconds, byte[] Hash);

/// <summary>A whole file, read without a key.</summary>
/// <param name="Length">Its bytes.</param>
/// <param name="Header">What the track is; null where the file does not begin with one.</param>
/// <param name="Seconds">Its seconds in the order in which they stand.</param>
/// <param name="Breaks">What is none of them.</param>
/// <param name="End">The End; null where the file has none.</param>
/// <param name="EndHead">The last head that the End repeats.</param>
/// <param name="EndOffset">Where the End stands; -1 where there is none.</param>
/// <param name="Hash">Hash of all bytes before the End, as they are.</param>
public sealed record TapeScan(
    long Length,
    TapeHeader? Header,
    IReadOnlyList<TapeSecond> Seconds,
    IReadOnlyList<TapeBreak> Breaks,
    TapeEnd? End,
    byte[]? EndHead,
    long EndOffset,
    byte[]? Hash
)
{
    /// <summary>Reads a seekable stream from its beginning; one second is in memory at a time.</summary>
    public static TapeScan Read(Stream file) => Read(file, long.MaxValue);

    /// <summary>The same of the first bytes alone.</summary>
    internal static TapeScan Read(Stream file, long limit)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new TapeScanner(file, limit).Scan();
    }
}
