using Trading.Crypto;

namespace Trading.Opening.Steps;

/// <summary>Publication: the policies must be what the terms say, for after this nobody can change either.</summary>
internal static class Preparation
{
    public static Decision<SessionEvent> Publish(Prepare c)
    {
        if (!Names.IsSession(c.Session))
            return No.NotPrepared("A session's id is 32 lower-case hexadecimal digits.");
        if (Terms.Check(c.Terms) is { } problem)
            return No.NotPrepared(problem);
        if (c.Policies?.Count != c.Terms.Lots.Count)
            return No.NotPrepared("There is one policy per lot, in the order of the lots.");
        var policies = new List<LockPolicy>();
        foreach (var (bytes, lot) in c.Policies.Zip(c.Terms.Lots))
        {
            if (!LockPolicyCodec.TryParse(bytes, out var policy, out var wrong))
                return No.NotPrepared($"The policy of lot '{lot.Lot}' is not valid: {wrong}.");
            if (Against(policy, lot, c) is { } refusal)
                return refusal;
            policies.Add(policy);
        }
        if (
            !policies.TrueForAll(p =>
                p.Suite == policies[0].Suite && p.PlatformKey.AsSpan().SequenceEqual(policies[0].PlatformKey)
            )
        )
            return No.NotPrepared("All lots of a session have the same suite and the same platform key.");
        return new SessionPrepared(c.Now, c.Session, c.Terms, c.Policies);
    }

    public static Decision<SessionEvent> Again(Session.Running s, Prepare c) =>
        c.Session == s.Id
        && Terms.Check(c.Terms) is null
        && Terms.Same(c.Terms, s.Terms)
        && c.Policies?.Count == s.Terms.Lots.Count
        && s.Terms.Lots.Zip(c.Policies)
            .All(pair => LockPolicyCodec.ToBytes(s.Lots[pair.First.Lot].Policy).AsSpan().SequenceEqual(pair.Second))
            ? Decision<SessionEvent>.Nothing
            : No.Conflict(No.Policy, "Another session was published under this id.");

    private static Refusal? Against(LockPolicy policy, LotTerms lot, Prepare c)
    {
        if (policy.Session != c.Session || policy.Lot != lot.Lot)
            return No.NotPrepared($"The policy of lot '{lot.Lot}' is for another session or lot.");
        if (policy.Version != c.Terms.PolicyVersion)
            return No.NotPrepared($"The policy of lot '{lot.Lot}' is of another version than goes with the terms.");
        if (policy.Purpose != LockPurpose.Open)
            return No.NotPrepared($"The lock of lot '{lot.Lot}' is not for opening bids.");
        if (!policy.TermsHash.AsSpan().SequenceEqual(Terms.Hash(Suite.Find(policy.Suite)!, c.Terms)))
            return No.NotPrepared($"The policy of lot '{lot.Lot}' was made for other terms.");
        if (policy.Quorum != c.Terms.RulePack.MinimumSubmitted)
            return new Refusal(
                Reason.Malformed,
                c.Terms.RulePack.MinimumSubmittedRule,
                $"The quorum of lot '{lot.Lot}' is not the rule pack's.",
                "correct-and-prepare-again"
            );
        if (policy.Drill != c.Terms.Drill)
            return No.NotPrepared($"The policy of lot '{lot.Lot}' and the terms disagree on whether this is a drill.");
        // Until the window of second secrets is built, such a lock could be made but never opened.
        if (policy.SecondSecret != SecondSecret.None)
            return No.NotPrepared(
                $"The policy of lot '{lot.Lot}' asks for second secrets, which this version cannot open."
            );
        if (!NamesRoles(policy.Roles, c.Terms.Roles))
            return No.NotPrepared($"The policy of lot '{lot.Lot}' names another host or supervisor than the terms.");
        if (policy.Version > LockPolicyCodec.First && !LateFreeze.CanBeOrdered(policy))
            return NobodyFrees(lot);
        return policy.CloseAt > c.Now
            ? null
            : No.TooLate(No.OpeningTime, $"The deadline of lot '{lot.Lot}' has passed.", "correct-and-prepare-again");
    }

    // A lot that no trustee saw frozen in time is freed by host and supervisor together: without the two its bids would
    // stay sealed for ever.
    private static Refusal NobodyFrees(LotTerms lot) =>
        new(
            Reason.Malformed,
            No.Freeze,
            $"Nobody could free lot '{lot.Lot}' if no trustee saw it frozen in time: terms and policy name a "
                + "supervisor, with another key than the host's.",
            "name-a-supervisor"
        );

    private static bool NamesRoles(PolicyRoles named, IReadOnlyList<SessionRole> roles) =>
        Holds(named.Host, Role.Host, roles) && Holds(named.Supervisor, Role.Supervisor, roles);

    private static bool Holds(byte[]? key, Role role, IReadOnlyList<SessionRole> roles) =>
        key is null || roles.Any(r => r.Role == role && r.Key.AsSpan().SequenceEqual(key));
}
