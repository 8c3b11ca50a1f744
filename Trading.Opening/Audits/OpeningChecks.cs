using Trading.Crypto;

namespace Trading.Opening.Audits;

/// <summary>
/// V19–V22, V26, V27: what was opened, and what follows from it. Source: docs/spec/archive.md, "Checks".
/// </summary>
internal static class OpeningChecks
{
    public static Finding Quorum(AuditCase c) =>
        c.OfArchivedLots(
            (lot, _) =>
            {
                if (lot.List.List is not { } list)
                    return Finding.Nothing("the entries do not replay");
                if (lot.WasReleased)
                    return Finding.Of(
                        list.Live.Count >= lot.Policy.Quorum ? null : $"opened with {list.Live.Count} live bids",
                        $"{list.Live.Count} live bids"
                    );
                var pack = c.Prepared!.Terms.RulePack;
                var failed = lot.Events.OfType<LotFailed>().Single();
                if (failed.Rule != pack.MinimumSubmittedRule)
                    return Finding.Fail("the failure names another rule than the pack");
                var live = list.Live.Count + lot.Revoked.Count();
                return Finding.Of(
                    live < pack.MinimumSubmitted ? null : $"failed for want of bids with {live} of them",
                    $"{live} live bids: not opened"
                );
            }
        );

    public static Finding Revocations(AuditCase c) =>
        c.OfArchivedLots(
            (lot, archived) =>
            {
                var revoked = lot.Revoked.ToList();
                if (revoked.Count == 0)
                    return Finding.Nothing("nothing was revoked");
                if (lot.List.Problem == FrozenProblem.BadRevocation)
                    return Finding.Fail("a revocation is not the live bid's next word under its key");
                if (lot.List.List is null)
                    return Finding.Nothing("the entries do not replay");
                var wrong = revoked.Find(r =>
                    !Withdrawal.TryParse(r.Statement, out var statement, out _)
                    || Convert.ToHexStringLower(statement.SubmissionId) != r.Submission
                );
                return Finding.Of(
                    wrong is null ? null : $"the revocation of {wrong.Submission} speaks of another bid",
                    $"{revoked.Count} revoked"
                );
            }
        );

    public static Finding Results(AuditCase c) =>
        OfReleased(
            c,
            (lot, list) =>
            {
                var results = lot
                    .Events.Select(ResultOf)
                    .OfType<(string Submission, byte[] Key, byte[] Envelope)>()
                    .ToList();
                var same =
                    results.Count == list.Live.Count
                    && results
                        .Zip(list.Live)
                        .All(pair =>
                            pair.First.Submission == pair.Second.Id
                            && pair.First.Key.AsSpan().SequenceEqual(pair.Second.Key)
                            && pair.First.Envelope.AsSpan().SequenceEqual(pair.Second.Envelope.EntryHash)
                        );
                return Finding.Of(
                    same ? null : "the results are not those of the live bids, one each in their order",
                    $"{results.Count} results"
                );
            }
        );

    public static Finding Disclosures(AuditCase c) =>
        OfReleased(
            c,
            (lot, _) =>
            {
                var wrong = lot.Opened.FirstOrDefault(bid =>
                    lot.Find(bid.Submission) is not { } live || !Verifies(live, bid)
                );
                return Finding.Of(
                    wrong is null ? null : $"the key of {wrong.Submission} is not the one its header commits to",
                    $"{lot.Opened.Count} keys"
                );
            }
        );

    public static Finding Marks(AuditCase c) =>
        OfReleased(
            c,
            (lot, _) =>
            {
                if (lot.Opened.Count == 0)
                    return Finding.Nothing("nothing was opened");
                var authorities = c.Trust?.AuthorityCertificates ?? [];
                var computed = Forms.Marks.Of(
                    lot.Terms,
                    lot.Policy,
                    lot.Certified!.LockId,
                    Contents(lot),
                    authorities,
                    lot.Opened[0].At
                );
                // Who issued a bidder's certificate is known from the trust file alone.
                bool Counts(Mark mark) => c.Trust is not null || mark != Mark.OwnerUnproved;
                var wrong = lot
                    .Opened.Zip(computed)
                    .FirstOrDefault(pair => !pair.First.Marks.Where(Counts).SequenceEqual(pair.Second.Where(Counts)))
                    .First;
                return Finding.Of(
                    wrong is null ? null : $"{wrong.Submission} has other marks than follow from its record",
                    $"{lot.Opened.Count} bids"
                );
            }
        );

    public static Finding Outcome(AuditCase c) =>
        OfReleased(
            c,
            (lot, _) =>
            {
                var pack = c.Prepared!.Terms.RulePack;
                var bidders = Forms.Marks.DistinctBidders(lot.Policy, Contents(lot));
                var mustFail = pack.FewOpened == FewOpened.Fail && bidders < pack.MinimumSubmitted;
                return lot.Events.First(e => e is LotOpened or LotFailed) switch
                {
                    LotOpened e => Finding.Of(
                        mustFail ? $"opened with {bidders} bidders"
                            : e.Opened != lot.Opened.Count || e.Unreadable != lot.Unreadable.Count
                                ? "the counts are not those of the results"
                            : null,
                        $"opened {e.Opened} of {e.Opened + e.Unreadable}"
                    ),
                    LotFailed e => Finding.Of(
                        mustFail && e.Rule == pack.MinimumSubmittedRule
                            ? null
                            : "the failure does not follow from the pack",
                        $"failed with {bidders} bidders"
                    ),
                    _ => Finding.Fail("no outcome"),
                };
            }
        );

    // A submission that is not in the list has no arrival; that it stands among the results is another check's fault.
    private static IReadOnlyList<MarkedContent> Contents(AuditLot lot) =>
        [
            .. lot.Opened.Select(b => new MarkedContent(
                b.SubmissionKey,
                b.Content,
                lot.Find(b.Submission)?.Arrival ?? 0
            )),
        ];

    internal static SectionOpening OpeningOf(BidOpened bid) => new(0, bid.SectionKey, bid.Commitments);

    internal static Finding OfReleased(AuditCase c, Func<AuditLot, FrozenList, Finding> check) =>
        c.OfArchivedLots(
            (lot, _) =>
                !lot.WasReleased ? Finding.Nothing("not opened")
                : lot.List.List is { } list ? check(lot, list)
                : Finding.Nothing("the entries do not replay")
        );

    private static (string, byte[], byte[])? ResultOf(SessionEvent happened) =>
        happened switch
        {
            BidOpened e => (e.Submission, e.SubmissionKey, e.EnvelopeHash),
            BidUnreadable e => (e.Submission, e.SubmissionKey, e.EnvelopeHash),
            _ => null,
        };

    private static bool Verifies(FrozenSubmission live, BidOpened bid)
    {
        var holds = OpeningOf(bid).TryVerify(live.Envelope.Header, out var cipher);
        cipher?.Dispose();
        return holds;
    }
}
