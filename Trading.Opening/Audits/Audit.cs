using Trading.Documents;

namespace Trading.Opening.Audits;

/// <summary>
/// Checks an archive against the specification, one numbered check at a time, each its own small function over the
/// bytes. One of them, V08, asks the decider that the platform obeys. Source: docs/spec/archive.md, "Checks".
/// </summary>
public static class Audit
{
    private static readonly Check<AuditCase>[] Own =
    [
        new("V02", "keys are those of the trust file", 2, PublicationChecks.Anchors),
        new("V07", "terms and policies are published whole and pinned", 2, PublicationChecks.Publication),
        new("V08", "every event is the one that the procedure makes", 8, ProcedureChecks.Order),
        new("V09", "ceremony messages are those of the certificate", 2, LockChecks.Ceremony),
        new("V10", "lock certificates hold", 7, LockChecks.Certificates),
        new("V11", "seeds and entries make up the frozen intake; all else is cover", 9, IntakeChecks.Tree),
        new("V12", "the intake grew by its schedule", 2, IntakeChecks.Schedule),
        new("V13", "the freeze is the platform's one checkpoint of the intake", 3, FreezeChecks.Checkpoint),
        new("V14", "trustees cosigned the freeze, in time or late with cause", 4, FreezeChecks.Cosignatures),
        new("V15", "each lot is frozen once, after its deadline", 1, FreezeChecks.Once),
        new("V16", "arrivals are acknowledged and not after the deadline", 2, IntakeChecks.Arrivals),
        new("V17", "entries are signed, for this lock, in order of revisions", 6, IntakeChecks.Entries),
        new("V18", "the freeze counts what the intake holds", 6, IntakeChecks.Counts),
        new("V19", "fewer live bids than the quorum are not opened", 6, OpeningChecks.Quorum),
        new("V20", "revocations hold", 6, OpeningChecks.Revocations),
        new("V21", "exactly the live bids have a result, in their order", 6, OpeningChecks.Results),
        new("V22", "section keys and commitments are the headers'", 6, OpeningChecks.Disclosures),
        new("V23", "records are the sealed ones of the results, no more and no fewer", 1, RecordChecks.Sealed),
        new("V24", "records open to what was shown", 6, RecordChecks.Opened),
        new("V25", "what could not be opened is proved", 6, RecordChecks.Failures),
        new("V26", "marks are those that everybody can compute", 6, OpeningChecks.Marks),
        new("V27", "the outcome follows from the number of opened bids", 6, OpeningChecks.Outcome),
        new("V28", "enough trustees released, and these are their partial openings", 1, PartialChecks.Logged),
        new("V29", "partial openings are proved and lead to what was shown", 8, PartialChecks.Proved),
        new("V30", "statutory acts are signed by whom they name", 3, ActChecks.Acts),
        new("V31", "the session is concluded with nothing open", 2, ActChecks.Conclusion),
        new("V32", "receipts are honoured", 5, ReceiptChecks.Receipts),
        new("V33", "the record is printed again bit for bit, and the host signed it", 10, SealChecks.Sealed),
        new("V34", "times never fall and lie in their windows", 2, ProcedureChecks.Times),
        new(
            "V35",
            "who is accused of wrong partial openings signed them, and they are wrong",
            8,
            AccusationChecks.Partials
        ),
        new("V36", "scoring terms can be computed and are their lots'", 2, PublicationChecks.Scoring),
    ];

    private static readonly Check<AuditCase>[] Checks =
    [
        .. StreamChecks.Of<AuditCase>().Concat(Own).OrderBy(c => c.Number, StringComparer.Ordinal),
    ];

    /// <summary>
    /// Makes every check. Without a trust file the archive can only be consistent in itself. Receipts are
    /// acknowledgements or receipts as their files hold them; each must be of an entry of this archive. Without fonts
    /// the record is not printed again, and its check is not applicable; so it is with scoring terms, without somebody
    /// who checks them.
    /// </summary>
    public static AuditReport Check(
        ReadOnlySpan<byte> file,
        TrustFile? trust = null,
        IReadOnlyList<byte[]>? receipts = null,
        Fonts? fonts = null,
        ScoringJudge? scoring = null
    )
    {
        var audited = AuditCase.Read(file, trust, receipts ?? [], fonts, scoring);
        return new(AuditRunner.RunAll(Checks, audited), trust is not null, [.. Remarks(audited)]);
    }

    /// <summary>
    /// The first check that fails, cheap ones first, or null: for those who only want to know whether one does.
    /// </summary>
    public static CheckResult? FindFailure(
        ReadOnlySpan<byte> file,
        TrustFile? trust = null,
        IReadOnlyList<byte[]>? receipts = null,
        Fonts? fonts = null,
        ScoringJudge? scoring = null
    )
    {
        var audited = AuditCase.Read(file, trust, receipts ?? [], fonts, scoring);
        return AuditRunner.FindFailure(Checks, audited);
    }

    private static IEnumerable<string> Remarks(AuditCase audited)
    {
        if (audited.Trust is null)
            yield return "not anchored: without a trust file from outside the platform the archive is consistent "
                + "in itself, and no more";
        if (audited.Prepared is { Terms.Drill: true })
            yield return "drill: this was a rehearsal";
        if (audited.Lots.Any(l => l.Policy.Custody == Custody.Single))
            yield return "custody: single: all trustees ran on one machine, which protects against nobody who is "
                + "root there";
        if (audited.Seal is null && audited.Events.Any(e => e is SessionConcluded))
            yield return "the session is concluded, and its record is not sealed in this archive";
        foreach (var told in StandstillRemarks.Of(audited))
            yield return told;
        foreach (var bid in audited.Events.OfType<BidUnreadable>().Where(b => b.Fault != Fault.Bidder))
            yield return $"lot {bid.Lot}: THE PLATFORM COULD NOT SHOW BID {bid.Submission} ({bid.Cause}): "
                + "whether it could have been opened, nobody can tell from this archive; the fault is "
                + "the platform's";
        if (audited.Archive?.Kind == ArchiveKind.Public)
        {
            foreach (var bid in audited.Events.OfType<BidUnreadable>().Where(b => b.Fault == Fault.Bidder))
                yield return $"lot {bid.Lot}: that bid {bid.Submission} could not be opened through its bidder's "
                    + "fault, the full archive alone can prove";
        }
        foreach (var lot in audited.Lots.Where(l => !l.IsOver))
            yield return $"lot {lot.Id} is not over in this archive";
    }
}
