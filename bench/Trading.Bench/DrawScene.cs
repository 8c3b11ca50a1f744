using System.Security.Cryptography;
using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Seatings;
using Trading.Evaluation.Tests.Fixtures;
using Trading.Locks.Policies;

namespace Trading.Bench;

/// <summary>A pool of 200,000 invented experts, a request for seven of them, its locks, and a whole draw.</summary>
internal sealed class DrawScene
{
    private const int Experts = TableLimits.Rows;
    private static readonly Suite Suite = Suite.P256;
    private static readonly byte[] Salt = new byte[PersonHash.SaltBytes];
    private readonly Expert[] experts = [.. InventedExperts.Of(Experts)];
    public Trustees Trustees { get; } = new(Entropy.System);
    public DrawRequest Request { get; } = NewRequest();
    public DrawLocks Locks { get; }
    private readonly byte[][] rests;
    private readonly byte[][] rows;

    public DrawScene()
    {
        Locks = Trustees.Locks(Request);
        var eligible = Prepare().Rows;
        rests = [.. eligible.Select(r => new byte[160 + r.Expert.Employer.Length])];
        rows = [.. eligible.Select(r => new byte[150 + 3 * r.Expert.Name.Length])];
    }

    public void Draw()
    {
        var pool = Prepare();
        var published = pool.ReductionRows();
        var root = Reduction.Root(Suite, Custodian.ReductionHead(Request, Locks, pool), published);
        var order = Beacon.Order(Suite, ValueOf(root), published.Count);
        var commitment = Custodian.Commit(Request, Locks, pool, (order, root), Entropy.System);
        var last = Beacon.Order(Suite, ValueOf(commitment.Root), commitment.Positions.Count);
        Candidate[] candidates = [.. commitment.Positions.Select(Candidate.Of)];
        if (Seating.Replay(Request.Groups, candidates, last, []).Shortage is not null)
            throw new InvalidOperationException("not all seats are taken");
    }

    public void Bare()
    {
        var hashes = new byte[rows.Length][];
        for (var i = 0; i < rows.Length; i++)
        {
            SHA256.HashData(rests[i]);
            hashes[i] = SHA256.HashData(rows[i]);
        }
        var tree = MerkleTree.FromLeafHashes(Suite, hashes.Select(hash => TreeHash.Leaf(Suite, hash)));
        _ = tree.Root();
        Array.Sort(hashes, (a, b) => a.AsSpan().SequenceCompareTo(b));
        for (var i = 0; i < Custodian.PositionsMost; i++)
            Seal(hashes[i]);
    }

    // Three products, and for each of two records the five HKDF steps of an export and the cipher.
    private void Seal(byte[] hash)
    {
        var points = Suite.Group.MultiplySecret(
            Suite.Group.RandomScalar(Entropy.System),
            [Suite.Group.Generator, Locks.Names.GroupKey, Locks.Contact.GroupKey],
            Entropy.System
        );
        foreach (var point in points[1..])
        {
            var key = Suite.HkdfExtract(hash, point.Encode());
            for (var step = 0; step < 4; step++)
                key = Suite.HkdfExpand(key, hash, 44);
            using var cipher = Suite.CreateAead(key.AsSpan(0, 32));
            cipher.Seal(key.AsSpan(32), new byte[240], new byte[256], []);
        }
    }

    public PreparedPool Prepare() =>
        Custodian.Prepare(Request, Salt, experts, new HashSet<string>(), Entropy.System).Pool!;

    public byte[] ValueOf(byte[] root)
    {
        return DrawBeacon.ValueOf(Locks.Draw, Request.Draw, root, 0, Answers(root)).Value!;
    }

    /// <summary>What two trustees answer for a root.</summary>
    public PartialBatch[] Answers(byte[] root)
    {
        var (_, opening) = DrawBeacon.Of(Locks.Draw, Request.Draw, root, 0);
        return [.. new[] { 1, 2 }.Select(i => Trustees.Answer(LockPurpose.Draw, opening, i))];
    }

    private static DrawRequest NewRequest() =>
        new()
        {
            Suite = Suite.Id,
            Draw = new string('0', 32),
            Session = new string('1', 32),
            Lot = "1",
            Rules = DrawRules.ProcurementGoods.Id,
            RulesVersion = DrawRules.ProcurementGoods.Version,
            BudgetFen = 0,
            IsWeighty = false,
            Groups =
            [
                new SeatGroup(["A08"], ExpertLevel.Intermediate, 5),
                new SeatGroup(["B01"], ExpertLevel.Intermediate, 2),
            ],
            BuyerSeats = [],
            BuyerUnit = InventedExperts.UnitCode(900_000_001),
            AgentUnit = InventedExperts.UnitCode(900_000_002),
            AvoidedUnits = [],
            PersonSaltHash = PersonHash.OfSalt(Suite, Salt),
            AvoidedPersons = [],
            Regions = ["450000"],
            ReserveDepth = 5,
            DrawAt = 1_772_409_600_000_000,
            RoomAt = 1_772_413_200_000_000,
            Place = "3",
        };
}
