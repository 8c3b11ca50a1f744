using System.Security.Cryptography;
using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Seatings;
using Trading.Evaluation.Statements;
using Trading.Evaluation.Tests.Fixtures;
using Trading.Locks.Policies;
using Trading.Pool.Draws;

namespace Trading.Pool.Tests.World;

/// <summary>The custodian's key folder, the other offices, host and trustees, and the trust file of them all.</summary>
internal sealed class DrawPeople : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("trading-custodian-");

    public DrawPeople()
    {
        Custodian = new TrustedOffice(OfficeKind.Custodian, "province", Key("signing.key"), Key("static.key"));
        Gateway = new TrustedOffice(OfficeKind.Gateway, "phones", NewPoint(), NewPoint());
        Gate = new TrustedOffice(OfficeKind.Gate, "door", NewPoint(), NewPoint());
        Trustees = NewTrustees();
        File.WriteAllText(TrustPath, Trustees.Trust.ToText());
    }

    public TrustedOffice Custodian { get; }

    public TrustedOffice Gateway { get; }

    public TrustedOffice Gate { get; }

    public SigningKey Host { get; } = SigningKey.Generate(Suite.P256);

    public Trustees Trustees { get; }

    public string Folder => folder.FullName;

    public string TrustPath => Path.Combine(Folder, "trust.txt");

    public DrawOptions Options(DrawPlatform platform) => new(platform.Address, TrustPath, Folder);

    /// <summary>Trustees and a platform whom nobody's trust file names yet.</summary>
    public Trustees NewTrustees() =>
        new(Entropy.System)
        {
            Offices = [Custodian, Gateway, Gate],
            Roles = new(
                Custodian.SigningKey,
                Gateway.SigningKey,
                Gate.SigningKey,
                Host.PublicPoint,
                SigningKey.Generate(Suite.P256).PublicPoint
            ),
        };

    public void Dispose()
    {
        Host.Dispose();
        folder.Delete(recursive: true);
    }

    public static byte[] NewPoint()
    {
        using var key = SigningKey.Generate(Suite.P256);
        return key.PublicPoint;
    }

    private byte[] Key(string name)
    {
        using var key = SigningKey.Generate(Suite.P256);
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, key.ToPkcs8());
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return key.PublicPoint;
    }
}

/// <summary>A draw as its host publishes it; each part can be another one than it should be.</summary>
internal sealed class AskedDraw
{
    private const long Second = 1_000_000;
    private readonly DrawPeople people;
    private readonly Trustees trustees;

    public AskedDraw(
        DrawPeople people,
        Func<DrawRequest, DrawRequest>? change = null,
        Trustees? trustees = null,
        PolicyRoles? roles = null
    )
    {
        (this.people, this.trustees) = (people, trustees ?? people.Trustees);
        var request = NewRequest(PersonSalt);
        Request = change is null ? request : change(request);
        var before = this.trustees.Roles;
        this.trustees.Roles = roles ?? before;
        Locks = this.trustees.Locks(Request);
        Policies = [.. DrawLots.Purposes.Select(p => LockPolicyCodec.ToBytes(this.trustees.Policy(Request, p)))];
        this.trustees.Roles = before;
        Box = SealedBox.Seal(
            Suite.P256,
            Point(people.Custodian.StaticKey),
            Tags.DrawSealedSalt,
            Request.Hash(),
            PersonSalt,
            Entropy.System
        );
    }

    public DrawRequest Request { get; }

    public byte[] PersonSalt { get; } = RandomNumberGenerator.GetBytes(PersonHash.SaltBytes);

    public DrawLocks Locks { get; }

    public byte[][] Policies { get; }

    public byte[] Box { get; set; }

    /// <summary>The gate's; the custodian only sees that the host signed it.</summary>
    public byte[] GateBox { get; set; } = [];

    public string Id => Request.Draw;

    /// <summary>The task in which the platform asks for the commitment.</summary>
    public CommitTaskSaid Task() =>
        new(
            Id,
            "commit",
            DrawRequestCodec.ToBytes(Request),
            Policies,
            [Locks.Draw.ToBytes(), Locks.Names.ToBytes(), Locks.Contact.ToBytes()],
            Box,
            GateBox,
            people.Host.Sign(
                Tags.DrawPublish,
                DrawStatements.Publication(Suite.P256, Request.Hash(), Policies, Box, GateBox)
            )
        );

    public byte[][] Answers(byte[] root, params int[] numbers)
    {
        var (_, opening) = DrawBeacon.Of(Locks.Draw, Id, root, 0);
        return [.. numbers.Select(i => trustees.Answer(LockPurpose.Draw, opening, i).ToBytes())];
    }

    /// <summary>The point by which two trustees open one record of a position.</summary>
    public Point Shared(LockPurpose purpose, byte[] root, CommittedPosition position)
    {
        var isName = purpose == LockPurpose.Names;
        var opening = OpenRecord.Opening(
            isName ? Locks.Names : Locks.Contact,
            Request.Hash(),
            root,
            isName ? RecordKind.Name : RecordKind.Contact,
            position
        );
        return opening.Combine(new[] { 1, 3 }.Select(i => trustees.Answer(purpose, opening, i))).Shared![0];
    }

    // For three of A08 and two of B01, an hour from now.
    private static DrawRequest NewRequest(byte[] salt)
    {
        var now = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        return new DrawRequest
        {
            Suite = Suite.P256.Id,
            Draw = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            Session = "",
            Lot = "",
            Rules = DrawRules.ProcurementGoods.Id,
            RulesVersion = DrawRules.ProcurementGoods.Version,
            BudgetFen = 500_000_000,
            IsWeighty = false,
            Groups =
            [
                new SeatGroup(["A08"], ExpertLevel.Intermediate, 3),
                new SeatGroup(["B01"], ExpertLevel.Intermediate, 2),
            ],
            BuyerSeats = [],
            BuyerUnit = InventedExperts.UnitCode(900_000_001),
            AgentUnit = "",
            AvoidedUnits = [],
            PersonSaltHash = PersonHash.OfSalt(Suite.P256, salt),
            AvoidedPersons = [],
            Regions = [],
            ReserveDepth = 1,
            DrawAt = now + 3600 * Second,
            RoomAt = now + 7200 * Second,
            Place = "评标区 3 号门",
        };
    }

    private static Point Point(byte[] bytes) =>
        Suite.P256.Group.TryDecode(bytes, out var point) ? point : throw new ArgumentException("no point");
}

/// <summary>The task as JSON.</summary>
internal sealed record CommitTaskSaid(
    string Draw,
    string Kind,
    byte[] Request,
    byte[][] Policies,
    byte[][] Certificates,
    byte[] Salt,
    byte[] GateSalt,
    byte[] Signature,
    ReductionSaid? Reduction = null
);

internal sealed record ReductionSaid(byte[] Root, byte[][] Answers);

internal sealed record ConflictsTaskSaid(string Draw, string Kind, string[] Units);

/// <summary>What was posted as a commitment, taken apart and checked: signature, head, rows, root.</summary>
internal sealed record HeardCommitment(
    CommitmentHead Head,
    IReadOnlyList<CommittedPosition> Positions,
    IReadOnlyList<ReductionRow> Rows,
    byte[] Root
)
{
    public static HeardCommitment Of(byte[] posted, AskedDraw draw, byte[] custodian)
    {
        var (signature, rest) = (posted[..64], posted[64..]);
        Assert.True(CommitmentHead.TryParse(rest.AsSpan(0, 193), out var head));
        var size = head.IsReduction ? 35 : 633;
        Assert.Equal(193 + head.Rows * size, rest.Length);
        byte[][] leaves = [.. Enumerable.Range(0, head.Rows).Select(i => rest.AsSpan(193 + i * size, size).ToArray())];
        var root = DrawTree.Root(Suite.P256, head, leaves);
        var said = DrawStatements.Commitment(draw.Request.Hash(), root);
        Assert.True(SigningKey.Verify(Suite.P256, custodian, Tags.DrawCommitted, said, signature));
        Assert.Equal(draw.Request.Hash(), head.RequestHash);
        Assert.Equal(draw.Locks.Draw.LockId, head.DrawLock);
        return head.IsReduction
            ? new(head, [], [.. leaves.Select(Row)], root)
            : new(head, [.. leaves.Select(Position)], [], root);
    }

    private static CommittedPosition Position(byte[] leaf)
    {
        Assert.True(CommittedPosition.TryParse(leaf, out var position));
        return position;
    }

    private static ReductionRow Row(byte[] leaf) => new(leaf[1..33], (ushort)(leaf[33] << 8 | leaf[34]));
}
