using Trading.Crypto;

namespace Trading.Opening.Tests.Records;

/// <summary>
/// A session as its events tell it, with fixed bytes throughout: the same record on every machine. No key signs
/// anything here; a record asks for none.
/// </summary>
internal sealed class RecordStage
{
    public const string Id = "5f0c2a91d4e84b7796a3c01be2d7f4c2";
    public const long Second = 1_000_000;
    public const long Close = 1_799_976_600_000_000; // 2027-01-15 09:30:00 in Beijing
    public static readonly byte[] Root = Suite.P256.Hash("root"u8);
    private readonly List<SessionEvent> events = [];
    private readonly SessionTerms terms;
    private readonly Dictionary<string, int> sizes = [];
    private long now = Close + 3 * Second;

    public RecordStage(SessionTerms terms, Custody custody = Custody.Independent)
    {
        this.terms = terms;
        events.Add(
            new SessionPrepared(
                Close - 86_400 * Second,
                Id,
                terms,
                [.. terms.Lots.Select(l => LockPolicyCodec.ToBytes(Policy(l.Lot, custody)))]
            )
        );
    }

    public IReadOnlyList<SessionEvent> Events => events;

    public static byte[] Point(int number) =>
        Suite.P256.Group.Multiply(Scalar(number), Suite.P256.Group.Generator).Encode();

    public static string Submission(int number) =>
        Convert.ToHexStringLower(Suite.P256.Hash(BitConverter.GetBytes(number)).AsSpan(0, 16));

    public static byte[] Content(string name, Price price, params FormItem[] items) =>
        new OpeningForm(name, price, items, [0x30, 0], new byte[64], Version: 1).ToBytes();

    public static Price Yuan(long fen, string? words = null) =>
        new(PriceKind.Amount, fen, words ?? Words.Print(fen), []);

    public RecordStage Add(params IEnumerable<SessionEvent> happened)
    {
        events.AddRange(happened);
        return this;
    }

    public RecordStage NoLock(string lot) =>
        Add(
            new CeremonyFailed(Close - 80_000 * Second, lot, 2, "wrong share"),
            new LotFailed(Close - 80_000 * Second, lot, LotFailure.NoLock, "spec:ceremony")
        );

    /// <summary>From the lock to the frozen, cosigned intake.</summary>
    public RecordStage Frozen(string lot, int live, int entries = 0, bool late = false)
    {
        return Unwitnessed(lot, live, entries)
            .Add(
                new FreezeCosigned(Close + 1_200_000, lot, 1, false, "— a"),
                new FreezeCosigned(Close + 1_300_000, lot, 2, false, "— b"),
                new FreezeCosigned(Close + (late ? 9 : 2) * Second, lot, 3, late, "— c")
            );
    }

    /// <summary>From the lock to the frozen intake that no trustee has cosigned yet.</summary>
    public RecordStage Unwitnessed(string lot, int live, int entries = 0)
    {
        sizes[lot] = live;
        return Add(
            new LockCertified(Close - 80_000 * Second, lot, Hash("lock " + lot), [1]),
            new LotFrozen(Close + 812_345, lot, 1_544, Hash("freeze " + lot), Math.Max(entries, live), live)
        );
    }

    /// <summary>Host or supervisor orders the late freeze, so many seconds after the deadline.</summary>
    public RecordStage Ordered(string lot, Role role, int seconds) =>
        Add(new LateFreezeOrdered(Close + seconds * Second, lot, role, Act()));

    public RecordStage Cosigned(string lot, int trustee, bool late, int seconds) =>
        Add(new FreezeCosigned(Close + seconds * Second, lot, trustee, late, "— t"));

    public RecordStage TooFew(string lot, int seconds = 2) =>
        Add(new LotFailed(Close + seconds * Second, lot, LotFailure.FewSubmitted, "bidding-reg:44"));

    /// <summary>Opens the lot with these results; they are numbered from 1.</summary>
    public RecordStage Opened(string lot, params IReadOnlyList<Func<int, SessionEvent>> results)
    {
        Add(
            new ReleaseBegan(Close + 1_300_001, lot),
            new PartialRefused(Close + 1_800_000, lot, 2, Hash("wrong"), "the proof does not hold")
        );
        Add(
            new PartialAccepted(Close + 1_900_000, lot, 1, Hash("p1")),
            new PartialAccepted(Close + 2_100_000, lot, 3, Hash("p3"))
        );
        Add(results.Select((result, i) => result(i + 1)));
        return Add(new LotOpened(At, lot, results.Count, 0));
    }

    /// <summary>As <see cref="Opened"/>, so many seconds later.</summary>
    public RecordStage OpenedLate(string lot, int seconds, params IReadOnlyList<Func<int, SessionEvent>> results)
    {
        var before = events.Count;
        Opened(lot, results);
        for (var i = before; i < events.Count; i++)
            events[i] = events[i] with { At = events[i].At + seconds * Second };
        return this;
    }

    public static long At => Close + 2_412_345;

    public static Func<int, SessionEvent> Bid(string lot, byte[] content, params Mark[] marks) =>
        number => new BidOpened(
            At,
            lot,
            Submission(number),
            Point(3),
            Hash($"envelope {lot} {number}"),
            new byte[32],
            [],
            content,
            marks
        );

    public static Func<int, SessionEvent> Unread(string lot, string cause, Fault fault) =>
        number => new BidUnreadable(
            At,
            lot,
            Submission(number),
            Point(3),
            Hash($"envelope {lot} {number}"),
            cause,
            fault,
            null
        );

    public RecordStage Attended(string lot, params IEnumerable<int> numbers) =>
        Add(numbers.Select(n => new BidderAttended(Tick(), lot, Submission(n), Act())));

    public RecordStage Confirmed(string lot, params IEnumerable<int> numbers) =>
        Add(numbers.Select(n => new RecordConfirmed(Tick(), lot, Submission(n), Act())));

    public RecordStage Objected(string lot, int number, string text, string answer)
    {
        var id = Convert.ToHexStringLower(Hash(text));
        return Add(
            new ObjectionRaised(Tick(), id, lot, Submission(number), text, Act()),
            new ObjectionAnswered(Tick(), id, answer, Act())
        );
    }

    public Session.Concluded Concluded()
    {
        Add(new SessionConcluded(Close + 1_260 * Second, Act()));
        return (Session.Concluded)Decider.Fold(events);
    }

    public static byte[] Hash(string text) => Suite.P256.Hash(System.Text.Encoding.UTF8.GetBytes(text));

    private long Tick() => now += 41 * Second;

    private SignedAct Act() => new([], KeyOf(Role.Host), []);

    private byte[] KeyOf(Role role) => terms.Roles.First(r => r.Role == role).Key;

    private static Scalar Scalar(int number)
    {
        var bytes = new byte[32];
        (bytes[30], bytes[31]) = ((byte)(number >> 8), (byte)number);
        return Suite.P256.Group.TryDecodeScalar(bytes, out var scalar)
            ? scalar
            : throw new ArgumentOutOfRangeException(nameof(number));
    }

    private LockPolicy Policy(string lot, Custody custody) =>
        new()
        {
            Version = terms.PolicyVersion,
            Session = Id,
            Lot = lot,
            Purpose = LockPurpose.Open,
            Suite = Suite.P256.Id,
            Threshold = 2,
            Trustees =
            [
                new("notary.example", Point(21), Point(31)),
                new("trustee.center", Point(22), Point(32)),
                new("supervision.office", Point(23), Point(33)),
            ],
            PlatformKey = Point(20),
            Custody = custody,
            CloseAt = Close,
            OpenAt = Close,
            Ticks = [new TickPeriod(86_400, 60), new TickPeriod(600, 5)],
            RecordSizeBytes = 65_536,
            SecondSecret = Locks.Policies.SecondSecret.None,
            WindowSeconds = 0,
            Quorum = 3,
            CeremonyFate = CeremonyFate.Destroy,
            Drill = terms.Drill,
            Roles = new PolicyRoles(null, null, null, KeyOf(Role.Host), KeyOf(Role.Supervisor)),
            TermsHash = Terms.Hash(Suite.P256, terms),
        };
}
