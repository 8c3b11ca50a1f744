using Trading.Crypto;

namespace Trading.Evaluation.Tests.Fixtures;

/// <summary>A whole draw in memory: request, locks, commitment, answers, seats, one replacement, names.</summary>
internal sealed class Draw
{
    public const long Second = 1_000_000;

    public const long DrawAt = DrawRequests.DrawAt;

    private Draw(DrawRequest request, Trustees trustees, Entropy entropy)
    {
        (Request, Trustees, Locks) = (request, trustees, trustees.Locks(request));
        Entropy = entropy;
    }

    public static byte[] PersonSalt => DrawRequests.PersonSalt;

    public static Suite Suite => Suite.P256;

    public DrawRequest Request { get; }

    public Trustees Trustees { get; }

    public DrawLocks Locks { get; }

    public Entropy Entropy { get; }

    public PreparedPool Pool { get; private set; } = null!;

    public Commitment Commitment { get; private set; } = null!;

    public DrawTranscript Transcript { get; private set; } = null!;

    public static DrawRequest NewRequest() => DrawRequests.New();

    /// <summary>Everything up to the opening of two names, over so many invented experts.</summary>
    public static Draw Of(int experts, string seed = "draw", SigningKey? supervisor = null, params string[] again)
    {
        var entropy = new SeededEntropy(seed);
        var draw = new Draw(NewRequest(), new Trustees(entropy, supervisor), entropy);
        draw.Commit(InventedExperts.Of(experts));
        draw.Seat(supervisor, again);
        return draw;
    }

    /// <summary>The same for another request and other roles.</summary>
    public static Draw For(DrawRequest request, int experts, PolicyRoles roles)
    {
        var entropy = new SeededEntropy("for");
        var draw = new Draw(request, new Trustees(entropy) { Roles = roles }, entropy);
        draw.Commit(InventedExperts.Of(experts));
        draw.Seat(null, []);
        return draw;
    }

    public static string Code(string digits) => DrawRequests.Code(digits);

    public byte[][] Answers(byte[] root, uint k, params int[] trustees)
    {
        var (_, opening) = DrawBeacon.Of(Locks.Draw, Request.Draw, root, k);
        return [.. trustees.Select(i => Trustees.Answer(LockPurpose.Draw, opening, i).ToBytes())];
    }

    /// <summary>The point by which two trustees open one record.</summary>
    public Point Shared(LockPurpose purpose, int position)
    {
        var (certificate, kind) =
            purpose == LockPurpose.Names ? (Locks.Names, RecordKind.Name) : (Locks.Contact, RecordKind.Contact);
        var opening = OpenRecord.Opening(
            certificate,
            Request.Hash(),
            Commitment.Root,
            kind,
            Commitment.Positions[position]
        );
        return opening.Combine(new[] { 2, 3 }.Select(i => Trustees.Answer(purpose, opening, i))).Shared![0];
    }

    public NameRecord? Name(int position, string code, string id) =>
        OpenRecord.Name(
            Locks.Names,
            Request.Hash(),
            Commitment.Positions[position],
            Shared(LockPurpose.Names, position),
            code,
            id
        );

    private void Commit(IEnumerable<Expert> experts)
    {
        var (pool, shortage) = Custodian.Prepare(Request, PersonSalt, experts, new HashSet<string>(), Entropy);
        Assert.Null(shortage);
        Pool = pool!;
        if (!Pool.NeedsReduction)
        {
            Commitment = Custodian.Commit(Request, Locks, Pool, null, Entropy);
            return;
        }
        var head = Custodian.ReductionHead(Request, Locks, Pool);
        var root = Reduction.Root(Suite, head, Pool.ReductionRows());
        var answers = Answers(root, 0, 1, 2);
        var order = Beacon.Order(Suite, ValueOf(root, 0, answers), Pool.Rows.Count);
        Commitment = Custodian.Commit(Request, Locks, Pool, (order, root), Entropy);
        reduction = new ReductionTranscript(head.ToBytes(), Pool.ReductionRows(), root, answers);
    }

    private ReductionTranscript? reduction;

    private byte[] ValueOf(byte[] root, uint k, byte[][] answers) =>
        DrawBeacon
            .ValueOf(
                Locks.Draw,
                Request.Draw,
                root,
                k,
                answers.Select(a =>
                    PartialBatch.TryParse(Suite, a, out var batch) ? batch! : throw new ArgumentException("")
                )
            )
            .Value!;

    private void Seat(SigningKey? supervisor, string[] again)
    {
        var answers = Answers(Commitment.Root, (uint)again.Length, 1, 3);
        var value = ValueOf(Commitment.Root, (uint)again.Length, answers);
        var order = Beacon.Order(Suite, value, Commitment.Positions.Count);
        Candidate[] candidates = [.. Commitment.Positions.Select(Candidate.Of)];
        var first = Seating.Replay(Request.Groups, candidates, order, []);
        int[] dropped = [first.Steps[1].Position];
        var seated = Seating.Replay(Request.Groups, candidates, order, dropped);
        var salt = new byte[DrawResult.SaltBytes];
        Entropy.Fill(salt);
        Transcript = new DrawTranscript
        {
            Request = DrawRequestCodec.ToBytes(Request),
            Policies =
            [
                .. new[] { LockPurpose.Draw, LockPurpose.Names, LockPurpose.Contact }.Select(p =>
                    LockPolicyCodec.ToBytes(Trustees.Policy(Request, p))
                ),
            ],
            Certificates = [Locks.Draw.ToBytes(), Locks.Names.ToBytes(), Locks.Contact.ToBytes()],
            Reduction = reduction,
            Head = Commitment.Head.ToBytes(),
            Positions = [.. Commitment.Positions.Select(p => p.ToBytes())],
            Root = Commitment.Root,
            Again =
            [
                .. again.Select(
                    (reason, i) =>
                        new DrawAgain(
                            reason,
                            supervisor!.Sign(
                                Tags.DrawAgain,
                                DrawAgain.Statement(Request.Draw, Commitment.Root, (uint)i + 1, reason)
                            )
                        )
                ),
            ],
            Answers = answers,
            Value = value,
            Steps = seated.Steps,
            Dropped = dropped,
            ResultSalt = salt,
            ResultHash = DrawResult.Hash(Suite, salt, value, seated.Steps),
            Shown = [Shown(seated.Steps[0].Position), Shown(seated.Steps[^1].Position)],
        };
    }

    private ShownName Shown(int position)
    {
        var secret = Commitment.Secrets[position];
        return new ShownName(position, Name(position, secret.Code, secret.Expert.Id)!);
    }
}
