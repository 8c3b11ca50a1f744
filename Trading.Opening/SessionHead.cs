using Trading.Crypto;

namespace Trading.Opening;

/// <summary>
/// Who cosigned a head of a session's stream, and when, against what it covers. Source: docs/spec/archive.md, "What is
/// in it" and "Times".
/// </summary>
internal static class SessionHead
{
    /// <summary>
    /// The lots whose trustees cosign a head over these events: each that has its lock, for a trustee cosigns the
    /// stream once it keeps a lock of the session. Where no lot has one, all.
    /// </summary>
    public static IReadOnlyList<LockPolicy> Asked(IReadOnlyList<LockPolicy> policies, IEnumerable<SessionEvent> covered)
    {
        var locked = covered.OfType<LockCertified>().Select(e => e.Lot).ToHashSet(StringComparer.Ordinal);
        return locked.Count == 0 ? policies : [.. policies.Where(p => locked.Contains(p.Lot))];
    }

    /// <summary>
    /// The POSIX seconds of a note's lines behind the platform's; a line that is no cosignature counts as −1.
    /// </summary>
    public static IEnumerable<long> Seconds(string note) =>
        Note.TryParse(WireText.Utf8.GetBytes(note), out var read) ? read.Signatures.Skip(1).Select(SecondOf) : [];

    /// <summary>
    /// Whether a head whose last event bears that time (UTC microseconds) can have been cosigned in that second: clocks
    /// differ by the trustees' tolerance, and nobody cosigns what has not happened.
    /// </summary>
    public static bool IsTimely(long second, long lastAt, long slack) =>
        second is >= 0 and <= StreamTimes.Latest / TrusteeRules.SecondMicros
        && (second + 1) * TrusteeRules.SecondMicros + TrusteeRules.ToleranceMicros + slack > lastAt;

    /// <summary>
    /// The note with those of its lines that a verifier accepts the time of; null when fewer than t trustees of a lot
    /// are left, or it is no head of these events. A trustee whose clock is slow spoils its own line, never the
    /// archive.
    /// </summary>
    public static string? Usable(string note, IReadOnlyList<SessionEvent> events)
    {
        if (
            !Note.TryParse(WireText.Utf8.GetBytes(note), out var read)
            || !PlatformCheckpoint.TryPeek(note, out var head)
        )
            return null;
        if (head.Size < 1 || head.Size > events.Count || events[0] is not SessionPrepared prepared)
            return null;
        var (lastAt, slack) = (events[(int)head.Size - 1].At, StreamTimes.SlackOf(prepared.Terms));
        var lines = read.Signatures.Skip(1).Where(s => IsTimely(SecondOf(s), lastAt, slack)).ToList();
        var names = lines.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var policies = prepared
            .Policies.Select(p => LockPolicyCodec.TryParse(p, out var policy, out _) ? policy : null)
            .OfType<LockPolicy>()
            .ToList();
        if (
            Asked(policies, events.Take((int)head.Size))
                .Any(p => p.Trustees.Count(t => names.Contains(t.Name)) < p.Threshold)
        )
            return null;
        return $"{read.Text}\n{read.Signatures[0]}\n{string.Concat(lines.Select(s => s + "\n"))}";
    }

    private static long SecondOf(NoteSignature line) => CosignatureLine.TimeOf(line + "\n", line.Name) ?? -1;
}
