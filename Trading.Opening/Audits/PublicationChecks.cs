namespace Trading.Opening.Audits;

/// <summary>
/// V02, V07, V36: whose keys they are, and what was published. Source: docs/spec/archive.md, "Checks".
/// </summary>
internal static class PublicationChecks
{
    public static Finding Anchors(AuditCase c) =>
        c.Trust is not { } trust
            ? Finding.Nothing("no trust file was given")
            : c.OfLots(lot =>
                Finding.Of(
                    trust.Covers(lot.Policy) ? null : "a key of the policy is not the trust file's",
                    $"platform and {lot.Policy.Trustees.Count} trustees"
                )
            );

    public static Finding Publication(AuditCase c)
    {
        if (c.Prepared is not { } prepared)
            return Finding.Fail("the stream does not begin with a publication");
        if (Terms.Check(prepared.Terms) is { } problem)
            return Finding.Fail(problem);
        if (!Names.IsSession(prepared.Session))
            return Finding.Fail("the session's id is not well-formed");
        if (c.Lots.Count != prepared.Terms.Lots.Count)
            return Finding.Fail("a policy is not canonical, not valid, or missing");
        var first = c.Lots[0].Policy;
        foreach (var lot in c.Lots)
        {
            if (PolicyProblem(lot, prepared) is { } wrong)
                return Finding.Fail($"lot {lot.Id}: {wrong}");
            if (lot.Policy.Suite != first.Suite || !lot.Policy.PlatformKey.AsSpan().SequenceEqual(first.PlatformKey))
                return Finding.Fail("lots differ in suite or platform key");
        }
        return Finding.Pass(
            $"{c.Lots.Count} lots under {prepared.Terms.RulePack.Id} version {prepared.Terms.RulePack.Version}"
        );
    }

    public static Finding Scoring(AuditCase c)
    {
        if (c.Prepared is not { } prepared || Terms.Check(prepared.Terms) is not null)
            return Finding.Nothing("the publication cannot be read");
        var (terms, lots) = (prepared.Terms, prepared.Terms.Lots.Where(lot => lot.Scoring > 0).ToList());
        if (lots.Count == 0)
            return Finding.Nothing("no lot was published with scoring terms");
        if (c.Scoring is not { } judge)
            return Finding.Nothing("scoring terms are not checked here");
        var wrong = lots.Select(lot => (lot.Lot, Problem: judge(terms, lot, terms.ScoringOf(lot)!)))
            .Where(judged => judged.Problem is not null)
            .Select(judged => $"lot {judged.Lot}: {judged.Problem}")
            .ToList();
        return wrong.Count > 0
            ? Finding.Fail(string.Join("; ", wrong))
            : Finding.Pass($"{lots.Count} of {terms.Lots.Count} lots have them");
    }

    private static string? PolicyProblem(AuditLot lot, SessionPrepared prepared) =>
        lot.Policy.Session != prepared.Session || lot.Policy.Lot != lot.Id ? "the policy is for another session or lot"
        : !lot.Policy.TermsHash.AsSpan().SequenceEqual(Terms.Hash(lot.Suite, prepared.Terms))
            ? "the policy was made for other terms"
        : lot.Policy.Quorum != prepared.Terms.RulePack.MinimumSubmitted ? "the quorum is not the rule pack's"
        : lot.Policy.Drill != prepared.Terms.Drill ? "policy and terms disagree on whether this was a drill"
        : lot.Policy.Version > LockPolicyCodec.First && !LateFreeze.CanBeOrdered(lot.Policy)
            ? "the policy names nobody who could order a late freeze"
        : null;
}
