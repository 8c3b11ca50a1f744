namespace Trading.Opening.Steps;

/// <summary>
/// Why a lot whose deadline has passed does not go on by itself just now, and the next lawful step. Source:
/// docs/spec/feed.md, "Snapshot".
/// </summary>
public static class HeldLot
{
    /// <summary>The next step where only host and supervisor can help.</summary>
    public const string OrderLateFreeze = "order-late-freeze";

    /// <summary>The next step where nobody can: the tender has to be published again.</summary>
    public const string PrepareAgain = "prepare-session-again";

    private const string WaitForCosignatures = "wait-for-cosignatures";

    /// <summary>
    /// What a lot waits for at the instant (UTC microseconds); null for one that receives, or is opened or failed.
    /// </summary>
    public static Refusal? Of(Lot lot, long now) =>
        lot switch
        {
            Lot.Intake l when now > l.Policy.CloseAt => No.TooEarly(
                No.Freeze,
                "The deadline has passed; the intake is being drained.",
                "wait-for-freeze"
            ),
            Lot.Frozen l when l.Freeze.Cosignatures.Count < l.Policy.Threshold => OfFrozen(l, now),
            Lot.Releasing l when l.Partials.Count < l.Policy.Threshold => No.TooEarly(
                No.Release,
                $"{l.Partials.Count} of {l.Policy.Threshold} trustees have released.",
                "wait-for-partials"
            ),
            _ => null,
        };

    private static Refusal OfFrozen(Lot.Frozen l, long now)
    {
        var count = $"{l.Freeze.Cosignatures.Count} of {l.Policy.Threshold} trustees have cosigned the frozen intake";
        if (
            now <= TrusteeRules.TimelyUntil(l.Policy)
            || l.Freeze.IsLateOrdered
            || l.Freeze.Cosignatures.Values.Any(c => !c.Late)
        )
            return No.TooEarly(No.Freeze, $"{count}.", WaitForCosignatures);
        if (!LateFreeze.CanBeOrdered(l.Policy))
            return NobodyCanOrder(l.Policy);
        var missing = LateFreeze
            .Signers.Where(role => !l.Freeze.Orders.ContainsKey(role))
            .Select(role => $"the {role.ToString().ToLowerInvariant()}'s");
        return No.TooLate(
            No.Freeze,
            $"{count}: none saw it in time. They cosign late on the order of host and supervisor; missing: "
                + $"{string.Join(" and ", missing)}.",
            OrderLateFreeze
        );
    }

    internal static Refusal NobodyCanOrder(LockPolicy policy) =>
        No.NotAllowed(
            No.Freeze,
            $"The policy of lot '{policy.Lot}' names no {(policy.Roles.Host is null ? "host" : "supervisor")} "
                + "whose order trustees could check: bids stay sealed, the tender has to be published again.",
            PrepareAgain
        );
}
