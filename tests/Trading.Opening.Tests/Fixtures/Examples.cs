namespace Trading.Opening.Tests;

/// <summary>
/// One example of every event with fixed bytes, the same on every machine: what the frozen vectors are written from.
/// </summary>
internal static class Examples
{
    private const long At = 1_800_000_000_000_001;
    private const string Id = "0123456789abcdef0123456789abcdef";
    private static readonly byte[] Hash = Bytes(32, 7);
    private static readonly byte[] Point = [4, .. Bytes(64, 9)];
    private static readonly SignedAct Act = new(Bytes(40, 1), Bytes(70, 2), Bytes(64, 3));

    // Characters that spelling is about: quotation mark, backslash, control characters, line separators, beyond the
    // basic plane, right to left.
    private const string Odd =
        "\"\\/\b\f\n\r\t\u0001\u007f\u0085\u00a0\u2028\u2029\ufeff\ufffd<>&'+` 标段 👷🏽‍♀️ 𠮷 שלום\u202e é";

    public static SessionEvent[] Session { get; } =
    [
        new SessionPrepared(
            At,
            Id,
            new SessionTerms(
                "GX-2026-001",
                Odd,
                RulePacks.ConstructionNational,
                [
                    new LotTerms("a", "标段一", PriceKind.Amount, 9_007_199_254_740_993),
                    new LotTerms("b", "标段二", PriceKind.UnitPrices, 0),
                ],
                [new SessionRole(Role.Host, "主持人", Point)],
                true
            ),
            [Bytes(10, 4), Bytes(11, 5)]
        ),
        new CeremonyMessageLogged(At, "a", 1, 0, Hash),
        new CeremonyFailed(At, "a", 2, "wrong share"),
        new LockCertified(At, "a", Hash, Bytes(100, 6)),
        new PlatformStoodStill(At, At - 3_500_001, At - 500_000, true),
        new LotFrozen(At, "a", 131, Hash, 5, 3),
        new FreezeCosigned(At, "a", 3, true, "— trustee3 AAAA+BBB/CCC="),
        new LateFreezeOrdered(At, "a", Role.Supervisor, Act),
        new ReleaseBegan(At, "a"),
        new PartialAccepted(At, "a", 1, Hash),
        new PartialRefused(At, "a", 2, Hash, "the proof does not hold"),
        new BidOpened(At, "a", Id, Point, Hash, Hash, [Hash, Hash], Bytes(33, 8), [Mark.OverCeiling, Mark.WordsDiffer]),
        new BidUnreadable(At, "a", Id, Point, Hash, "the key commitment does not match", Fault.Bidder, Point),
        new LotOpened(At, "a", 2, 1),
        new LotFailed(At, "a", LotFailure.FewSubmitted, "bidding-reg:44"),
        new BidderAttended(At, "a", Id, Act),
        new ObjectionRaised(At, Convert.ToHexStringLower(Hash), "a", Id, Odd, Act),
        new ObjectionAnswered(At, Convert.ToHexStringLower(Hash), "已核对。", Act),
        new RecordConfirmed(At, "a", Id, Act),
        new BidRevoked(At, "a", Id, Bytes(235, 10)),
        new SessionConcluded(At, Act),
        new RecordSealed(At, Hash, Bytes(70, 2), Bytes(64, 3)),
    ];

    public static IntakeEvent[] Intake { get; } =
    [
        new IntakeOpened(At, Id, "a", Bytes(10, 4), Hash, "bidding-reg:36"),
        new CommitStamped(At, Hash, At - 1),
        new EntryAccepted(At, Hash, new Entry(EntryKind.Envelope, At - 1, Bytes(50, 11)), 1_073_741_825),
        new EntryRefused(
            At,
            Hash,
            new Refusal(
                Reason.WrongRevision,
                "bidding-law:29",
                "The next revision is 2, not 3.",
                "seal-with-next-revision"
            )
        ),
        new TickSealed(
            At,
            130,
            true,
            Hash,
            [new Entry(EntryKind.Envelope, At - 1, Bytes(50, 11)), new Entry(EntryKind.Withdrawal, At, Bytes(51, 12))]
        ),
    ];

    /// <summary>Variants whose form differs: absent values and empty lists.</summary>
    public static SessionEvent[] Variants { get; } =
    [
        new BidUnreadable(At, "a", Id, Point, Hash, "cannot be told", Fault.Undetermined, null),
        new BidOpened(At, "a", Id, Point, Hash, Hash, [], [], []),
        new SessionConcluded(At, Act, RecordVersion.Newest, "https://a.example/hall/" + Id),
        new SessionPrepared(
            At,
            Id,
            new SessionTerms(
                "GX-2026-001",
                Odd,
                RulePacks.ConstructionNational,
                [new LotTerms("b", "标段二", PriceKind.UnitPrices, 0, 6)],
                [new SessionRole(Role.Host, "主持人", Point)],
                true,
                new Publisher("代理机构", Point)
            ),
            [Bytes(10, 4)]
        ),
        new SessionPrepared(
            At,
            Id,
            new SessionTerms(
                "GX-2026-001",
                Odd,
                RulePacks.ConstructionNational,
                [new LotTerms("a", "标段一", PriceKind.Amount, 1)],
                [new SessionRole(Role.Host, "主持人", Point)],
                true,
                new Publisher("代理机构", null)
            ),
            [Bytes(10, 4)]
        ),
        new SessionPrepared(
            At,
            Id,
            new SessionTerms(
                "GX-2026-001",
                Odd,
                RulePacks.Newest("procurement-goods")!,
                [new LotTerms("a", "标段一", PriceKind.Amount, 1)],
                [new SessionRole(Role.Host, "主持人", Point)],
                false,
                new Publisher("代理机构", null),
                PeriodSeconds: 900
            ),
            [Bytes(10, 4)]
        ),
    ];

    private static byte[] Bytes(int count, int start) =>
        [.. Enumerable.Range(0, count).Select(i => (byte)(start * 16 + i * 37))];
}
