namespace Trading.Opening.Audits;

/// <summary>
/// V08, V34: the stream as the decider makes it, and its times. Source: docs/spec/archive.md, "Order of events" and
/// "Times".
/// </summary>
internal static class ProcedureChecks
{
    public static Finding Order(AuditCase c)
    {
        if (c.EventProblem is not null)
            return Finding.Nothing("the events cannot be read");
        if (c.Lots.Count == 0)
            return Finding.Nothing("the publication cannot be read");
        var fault = Procedure.Check(
            c.Events,
            c.Trust?.AuthorityCertificates,
            e => c.Lots.FirstOrDefault(l => ReferenceEquals(l.Certified, e))?.CertificateVerdict
        );
        return Finding.Of(
            fault is null ? null : $"event {fault.Height}, {fault.Type}: {fault.Problem}",
            $"{c.Events.Count} events"
        );
    }

    public static Finding Times(AuditCase c)
    {
        if (c.EventProblem is not null)
            return Finding.Nothing("the events cannot be read");
        if (c.Prepared is not { } prepared)
            return Finding.Nothing("the publication cannot be read");
        var latest = 0L;
        var slack = SessionTimes.SlackOf(prepared.Terms);
        for (var height = 0; height < c.Events.Count; height++)
        {
            var at = c.Events[height].At;
            if (at is < 0 or > StreamTimes.Latest)
                return Finding.Fail($"event {height}: its time {at} is none that a clock shows");
            if (at < latest - slack)
                return Finding.Fail(
                    $"event {height}, {c.Events[height].GetType().Name}: its time lies {latest - at} "
                        + "microseconds before what happened already"
                );
            latest = Math.Max(latest, at);
        }
        return Finding.Of(
            CosignatureProblem(c, slack),
            $"{c.Events.Count} events, {c.Archive!.Checkpoints.Count} checkpoints"
        );
    }

    private static string? CosignatureProblem(AuditCase c, long slack)
    {
        foreach (var note in c.Archive!.Checkpoints)
        {
            if (!PlatformCheckpoint.TryPeek(note, out var head) || head.Size < 1 || head.Size > c.Events.Count)
                continue; // other checks tell of it
            var last = c.Events[(int)head.Size - 1].At;
            if (HeadTimes.Seconds(note).Any(s => !HeadTimes.IsTimely(s, last, slack)))
                return $"checkpoint {head.Size}: a trustee cosigned it before its last event happened, or at no "
                    + "time that a clock shows";
        }
        var early = c
            .Lots.SelectMany(l => l.Events.OfType<FreezeCosigned>().Where(e => !IsPast(l, e, slack)))
            .FirstOrDefault();
        return early is null
            ? null
            : $"lot {early.Lot}: trustee {early.Trustee}'s cosignature of the freeze is later than its event";
    }

    // Whether the line is one at all, other checks tell.
    private static bool IsPast(AuditLot lot, FreezeCosigned e, long slack)
    {
        if (e.Trustee < 1 || e.Trustee > lot.Policy.Trustees.Count)
            return true;
        var line = e.Cosignature.EndsWith('\n') ? e.Cosignature : e.Cosignature + "\n";
        return CosignatureLine.TimeOf(line, lot.Policy.Trustees[e.Trustee - 1].Name) is not { } second
            || second <= (e.At + TrusteeRules.ToleranceMicros + slack) / HeadTimes.SecondMicros;
    }
}
