using Trading.Crypto;

namespace Trading.Streams.Heads;

/// <summary>
/// When heads of a stream were cosigned, and which an archive can show. Source: docs/spec/archive.md, "What is in it"
/// and "Times".
/// </summary>
public static class HeadTimes
{
    /// <summary>Microseconds of a second.</summary>
    public const long SecondMicros = 1_000_000;

    /// <summary>What the clocks of platform and witnesses may differ, microseconds.</summary>
    public const long ToleranceMicros = 2 * SecondMicros;

    /// <summary>
    /// The POSIX seconds of a note's lines behind the platform's; a line that is no cosignature counts as −1.
    /// </summary>
    public static IEnumerable<long> Seconds(string note) =>
        Note.TryParse(WireText.Utf8.GetBytes(note), out var read) ? read.Signatures.Skip(1).Select(SecondOf) : [];

    /// <summary>
    /// Whether a head whose last event bears that time (UTC microseconds) can have been cosigned in that second: clocks
    /// differ by the tolerance, and nobody cosigns what has not happened.
    /// </summary>
    public static bool IsTimely(long second, long lastAt, long slack) =>
        second is >= 0 and <= StreamTimes.Latest / SecondMicros
        && (second + 1) * SecondMicros + ToleranceMicros + slack > lastAt;

    /// <summary>
    /// The note with those of its lines that a verifier accepts the time of; null when fewer than the threshold of a
    /// lock are left, or it is no head of the stream. A witness whose clock is slow spoils its own line, never the
    /// archive.
    /// </summary>
    /// <param name="note">The head with its cosignatures.</param>
    /// <param name="times">The times of the stream's events from height 0, UTC microseconds.</param>
    /// <param name="slack">How far times of the stream may fall, microseconds.</param>
    /// <param name="demands">What the stream's locks ask.</param>
    public static string? Usable(string note, IReadOnlyList<long> times, long slack, IReadOnlyList<HeadDemand> demands)
    {
        ArgumentNullException.ThrowIfNull(times);
        if (
            !Note.TryParse(WireText.Utf8.GetBytes(note), out var read)
            || !PlatformCheckpoint.TryPeek(note, out var head)
        )
            return null;
        if (head.Size < 1 || head.Size > times.Count)
            return null;
        var lastAt = times[(int)head.Size - 1];
        var lines = read.Signatures.Skip(1).Where(s => IsTimely(SecondOf(s), lastAt, slack)).ToList();
        var names = lines.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var isFew = HeadDemand
            .Asked(demands, head.Size)
            .Any(d => d.Keys.Witnesses.Count(w => names.Contains(w.Name)) < d.Keys.Threshold);
        return isFew ? null : $"{read.Text}\n{read.Signatures[0]}\n{string.Concat(lines.Select(s => s + "\n"))}";
    }

    private static long SecondOf(NoteSignature line) => Cosignature.TimeOf(line) ?? -1;
}
