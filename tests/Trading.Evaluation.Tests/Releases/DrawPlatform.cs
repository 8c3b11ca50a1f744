using System.Text;
using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Releases;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Seatings;
using Trading.Evaluation.Statements;
using Trading.Evaluation.Tests.Fixtures;
using Trading.Locks.Lists;
using Trading.Locks.Policies;
using Trading.Locks.Sources;
using Trading.Locks.Tests.Trustee;
using Trading.Locks.Trustee;
using Trading.Streams;
using Trading.Streams.Heads;

namespace Trading.Evaluation.Tests.Releases;

/// <summary>
/// A platform in memory with the three locks of one draw, its public stream, and the offices around it, all with real
/// cryptography. It asks trustees by <see cref="LockWants"/>, as the real one does. Tests bend it where they play a
/// dishonest platform or custodian. Time is set by the test.
/// </summary>
public sealed class DrawPlatform : IModelPlatform
{
    public const long Second = 1_000_000;
    private readonly Dictionary<string, LockPost> posts;
    private readonly Dictionary<(long Size, int Trustee), string> lines = [];
    private readonly Dictionary<long, string> notes = [];
    private readonly List<(byte[] Salt, string Type, byte[] Bytes)> events = [];
    private readonly Dictionary<string, byte[]> rows = new(StringComparer.Ordinal);

    public DrawPlatform()
    {
        Selves = [.. Enumerable.Range(1, 3).Select(i => NewSelf($"t{i}"))];
        Trust = new TrustFile(
            [new("platform", Platform.PublicPoint)],
            Selves.Select(s => new TrustedTrustee(s.Name, s.SigningKey.PublicPoint, PointOf(s.StaticKey))),
            [],
            [
                new(
                    OfficeKind.Custodian,
                    "pool",
                    Custodian.PublicPoint,
                    PointOf(Suite.Group.RandomScalar(Entropy.System))
                ),
                new(OfficeKind.Gateway, "phone", Gateway.PublicPoint, PointOf(GatewaySecret)),
                new(OfficeKind.Gate, "door", Gate.PublicPoint, PointOf(GateSecret)),
            ]
        );
        Selves = [.. Selves.Select(s => s with { Trust = Trust, Rules = [new BeaconRule(), new SeatRule()] })];
        Policies = DrawLots.Purposes.ToDictionary(DrawLots.Of, NewPolicy, StringComparer.Ordinal);
        posts = Policies.ToDictionary(p => p.Key, p => new LockPost(p.Value), StringComparer.Ordinal);
    }

    public static Suite Suite => Suite.P256;
    public SigningKey Platform { get; } = SigningKey.Generate(Suite);
    public SigningKey Custodian { get; } = SigningKey.Generate(Suite);
    public SigningKey Gateway { get; } = SigningKey.Generate(Suite);
    public SigningKey Gate { get; } = SigningKey.Generate(Suite);
    public SigningKey Host { get; } = SigningKey.Generate(Suite);
    public SigningKey Supervisor { get; } = SigningKey.Generate(Suite);
    public Scalar GatewaySecret { get; } = Suite.Group.RandomScalar(Entropy.System);
    public Scalar GateSecret { get; } = Suite.Group.RandomScalar(Entropy.System);
    public TrusteeSelf[] Selves { get; }
    public TrustFile Trust { get; }
    public DrawRequest Request { get; } = DrawRequests.New();
    public Dictionary<string, LockPolicy> Policies { get; }
    public List<DisclosedTick> Ticks { get; } = [];
    public long Now { get; set; } = DrawRequests.DrawAt - 3600 * Second;
    public MerkleTree Stream { get; } = new(Suite);
    public string StreamName => Names.DrawStream(Request.Draw);
    public Commitment Commitment { get; private set; } = null!;

    /// <summary>What is asked now, by the lock's name; a question is shown with evidence under the newest head.</summary>
    public List<(string Lot, byte[] Subject, int Height, IReadOnlyList<byte[]> Attachments)> Questions { get; } = [];

    public DrawLocks Locks => new(LockOf(DrawLots.Draw), LockOf(DrawLots.Names), LockOf(DrawLots.Contact));

    public LockCertificate LockOf(string lot) => posts[lot].Certificate!;

    public bool AreMade => posts.Values.All(p => p.Certificate is not null && p.Locked.Count == Selves.Length);

    public byte[]? Answer(string lot, byte[] subject, int trustee) =>
        posts[lot].Points.GetValueOrDefault((Convert.ToHexString(subject), trustee));

    /// <summary>What a message changes here; a wrong signature is a fault of the test's trustee.</summary>
    public void Receive(int trustee, TrusteeMessage message)
    {
        if (!message.Verify(Suite, Selves[trustee - 1].SigningKey.PublicPoint))
            throw new InvalidOperationException($"{message.Kind} of trustee {trustee} is not signed by it.");
        if (message.Kind == TrusteeMessageKind.Cosignature)
        {
            var keys = Policies[DrawLots.Draw].HeadKeys();
            foreach (var (size, note) in notes)
                if (
                    PlatformCheckpoint.TryRead(Suite, note, StreamName, keys, out var head)
                    && head.TryCosigners(Suite, keys, [Encoding.UTF8.GetString(message.Body)], out _)
                )
                    lines[(size, trustee)] = Encoding.UTF8.GetString(message.Body);
            return;
        }
        posts[message.Lot].Receive(trustee, message, Now);
    }

    public IReadOnlyList<TrusteeWant> Wants(int trustee)
    {
        var wants = new List<TrusteeWant>();
        foreach (var (lot, post) in posts)
            wants.AddRange(LockWants.Of(StageOf(lot, post), trustee, post, post.Times(trustee)));
        if (Stream.Size > 0 && posts.Values.Any(p => p.Locked.Contains(trustee)))
            if (!lines.ContainsKey((Stream.Size, trustee)))
                wants.Add(new CosignWant(Request.Draw, "", Note()));
        return wants;
    }

    public byte[][] Proof(string stream, long from, long to) => Stream.ConsistencyProof(from, to);

    public byte[] Rows(string root) => rows.GetValueOrDefault(root, []);

    /// <summary>The checkpoint of the newest head, signed once.</summary>
    public string Note()
    {
        if (!notes.TryGetValue(Stream.Size, out var note))
            notes[Stream.Size] = note = Encoding.UTF8.GetString(
                Trading
                    .Crypto.Note.Sign(
                        new Checkpoint(StreamName, Stream.Size, Stream.Root()).ToText(),
                        new NoteKey(Suite, StreamName, Platform.PublicPoint, NoteKeyKind.Note),
                        Platform
                    )
                    .ToBytes()
            );
        return note;
    }

    public string[] Lines() =>
        [.. lines.Where(l => l.Key.Size == Stream.Size).OrderBy(l => l.Key.Trustee).Select(l => l.Value)];

    /// <summary>Puts an event into the public stream; gives its height.</summary>
    public int Tell(DrawEvent happened)
    {
        var (type, bytes) = DrawCodec.Table.Encode(happened);
        events.Add((Rehearsal.Fresh(StreamLeaf.SaltBytes), type, bytes));
        var height = events.Count - 1;
        Stream.Append(TreeHash.Leaf(Suite, StreamLeaf.Of(Suite, events[height].Salt, height, type, bytes)));
        return height;
    }

    public PointEvidence Evidence(int height) =>
        new(
            height,
            events[height].Salt,
            events[height].Type,
            events[height].Bytes,
            Stream.InclusionProof(height, Stream.Size)
        );

    /// <summary>A want for a point as it is shown honestly now.</summary>
    public PointWant Want(string lot, DrawSubject subject, int height, IReadOnlyList<byte[]>? attachments = null) =>
        new(Request.Draw, lot, Note(), Lines(), subject.ToBytes(), [Evidence(height)], attachments ?? []);

    /// <summary>A commitment over invented experts, with its rows kept for whoever fetches them.</summary>
    public Commitment NewCommitment(int experts)
    {
        var (pool, _) = Trading.Evaluation.Commitments.Custodian.Prepare(
            Request,
            DrawRequests.PersonSalt,
            InventedExperts.Of(experts),
            new HashSet<string>(),
            Entropy.System
        );
        var made = Trading.Evaluation.Commitments.Custodian.Commit(Request, Locks, pool!, null, Entropy.System);
        Keep(made.Head, made.Root, made.Positions);
        return made;
    }

    public void Keep(CommitmentHead head, byte[] root, IEnumerable<CommittedPosition> positions) =>
        rows[Convert.ToHexStringLower(root)] = [.. head.ToBytes(), .. positions.SelectMany(p => p.ToBytes())];

    /// <summary>The custodian's event of a commitment, signed by it or by another key.</summary>
    public PoolCommitted Committed(CommitmentHead head, byte[] root, SigningKey? by = null) =>
        new(
            Now,
            head.ToBytes(),
            root,
            (by ?? Custodian).Sign(Tags.DrawCommitted, DrawStatements.Commitment(Request.Hash(), root))
        );

    /// <summary>Commits and tells; gives the event's height.</summary>
    public int Commit(int experts = 60)
    {
        Commitment = NewCommitment(experts);
        return Tell(Committed(Commitment.Head, Commitment.Root));
    }

    public byte[] Order(uint k, string reason = "a complaint was upheld", SigningKey? by = null) =>
        BeaconRule.Order(
            new DrawAgain(
                reason,
                (by ?? Supervisor).Sign(Tags.DrawAgain, DrawAgain.Statement(Request.Draw, Commitment.Root, k, reason))
            )
        );

    /// <summary>The answers to the beacon of number k that have come.</summary>
    public byte[][] BeaconAnswers(uint k) =>
        [
            .. Enumerable
                .Range(1, 3)
                .Select(i => Answer(DrawLots.Draw, DrawSubject.Beacon(Commitment.Root, k).ToBytes(), i))
                .OfType<byte[]>(),
        ];

    /// <summary>Who sits by these answers once the positions have dropped out.</summary>
    public IReadOnlyList<int> Seated(uint k, params int[] dropped)
    {
        var answers = BeaconAnswers(k).Select(b => PartialBatch.TryParse(Suite, b, out var batch) ? batch! : null!);
        var value = DrawBeacon.ValueOf(Locks.Draw, Request.Draw, Commitment.Root, k, answers).Value!;
        var order = Beacon.Order(Suite, value, Commitment.Positions.Count);
        Candidate[] candidates = [.. Commitment.Positions.Select(Candidate.Of)];
        return [.. Seating.Replay(Request.Groups, candidates, order, dropped).Seated.Keys.Order()];
    }

    public SignedDrop Drop(PositionOutcome outcome, int position, uint k = 0, SigningKey? by = null)
    {
        var statement = new PositionStatement(Request.Draw, Commitment.Root, k, position, outcome);
        var isNotice = PositionStatement.IsGateways(outcome);
        return new SignedDrop(
            isNotice ? DropKind.Notice : DropKind.Gate,
            statement.ToBytes(),
            statement.Sign(by ?? (isNotice ? Gateway : Gate))
        );
    }

    public (byte[] Statement, byte[] Signature) Presented(int position, uint k = 0, SigningKey? by = null)
    {
        var drop = Drop(PositionOutcome.Presented, position, k, by ?? Gate);
        return (drop.Statement, drop.Signature);
    }

    public SeatShown Shown(uint k = 0, int? presented = null, params SignedDrop[] drops) =>
        new(DrawRequestCodec.ToBytes(Request), k, BeaconAnswers(k), drops, presented is { } p ? Presented(p, k) : null);

    public static byte[] PointOf(Scalar secret) => Rehearsal.PointOf(secret);

    private static TrusteeSelf NewSelf(string name) =>
        new(
            name,
            SigningKey.Generate(Suite),
            Suite.Group.RandomScalar(Entropy.System),
            new TrustFile([], [], []),
            false
        );

    private LockPolicy NewPolicy(LockPurpose purpose) =>
        new()
        {
            Session = Request.Draw,
            Lot = DrawLots.Of(purpose),
            Purpose = purpose,
            Suite = Suite.Id,
            Threshold = 2,
            Trustees =
            [
                .. Selves.Select(s => new PolicyTrustee(s.Name, PointOf(s.StaticKey), s.SigningKey.PublicPoint)),
            ],
            PlatformKey = Platform.PublicPoint,
            Custody = Custody.Single,
            CloseAt = Request.DrawAt,
            OpenAt = Request.DrawAt,
            DrawAt = purpose == LockPurpose.Draw ? Request.DrawAt : 0,
            Ticks = [new(30, 10)],
            RecordSizeBytes = 4096,
            SecondSecret = SecondSecret.None,
            WindowSeconds = 0,
            Quorum = 3,
            CeremonyFate = CeremonyFate.Destroy,
            Drill = true,
            Roles = new(
                Custodian.PublicPoint,
                Gateway.PublicPoint,
                Gate.PublicPoint,
                Host.PublicPoint,
                Supervisor.PublicPoint
            ),
            TermsHash = Request.Hash(),
        };

    private LockStage StageOf(string lot, LockPost post)
    {
        if (post.Certificate is not { } certificate)
            return new LockStage.Making(post.Policy);
        var cosigned = Enumerable
            .Range(1, 3)
            .Where(i => lines.ContainsKey((Stream.Size, i)))
            .ToDictionary(i => i, i => lines[(Stream.Size, i)]);
        return new LockStage.Standing(
            post.Policy,
            post.OpenedAt,
            certificate.ToBytes(),
            [
                .. Questions
                    .Where(q => q.Lot == lot)
                    .Select(q => new PointQuestion(
                        q.Subject,
                        Note(),
                        cosigned,
                        [Evidence(q.Height)],
                        q.Attachments,
                        Enumerable.Range(1, 3).Where(i => Answer(lot, q.Subject, i) is not null).ToHashSet()
                    )),
            ]
        );
    }

    /// <summary>What came of one lock.</summary>
    private sealed class LockPost(LockPolicy policy) : ILockPost
    {
        private readonly Dictionary<(TrusteeMessageKind Kind, int Trustee), TrusteeMessage> said = [];
        private readonly Dictionary<(int Asker, int Teller), TrusteeMessage> told = [];

        public LockPolicy Policy => policy;
        public LockCertificate? Certificate { get; private set; }
        public long OpenedAt { get; private set; }
        public Dictionary<(string Subject, int Trustee), byte[]> Points { get; } = [];
        public IReadOnlySet<int> Locked => All(TrusteeMessageKind.Locked).Keys.ToHashSet();
        public (long Size, string Note)? Head => null;
        public IReadOnlySet<string> Cosigners { get; } = new HashSet<string>();
        public IReadOnlySet<int> Partials { get; } = new HashSet<int>();

        public SortedDictionary<int, byte[]> Round(int round) =>
            All(
                round switch
                {
                    CeremonyRound.Commitment => TrusteeMessageKind.Commitment,
                    CeremonyRound.Message1 => TrusteeMessageKind.Message1,
                    _ => TrusteeMessageKind.Signature,
                }
            );

        public void Receive(int trustee, TrusteeMessage message, long now)
        {
            if (message.Kind == TrusteeMessageKind.Point)
            {
                if (!TrusteeBodies.TryPoint(message.Body, out var subject, out var answer))
                    throw new InvalidOperationException("no point");
                Points[(Convert.ToHexString(subject), trustee)] = answer;
                return;
            }
            if (message.Kind == TrusteeMessageKind.Attestation)
            {
                foreach (var asker in Askers(trustee))
                    if (message.Body.AsSpan(0, 32).SequenceEqual(said[(TrusteeMessageKind.AttestRequest, asker)].Body))
                        told[(asker, trustee)] = message;
                return;
            }
            if (message.Kind == TrusteeMessageKind.AttestRequest)
                for (var i = 1; i <= policy.Trustees.Count; i++)
                    told.Remove((trustee, i));
            said[(message.Kind, trustee)] = message;
            if (
                Certificate is null
                && Round(CeremonyRound.Signature) is { } signed
                && signed.Count == policy.Trustees.Count
            )
                Certify(signed, now);
        }

        public List<TrusteeWant> Times(int trustee)
        {
            var wants = new List<TrusteeWant>();
            foreach (var asker in Askers(trustee).Where(a => !told.ContainsKey((a, trustee))))
            {
                var asked = said[(TrusteeMessageKind.AttestRequest, asker)];
                wants.Add(new AttestWant(policy.Session, policy.Lot, (byte)asker, asked.Body, asked.Signature));
            }
            var answers = told.Where(t => t.Key.Asker == trustee)
                .Select(t => new PeerAttestation((byte)t.Key.Teller, t.Value.Body, t.Value.Signature))
                .ToList();
            if (answers.Count > 0)
                wants.Add(new AttestedWant(policy.Session, policy.Lot, answers));
            return wants;
        }

        private IEnumerable<int> Askers(int trustee) =>
            Enumerable
                .Range(1, policy.Trustees.Count)
                .Where(i => i != trustee && said.ContainsKey((TrusteeMessageKind.AttestRequest, i)));

        private SortedDictionary<int, byte[]> All(TrusteeMessageKind kind) =>
            new(said.Where(s => s.Key.Kind == kind).ToDictionary(s => s.Key.Trustee, s => s.Value.Body));

        private void Certify(SortedDictionary<int, byte[]> signatures, long now)
        {
            var failure = LockCertificate.TryAssemble(
                policy.CeremonyParameters(),
                [.. Round(CeremonyRound.Commitment).Values],
                [.. Round(CeremonyRound.Message1).Values],
                [.. signatures.Values],
                out var certificate
            );
            if (failure.Failed)
                throw new InvalidOperationException(failure.ToString());
            (Certificate, OpenedAt) = (certificate, now);
        }
    }
}
