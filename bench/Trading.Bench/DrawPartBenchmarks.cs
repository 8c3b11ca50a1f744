using System.Security.Cryptography;
using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Seatings;
using Trading.Locks.Policies;

namespace Trading.Bench;

/// <summary>Each part of a draw over 200,000 experts beside its bare primitive, on the same thread.</summary>
internal static class DrawPartBenchmarks
{
    private const int Rounds = 5;
    private const int Repeats = 20;
    private static readonly Suite Suite = Suite.P256;
    private static readonly Lazy<DrawScene> Scene = new(() => new DrawScene());
    private static readonly Lazy<PreparedPool> Pool = new(() => Scene.Value.Prepare());
    private static readonly Lazy<Commitment> Committed = new(Commit);

    /// <summary>
    /// Who may be drawn, with codes, salts and row hashes, beside two bare hashes of each row's bytes.
    /// </summary>
    public static Benchmark Filter()
    {
        return Of("draw: filter, codes and row hashes of 200,000", 5, Bare, () => Scene.Value.Prepare());

        static void Bare()
        {
            foreach (var row in Pool.Value.Rows)
            {
                SHA256.HashData(new byte[160 + row.Expert.Employer.Length]);
                SHA256.HashData(new byte[150 + 3 * row.Expert.Name.Length]);
            }
        }
    }

    /// <summary>The root of all hashes of a reduction, beside as many bare hashes as the tree has nodes.</summary>
    public static Benchmark Root()
    {
        return Of(
            "draw: root over the rows of a reduction",
            2.5,
            Bare,
            () =>
            {
                var head = Custodian.ReductionHead(Scene.Value.Request, Scene.Value.Locks, Pool.Value);
                Reduction.Root(Suite, head, Pool.Value.ReductionRows());
            }
        );

        static void Bare()
        {
            Span<byte> leaf = new byte[36];
            Span<byte> node = new byte[65];
            Span<byte> hash = stackalloc byte[32];
            for (var i = 0; i < Pool.Value.Rows.Count; i++)
            {
                SHA256.HashData(leaf, hash);
                SHA256.HashData(node, hash);
            }
        }
    }

    /// <summary>2,000 positions sealed, beside the three bare products that each of them needs.</summary>
    public static Benchmark Commitment()
    {
        return Of("draw: 2,000 positions sealed and committed to", 1.3, Bare, () => Commit());

        static void Bare()
        {
            var locks = Scene.Value.Locks;
            Point[] bases = [Suite.Group.Generator, locks.Names.GroupKey, locks.Contact.GroupKey];
            for (var i = 0; i < Custodian.PositionsMost; i++)
                Suite.Group.MultiplySecret(Suite.Group.RandomScalar(Entropy.System), bases, Entropy.System);
        }
    }

    /// <summary>
    /// Two answers checked and combined, beside the bare products of their proofs and of the combination.
    /// </summary>
    public static Benchmark Value()
    {
        var answers = new Lazy<PartialBatch[]>(() => Scene.Value.Answers(Committed.Value.Root));
        return Of(
            "draw: value of a beacon from two answers, 20 times",
            1.5,
            () => Products(2 * 4 + 2),
            () =>
                DrawBeacon.ValueOf(
                    Scene.Value.Locks.Draw,
                    Scene.Value.Request.Draw,
                    Committed.Value.Root,
                    0,
                    answers.Value
                ),
            Repeats
        );
    }

    /// <summary>The order of 2,000 positions and seven seats, beside the bare hashes that give its numbers.</summary>
    public static Benchmark Seats()
    {
        var candidates = new Lazy<Candidate[]>(() => [.. Committed.Value.Positions.Select(Candidate.Of)]);
        var value = Suite.Hash([1]);
        return Of(
            "draw: order and seating of 7 of 2,000, 20 times",
            3,
            () =>
            {
                for (var block = 0; block < Custodian.PositionsMost / 8; block++)
                    HMACSHA256.HashData(value, new byte[48]);
            },
            () =>
                Seating.Replay(
                    Scene.Value.Request.Groups,
                    candidates.Value,
                    Beacon.Order(Suite, value, candidates.Value.Length),
                    []
                ),
            Repeats
        );
    }

    /// <summary>
    /// One name opened from two shares, beside the bare products of their proofs and of the combination.
    /// </summary>
    public static Benchmark Name()
    {
        const int Position = 7;
        var batches = new Lazy<PartialBatch[]>(() =>
            [.. new[] { 1, 3 }.Select(i => Scene.Value.Trustees.Answer(LockPurpose.Names, Opening(), i))]
        );
        return Of(
            "draw: one name record opened from two shares, 20 times",
            2,
            () => Products(2 * 4 + 2),
            () =>
            {
                var secret = Committed.Value.Secrets[Position];
                var opened = OpenRecord.Name(
                    Scene.Value.Locks.Names,
                    Scene.Value.Request.Hash(),
                    Committed.Value.Positions[Position],
                    Opening().Combine(batches.Value).Shared![0],
                    secret.Code,
                    secret.Expert.Id
                );
                if (opened?.Name != secret.Expert.Name)
                    throw new InvalidOperationException("another name was opened");
            },
            Repeats
        );

        static PartialOpening Opening() =>
            OpenRecord.Opening(
                Scene.Value.Locks.Names,
                Scene.Value.Request.Hash(),
                Committed.Value.Root,
                RecordKind.Name,
                Committed.Value.Positions[Position]
            );
    }

    private static Commitment Commit()
    {
        var scene = Scene.Value;
        var head = Custodian.ReductionHead(scene.Request, scene.Locks, Pool.Value);
        var rows = Pool.Value.ReductionRows();
        var order = Beacon.Order(Suite, Suite.Hash([7]), rows.Count);
        var root = Suite.Hash(head.ToBytes());
        return Custodian.Commit(scene.Request, scene.Locks, Pool.Value, (order, root), Entropy.System);
    }

    private static void Products(int count)
    {
        for (var i = 0; i < count; i++)
            Suite.Group.Multiply(Suite.Group.RandomScalar(Entropy.System), Suite.Group.Generator);
    }

    private static Benchmark Of(string name, double goal, Action bare, Action measured, int repeats = 1) =>
        new(name, Compare.Time, goal, Repeat(bare, repeats), Repeat(measured, repeats), Rounds, WarmUps: 1);

    private static Action Repeat(Action work, int times) =>
        () =>
        {
            for (var i = 0; i < times; i++)
                work();
        };
}
