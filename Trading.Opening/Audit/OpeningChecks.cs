using Trading.Crypto;

namespace Trading.Opening;

/// <summary>V19–V26: what was opened, and that it is what was sealed. Source: docs/spec/archive.md, "Checks".</summary>
internal static class OpeningChecks
{
    public static Finding Quorum(AuditCase c) => c.OfArchivedLots((lot, _) =>
    {
        if (lot.List.List is not { } list) return Finding.Nothing("the entries do not replay");
        if (lot.WasReleased) return Finding.Of(list.Live.Count >= lot.Policy.Quorum ? null : $"opened with {list.Live.Count} live bids", $"{list.Live.Count} live bids");
        var pack = c.Prepared!.Terms.RulePack;
        var failed = lot.Events.OfType<LotFailed>().Single();
        if (failed.Rule != pack.MinimumSubmittedRule) return Finding.Fail("the failure names another rule than the pack");
        var live = list.Live.Count + lot.Revoked.Count();
        return Finding.Of(live < pack.MinimumSubmitted ? null : $"failed for want of bids with {live} of them", $"{live} live bids: not opened");
    });

    public static Finding Revocations(AuditCase c) => c.OfArchivedLots((lot, archived) =>
    {
        var revoked = lot.Revoked.ToList();
        if (revoked.Count == 0) return Finding.Nothing("nothing was revoked");
        if (lot.List.Problem == FrozenProblem.BadRevocation) return Finding.Fail("a revocation is not the live bid's next word under its key");
        if (lot.List.List is null) return Finding.Nothing("the entries do not replay");
        var wrong = revoked.Find(r => !Withdrawal.TryParse(r.Statement, out var statement, out _) || Convert.ToHexStringLower(statement.SubmissionId) != r.Submission);
        return Finding.Of(wrong is null ? null : $"the revocation of {wrong.Submission} speaks of another bid", $"{revoked.Count} revoked");
    });

    public static Finding Results(AuditCase c) => OfReleased(c, (lot, list) =>
    {
        var results = lot.Events.Select(ResultOf).OfType<(string Submission, byte[] Key, byte[] Envelope)>().ToList();
        var same = results.Count == list.Live.Count && results.Zip(list.Live).All(pair => pair.First.Submission == pair.Second.Id
            && pair.First.Key.AsSpan().SequenceEqual(pair.Second.Key) && pair.First.Envelope.AsSpan().SequenceEqual(pair.Second.Envelope.EntryHash));
        return Finding.Of(same ? null : "the results are not those of the live bids, one each in their order", $"{results.Count} results");
    });

    public static Finding Disclosures(AuditCase c) => OfReleased(c, (lot, _) =>
    {
        var wrong = lot.Opened.FirstOrDefault(bid => lot.Find(bid.Submission) is not { } live || !Verifies(live, bid));
        return Finding.Of(wrong is null ? null : $"the key of {wrong.Submission} is not the one its header commits to", $"{lot.Opened.Count} keys");
    });

    public static Finding Records(AuditCase c) => OfReleased(c, (lot, _) =>
    {
        var expected = lot.Opened.Select(b => b.Submission).Concat(lot.Unreadable.Where(b => b.Fault == Fault.Bidder).Select(b => b.Submission)).Order(StringComparer.Ordinal);
        if (!expected.SequenceEqual(lot.Archived!.Records.Keys.Order(StringComparer.Ordinal))) return Finding.Fail("a record is missing, or one too many is there");
        var wrong = lot.Opened.FirstOrDefault(bid => lot.Find(bid.Submission) is not { } live
            || EnvelopeOpener.OpenRecord(live.Envelope.Header, OpeningOf(bid), lot.Archived.Records[bid.Submission], out var content) != OpeningFault.None
            || !content.AsSpan().SequenceEqual(bid.Content));
        return Finding.Of(wrong is null ? null : $"the sealed record of {wrong.Submission} is not what was shown", $"{lot.Opened.Count} records");
    }, (lot, archived) => archived.Records.Count == 0 ? null : Finding.Fail("records of a lot that was not opened"));

    public static Finding Failures(AuditCase c) => OfReleased(c, (lot, _) =>
    {
        if (lot.Unreadable.Count == 0) return Finding.Nothing("everything opened");
        foreach (var bid in lot.Unreadable)
        {
            if (FailureProblem(lot, bid) is { } problem) return Finding.Fail($"{bid.Submission}: {problem}");
        }
        return Finding.Pass($"{lot.Unreadable.Count} not opened");
    });

    public static Finding Marks(AuditCase c) => OfReleased(c, (lot, _) =>
    {
        if (lot.Opened.Count == 0) return Finding.Nothing("nothing was opened");
        var authorities = c.Trust?.AuthorityCertificates ?? [];
        var computed = Opening.Marks.Of(lot.Terms, lot.Policy, lot.Certified!.LockId, [.. lot.Opened.Select(b => new MarkedContent(b.SubmissionKey, b.Content))], authorities, lot.Opened[0].At);
        // Who issued a bidder's certificate is known from the trust file alone.
        bool Counts(Mark mark) => c.Trust is not null || mark != Mark.OwnerUnproved;
        var wrong = lot.Opened.Zip(computed).FirstOrDefault(pair => !pair.First.Marks.Where(Counts).SequenceEqual(pair.Second.Where(Counts))).First;
        return Finding.Of(wrong is null ? null : $"{wrong.Submission} has other marks than follow from its record", $"{lot.Opened.Count} bids");
    });

    public static Finding Outcome(AuditCase c) => OfReleased(c, (lot, _) =>
    {
        var pack = c.Prepared!.Terms.RulePack;
        var bidders = Opening.Marks.DistinctBidders([.. lot.Opened.Select(b => new MarkedContent(b.SubmissionKey, b.Content))]);
        var mustFail = pack.FewOpened == FewOpened.Fail && bidders < pack.MinimumSubmitted;
        return lot.Events.First(e => e is LotOpened or LotFailed) switch
        {
            LotOpened e => Finding.Of(mustFail ? $"opened with {bidders} bidders"
                : e.Opened != lot.Opened.Count || e.Unreadable != lot.Unreadable.Count ? "the counts are not those of the results" : null, $"opened {e.Opened} of {e.Opened + e.Unreadable}"),
            LotFailed e => Finding.Of(mustFail && e.Rule == pack.MinimumSubmittedRule ? null : "the failure does not follow from the pack", $"failed with {bidders} bidders"),
            _ => Finding.Fail("no outcome"),
        };
    });

    internal static SectionOpening OpeningOf(BidOpened bid) => new(0, bid.SectionKey, bid.Commitments);

    private static Finding OfReleased(AuditCase c, Func<AuditLot, FrozenList, Finding> check, Func<AuditLot, ArchiveLot, Finding?>? otherwise = null) => c.OfArchivedLots((lot, archived) =>
        !lot.WasReleased ? otherwise?.Invoke(lot, archived) ?? Finding.Nothing("not opened")
        : lot.List.List is { } list ? check(lot, list)
        : Finding.Nothing("the entries do not replay"));

    private static (string, byte[], byte[])? ResultOf(SessionEvent happened) => happened switch
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

    // A bidder's fault is shown to everybody: with this point the header's own keys do not fit. Another's fault proves itself by what is missing.
    private static string? FailureProblem(AuditLot lot, BidUnreadable bid)
    {
        if (lot.Find(bid.Submission) is not { } live) return "there is no such live bid";
        if (bid.Fault != Fault.Bidder) return bid.SharedPoint is null ? null : "a shared point is shown without need";
        if (bid.SharedPoint is null || !lot.Suite.Group.TryDecode(bid.SharedPoint, out var shared)) return "the shared point that would prove it is missing";
        if (!lot.Archived!.Records.TryGetValue(bid.Submission, out var record)) return "the sealed record is missing";
        var header = live.Envelope.Header;
        var fault = EnvelopeOpener.TryOpen(header, shared, lot.Certificate!.GroupKey, null, out var opener, out var early) ? opener.OpenRecord(record, out _) : early;
        // Before the root is looked at, a wrong commitment ends the opening: the record's bytes are bound here.
        if (record.Length != header.Sections[0].CiphertextBytes || !PartRoots.Of(lot.Suite, record).AsSpan().SequenceEqual(header.Sections[0].Root)) return "the record is not the sealed one";
        return fault == OpeningFault.None ? "it opens" : fault.ToString() != bid.Cause ? $"it fails as {fault}, not as {bid.Cause}" : null;
    }
}
