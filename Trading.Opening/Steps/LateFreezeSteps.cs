namespace Trading.Opening.Steps;

/// <summary>
/// Host and supervisor free a lot that no trustee saw frozen in time. The keys are the policy's, for trustees know no
/// others.
/// </summary>
internal static class LateFreezeSteps
{
    public static Decision<SessionEvent> Order(Session.Running s, Act act, Perform c, byte[] key)
    {
        var lot = s.Lots.GetValueOrDefault(act.Lot);
        if (lot is null)
            return No.NoLot(act.Lot);
        if (FreezeOf(lot) is not { } freeze)
            return NotFrozen(lot);
        if (!LateFreeze.CanBeOrdered(lot.Policy))
            return HeldLot.NobodyCanOrder(lot.Policy);
        if (RoleOf(lot.Policy, key) is not { } role)
            return No.NotAllowed(
                No.Freeze,
                "Only the host and the supervisor that the lot's policy names order a late freeze.",
                "ask-host-and-supervisor"
            );
        if (act.Subject != Convert.ToHexStringLower(freeze.Root))
            return new Refusal(
                Reason.Conflict,
                No.Freeze,
                "The order names another root than the one that was frozen.",
                "read-frozen-root"
            );
        if (freeze.Orders.ContainsKey(role))
            return Decision<SessionEvent>.Nothing;
        if (lot is not Lot.Frozen || freeze.Cosignatures.Count >= lot.Policy.Threshold)
            return NotHeld(lot);
        if (c.Now <= TrusteeRules.TimelyUntil(lot.Policy))
            return No.TooEarly(
                No.Freeze,
                "Trustees may still cosign in time; an order is for a head that none of them saw.",
                "wait-for-cosignatures"
            );
        return new LateFreezeOrdered(c.Now, act.Lot, role, c.Act);
    }

    private static FreezeFacts? FreezeOf(Lot lot) => (lot as Lot.Closed)?.Freeze;

    private static Role? RoleOf(LockPolicy policy, byte[] key)
    {
        foreach (var role in LateFreeze.Signers)
            if (key.AsSpan().SequenceEqual(LateFreeze.KeyOf(policy, role)))
                return role;
        return null;
    }

    private static Refusal NotFrozen(Lot lot) =>
        lot is Lot.Failed
            ? NotHeld(lot)
            : No.TooEarly(No.Freeze, $"Lot '{lot.Terms.Lot}' is not frozen.", "wait-for-freeze");

    private static Refusal NotHeld(Lot lot) =>
        new(
            Reason.WrongPhase,
            No.Freeze,
            $"Lot '{lot.Terms.Lot}' waits for no cosignature of its freeze.",
            "reload-session"
        );
}
