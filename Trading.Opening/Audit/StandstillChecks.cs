using Trading.Crypto;

namespace Trading.Opening;

/// <summary>
/// V34: standstills over a deadline are told within their rule, and what they hold was held. Source:
/// docs/spec/archive.md, "Checks"; docs/spec/feed.md, "Standstill".
/// </summary>
internal static class StandstillChecks
{
    public static Finding Told(AuditCase c)
    {
        if (c.EventProblem is not null) return Finding.Nothing("the events cannot be read");
        if (c.Prepared is not { } prepared || c.Lots.Count == 0) return Finding.Nothing("the publication cannot be read");
        var told = c.Events.OfType<PlatformStoodStill>().ToList();
        if (told.Count == 0) return Finding.Nothing("the platform told of none");
        for (var i = 0; i < told.Count; i++)
        {
            if (Problem(c, prepared, told, i) is { } problem) return Finding.Fail($"standstill {i + 1}: {problem}");
        }
        return Finding.Pass(string.Join("; ", told.Select(e => Describe(c, SpanOf(e)))));
    }

    /// <summary>What everybody should read beside the verdict.</summary>
    public static IEnumerable<string> Remarks(AuditCase c) =>
        c.Events.OfType<PlatformStoodStill>().Select(e =>
            $"the platform {(e.Restarted ? "was away" : "stood still")} over a deadline: {Describe(c, SpanOf(e))}");

    private static string? Problem(AuditCase c, SessionPrepared prepared, List<PlatformStoodStill> told, int index)
    {
        var (happened, span) = (told[index], SpanOf(told[index]));
        if (span.From < prepared.At || span.From >= span.Until || happened.At < span.SettledAt)
            return "its times are none that could be told";
        if (told.Take(index).Any(other => span.Overlaps(SpanOf(other)))) return "it overlaps another one";
        var touched = c.Lots.Where(lot => Standstill.IsKnownTo(lot.Policy) && span.Touches(lot.Policy.CloseAt)).ToList();
        if (touched.Count == 0) return "it touches no deadline";
        if (!touched.Any(lot => IsOpen(c, lot, happened))) return "it was told when no intake that it touches was open";
        var early = touched.FirstOrDefault(lot => IsToldBeforeFreeze(c, lot, happened) && HadToBeHeld(lot, span));
        return early is null ? null : $"lot {early.Id} had to be held, and was frozen at once";
    }

    private static bool HadToBeHeld(AuditLot lot, Standstill span) =>
        !span.IsMadeUpFor(lot.Policy.CloseAt) && lot.Frozen!.At < Standstill.HeldUntil(lot.Policy);

    private static bool IsOpen(AuditCase c, AuditLot lot, PlatformStoodStill happened) =>
        lot.Certified is { } certified && PlaceOf(c, certified) < PlaceOf(c, happened)
        && (lot.Frozen is null || IsToldBeforeFreeze(c, lot, happened));

    private static bool IsToldBeforeFreeze(AuditCase c, AuditLot lot, PlatformStoodStill happened) =>
        lot.Frozen is { } frozen && PlaceOf(c, happened) < PlaceOf(c, frozen);

    private static int PlaceOf(AuditCase c, SessionEvent happened) =>
        c.Events.TakeWhile(e => !ReferenceEquals(e, happened)).Count();

    private static string Describe(AuditCase c, Standstill span)
    {
        var lots = c.Lots.Where(lot => span.Touches(lot.Policy.CloseAt))
            .Select(lot => $"lot {lot.Id}: {Consequence(lot, span)}");
        var times = $"{RecordTime.Clock(span.From)} to {RecordTime.Clock(span.Until)}";
        return $"{times} (UTC+8, {(span.Until - span.From) / 1_000} ms), {string.Join(", ", lots)}";
    }

    private static string Consequence(AuditLot lot, Standstill span)
    {
        if (!span.IsMadeUpFor(lot.Policy.CloseAt)) return "too long to be made up for, held for host and supervisor";
        if (span.Restarted) return "connections were lost, nothing is made up for";
        var count = lot.Archived?.Acknowledgements.Values.Count(bytes => IsOf(bytes, span.From)) ?? 0;
        return $"{count} entries bear its beginning as arrival";
    }

    private static bool IsOf(byte[] acknowledgement, long arrival) =>
        Acknowledgement.TryParse(acknowledgement, out var read) && read.AtMicros == arrival;

    private static Standstill SpanOf(PlatformStoodStill happened) =>
        new(happened.From, happened.Until, happened.Restarted);
}
