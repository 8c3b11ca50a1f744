namespace Trading.Opening;

/// <summary>V08: the procedure as a table of its own, apart from the decider. Source: docs/spec/archive.md, "Order of events".</summary>
internal static class OrderChecks
{
    private enum Phase
    {
        Ceremony,
        Intake,
        Frozen,
        Releasing,
        Results,
        Opened,
        Failed,
    }

    public static Finding Order(AuditCase c)
    {
        if (c.EventProblem is not null) return Finding.Nothing("the events cannot be read");
        if (c.Lots.Count == 0) return Finding.Nothing("the publication cannot be read");
        var phases = c.Lots.ToDictionary(l => l.Id, _ => Phase.Ceremony, StringComparer.Ordinal);
        for (var i = 1; i < c.Events.Count; i++)
        {
            if (Problem(c, i, phases) is { } problem) return Finding.Fail($"event {i}, {c.Events[i].GetType().Name}: {problem}");
        }
        var half = phases.FirstOrDefault(p => p.Value == Phase.Results).Key;
        return Finding.Of(half is null ? null : $"lot {half}: the results are cut in their middle", $"{c.Events.Count} events");
    }

    private static string? Problem(AuditCase c, int index, Dictionary<string, Phase> phases)
    {
        var happened = c.Events[index];
        if (c.Events[index - 1] is RecordSealed) return "something follows the sealed record";
        if (c.Events[index - 1] is SessionConcluded != happened is RecordSealed) return happened is RecordSealed ? "the record was sealed before the conclusion" : "something follows the conclusion";
        // All results of a lot are one commit: nothing may stand between them.
        if (phases.FirstOrDefault(p => p.Value == Phase.Results).Key is { } open && AuditLot.LotOf(happened) != open) return $"stands within the results of lot {open}";
        if (AuditLot.LotOf(happened) is not { } lot) return happened is PlatformStoodStill or ObjectionAnswered or SessionConcluded or RecordSealed ? null : "does not belong here";
        if (!phases.TryGetValue(lot, out var phase)) return $"there is no lot {lot}";
        if (Next(phase, happened) is not { } next) return $"does not follow in phase {phase} of lot {lot}";
        phases[lot] = next;
        return null;
    }

    private static Phase? Next(Phase phase, SessionEvent happened) => (phase, happened) switch
    {
        (Phase.Ceremony, CeremonyMessageLogged or CeremonyFailed) => Phase.Ceremony,
        (Phase.Ceremony, LockCertified) => Phase.Intake,
        (Phase.Ceremony, LotFailed { Cause: LotFailure.NoLock }) => Phase.Failed,
        (Phase.Intake, LotFrozen) => Phase.Frozen,
        (Phase.Frozen, FreezeCosigned or LateFreezeOrdered or BidRevoked) => Phase.Frozen,
        (Phase.Frozen, ReleaseBegan) => Phase.Releasing,
        (Phase.Frozen, LotFailed { Cause: LotFailure.FewSubmitted }) => Phase.Failed,
        (Phase.Releasing, FreezeCosigned or BidRevoked or PartialAccepted or PartialRefused) => Phase.Releasing,
        (Phase.Releasing or Phase.Results, BidOpened or BidUnreadable) => Phase.Results,
        (Phase.Results, LotOpened) => Phase.Opened,
        (Phase.Results, LotFailed { Cause: LotFailure.FewOpened }) => Phase.Failed,
        (Phase.Opened, FreezeCosigned or PartialAccepted or PartialRefused) => Phase.Opened,
        (Phase.Opened or Phase.Failed, BidderAttended or ObjectionRaised or RecordConfirmed) => phase,
        _ => null,
    };
}
