using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Seatings;
using Trading.Evaluation.Statements;
using Trading.Evaluation.Tests.Fixtures;
using Trading.Streams;
using State = Trading.Evaluation.Draws.Draw;

namespace Trading.Evaluation.Tests.Draws;

/// <summary>Whoever signs something of a draw.</summary>
/// <param name="Host">Who asks for it.</param>
/// <param name="Custodian">Whose pool it is.</param>
/// <param name="Gateway">Who rings.</param>
/// <param name="Gate">Who admits.</param>
/// <param name="Supervisor">Who orders another draw.</param>
/// <param name="Signers">The platform, then the trustees: whoever signs heads.</param>
internal sealed record DrawKeys(
    SigningKey Host,
    SigningKey Custodian,
    SigningKey Gateway,
    SigningKey Gate,
    SigningKey Supervisor,
    IReadOnlyList<SigningKey> Signers
)
{
    public static DrawKeys New() => new(Key(), Key(), Key(), Key(), Key(), [Key(), Key(), Key(), Key()]);

    private static SigningKey Key() => SigningKey.Generate(Suite.P256);
}

/// <summary>One draw at its decider, with the keys of everybody who says something about it.</summary>
internal sealed class DecidedDraw
{
    private const long Second = 1_000_000;
    private readonly SeededEntropy entropy = new("decided");
    private readonly Trustees trustees;
    private readonly DrawKeys keys;
    private readonly byte[] salt;
    private readonly byte[] gateSalt;

    public DecidedDraw(DrawRequest? request = null, DrawKeys? keys = null, byte[]? platform = null)
    {
        Request = request ?? DrawRequests.New();
        this.keys = keys ?? DrawKeys.New();
        trustees = new Trustees(entropy, signers: Signers, platform: platform, word: "d")
        {
            Roles = new(
                Custodian.PublicPoint,
                Gateway.PublicPoint,
                Gate.PublicPoint,
                Host.PublicPoint,
                Supervisor.PublicPoint
            ),
            // An office's second key is its first: nothing that is decided here asks for it.
            Offices =
            [
                new(OfficeKind.Custodian, "pool", Custodian.PublicPoint, Custodian.PublicPoint),
                new(OfficeKind.Gateway, "gateway", Gateway.PublicPoint, Gateway.PublicPoint),
                new(OfficeKind.Gate, "gate", Gate.PublicPoint, Gate.PublicPoint),
            ],
        };
        salt = SealedBox.Seal(
            Suite,
            Suite.Group.Generator,
            Tags.DrawSealedSalt,
            Request.Hash(),
            DrawRequests.PersonSalt,
            entropy
        );
        gateSalt = Request.BuyerSeats.Count > 0 ? [.. salt] : [];
        Locks = trustees.Locks(Request);
        Now = Request.DrawAt - 600 * Second;
    }

    public static Suite Suite => Suite.P256;
    public IReadOnlyList<SigningKey> Signers => keys.Signers;
    public SigningKey Host => keys.Host;
    public SigningKey Custodian => keys.Custodian;
    public SigningKey Gateway => keys.Gateway;
    public SigningKey Gate => keys.Gate;
    public SigningKey Supervisor => keys.Supervisor;
    public DrawRequest Request { get; }
    public DrawLocks Locks { get; }

    /// <summary>Head and rows of everything that was committed to, by their roots.</summary>
    public Dictionary<string, byte[]> Rows { get; } = new(StringComparer.Ordinal);
    public Commitment Commitment { get; private set; } = null!;
    public long Now { get; set; }
    public State State { get; private set; } = new State.None();
    public List<DrawEvent> Events { get; } = [];
    public State.Drawn Drawn => (State.Drawn)State;

    /// <summary>Trustees, platform and offices.</summary>
    public TrustFile Trust => trustees.Trust;

    /// <summary>The shares behind the lock of the beacon.</summary>
    public IReadOnlyList<Scalar> Shares => trustees.SharesOf(LockPurpose.Draw);

    public IReadOnlyList<byte[]> Policies =>
        [.. DrawLots.Purposes.Select(p => LockPolicyCodec.ToBytes(trustees.Policy(Request, p)))];

    public IReadOnlyList<Candidate> Candidates => [.. Commitment.Positions.Select(Candidate.Of)];

    /// <summary>Decides, and goes on from what was decided.</summary>
    public Decision<DrawEvent> Do(DrawCommand command)
    {
        var decision = DrawDecider.Decide(State, command);
        foreach (var happened in decision.Events)
        {
            var (type, bytes) = DrawCodec.Table.Encode(happened);
            var read = DrawCodec.Table.Decode(type, bytes);
            State = DrawDecider.Evolve(State, read);
            Events.Add(read);
        }
        return decision;
    }

    public Decision<DrawEvent> Publish(
        SigningKey? signer = null,
        IReadOnlyList<byte[]>? policies = null,
        byte[]? boxForGate = null
    ) => Do(Publication(signer, policies, boxForGate));

    /// <summary>The wish of a host.</summary>
    public RequestDraw Publication(
        SigningKey? signer = null,
        IReadOnlyList<byte[]>? policies = null,
        byte[]? boxForGate = null
    )
    {
        var said = policies ?? Policies;
        var signed = DrawStatements.Publication(Suite, Request.Hash(), said, salt, boxForGate ?? gateSalt);
        return new(
            Now,
            Request.Draw,
            DrawRequestCodec.ToBytes(Request),
            said,
            salt,
            boxForGate ?? gateSalt,
            (signer ?? Host).Sign(Tags.DrawPublish, signed)
        );
    }

    public void Certify() => Assert.All(Certificates, wish => Assert.True(Do(wish).IsAccepted));

    /// <summary>The wishes by which the three locks stand.</summary>
    public IReadOnlyList<CertifyDrawLock> Certificates =>
        [
            .. DrawLots
                .All.Zip([Locks.Draw, Locks.Names, Locks.Contact])
                .Select(held => new CertifyDrawLock(Now, held.First, held.Second.ToBytes())),
        ];

    public CommitPool Commit(SigningKey? signer = null, int experts = 40)
    {
        var (pool, _) = Trading.Evaluation.Commitments.Custodian.Prepare(
            Request,
            DrawRequests.PersonSalt,
            InventedExperts.Of(experts),
            new HashSet<string>(),
            entropy
        );
        return Commit(pool!, null, signer);
    }

    private CommitPool Commit(PreparedPool pool, (int[] Order, byte[] Root)? reduction, SigningKey? signer = null)
    {
        Commitment = Trading.Evaluation.Commitments.Custodian.Commit(Request, Locks, pool, reduction, entropy);
        Keep(Commitment.Root, Commitment.Head, Commitment.Positions.SelectMany(p => p.ToBytes()));
        return CommitmentOf(Commitment.Root, signer);
    }

    /// <summary>More than are sealed: hashes first, then those whom a beacon of their own keeps.</summary>
    public void CommitReduced(int experts)
    {
        var (prepared, _) = Trading.Evaluation.Commitments.Custodian.Prepare(
            Request,
            DrawRequests.PersonSalt,
            InventedExperts.Of(experts),
            new HashSet<string>(),
            entropy
        );
        var pool = prepared!;
        var head = Trading.Evaluation.Commitments.Custodian.ReductionHead(Request, Locks, pool);
        var root = Reduction.Root(Suite, head, pool.ReductionRows());
        Keep(root, head, pool.ReductionRows().SelectMany(r => r.ToBytes()));
        var signature = Custodian.Sign(Tags.DrawCommitted, DrawStatements.Commitment(Request.Hash(), root));
        Assert.True(Do(new CommitPool(Now, head.ToBytes(), root, signature)).IsAccepted);
        var (_, opening) = DrawBeacon.Of(Locks.Draw, Request.Draw, root, 0);
        Now = Request.DrawAt;
        PartialBatch[] answers = [.. new[] { 1, 3 }.Select(i => trustees.Answer(LockPurpose.Draw, opening, i))];
        Assert.True(Do(new CombineBeacon(Now, answers, [], new byte[32])).IsAccepted);
        var order = Beacon.Order(Suite, Events.OfType<ReductionDrawn>().Single().Value, pool.Rows.Count);
        Assert.True(Do(Commit(pool, (order, root))).IsAccepted);
    }

    private void Keep(byte[] root, CommitmentHead head, IEnumerable<byte> leaves) =>
        Rows[Convert.ToHexStringLower(root)] = [.. head.ToBytes(), .. leaves];

    public CommitPool CommitmentOf(byte[] root, SigningKey? signer = null) =>
        new(
            Now,
            Commitment.Head.ToBytes(),
            root,
            (signer ?? Custodian).Sign(Tags.DrawCommitted, DrawStatements.Commitment(Request.Hash(), root))
        );

    public CombineBeacon Combine(params int[] from)
    {
        var k = (uint)((State.Committed)State).K;
        var (_, opening) = DrawBeacon.Of(Locks.Draw, Request.Draw, Commitment.Root, k);
        return new CombineBeacon(
            Now,
            [.. from.Select(i => trustees.Answer(LockPurpose.Draw, opening, i))],
            Candidates,
            new byte[32]
        );
    }

    public TellPosition Tell(int position, PositionOutcome outcome, SigningKey? signer = null)
    {
        var key = signer ?? (PositionStatement.IsGateways(outcome) ? Gateway : Gate);
        var said = new PositionStatement(Request.Draw, Commitment.Root, (uint)Drawn.K, position, outcome);
        return new TellPosition(Now, said.ToBytes(), said.Sign(key), Candidates);
    }

    public UnsealSeat Unseal(int position, int? another = null)
    {
        var row = Commitment.Secrets[another ?? position];
        return new UnsealSeat(
            Now,
            Commitment.Positions[position],
            new NameRecord(row.Salt, row.Rest, row.Expert.Number, row.Expert.Name, row.Expert.Id)
        );
    }

    public TellConflicts Conflicts(IReadOnlyList<string> units, params int[] hits)
    {
        var bits = new byte[(Commitment.Positions.Count + 7) / 8];
        foreach (var hit in hits)
            bits[hit / 8] |= (byte)(1 << (hit % 8));
        var said = new ConflictStatement(
            Request.Draw,
            Commitment.Root,
            ConflictStatement.HashOf(Suite, units),
            new byte[32],
            bits
        ).ToBytes();
        return new TellConflicts(Now, said, Custodian.Sign(Tags.DrawConflicts, said), Candidates);
    }

    public OrderAnotherDraw Again(string reason, SigningKey? signer = null)
    {
        var k = (uint)((State.Committed)State).K + 1;
        var said = DrawAgain.Statement(Request.Draw, Commitment.Root, k, reason);
        return new OrderAnotherDraw(Now, reason, (signer ?? Supervisor).Sign(Tags.DrawAgain, said));
    }

    /// <summary>Everything up to the seating.</summary>
    public static DecidedDraw Seated(DrawRequest? request = null)
    {
        var draw = new DecidedDraw(request);
        Assert.True(draw.Publish().IsAccepted);
        draw.Certify();
        Assert.True(draw.Do(draw.Commit()).IsAccepted);
        draw.Now = draw.Request.DrawAt;
        Assert.True(draw.Do(draw.Combine(1, 3)).IsAccepted);
        return draw;
    }

    /// <summary>The opening names whoever offered there.</summary>
    public void Name(params string[] units) => Assert.True(Do(new NameBidders(Now, units)).IsAccepted);

    /// <summary>An expert comes in.</summary>
    public void Arrive(int position)
    {
        Assert.True(Do(Tell(position, PositionOutcome.Presented)).IsAccepted);
        Assert.True(Do(Tell(position, PositionOutcome.Arrived)).IsAccepted);
        Assert.True(Do(Unseal(position)).IsAccepted);
    }
}
