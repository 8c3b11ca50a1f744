using Trading.Crypto;

namespace Trading.Opening.Audits;

/// <summary>The facts of one lot as the events tell them, in the stream's order.</summary>
internal sealed class AuditLot
{
    private readonly Lazy<LockCertificate?> certificate;
    private readonly Lazy<CeremonyFailure?> verdict;
    private readonly Lazy<(FrozenList? List, FrozenProblem Problem)> frozenList;

    private AuditLot(
        LotTerms terms,
        byte[] policyBytes,
        LockPolicy policy,
        IReadOnlyList<SessionEvent> events,
        ArchiveLot? archived
    )
    {
        (Terms, PolicyBytes, Policy, Events, Archived) = (terms, policyBytes, policy, events, archived);
        Suite = Suite.Find(policy.Suite)!;
        certificate = new(() =>
            Certified is { } certified && LockCertificate.TryParse(certified.Certificate, out var parsed)
                ? parsed
                : null
        );
        verdict = new(() => Certificate?.Verify(policy.CeremonyParameters()));
        frozenList = new(Replay);
    }

    public LotTerms Terms { get; }

    public byte[] PolicyBytes { get; }

    public LockPolicy Policy { get; }

    public Suite Suite { get; }

    public string Id => Terms.Lot;

    /// <summary>Everything that happened to the lot.</summary>
    public IReadOnlyList<SessionEvent> Events { get; }

    public ArchiveLot? Archived { get; }

    public LockCertified? Certified => Events.OfType<LockCertified>().FirstOrDefault();

    public LockCertificate? Certificate => certificate.Value;

    /// <summary>
    /// Whether the certificate holds under the policy; null where it cannot be read. Found once: it is the dearest
    /// thing of a small archive.
    /// </summary>
    public CeremonyFailure? CertificateVerdict => verdict.Value;

    public LotFrozen? Frozen => Events.OfType<LotFrozen>().FirstOrDefault();

    public IEnumerable<BidRevoked> Revoked => Events.OfType<BidRevoked>();

    public IReadOnlyList<BidOpened> Opened => [.. Events.OfType<BidOpened>()];

    public IReadOnlyList<BidUnreadable> Unreadable => [.. Events.OfType<BidUnreadable>()];

    public IReadOnlyList<PartialAccepted> Partials => [.. Events.OfType<PartialAccepted>()];

    /// <summary>Whether the lot ended after its freeze: only then the archive holds its intake.</summary>
    public bool IsOver => Events.Any(e => e is LotOpened or LotFailed { Cause: not LotFailure.NoLock });

    /// <summary>Whether bids were opened.</summary>
    public bool WasReleased => Events.Any(e => e is LotOpened or LotFailed { Cause: LotFailure.FewOpened });

    public string IntakeStream => Names.IntakeStream(Policy.Session, Policy.Lot);

    /// <summary>All entries behind the freeze.</summary>
    public IEnumerable<Entry> Entries => Archived?.Ticks.SelectMany(t => t.Entries) ?? [];

    /// <summary>The live submissions without the revoked ones, or null and why not.</summary>
    public (FrozenList? List, FrozenProblem Problem) List => frozenList.Value;

    /// <summary>The newest envelope of a live submission, or null.</summary>
    public FrozenSubmission? Find(string submission) => List.List?.Live.FirstOrDefault(s => s.Id == submission);

    /// <summary>The facts of a lot; null for a policy that cannot be read, which its own check tells.</summary>
    public static AuditLot? Gather(
        LotTerms terms,
        byte[] policyBytes,
        IReadOnlyList<SessionEvent> events,
        Archive archive
    ) =>
        LockPolicyCodec.TryParse(policyBytes, out var policy, out _)
            ? new(
                terms,
                policyBytes,
                policy,
                [.. events.OfType<LotEvent>().Where(e => e.Lot == terms.Lot)],
                archive.Lots.FirstOrDefault(l => l.Lot == terms.Lot)
            )
            : null;

    private (FrozenList?, FrozenProblem) Replay()
    {
        if (Certified is not { } certified)
            return (null, FrozenProblem.WrongLock);
        return FrozenList.TryReplay(
            Policy,
            certified.LockId,
            Entries,
            [.. Revoked.Select(r => r.Statement)],
            out var list,
            out var problem
        )
            ? (list, FrozenProblem.None)
            : (null, problem);
    }
}
