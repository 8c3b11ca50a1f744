using Trading.Crypto;
using Trading.Documents;

namespace Trading.Opening.Audits;

/// <summary>
/// What is audited: the archive, its events as read, and each lot's facts gathered from them. Facts are only sorted
/// here, not judged.
/// </summary>
internal sealed class AuditCase : IStreamCase
{
    private AuditCase(
        Archive? archive,
        string problem,
        TrustFile? trust,
        IReadOnlyList<byte[]> receipts,
        Fonts? fonts,
        ScoringJudge? scoring
    )
    {
        (Archive, Problem, Trust, Receipts, Fonts) = (archive, problem, trust, receipts, fonts);
        Scoring = scoring;
        if (archive is null)
            return;
        Events = StreamEvidence.Read(EventCodec.Session, archive.Leaves, out var problemOfEvent);
        EventProblem = problemOfEvent;
        Prepared = Events.Count > 0 ? Events[0] as SessionPrepared : null;
        if (Prepared is { } prepared && prepared.Policies.Count == prepared.Terms.Lots.Count)
            Lots =
            [
                .. prepared
                    .Terms.Lots.Zip(
                        prepared.Policies,
                        (terms, policy) => AuditLot.Gather(terms, policy, Events, archive)
                    )
                    .OfType<AuditLot>(),
            ];
        if (Lots.Count > 0)
            Suite = Lots[0].Suite;
        Stream = new(
            Suite,
            new(archive.Kind, archive.Leaves, archive.Checkpoints),
            [.. Events.Select(e => e.GetType().Name)],
            EventProblem,
            Prepared is null ? "" : Names.SessionStream(Prepared.Session),
            SessionHeads.Demands(Lots.Select(l => l.Policy), Events),
            $"{archive.Lots.Count} frozen lots"
        );
    }

    /// <inheritdoc/>
    public StreamEvidence? Stream { get; }

    public Archive? Archive { get; }

    /// <summary>Why the file is no archive, or empty.</summary>
    public string Problem { get; }

    public TrustFile? Trust { get; }

    public IReadOnlyList<byte[]> Receipts { get; }

    /// <summary>What the record is set in, or null where it is not printed. Never from the archive.</summary>
    public Fonts? Fonts { get; }

    /// <summary>Who checks scoring terms, or null where nobody does. Never from the archive.</summary>
    public ScoringJudge? Scoring { get; }

    public IReadOnlyList<SessionEvent> Events { get; } = [];

    /// <summary>Why an event cannot be read, or null.</summary>
    public string? EventProblem { get; }

    public SessionPrepared? Prepared { get; }

    public RecordSealed? Seal => Events.OfType<RecordSealed>().FirstOrDefault();

    public IReadOnlyList<AuditLot> Lots { get; } = [];

    public Suite Suite { get; } = Suite.P256;

    public static AuditCase Read(
        ReadOnlySpan<byte> file,
        TrustFile? trust,
        IReadOnlyList<byte[]> receipts,
        Fonts? fonts,
        ScoringJudge? scoring
    ) =>
        ArchiveCodec.TryRead(file, out var archive, out var problem)
            ? new(archive, "", trust, receipts, fonts, scoring)
            : new(null, problem, trust, receipts, fonts, scoring);

    /// <summary>One finding over all lots: the first failure, or what the others say.</summary>
    public Finding OfLots(Func<AuditLot, Finding> check)
    {
        if (Lots.Count == 0)
            return Finding.Nothing("the publication cannot be read");
        var findings = Lots.Select(l => (Lot: l, Finding: check(l))).ToList();
        foreach (var outcome in new[] { CheckOutcome.Fail, CheckOutcome.Withheld, CheckOutcome.Pass })
        {
            var said = findings.Where(f => f.Finding.Outcome == outcome).ToList();
            if (said.Count > 0)
                return new(outcome, string.Join("; ", said.Select(f => $"lot {f.Lot.Id}: {f.Finding.Detail}")));
        }
        return findings[0].Finding;
    }

    /// <summary>The same over the lots whose intake the archive holds.</summary>
    public Finding OfArchivedLots(Func<AuditLot, ArchiveLot, Finding> check) =>
        OfLots(lot =>
            lot.Archived is { } archived
                ? check(lot, archived)
                : Finding.Nothing("no lot is opened or failed after its freeze")
        );
}
