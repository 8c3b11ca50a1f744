using Trading.Crypto;
using Trading.Evaluation.Requests;

namespace Trading.Evaluation.Audits;

/// <summary>V61, V62: what was asked for, and under which locks. Source: docs/spec/draw.md, "Checks".</summary>
internal static class RequestChecks
{
    private static readonly LockPurpose[] Purposes = [LockPurpose.Draw, LockPurpose.Names, LockPurpose.Contact];

    public static Finding Request(DrawCase c)
    {
        if (c.Request is not { } request)
            return Finding.Fail("the bytes are no request");
        if (DrawRules.Find(request.Rules, request.RulesVersion) is not { } rules)
            return Finding.Fail($"unknown rules {request.Rules} {request.RulesVersion}");
        var refusals = RequestGates.Check(request, rules);
        return Finding.Of(
            refusals.Count == 0 ? null : string.Join(", ", refusals.Select(r => $"{r.Reason} [{r.Rule}]")),
            $"{request.DrawnSeats} of {request.Members} members are drawn, under {rules.Id}"
        );
    }

    public static Finding Locks(DrawCase c)
    {
        if (c.Policies.Length != Purposes.Length || c.Certificates.Length != Purposes.Length)
            return Finding.Fail("there are not three locks");
        for (var i = 0; i < Purposes.Length; i++)
            if (LockProblem(c, i) is { } problem)
                return Finding.Fail($"{Purposes[i]}: {problem}");
        var different = c.Certificates.Select(l => Convert.ToHexString(l!.LockId)).Distinct().Count();
        return Finding.Of(
            different == Purposes.Length ? null : "two of the locks are one",
            $"{c.DrawLock!.Threshold} of {c.DrawLock.Count} trustees"
        );
    }

    private static string? LockProblem(DrawCase c, int index)
    {
        if (c.Request is not { } request)
            return "the request cannot be read";
        if (c.Policies[index] is not { } policy)
            return "the policy cannot be read";
        if (c.Certificates[index] is not { } certificate)
            return "the certificate cannot be read";
        if (policy.Purpose != Purposes[index])
            return $"the policy is for {policy.Purpose}";
        if (
            policy.Suite != request.Suite
            || policy.Session != request.Draw
            || policy.Lot != DrawLots.Of(policy.Purpose)
        )
            return "the policy is of another draw or lot";
        if (!policy.TermsHash.AsSpan().SequenceEqual(request.Hash()))
            return "the policy is not of this request";
        if (policy.Purpose == LockPurpose.Draw && policy.DrawAt != request.DrawAt)
            return "the policy has another time of the draw";
        if (c.Trust is { } trust && !trust.Covers(policy))
            return "its keys are not those of the trust file";
        var failure = certificate.Verify(policy.CeremonyParameters());
        return failure.Failed ? $"{failure.Fault}, trustee {failure.Accused}" : null;
    }
}
