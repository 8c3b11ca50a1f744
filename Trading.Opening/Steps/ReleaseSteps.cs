using System.Collections.Immutable;
using Trading.Crypto;

namespace Trading.Opening.Steps;

/// <summary>Partial openings, and the one commit that shows every bid of a lot at once.</summary>
internal static class ReleaseSteps
{
    /// <summary>
    /// A right one is taken once, also after a wrong one: a trustee that was hit by a fault may recover the lot. Later
    /// ones are recorded.
    /// </summary>
    public static Decision<SessionEvent> Accept(Lot l, ReleaseFacts held, AcceptPartial c) =>
        Check(l, c.Trustee, c.Hash) is { } refusal ? refusal
        : !held.Partials.TryGetValue(c.Trustee, out var first) ? new PartialAccepted(c.Now, c.Lot, c.Trustee, c.Hash)
        : first.AsSpan().SequenceEqual(c.Hash) ? Decision<SessionEvent>.Nothing
        : No.Conflict(No.Release, $"Other partial openings of trustee {c.Trustee} were accepted before.");

    /// <summary>
    /// A wrong one names its trustee once; further wrong ones say nothing new, and none can undo a right one.
    /// </summary>
    public static Decision<SessionEvent> Refuse(Lot l, ReleaseFacts held, RefusePartial c) =>
        Check(l, c.Trustee, c.Hash) is { } refusal ? refusal
        : No.BadCause(No.Release, c.Cause) is { } bad ? bad
        : held.Partials.ContainsKey(c.Trustee)
            ? No.Conflict(No.Release, $"Partial openings of trustee {c.Trustee} were accepted before.")
        : held.Refused.ContainsKey(c.Trustee) ? Decision<SessionEvent>.Nothing
        : l.Policy.Version == 1 != c.Signature is null || c.Signature is { Length: not Suite.SignatureBytes }
            ? No.BadSignature(No.Release, "Nobody is accused of partial openings without its own signature over them.")
        : new PartialRefused(c.Now, c.Lot, c.Trustee, c.Hash, c.Cause, c.Signature);

    public static Decision<SessionEvent> Open(Session.Running s, Lot.Releasing l, OpenAll c)
    {
        if (l.Partials.Count < l.Policy.Threshold)
            return No.TooEarly(
                No.Release,
                $"{l.Partials.Count} of {l.Policy.Threshold} trustees have released.",
                "wait-for-partials"
            );
        if (CheckResults(l, c.Results) is { } problem)
            return No.Malformed(No.Release, problem);
        var opened = c
            .Results.Where(r => r.Content is not null)
            .Select(r => new MarkedContent(r.SubmissionKey, r.Content!, r.Arrival))
            .ToList();
        var marks = Marks.Of(l.Terms, l.Policy, l.Lock.LockId, opened, c.Authorities, c.Now);
        var events = new List<SessionEvent>(c.Results.Count + 1);
        var next = 0;
        foreach (var result in c.Results)
            events.Add(result.Content is null ? Unreadable(c, result) : Opened(c, result, marks[next++]));
        events.Add(Close(s.Terms.RulePack, l.Policy, c, opened));
        return Decision<SessionEvent>.Accept([.. events]);
    }

    public static Decision<SessionEvent> Again(ImmutableList<OpenedBid> bids, OpenAll c) =>
        bids.Count == c.Results.Count
        && bids.Zip(c.Results)
            .All(p =>
                p.First.Submission == p.Second.Submission
                && p.First.EnvelopeHash.AsSpan().SequenceEqual(p.Second.EnvelopeHash)
                && p.First.Unreadable is null == p.Second.Content is not null
            )
            ? Decision<SessionEvent>.Nothing
            : No.Conflict(No.Release, "The lot was opened with other results.");

    private static Refusal? Check(Lot l, int trustee, byte[] hash) =>
        trustee < 1 || trustee > l.Policy.Trustees.Count ? No.NoTrustee(trustee)
        : hash.Length != Suite.HashBytes ? No.Malformed(No.Release, "A hash has 32 bytes.")
        : null;

    // The decider does not see the frozen list, only its length and root; that these are its submissions is checked
    // from the public intake (docs/spec/archive.md).
    private static string? CheckResults(Lot.Releasing l, IReadOnlyList<OpeningResult> results)
    {
        if (results.Count != l.Freeze.ToOpen)
            return "There is one result for each live submission that was not revoked.";
        if (results.DistinctBy(r => r.Submission).Count() != results.Count)
            return "A submission stands twice.";
        if (results.Any(r => l.Freeze.Revoked.ContainsKey(r.Submission)))
            return "A revoked submission is not opened.";
        return results.All(r => HasForm(l.Policy, r)) ? null : "A result breaks the form.";
    }

    private static bool HasForm(LockPolicy policy, OpeningResult r) =>
        Names.IsSubmission(r.Submission)
        && r.SubmissionKey.Length == Suite.PointBytes
        && r.EnvelopeHash.Length == Suite.HashBytes
        && (
            r.Content is { } content
                ? content.Length <= policy.RecordSizeBytes
                    && r.SectionKey.Length == Suite.HashBytes
                    && r.Commitments.All(k => k.Length == Suite.HashBytes)
                : Letters.Fits(r.Cause, 1, No.MostCauseLetters) && IsProvable(policy, r)
        );

    // With the shared point anybody sees that a header's own keys do not fit. Whatever shows no such thing is the
    // platform's fault: it alone kept the bytes.
    private static bool IsProvable(LockPolicy policy, OpeningResult r) =>
        policy.Version == 1
            ? Enum.IsDefined(r.Fault) && (r.SharedPoint is null || r.SharedPoint.Length == Suite.PointBytes)
            : r.Fault switch
            {
                Fault.Bidder => r.SharedPoint?.Length == Suite.PointBytes,
                Fault.Platform => r.SharedPoint is null,
                _ => false,
            };

    private static BidOpened Opened(OpenAll c, OpeningResult r, IReadOnlyList<Mark> marks) =>
        new(
            c.Now,
            c.Lot,
            r.Submission,
            r.SubmissionKey,
            r.EnvelopeHash,
            r.SectionKey,
            r.Commitments,
            r.Content!,
            marks
        );

    private static BidUnreadable Unreadable(OpenAll c, OpeningResult r) =>
        new(c.Now, c.Lot, r.Submission, r.SubmissionKey, r.EnvelopeHash, r.Cause, r.Fault, r.SharedPoint);

    private static SessionEvent Close(RulePack pack, LockPolicy policy, OpenAll c, List<MarkedContent> opened) =>
        pack.FewOpened == FewOpened.Fail && Marks.DistinctBidders(policy, opened) < pack.MinimumSubmitted
            ? new LotFailed(c.Now, c.Lot, LotFailure.FewOpened, pack.MinimumSubmittedRule)
            : new LotOpened(c.Now, c.Lot, opened.Count, c.Results.Count - opened.Count);
}
