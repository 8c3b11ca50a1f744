using Trading.Crypto;

namespace Trading.Opening.Tests;

/// <summary>
/// A published session with people, policies and bidders, and the commands that lead it from phase to phase.
/// </summary>
internal sealed class World
{
    public const long Second = 1_000_000;
    public const long Start = 1_800_000_000_000_000;
    public const long Close = Start + 600 * Second;

    private static readonly Authority Centre = new("Demo CA");
    private static readonly Person[] Bidding =
    [
        .. Enumerable.Range(1, 6).Select(i => new Person($"投标人{i}", Centre)),
    ];
    public static readonly Person Host = new("host", Centre);
    public static readonly Person Agent = new("agent", Centre);
    public static readonly Person Supervisor = new("supervisor", Centre);
    private static readonly byte[] Attributes = [0x31, 2, 5, 0];
    private static readonly byte[] HostSignature = Host.Sign(Attributes);
    public static readonly World One = new(RulePacks.ConstructionNational, "a");
    public static readonly World Two = new(RulePacks.ConstructionNational, "a", "b");
    public static readonly World Goods = new(RulePacks.ProcurementGoods, "a");

    /// <summary>A session with a period for objections and confirmations, three seconds of a rehearsal.</summary>
    public static readonly World Timed = new(
        One.Terms with
        {
            RulePack = RulePacks.Newest("construction-national")!,
            PeriodSeconds = 3,
        }
    );

    public World(RulePack pack, params string[] lots)
        : this(
            new SessionTerms(
                "GX-2026-001",
                "桂林某工程",
                pack,
                [.. lots.Select(l => new LotTerms(l, $"标段 {l}", PriceKind.Amount, 1_000_000_00))],
                [
                    new(Role.Host, "主持人", Host.Key),
                    new(Role.Agent, "代理", Agent.Key),
                    new(Role.Supervisor, "监督", Supervisor.Key),
                ],
                Drill: true,
                new Publisher("主持人", Host.Key)
            )
        ) { }

    public World(SessionTerms terms, string? id = null)
    {
        (Terms, Id) = (terms, id ?? new string('5', 32));
        Policies = [.. terms.Lots.Select(l => PolicyOf(l.Lot))];
        Bidders = [.. Bidding.Select((p, i) => new Bidder(p, i + 1))];
    }

    /// <summary>The same session, but one lot closes so many microseconds later.</summary>
    public World ClosingLater(string lot, long micros) =>
        new(Terms)
        {
            Policies =
            [
                .. Policies.Select(p =>
                    p.Lot == lot ? p with { CloseAt = p.CloseAt + micros, OpenAt = p.OpenAt + micros } : p
                ),
            ],
        };

    /// <summary>The same people and the same terms in another session.</summary>
    public World InSession(string id) => new(Terms, id);

    /// <summary>One more person with a certificate of the same authority.</summary>
    public static Person NewPerson(string name, DateTimeOffset? until = null, string code = "") =>
        new(name, Centre, until: until, code: code);

    public string Id { get; }

    public SessionTerms Terms { get; }

    public LockPolicy[] Policies { get; private init; }

    public Bidder[] Bidders { get; }

    public byte[][] Authorities { get; } = [Centre.Certificate];

    public Prepare Prepare => new(Start, Id, Terms, [.. Policies.Select(LockPolicyCodec.ToBytes)]);

    public MadeLock LockOf(string lot) => TestLock.For(Policies.Single(p => p.Lot == lot));

    /// <summary>Ticks of a lot's intake, the drain included.</summary>
    public static long Ticks => new TickSchedule(AnyPolicy, Start + 2 * Second).DrainIndex + 1;

    public static LockPolicy AnyPolicy => One.Policies[0];

    public static byte[] Nonce(int number) => [.. new byte[15], (byte)number];

    public SessionCommand[] ToIntake(string lot) =>
        [.. LockOf(lot).Commands(lot, Start + Second), new CertifyLock(Start + 2 * Second, lot, LockOf(lot).Bytes)];

    public static Freeze FreezeOf(string lot, int live, int? entries = null) =>
        new(Close + Second, lot, Ticks, TestLock.Suite.Hash([1]), entries ?? live, live);

    /// <summary>
    /// The process stood still from a second before the deadline until so many seconds after it; told when what waited
    /// is read.
    /// </summary>
    public static TellStandstill StandStill(int seconds = 3, bool restarted = false, long from = Close - Second) =>
        new(
            Close + seconds * Second + (restarted ? 0 : Standstill.WaitingMicros),
            from,
            Close + seconds * Second,
            restarted
        );

    public SessionCommand[] ToFrozen(string lot, int live = 3) => [.. ToIntake(lot), FreezeOf(lot, live)];

    /// <summary>Two seconds behind the deadline; a late one behind the time to order it.</summary>
    public static CosignFreeze Cosign(string lot, int trustee, bool late = false, long? second = null)
    {
        var now = Close + (late ? 9 : 2) * Second;
        return new(now, lot, trustee, late, Line(trustee, second ?? now / Second));
    }

    /// <summary>A line of the form of a cosignature; whether it signs the head, the edge and the audit ask.</summary>
    public static string Line(int trustee, long second)
    {
        var bytes = new byte[72];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, second);
        return new NoteSignature($"trustee{trustee}", 7, bytes) + "\n";
    }

    /// <summary>A trustee's signed complaint about another (0: the platform).</summary>
    public FailCeremony Complain(
        string lot,
        int by = 1,
        int accused = 2,
        string cause = "wrong share",
        long? now = null
    )
    {
        var signed = TrusteeMessage.Signed(
            TrusteeMessageKind.Complaint,
            Id,
            lot,
            TrusteeBodies.Complaint((byte)accused, cause)
        );
        return new(
            now ?? Start + 3 * Second,
            lot,
            accused,
            cause,
            by,
            TestLock.TrusteeSigners[by - 1].Sign(Tags.TrusteeMessage, signed)
        );
    }

    /// <summary>Wrong partial openings; that the signature is over them, the edge and the audit ask.</summary>
    public static RefusePartial WrongPartial(string lot, int trustee, long? now = null) =>
        new(now ?? Close + 3 * Second, lot, trustee, new byte[32], "the proof does not hold", new byte[64]);

    /// <summary>
    /// An order of the late freeze of the root that <see cref="FreezeOf"/> names, a microsecond after the time to
    /// cosign is over.
    /// </summary>
    public Perform LateFreeze(Person by, string lot = "a", byte[]? root = null, int nonce = 0, long? now = null) =>
        new(
            now ?? Close + 7 * Second + 1,
            by.Act(Act.LateFreeze(Id, lot, root ?? TestLock.Suite.Hash([1]), Nonce(nonce)))
        );

    public SessionCommand[] ToReleasing(string lot, int live = 3) =>
        [.. ToFrozen(lot, live), Cosign(lot, 1), Cosign(lot, 2)];

    public static AcceptPartial Partial(string lot, int trustee, byte mark = 0) =>
        new(Close + 3 * Second, lot, trustee, TestLock.Suite.Hash([(byte)trustee, mark]));

    public SessionCommand[] ToPartials(string lot, int live = 3) =>
        [.. ToReleasing(lot, live), Partial(lot, 1), Partial(lot, 3)];

    public OpenAll OpenAll(string lot, params OpeningResult[] results) =>
        new(Close + 4 * Second, lot, results, Authorities);

    public OpeningResult[] Results(string lot, int count = 3) =>
        [.. Bidders.Take(count).Select(b => b.Opened(b.Form(this, lot, b.Number * 100_00).ToBytes()))];

    public SessionCommand[] ToOpened(string lot, int live = 3) =>
        [.. ToPartials(lot, live), OpenAll(lot, Results(lot, live))];

    public Perform Conclude(Person? by = null, int nonce = 0) =>
        new(Close + 9 * Second, (by ?? Host).Act(Act.Conclude(Id, Nonce(nonce))));

    /// <summary>
    /// A signature of the record; what its attributes say of which document is the edge's matter, so any bytes will do
    /// here.
    /// </summary>
    public static SealRecord SealRecord(Person? by = null, byte[]? attributes = null) =>
        new(
            Close + 10 * Second,
            attributes ?? Attributes,
            TestLock.Suite.Hash([9]),
            (by ?? Host).Certificate,
            (by ?? Host) == Host ? HostSignature : by!.Sign(Attributes)
        );

    public static Perform By(Bidder bidder, byte[] statement) =>
        new(Close + 5 * Second, bidder.ByCertificate(statement));

    public Perform Attend(Bidder bidder, string lot = "a", int nonce = 0) =>
        By(bidder, Act.Attend(Id, lot, bidder.Submission, Nonce(nonce)));

    public Perform Confirm(Bidder bidder, string lot = "a", int nonce = 0) =>
        By(bidder, Act.Confirm(Id, lot, bidder.Submission, Nonce(nonce)));

    public Perform Object(Bidder bidder, string text = "唱标金额有误", string lot = "a", int nonce = 0) =>
        By(bidder, Act.Object(Id, lot, bidder.Submission, text, Nonce(nonce)));

    public static string ObjectionOf(Perform raised) => Act.Id(TestLock.Suite, raised.Act.Statement);

    public Perform Answer(Perform raised, Person? by = null, string text = "已核对", string lot = "a", int nonce = 0) =>
        new(Close + 6 * Second, (by ?? Host).Act(Act.Answer(Id, lot, ObjectionOf(raised), text, Nonce(nonce))));

    public Withdrawal Withdrawal(Bidder bidder, string lot, uint revision, SigningKey? key = null) =>
        Crypto.Withdrawal.Sign(
            key ?? bidder.Key,
            LockOf(lot).Certificate.LockId,
            Names.ContextHash(TestLock.Suite, Id, lot),
            bidder.Id,
            revision
        );

    public Revoke Revoke(Bidder bidder, string lot, uint frozen = 1, Withdrawal? statement = null) =>
        new(
            Close + 2 * Second,
            lot,
            new Submission(bidder.Submission, bidder.Key.PublicPoint, frozen, Start, false),
            (statement ?? Withdrawal(bidder, lot, frozen + 1)).Bytes
        );

    private LockPolicy PolicyOf(string lot) =>
        new()
        {
            Version = Terms.PolicyVersion,
            Session = Id,
            Lot = lot,
            Purpose = LockPurpose.Open,
            Suite = TestLock.Suite.Id,
            Threshold = 2,
            Trustees = TestLock.Trustees,
            PlatformKey = TestLock.Platform.PublicPoint,
            Custody = Custody.Single,
            CloseAt = Close,
            OpenAt = Close,
            Ticks = [new TickPeriod(600, 60), new TickPeriod(60, 5)],
            RecordSizeBytes = 4_096,
            SecondSecret = Locks.Policies.SecondSecret.None,
            WindowSeconds = 0,
            Quorum = 3,
            CeremonyFate = CeremonyFate.Destroy,
            Drill = Terms.Drill,
            Roles = new PolicyRoles(
                null,
                null,
                null,
                Host.Key,
                Terms.Roles.FirstOrDefault(r => r.Role == Role.Supervisor)?.Key
            ),
            TermsHash = Opening.Publications.Terms.Hash(TestLock.Suite, Terms),
        };
}
