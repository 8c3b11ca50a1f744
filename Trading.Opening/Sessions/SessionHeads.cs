namespace Trading.Opening.Sessions;

/// <summary>
/// What the locks of a session ask of the heads of its stream. Source: docs/spec/archive.md, "What is in it" and
/// "Times".
/// </summary>
internal static class SessionHeads
{
    /// <summary>
    /// Each lot's demand over these events: its trustees cosign the stream once they keep its lock.
    /// </summary>
    public static IReadOnlyList<HeadDemand> Demands(
        IEnumerable<LockPolicy> policies,
        IReadOnlyList<SessionEvent> events
    )
    {
        var from = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var height = 0; height < events.Count; height++)
            if (events[height] is LockCertified certified)
                from.TryAdd(certified.Lot, height + 1);
        return
        [
            .. policies.Select(p => new HeadDemand(
                $"lot {p.Lot}",
                p.HeadKeys(),
                from.TryGetValue(p.Lot, out var size) ? size : null
            )),
        ];
    }

    /// <summary>The note as an archive of these events can show it, or null where it cannot.</summary>
    public static string? Usable(string note, IReadOnlyList<SessionEvent> events)
    {
        if (events.Count == 0 || events[0] is not SessionPrepared prepared)
            return null;
        var policies = prepared
            .Policies.Select(p => LockPolicyCodec.TryParse(p, out var policy, out _) ? policy : null)
            .OfType<LockPolicy>();
        return HeadTimes.Usable(
            note,
            [.. events.Select(e => e.At)],
            SessionTimes.SlackOf(prepared.Terms),
            Demands(policies, events)
        );
    }
}
