using Trading.Crypto;

namespace Trading.Opening.Audits;

/// <summary>
/// What everybody should read of standstills over a deadline beside the verdict; that they may be told as they are, and
/// that what they hold was held, V08 finds out. Source: docs/spec/archive.md, "Checks"; docs/spec/feed.md,
/// "Standstill".
/// </summary>
internal static class StandstillRemarks
{
    public static IEnumerable<string> Of(AuditCase c) =>
        c
            .Events.OfType<PlatformStoodStill>()
            .Select(e =>
                $"the platform {(e.Restarted ? "was away" : "stood still")} over a deadline: "
                + $"{Describe(c, new(e.From, e.Until, e.Restarted))}"
            );

    private static string Describe(AuditCase c, Standstill span)
    {
        var lots = c
            .Lots.Where(lot => span.Touches(lot.Policy.CloseAt))
            .Select(lot => $"lot {lot.Id}: {Consequence(lot, span)}");
        var times = $"{RecordTime.Clock(span.From)} to {RecordTime.Clock(span.Until)}";
        return $"{times} (UTC+8, {(span.Until - span.From) / 1_000} ms), {string.Join(", ", lots)}";
    }

    private static string Consequence(AuditLot lot, Standstill span)
    {
        if (!span.IsMadeUpFor(lot.Policy.CloseAt))
            return "too long to be made up for, held for host and supervisor";
        if (span.Restarted)
            return "connections were lost, nothing is made up for";
        // What is dated back was read behind the deadline, and so stands in the drain.
        var drain = lot.Archived?.Ticks[^1].Entries ?? [];
        return $"{drain.Count(entry => ArrivalOf(lot, entry) == span.From)} entries of the drain bear its "
            + "beginning as arrival";
    }

    private static long? ArrivalOf(AuditLot lot, Entry entry)
    {
        var hash = Convert.ToHexStringLower(entry.Hash(lot.Suite));
        var isThere = lot.Archived!.Acknowledgements.TryGetValue(hash, out var bytes);
        return isThere && Acknowledgement.TryParse(bytes, out var read) ? read.AtMicros : null;
    }
}
