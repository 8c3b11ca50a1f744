namespace Trading.Opening.Records;

/// <summary>What a record says of one lot, whichever phase it ended in.</summary>
internal sealed record LotFacts(
    LotTerms Terms,
    LockPolicy Policy,
    LockFacts? Lock,
    FreezeFacts? Freeze,
    ReleaseFacts? Release,
    IReadOnlyList<OpenedBid> Bids,
    long? OpenedAt,
    Lot.Failed? Failed
)
{
    /// <summary>The version of the record that speaks of it.</summary>
    public int Record { get; init; } = RecordVersion.First;

    public string Id => Terms.Lot;

    public int OpenedBids => Bids.Count(b => b.Unreadable is null);

    public static LotFacts Of(Lot lot) =>
        lot switch
        {
            Lot.Opened l => Opened(l.Terms, l.Policy, l.Lock, l.Freeze, l.Release) with
            {
                Bids = l.Bids,
                OpenedAt = l.OpenedAt,
            },
            Lot.Releasing l => Opened(l.Terms, l.Policy, l.Lock, l.Freeze, l.Release),
            Lot.Frozen l => Opened(l.Terms, l.Policy, l.Lock, l.Freeze, null),
            Lot.Failed l => Of(l.Before) with
            {
                Bids = l.Bids,
                Failed = l,
                OpenedAt = l.Cause == LotFailure.FewOpened ? l.At : null,
            },
            _ => new(lot.Terms, lot.Policy, null, null, null, [], null, null),
        };

    private static LotFacts Opened(
        LotTerms terms,
        LockPolicy policy,
        LockFacts held,
        FreezeFacts freeze,
        ReleaseFacts? release
    ) => new(terms, policy, held, freeze, release, [], null, null);
}
